#include "connectors/files/moments.h"

#include <QString>

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>

namespace ringward {

namespace {

constexpr std::size_t kLongest = 64;
constexpr qint64 kMsADay = 86'400'000;
constexpr qint64 kFileTimeEpochMs = -11'644'473'600'000; // 1601
constexpr qint64 kTicksEpochMs = -62'135'596'800'000; // the year 1

struct CivilDate {
    int year = 0, month = 0, day = 0;
};

/// Days since 1970-01-01 in the Gregorian calendar.
qint64 daysSinceEpoch(CivilDate date)
{
    const qint64 year = date.year - (date.month <= 2);
    const qint64 era = year / 400;
    const qint64 yearOfEra = year - era * 400;
    const qint64 dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const qint64 dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146'097 + dayOfEra - 719'468;
}

bool isReal(CivilDate date)
{
    constexpr std::array kDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1
        || date.day > kDays[std::size_t(date.month - 1)])
        return false;
    const bool leap = (date.year % 4 == 0 && date.year % 100 != 0) || date.year % 400 == 0;
    return date.month != 2 || date.day < 29 || leap;
}

/// Years that systems write when there is no time to tell.
qint64 orNever(qint64 ms)
{
    constexpr qint64 k1602 = kFileTimeEpochMs + 366 * kMsADay;
    constexpr qint64 k9990 = 253'086'595'200'000;
    return ms < k1602 || ms >= k9990 || (ms >= 0 && ms < 1000) ? 0 : ms;
}

class Scanner {
public:
    explicit Scanner(std::string_view text)
        : m_text(text)
    {
    }
    bool atEnd() const { return m_at == m_text.size(); }
    char peek() const { return atEnd() ? '\0' : m_text[m_at]; }
    std::string_view rest() const { return m_text.substr(m_at); }
    bool accept(char c)
    {
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }
    bool acceptAny(std::string_view any)
    {
        if (atEnd() || any.find(peek()) == any.npos)
            return false;
        ++m_at;
        return true;
    }
    void skip(std::string_view any)
    {
        while (acceptAny(any)) {}
    }
    /// -1 without a digit. `digits` tells how many there were.
    int number(int maxDigits, int *digits = nullptr)
    {
        int value = 0;
        int count = 0;
        for (; count < maxDigits && peek() >= '0' && peek() <= '9'; ++count)
            value = value * 10 + (m_text[m_at++] - '0');
        if (digits)
            *digits = count;
        return count ? value : -1;
    }
    std::string_view letters()
    {
        const std::size_t from = m_at;
        while (std::isalpha(static_cast<unsigned char>(peek())))
            ++m_at;
        return m_text.substr(from, m_at - from);
    }

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

bool equalsIgnoringCase(std::string_view left, std::string_view right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    });
}

/// 1 to 12 for an English name or its first three letters, otherwise 0.
int monthFromName(std::string_view name)
{
    constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                       "may",       "june",     "july",     "august",
                                                       "september", "october",  "november", "december"};
    for (std::size_t i = 0; i < kMonths.size(); ++i) {
        if (name.size() >= 3 && name.size() <= kMonths[i].size()
            && equalsIgnoringCase(name, kMonths[i].substr(0, name.size())))
            return int(i) + 1;
    }
    return 0;
}

int fullYear(int year, int digits)
{
    return digits > 2 ? year : year < 70 ? 2000 + year : 1900 + year;
}

/// Three numbers with separators, or a month by name.
std::optional<CivilDate> scanDate(Scanner &scan, DateOrder order)
{
    std::string_view name = scan.letters();
    if (!name.empty() && !monthFromName(name)) { // the day of the week
        scan.skip("., ");
        name = scan.letters();
    }
    CivilDate date;
    int digits = 0;
    if (!name.empty()) { // Jul 19, 2024
        date.month = monthFromName(name);
        scan.skip(". ");
        date.day = scan.number(2);
        scan.skip(", ");
        const int year = scan.number(4, &digits);
        if (digits != 4 || scan.peek() == ':') // Fri Jul 19 04:09:00 2024 is not told apart from a list: refused
            return std::nullopt;
        date.year = year;
        return date;
    }
    const int first = scan.number(4, &digits);
    const bool yearFirst = digits == 4;
    const char separator = scan.peek();
    if (first < 0 || !scan.acceptAny("-/. "))
        return std::nullopt;
    if (const std::string_view month = scan.letters(); !month.empty()) { // 19-Jul-2024
        if (!scan.acceptAny("-/. "))
            return std::nullopt;
        const int year = scan.number(4, &digits);
        return CivilDate{fullYear(year, digits), monthFromName(month), first};
    }
    scan.skip(" "); // 19. 7. 2024
    const int second = scan.number(2);
    if (separator == ' ' || second < 0 || !scan.accept(separator))
        return std::nullopt;
    scan.skip(" ");
    const int third = scan.number(yearFirst ? 2 : 4, &digits);
    if (third < 0 || digits == 3)
        return std::nullopt;
    if (yearFirst)
        return CivilDate{first, second, third};
    const bool dayFirst = separator != '/' || order == DateOrder::DayFirst || first > 12;
    return dayFirst && second <= 12 ? CivilDate{fullYear(third, digits), second, first}
                                    : CivilDate{fullYear(third, digits), first, second};
}

