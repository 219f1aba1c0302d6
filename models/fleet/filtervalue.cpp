#include "models/fleet/filterfields.h"

#include <QCoreApplication>

#include <array>
#include <bit>

namespace ringward {

namespace {

struct Reading {
    ValueState state = ValueState::Good;
    QString problem;
};

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Filter", text);
}

Reading unfinished(const QString &problem)
{
    return {ValueState::Unfinished, problem};
}
Reading bad(const QString &problem)
{
    return {ValueState::Bad, problem};
}

Reading readWord(const FilterField &field, QStringView text, qint64 &mask)
{
    bool begun = false;
    for (const FilterWord &known : field.words) {
        const QLatin1StringView spelling(known.word);
        if (text.compare(spelling, Qt::CaseInsensitive) == 0) {
            mask = known.mask;
            return {};
        }
        begun = begun || QString(spelling).startsWith(text, Qt::CaseInsensitive);
    }
    if (begun)
        return unfinished(tr(field.follows));
    return bad(tr("%1 cannot be “%2”; %3").arg(QLatin1StringView(field.name), text, tr(field.follows)));
}

Reading readNumber(const FilterField &field, QStringView text, qint64 &number)
{
    bool isNumber = false;
    number = text.toLongLong(&isNumber);
    if (isNumber && number >= 0)
        return {};
    return bad(tr("“%1” is not a number; %2").arg(text, tr(field.follows)));
}

struct Unit {
    const char *name;
    qint64 ms;
};
constexpr qint64 kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr std::array kUnits{
    Unit{"s", kSecond}, Unit{"m", kMinute},  Unit{"min", kMinute},  Unit{"h", kHour},
    Unit{"d", kDay},    Unit{"w", 7 * kDay}, Unit{"y", 365 * kDay},
};
constexpr qint64 kLongestAge = 1000 * 365 * kDay;

/// "90s", "1h30m", "never".
Reading readAge(QStringView text, qint64 &ms)
{
    const QString units = tr("units are s, m, h, d and w, as in 1h30m");
    if (text.compare(u"never", Qt::CaseInsensitive) == 0) {
        ms = kNever;
        return {};
    }
    if (QStringView(u"never").startsWith(text, Qt::CaseInsensitive))
        return unfinished(tr("an age follows, such as 15m, 2h or 3d"));
    qint64 sum = 0;
    while (!text.isEmpty()) {
        const auto lengthOf = [&text](auto fits) {
            qsizetype n = 0;
            while (n < text.size() && fits(text[n]))
                ++n;
            return n;
        };
        const qsizetype digits = lengthOf([](QChar c) { return c >= u'0' && c <= u'9'; });
        bool isNumber = false;
        const qint64 count = text.left(digits).toLongLong(&isNumber);
        if (!isNumber || count > kLongestAge)
            return bad(tr("“%1” is not an age; %2").arg(text, units));
        text = text.mid(digits);
        if (text.isEmpty())
            return unfinished(tr("a unit follows; %1").arg(units));
        const QStringView name = text.left(lengthOf([](QChar c) { return c.isLetter(); }));
        const auto unit = std::find_if(kUnits.begin(), kUnits.end(), [name](const Unit &known) {
            return name.compare(QLatin1StringView(known.name), Qt::CaseInsensitive) == 0;
        });
        if (unit == kUnits.end())
            return bad(tr("“%1” is not a unit; %2").arg(name.isEmpty() ? text.left(1) : name, units));
        if (count > kLongestAge / unit->ms || (sum += count * unit->ms) > kLongestAge)
            return bad(tr("an age is at most 1,000 years"));
        text = text.mid(name.size());
    }
    ms = sum;
    return {};
}

Reading readOne(const FilterField &field, QStringView text, qint64 &number)
{
    switch (field.kind) {
    case FilterKind::Word:
        return readWord(field, text, number);
    case FilterKind::Number:
        return readNumber(field, text, number);
    case FilterKind::Age:
        return readAge(text, number);
    default:
        return {};
    }
}

/// The words from one to the other, for fields whose words have an order.
qint64 maskBetween(qint64 lower, qint64 upper)
{
    const int first = std::countr_zero(quint32(lower));
    const int last = std::countr_zero(quint32(upper));
    return first > last ? 0 : qint64((quint64(2) << last) - (quint64(1) << first));
}

Reading readRange(const FilterField &field, FilterValue &value)
{
    if (!field.ordered)
        return bad(
            tr("%1 has no order, so a range says nothing; list values with commas").arg(QLatin1StringView(field.name)));
    if (value.text.isEmpty() && value.upper.isEmpty())
        return unfinished(tr(field.follows));
    const bool word = field.kind == FilterKind::Word;
    value.number = word ? 1 : std::numeric_limits<qint64>::min();
    value.upperNumber = word ? field.words.back().mask : kNever;
    if (!value.text.isEmpty()) {
        Reading lower = readOne(field, value.text, value.number);
        if (lower.state != ValueState::Good)
            return lower;
    }
    if (!value.upper.isEmpty()) {
        Reading upper = readOne(field, value.upper, value.upperNumber);
        if (upper.state != ValueState::Good)
            return upper;
    }
    if (word)
        value.number = maskBetween(value.number, value.upperNumber);
    return {};
}

} // namespace

ValueState readFilterValue(const FilterField &field, FilterValue &value, QString &problem)
{
    Reading reading = value.isRange ? readRange(field, value) : readOne(field, value.text, value.number);
    problem = std::move(reading.problem);
    return reading.state;
}

} // namespace ringward
