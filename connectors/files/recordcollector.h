#pragma once
#include "connectors/files/importreport.h"

#include <QHash>

#include <functional>

namespace ringward {

/// Takes the records of one file: refuses those that name no machine, gives each a key that is unique in the source,
/// and keeps the newest of those that came twice.
class RecordCollector {
public:
    /// `keyPrefix` says whose ids the keys are ("falcon:", "list:").
    RecordCollector(Imported &into, QString keyPrefix);

    /// `where` is asked for the place in the file only when the record is refused.
    void add(SourceRecord &&record, const std::function<QString()> &where);
    void add(SourceRecord &&record, const QString &where)
    {
        add(std::move(record), [&where] { return where; });
    }
    void refuse(const QString &where, const QString &reason) { m_into.report.refuse(where, reason); }
    void finish(); ///< counts what was taken and notes the doubles

private:
    Imported &m_into;
    QString m_prefix;
    QHash<QString, std::size_t> m_positions; ///< key to position in records
    qint64 m_doubles = 0;
};

} // namespace ringward