/// Milliseconds of the day; nullopt when what follows is no time.
std::optional<qint64> scanTime(Scanner &scan)
{
    const int hours = scan.number(2);
    if (hours < 0 || !scan.acceptAny(":."))
        return std::nullopt;
    const int minutes = scan.number(2);
    int seconds = 0;
    qint64 milliseconds = 0;
    if (scan.acceptAny(":.")) {
        seconds = scan.number(2);
        if (scan.acceptAny(".,:")) {
            int weight = 100;
            int digits = 0;
            for (int digit = scan.number(1); digit >= 0; digit = scan.number(1), weight /= 10) {
                milliseconds += digit * weight;
                ++digits;
            }
            if (digits == 0)
                return std::nullopt;
        }
    }
    scan.skip(" ");
    int hour = hours;
    if (const char half = char(scan.peek() | 0x20); (half == 'a' || half == 'p') && hours >= 1 && hours <= 12) {
        hour = hours % 12 + (half == 'p' ? 12 : 0);
        scan.acceptAny("aApP");
        scan.skip(".");
        if (!scan.acceptAny("mM"))
            return std::nullopt;
        scan.skip(".");
    }
    if (hour > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60)
        return std::nullopt;
    return ((hour * 60 + minutes) * 60 + seconds) * qint64(1000) + milliseconds;
}

/// Minutes east of UTC; nullopt when it is no zone. Nothing at all is UTC.
std::optional<int> scanZone(Scanner &scan)
{
    scan.skip(" ");
    if (equalsIgnoringCase(scan.rest().substr(0, 3), "utc") || equalsIgnoringCase(scan.rest().substr(0, 3), "gmt"))
        scan.letters();
    if (scan.acceptAny("zZ") || scan.atEnd())
        return 0;
    const bool west = scan.peek() == '-';
    if (!scan.acceptAny("+-"))
        return std::nullopt;
    const int hours = scan.number(2);
    scan.accept(':');
    const int minutes = scan.atEnd() ? 0 : scan.number(2);
    if (hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return std::nullopt;
    return (west ? -1 : 1) * (hours * 60 + minutes);
}

std::optional<qint64> fromDigits(std::string_view digits, bool negative)
{
    if (digits.size() > 19)
        return std::nullopt;
    quint64 value = 0;
    for (const char c : digits)
        value = value * 10 + quint64(c - '0');
    if (value == 0 || negative)
        return negative && value != 0 && value != quint64(-kFileTimeEpochMs) && value != quint64(-kTicksEpochMs)
                && value != quint64(-kFileTimeEpochMs / 1000)
            ? std::nullopt
            : std::optional<qint64>(0);
    if (value == quint64(std::numeric_limits<qint64>::max()))
        return 0; // FILETIME for "never"
    if (digits.size() == 14 || digits.size() == 8) { // 20240719040900 of LDAP and WMI
        const auto part = [&](std::size_t at, std::size_t count) {
            int number = 0;
            for (const char c : digits.substr(at, count))
                number = number * 10 + (c - '0');
            return number;
        };
        const CivilDate date{part(0, 4), part(4, 2), part(6, 2)};
        const bool timed = digits.size() == 14;
        const int hours = timed ? part(8, 2) : 0, minutes = timed ? part(10, 2) : 0, seconds = timed ? part(12, 2) : 0;
        if (!isReal(date) || date.year < 1601 || hours > 23 || minutes > 59 || seconds > 60)
            return std::nullopt;
        return orNever(daysSinceEpoch(date) * kMsADay + ((hours * 60 + minutes) * 60 + seconds) * qint64(1000));
    }
    switch (digits.size()) {
    case 9:
    case 10:
        return orNever(qint64(value) * 1000);
    case 12:
    case 13:
        return orNever(qint64(value));
    case 15:
    case 16:
        return orNever(qint64(value / 1000));
    case 17:
    case 18:
        return value < 400'000'000'000'000'000 ? orNever(qint64(value / 10'000) + kFileTimeEpochMs)
                                               : orNever(qint64(value / 10'000) + kTicksEpochMs);
    case 19:
        return value >= 3'100'000'000'000'000'000 ? 0 : orNever(qint64(value / 1'000'000)); // nanoseconds since 1970
    default:
        return std::nullopt;
    }
}

/// 45492.173 as spreadsheets store a date.
std::optional<qint64> fromSpreadsheetDays(Scanner scan)
{
    int digits = 0;
    const int days = scan.number(5, &digits);
    if (digits != 5 || days < 20'000 || days > 80'000 || (!scan.atEnd() && !scan.acceptAny(".,")))
        return std::nullopt;
    double fraction = 0;
    double weight = 0.1;
    for (int digit = scan.number(1); digit >= 0; digit = scan.number(1), weight /= 10)
        fraction += digit * weight;
    if (!scan.atEnd())
        return std::nullopt;
    return (days - 25'569) * kMsADay + qint64(fraction * double(kMsADay) + 0.5);
}

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view kBlank = " \t\r\n\"'";
    const std::size_t from = text.find_first_not_of(kBlank);
    if (from == text.npos)
        return {};
    return text.substr(from, text.find_last_not_of(kBlank) - from + 1);
}

bool saysNever(std::string_view text)
{
    constexpr std::array<std::string_view, 10> kWords{"never",  "null", "n/a", "none", "unknown",
                                                      "(null)", "-",    "--",  "nil",  "not available"};
    return text.empty() || std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) {
               return equalsIgnoringCase(word, text);
           });
}

} // namespace

