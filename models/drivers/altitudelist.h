#pragma once
#include "models/drivers/catalogue.h"

#include <QHash>

#include <vector>

namespace ringward {

/// An altitude that Microsoft gave to a filter.
struct AllocatedAltitude {
    QString altitude; ///< decimal text
    QString driver; ///< lower case, with ".sys", without remarks
    QString company;
    QString loadOrderGroup;
};

struct AltitudeList {
    CatalogueInfo info;
    std::vector<AllocatedAltitude> allocations;
    QMultiHash<QString, quint32> byDriver;
    QMultiHash<QString, quint32> byAltitude;
};

/// Reads Microsoft's page "Allocated filter altitudes" as its Markdown source, or the same as CSV with the columns
/// altitude, filter_driver, company, load_order_group. Refuses a file in which no altitude is found or a row is cut.
Result<AltitudeList> readAltitudeList(const QByteArray &text);

} // namespace ringward
