#pragma once
#include <QStringView>

#include <optional>
#include <string_view>

namespace ringward {

/// Which number comes first in 3/4/2024. Only dates with slashes are in doubt; dots and dashes put the day first.
enum class DateOrder : quint8 { MonthFirst, DayFirst };

/// A point in time as lists and vendors write it, in milliseconds since 1970 UTC: ISO with any number of decimals and a
/// zone, yyyy/m/d, d.m.yyyy, m/d/yyyy with AM and PM, month names in English, WMI and LDAP times, seconds, milliseconds
/// or microseconds since 1970, FILETIME, .NET ticks, days as spreadsheets count them. A time without a zone is read as
/// UTC. 0 means never: empty, "never", the years 1 and 1601, 1970-01-01, and 9999. nullopt means that it is no time.
std::optional<qint64> parseMoment(std::string_view text, DateOrder order = DateOrder::MonthFirst);
std::optional<qint64> parseMoment(QStringView text, DateOrder order = DateOrder::MonthFirst);

/// What 13/4/2024 or 4/13/2024 proves; nullopt when the text fits both or is no such date.
std::optional<DateOrder> provenOrder(QStringView text);

} // namespace ringward
