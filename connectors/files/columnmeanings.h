#pragma once
#include "connectors/files/moments.h"
#include "models/sources/sourcerecord.h"

#include <QHash>
#include <QStringView>

#include <span>

namespace ringward {

/// What a value is read with: what the rest of its column has shown, and texts that many rows share.
struct CellContext {
    DateOrder order = DateOrder::MonthFirst;
    QHash<QString, QString> *pool = nullptr;
    QString shared(QStringView text) const;
};

/// What a column of a device list can mean.
struct ColumnMeaning {
    const char *key; ///< kept in mappings: "host", "last_seen"
    const char *label; ///< QT_TRANSLATE_NOOP in the context "ringward::ColumnMeaning"
    bool names; ///< a column of this kind says which machine a row is about
    bool isMoment;
    /// Puts a value (trimmed, not empty) into the record. False when the value cannot be what the column says and the
    /// row is better refused than wrong.
    bool (*put)(SourceRecord &record, QStringView value, const CellContext &context);
};
std::span<const ColumnMeaning> columnMeanings();
const ColumnMeaning *meaningFromKey(QStringView key); ///< null when there is none

/// A title in lower case without accents, blanks and signs: "N° de série" gives "ndeserie".
QString plainTitle(QStringView title);

struct TitleMatch {
    const ColumnMeaning *meaning = nullptr;
    double confidence = 0; ///< 1 for a title that means this and nothing else
};
/// By a table of titles in English, German, French, Polish, Spanish and some others. "properties.DeviceName" counts by
/// its last part when the whole is unknown.
TitleMatch meaningOfTitle(QStringView title);

} // namespace ringward
