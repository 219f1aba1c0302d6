#pragma once
#include "models/base/result.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace ringward {

/// What the columns of one shape of device list mean.
struct ImportMapping {
    QString signature; ///< of the titles, in order; lists with the same titles share a mapping
    QStringList meanings; ///< a column each: "host", "last_seen", ...; empty for a column that is left out
    friend bool operator==(const ImportMapping &, const ImportMapping &) = default;
};

/// Mappings that a person confirmed; implemented by the store. Any thread.
class ImportMappings {
public:
    virtual ~ImportMappings() = default;
    virtual Result<std::optional<ImportMapping>> find(const QString &signature) = 0;
    virtual Result<Done> remember(const ImportMapping &mapping) = 0; ///< replaces the one with the same signature
};

/// One column of a list, for the page where a person says what it means.
struct MappingColumn {
    QString title; ///< as written
    QStringList samples; ///< some values; none of a column that is refused
    QString meaning; ///< proposed or remembered; empty to leave it out
    double confidence = 0; ///< 1 for a known title, less for a guess by part of the title or by the values
    QString refusedWhy; ///< translated: it looks like patient data; such a column can only be left out
};

/// A meaning that a column can have.
struct MeaningChoice {
    QString key, label; ///< the label is translated
};

/// What that page shows.
struct MappingProposal {
    QString signature;
    bool remembered = false; ///< the meanings are what a person confirmed before
    std::vector<MappingColumn> columns;
    std::vector<MeaningChoice> choices;
};

} // namespace ringward
