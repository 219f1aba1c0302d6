#pragma once
#include "models/drivers/driverassessment.h"

#include <QVariant>

#include <span>

namespace ringward {

/// One column of the table of drivers.
struct DriverColumn {
    const char *key; ///< in saved views, exports and settings: "version"
    const char *title; ///< translate in the context "ringward::DriverTable"
    QString (*text)(const AssessedDriver &driver); ///< for people
    QVariant (*value)(const AssessedDriver &driver); ///< for programs: words, numbers, ISO dates; invalid when not told
    bool (*less)(const AssessedDriver &left, const AssessedDriver &right);
};

/// At the positions of DriverTable::Column.
std::span<const DriverColumn> driverColumns();

/// Names for people, translated.
QString label(DriverClass driverClass);
QString label(ReviewState state);
QString label(StartType start);
QString label(SignatureLevel level);
QString label(SafeMode mode);
QString label(Evidence evidence);
QString label(CatalogueKind kind);

} // namespace ringward
