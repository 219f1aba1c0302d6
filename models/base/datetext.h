#pragma once
#include <QDate>
#include <QString>

namespace ringward {

/// Local days and times, in the words of the reader's language. `ms`: UTC, in milliseconds since 1970.
QString dayText(QDate day); ///< "14 Nov 2026"
QString dayText(qint64 ms);
QString minuteText(qint64 ms); ///< "14 Nov 2026 07:28"

} // namespace ringward
