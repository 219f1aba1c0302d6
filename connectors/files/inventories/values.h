#pragma once
#include "connectors/files/moments.h"

#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace ringward {

/// "81,920", "81.920", "81 920" with any blank, "81'920": a whole number, whatever parts its thousands.
std::optional<qint64> wholeNumber(QStringView text);

/// A date of an inventory, with what parseMoment() reads and, beyond it, the halves of the day and the year-first dots
/// of East Asian and Hungarian Windows. Read as UTC; invalid when empty or no date.
QDateTime inventoryDate(QStringView text, DateOrder order = DateOrder::MonthFirst);

/// Tells the order of day and month by all dates of a column; 3/4/2015 alone proves nothing.
class DateColumn {
public:
    void see(QStringView text);
    DateOrder order() const;

private:
    qint64 m_dayFirst = 0, m_monthFirst = 0, m_halfDays = 0, m_unproven = 0;
};

bool isBlank(QStringView text);
bool isNumber(QStringView text); ///< ASCII digits only, at least one
bool isVersion(QStringView text); ///< digits with two dots or more
bool isGuid(QStringView text); ///< {8-4-4-4-12}
bool isInfName(QStringView text); ///< "oem12.inf"
bool isDriverPath(
    QStringView text); ///< begins as a Windows path does: C:\, \??\, \SystemRoot\, system32\, %SystemRoot%
bool isSysFile(QStringView text); ///< ends in ".sys"

/// The value of "Label:   value", trimmed; nullopt without a label.
struct Labelled {
    QStringView label, value;
};
std::optional<Labelled> labelled(QStringView line);

/// Parts between tabs; one trailing tab makes no part of its own.
std::vector<QStringView> tabbed(QStringView line);
/// Parts between runs of two and more blanks, or tabs.
std::vector<QStringView> widelySpaced(QStringView line);
std::vector<QStringView> tokens(QStringView line);

} // namespace ringward
