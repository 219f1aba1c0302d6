#include "models/changes/freezecalendar.h"

#include <QStringList>

#include <algorithm>

namespace ringward {

namespace {

using Every = FreezeRepeat::Every;

constexpr int kMostWindows = 20'000; ///< of one freeze that are walked over

/// The beginnings of a freeze's windows, one after the other.
class Beginnings {
public:
    explicit Beginnings(const Freeze &freeze)
        : m_freeze(freeze)
        , m_days(freeze.repeat.weekDays)
    {
        if (m_days.empty())
            m_days.push_back(freeze.begin.date().dayOfWeek());
        std::sort(m_days.begin(), m_days.end());
        m_monday = freeze.begin.date().addDays(1 - freeze.begin.date().dayOfWeek());
    }
    /// The n-th candidate; invalid when there are no more. Some do not exist (31 February) or come before the first.
    QDate date(int n) const
    {
        const QDate first = m_freeze.begin.date();
        const int step = std::max(1, m_freeze.repeat.interval) * n;
        switch (m_freeze.repeat.every) {
        case Every::Never:
            return n == 0 ? first : QDate();
        case Every::Day:
            return first.addDays(step);
        case Every::Week: {
            const auto perWeek = int(m_days.size());
            const int week = std::max(1, m_freeze.repeat.interval) * (n / perWeek);
            return m_monday.addDays(qint64(week) * 7 + m_days[std::size_t(n % perWeek)] - 1);
        }
        case Every::Month:
            return sameDay(first, first.addMonths(step));
        case Every::Year:
            return sameDay(first, first.addYears(step));
        }
        return {};
    }

private:
    /// addMonths() brings the 31st to the 30th where a month is shorter; a window then does not take place (RFC 5545).
    static QDate sameDay(QDate first, QDate later) { return later.day() == first.day() ? later : QDate(1, 1, 1); }

    const Freeze &m_freeze;
    std::vector<int> m_days;
    QDate m_monday;
};

void appendWindows(const Freeze &freeze, qint64 fromMs, qint64 toMs, std::vector<FreezeHit> &to)
{
    const Beginnings beginnings(freeze);
    int taken = 0;
    for (int n = 0; n < kMostWindows; ++n) {
        const QDate date = beginnings.date(n);
        if (!date.isValid())
            return;
        if (date < freeze.begin.date())
            continue;
        QDateTime begin = freeze.begin;
        begin.setDate(date); // the hour on the wall stays
        const qint64 beginMs = begin.toMSecsSinceEpoch();
        if ((freeze.repeat.untilMs && beginMs > freeze.repeat.untilMs) || beginMs >= toMs
            || (freeze.repeat.count && taken >= freeze.repeat.count))
            return;
        ++taken;
        if (std::find(freeze.except.begin(), freeze.except.end(), begin) != freeze.except.end())
            continue;
        QDateTime end(begin.date(), begin.time(), begin.timeZone());
        const qint64 wallMs = begin.time().msecsSinceStartOfDay() + freeze.minutes * 60'000;
        end.setDate(begin.date().addDays(wallMs / 86'400'000));
        end.setTime(QTime::fromMSecsSinceStartOfDay(int(wallMs % 86'400'000)));
        const qint64 endMs = std::max(beginMs, end.toMSecsSinceEpoch());
        if (endMs > fromMs)
            to.push_back({freeze.name, freeze.scope, beginMs, endMs});
    }
}

bool concerns(const FreezeHit &hit, const QStringList &wards)
{
    return hit.scope.isEmpty() || std::any_of(wards.begin(), wards.end(), [&](const QString &ward) {
               return ward == hit.scope || ward.startsWith(hit.scope + u' ');
           });
}

} // namespace

std::vector<FreezeHit> windowsIn(const std::vector<Freeze> &freezes, qint64 fromMs, qint64 toMs)
{
    std::vector<FreezeHit> windows;
    for (const Freeze &freeze : freezes)
        appendWindows(freeze, fromMs, toMs, windows);
    std::stable_sort(windows.begin(), windows.end(),
                     [](const FreezeHit &left, const FreezeHit &right) { return left.fromMs < right.fromMs; });
    return windows;
}

std::vector<FreezeHit> collisions(const std::vector<Freeze> &freezes, const QStringList &wards, qint64 fromMs,
                                  qint64 toMs)
{
    std::vector<FreezeHit> windows = windowsIn(freezes, fromMs, toMs);
    std::erase_if(windows, [&](const FreezeHit &hit) { return !concerns(hit, wards); });
    return windows;
}

GuardrailSet withCalendar(GuardrailSet set, const std::vector<Freeze> &freezes, qint64 fromMs)
{
    constexpr qint64 kAheadMs = 31 * qint64(86'400'000);
    for (const FreezeHit &hit : windowsIn(freezes, fromMs, fromMs + kAheadMs)) {
        FreezeTime time{hit.name, {}, hit.fromMs, hit.toMs, hit.scope};
        set.freezes.push_back(std::move(time));
    }
    return set;
}

} // namespace ringward
