#include "models/fleet/filtermeaning.h"

#include "models/base/version.h"
#include "models/fleet/textpattern.h"

namespace ringward {

namespace {

/// The dotted number in "Windows 11 23H2, 22631.4112": the last word. Windows' own 10.0 in front says nothing.
QStringView numberOf(QStringView version)
{
    version = version.trimmed();
    version = version.mid(version.lastIndexOf(u' ') + 1);
    return version.startsWith(u"10.0.") ? version.mid(5) : version;
}

} // namespace

FilterInterval intervalOf(FilterOperator op, const FilterValue &value)
{
    constexpr qint64 kLowest = std::numeric_limits<qint64>::min();
    switch (op) {
    case FilterOperator::Less:
        return {kLowest, value.number - 1};
    case FilterOperator::LessEqual:
        return {kLowest, value.number};
    case FilterOperator::Greater:
        return value.number == kNever ? FilterInterval{1, 0} : FilterInterval{value.number + 1, kNever};
    case FilterOperator::GreaterEqual:
        return {value.number, kNever};
    default:
        break;
    }
    return {value.number, value.isRange ? value.upperNumber : value.number};
}

bool numberFits(qint64 number, const FilterComparison &comparison)
{
    return std::any_of(comparison.values.begin(), comparison.values.end(),
                       [&](const FilterValue &value) { return intervalOf(comparison.op, value).holds(number); });
}

quint32 wordsThatFit(const FilterComparison &comparison)
{
    quint32 mask = 0;
    for (const FilterValue &value : comparison.values)
        mask |= quint32(value.number);
    const quint32 below = mask - 1; // of a single bit, as comparisons by order have it
    switch (comparison.op) {
    case FilterOperator::Less:
        return below;
    case FilterOperator::LessEqual:
        return mask | below;
    case FilterOperator::Greater:
        return ~(mask | below);
    case FilterOperator::GreaterEqual:
        return ~below;
    default:
        return mask;
    }
}

bool versionFits(const QString &version, FilterOperator op, const FilterValue &value)
{
    const QStringView number = numberOf(version);
    const auto against = [number](const QString &limit) {
        return compareVersions(number, numberOf(limit));
    };
    if (value.isRange)
        return (value.text.isEmpty() || against(value.text) >= 0)
            && (value.upper.isEmpty() || against(value.upper) <= 0);
    if (value.text.isEmpty())
        return false;
    switch (op) {
    case FilterOperator::Less:
        return against(value.text) < 0;
    case FilterOperator::LessEqual:
        return against(value.text) <= 0;
    case FilterOperator::Greater:
        return against(value.text) > 0;
    case FilterOperator::GreaterEqual:
        return against(value.text) >= 0;
    case FilterOperator::Has:
        break;
    default:
        return against(value.text) == 0;
    }
    const bool isNumber = !value.quoted
        && std::all_of(value.text.begin(), value.text.end(), [](QChar c) { return c.isDigit() || c == u'.'; });
    return isNumber ? versionStartsWith(number, numberOf(value.text))
                    : TextPattern(value.text, value.quoted, TextPattern::Fit::Inside).matches(version);
}

bool wantsNothing(const FilterComparison &comparison)
{
    return std::any_of(comparison.values.begin(), comparison.values.end(),
                       [](const FilterValue &value) { return value.text.isEmpty() && !value.isRange; });
}

} // namespace ringward