std::optional<qint64> parseMoment(std::string_view raw, DateOrder order)
{
    std::string_view text = trimmed(raw);
    if (saysNever(text))
        return 0;
    if (text.size() > kLongest)
        return std::nullopt;
    if (text.starts_with("/Date(") && text.ends_with(")/"))
        text = text.substr(6, text.size() - 8);
    const bool negative = text.front() == '-';
    const std::string_view digits = text.substr(negative ? 1 : 0);
    const std::size_t numeric = std::min(digits.find_first_not_of("0123456789"), digits.size());
    if (numeric == digits.size()) {
        if (const auto moment = fromDigits(digits, negative))
            return moment;
        return negative ? std::nullopt : fromSpreadsheetDays(Scanner(text));
    }
    if (numeric == 14 && !negative && (digits[14] == '.' || digits[14] == 'Z')) // 20240719040900.000000+060, ...0Z
        return fromDigits(digits.substr(0, 14), false);
    if (numeric == 5)
        return fromSpreadsheetDays(Scanner(text));
    if (digits.find_first_not_of("0123456789.") == digits.npos && numeric >= 9 && !negative) // 1721362140.123
        return fromDigits(digits.substr(0, numeric), false);

    Scanner scan(text);
    const std::optional<CivilDate> date = scanDate(scan, order);
    if (!date || !isReal(*date))
        return std::nullopt;
    qint64 ms = daysSinceEpoch(*date) * kMsADay;
    const bool parted = scan.acceptAny("Tt, ");
    scan.skip(" ");
    if (!scan.atEnd() && scan.peek() != 'Z') {
        if (!parted)
            return std::nullopt;
        const std::optional<qint64> time = scanTime(scan);
        const std::optional<int> zone = time ? scanZone(scan) : std::nullopt;
        if (!zone)
            return std::nullopt;
        ms += *time - *zone * qint64(60'000);
    }
    scan.skip("Z ");
    return scan.atEnd() ? std::optional<qint64>(orNever(ms)) : std::nullopt;
}

std::optional<qint64> parseMoment(QStringView text, DateOrder order)
{
    text = text.trimmed();
    if (text.size() > qsizetype(kLongest))
        return std::nullopt;
    std::array<char, kLongest> narrow;
    std::transform(text.begin(), text.end(), narrow.begin(), [](QChar c) {
        if (c.isSpace() || c == u'\u200E')
            return ' ';
        return c.unicode() < 0x80 ? char(c.unicode()) : '?';
    });
    return parseMoment(std::string_view(narrow.data(), std::size_t(text.size())), order);
}

std::optional<DateOrder> provenOrder(QStringView text)
{
    const qsizetype first = text.indexOf(u'/');
    const qsizetype second = first < 1 ? -1 : text.indexOf(u'/', first + 1);
    if (second < 0 || first > 2)
        return std::nullopt;
    const int left = text.first(first).trimmed().toInt();
    const int right = text.sliced(first + 1, second - first - 1).toInt();
    if (left > 12 && left <= 31 && right <= 12)
        return DateOrder::DayFirst;
    if (right > 12 && right <= 31 && left <= 12)
        return DateOrder::MonthFirst;
    return std::nullopt;
}

} // namespace ringward
