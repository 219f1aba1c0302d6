#include "connectors/files/inventories/values.h"

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr qsizetype kLongestDate = 64;

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

struct HalfDay {
    const char16_t *written, *meant;
};
constexpr std::array kHalfDays{
    HalfDay{u"上午", u"AM"}, HalfDay{u"下午", u"PM"}, HalfDay{u"午前", u"AM"},  HalfDay{u"午後", u"PM"},
    HalfDay{u"오전", u"AM"}, HalfDay{u"오후", u"PM"}, HalfDay{u"a. m.", u"AM"}, HalfDay{u"p. m.", u"PM"},
};

/// "2019/1/18 下午 3:28:03" and "2019. 01. 18. 15:28:03" in the shapes that parseMoment() knows.
QString plainDate(QStringView text)
{
    QString plain = text.toString();
    plain.replace(QChar::Nbsp, u' ').replace(u'\u202F', u' ').remove(u'\u200E').remove(u'\u200F');
    for (const HalfDay &half : kHalfDays) {
        const QString written = QString::fromUtf16(half.written);
        if (!plain.contains(written))
            continue;
        plain = plain.remove(written).simplified() + u' ' + QString::fromUtf16(half.meant);
        break;
    }
    const bool yearFirst = plain.size() > 6 && isDigit(plain[3]) && plain[4] == u'.';
    if (yearFirst) {
        plain.replace(QStringLiteral(". "), QStringLiteral("."));
        const qsizetype afterDay = plain.indexOf(u'.', plain.indexOf(u'.', 5) + 1);
        if (afterDay > 0)
            plain[afterDay] = u' ';
        plain.replace(u'.', u'-');
    }
    return plain.simplified();
}

} // namespace

std::optional<qint64> wholeNumber(QStringView text)
{
    text = text.trimmed();
    qint64 value = 0;
    int digits = 0;
    bool parted = false;
    for (const QChar c : text) {
        if (isDigit(c)) {
            if (++digits > 18)
                return std::nullopt;
            value = value * 10 + (c.unicode() - u'0');
            parted = false;
        } else if (digits > 0 && !parted
                   && (c == u',' || c == u'.' || c == u'\'' || c == u'\u2019' || c == u'\u066C' || c.isSpace())) {
            parted = true;
        } else {
            return std::nullopt;
        }
    }
    return digits && !parted ? std::optional<qint64>(value) : std::nullopt;
}

QDateTime inventoryDate(QStringView text, DateOrder order)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > kLongestDate)
        return {};
    std::optional<qint64> moment = parseMoment(text, order);
    if (!moment)
        moment = parseMoment(QStringView(plainDate(text)), order);
    return moment && *moment != 0 ? QDateTime::fromMSecsSinceEpoch(*moment, Qt::UTC) : QDateTime();
}

void DateColumn::see(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty() || text.size() > kLongestDate)
        return;
    if (const auto order = provenOrder(text))
        ++(*order == DateOrder::DayFirst ? m_dayFirst : m_monthFirst);
    else
        ++m_unproven;
    if (text.endsWith(u'M', Qt::CaseInsensitive))
        ++m_halfDays;
}

DateOrder DateColumn::order() const
{
    if (m_dayFirst != m_monthFirst)
        return m_dayFirst > m_monthFirst ? DateOrder::DayFirst : DateOrder::MonthFirst;
    // Nothing proves it: who counts hours to twelve mostly puts the month first.
    return m_unproven > 0 && m_halfDays == 0 ? DateOrder::DayFirst : DateOrder::MonthFirst;
}

bool isBlank(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
}

bool isNumber(QStringView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isDigit);
}

bool isVersion(QStringView text)
{
    qsizetype dots = 0;
    bool digit = false;
    for (const QChar c : text) {
        if (c == u'.' && digit)
            ++dots;
        else if (!isDigit(c))
            return false;
        digit = isDigit(c);
    }
    return digit && dots >= 2;
}

bool isGuid(QStringView text)
{
    if (text.size() != 38 || text.front() != u'{' || text.back() != u'}')
        return false;
    for (qsizetype i = 1; i < 37; ++i) {
        const bool dash = i == 9 || i == 14 || i == 19 || i == 24;
        const QChar c = text[i];
        const bool hex = isDigit(c) || (c.toLower() >= u'a' && c.toLower() <= u'f');
        if (dash ? c != u'-' : !hex)
            return false;
    }
    return true;
}

bool isInfName(QStringView text)
{
    return text.size() > 4 && text.size() <= 260 && text.endsWith(u".inf", Qt::CaseInsensitive)
        && std::none_of(text.begin(), text.end(), [](QChar c) { return c == u'\\' || c == u':' || c == u'"'; });
}

bool isDriverPath(QStringView text)
{
    if (text.size() < 4)
        return false;
    if (text[1] == u':' && (text[2] == u'\\' || text[2] == u'/') && text[0].isLetter() && text[0].unicode() < 0x80)
        return true;
    static constexpr std::array<QStringView, 6> kBeginnings{u"\\??\\",     u"\\\\?\\", u"\\systemroot\\",
                                                            u"system32\\", u"%",       u"\\device\\"};
    return std::any_of(kBeginnings.begin(), kBeginnings.end(),
                       [&](QStringView beginning) { return text.startsWith(beginning, Qt::CaseInsensitive); });
}

bool isSysFile(QStringView text)
{
    return text.size() > 4 && text.endsWith(u".sys", Qt::CaseInsensitive);
}

std::optional<Labelled> labelled(QStringView line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] == u':' || line[i] == u'：') {
            const QStringView label = line.first(i).trimmed();
            if (label.isEmpty() || label.size() > 60)
                return std::nullopt;
            return Labelled{label, line.sliced(i + 1).trimmed()};
        }
    }
    return std::nullopt;
}

std::vector<QStringView> tabbed(QStringView line)
{
    std::vector<QStringView> parts;
    for (qsizetype from = 0; from <= line.size() && parts.size() < 64;) {
        const qsizetype tab = line.indexOf(u'\t', from);
        const qsizetype end = tab < 0 ? line.size() : tab;
        if (tab < 0 && end == from && !parts.empty())
            break;
        parts.push_back(line.sliced(from, end - from));
        from = end + 1;
    }
    return parts;
}

std::vector<QStringView> widelySpaced(QStringView line)
{
    std::vector<QStringView> parts;
    line = line.trimmed();
    qsizetype from = 0;
    for (qsizetype i = 0; i < line.size() && parts.size() < 64; ++i) {
        if (!line[i].isSpace())
            continue;
        qsizetype end = i + 1;
        while (end < line.size() && line[end].isSpace())
            ++end;
        if (end - i > 1 || line[i] == u'\t') {
            parts.push_back(line.sliced(from, i - from));
            from = end;
        }
        i = end - 1;
    }
    parts.push_back(line.sliced(from));
    return parts;
}

std::vector<QStringView> tokens(QStringView line)
{
    std::vector<QStringView> parts;
    for (qsizetype i = 0; i < line.size() && parts.size() < 256;) {
        if (line[i].isSpace()) {
            ++i;
            continue;
        }
        const qsizetype from = i;
        while (i < line.size() && !line[i].isSpace())
            ++i;
        parts.push_back(line.sliced(from, i - from));
    }
    return parts;
}

} // namespace ringward
