#pragma once
#include "models/base/result.h"
#include "models/sources/sourcerecord.h"

#include <QStringList>

#include <vector>

namespace ringward {

/// What the organisational units above a computer say of its place. A setting of the source, such as
/// "=Hospital/site/building/ward; site/ward": rules between semicolons, the first that fits counts. A rule names the
/// levels from the search base downwards, each
///   a field         site, building, ward, ward_name, room, ... (fieldFromKey)
///   =Name           a level that must be called so, in any case
///   -               a level that says nothing
/// and fits a path of at least as many levels.
class PlaceRules {
public:
    static Result<PlaceRules> read(const QString &text);
    /// `path`: names of the units, the uppermost first.
    void apply(const QStringList &path, SourceRecord &record) const;

private:
    struct Level {
        std::optional<Field> field;
        QString name; ///< that the level must have; empty when it need not
    };
    using Rule = std::vector<Level>;
    static bool fits(const Rule &rule, const QStringList &path);
    std::vector<Rule> m_rules;
};

} // namespace ringward
