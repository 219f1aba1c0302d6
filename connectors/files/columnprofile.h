#pragma once
#include "connectors/files/listrows.h"
#include "connectors/files/moments.h"

#include <stop_token>
#include <vector>

namespace ringward {

/// What the values of one column have in common, over all rows of a list.
struct ColumnProfile {
    qint64 filled = 0;
    QStringList samples; ///< the first few different values, shortened
    qint64 nhsNumbers = 0, pesels = 0, nirs = 0; ///< values with the right check digit
    qint64 uuids = 0, macs = 0; ///< of the probed rows
    qint64 probed = 0; ///< filled cells of the probed rows
    qint64 moments = 0, wholeDays = 0; ///< values that are times, and those that are midnight
    qint64 personNames = 0;
    int firstYear = 0, lastYear = 0;
    qint64 dayFirst = 0, monthFirst = 0; ///< dates that prove an order

    DateOrder order() const { return dayFirst > monthFirst ? DateOrder::DayFirst : DateOrder::MonthFirst; }
    bool mostly(qint64 count, double share = 0.7) const
    {
        return count >= 3 && double(count) >= share * double(filled);
    }
    bool looksLikeBirthDates() const;
};

/// Goes through all rows once; check digits are tried on every value, shapes on the first rows.
std::vector<ColumnProfile> profileColumns(ListRows &rows, std::stop_token stop);

/// Why a column looks like patient data, translated; empty for those that do not. `columns` are all of the list.
QString patientDataIn(qsizetype column, const QStringList &titles, const std::vector<ColumnProfile> &columns);

} // namespace ringward
