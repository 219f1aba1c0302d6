#include "models/base/counted.h"
#include "models/fleet/filterterm.h"
#include "models/fleet/situationscan.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <map>
#include <tuple>

namespace ringward {

namespace {

constexpr quint32 kTogetherSec = 15 * 60; ///< silences that begin within this belong together
constexpr quint32 kTogetherLeast = 4;
constexpr quint32 kTogetherPercent = 15; ///< of the ward
constexpr std::size_t kNamedWards = 3;

QString tr(const char *text, const char *comment = nullptr, int n = -1)
{
    return QCoreApplication::translate("ringward::Attention", text, comment, n);
}

/// The largest two units would be too long for a remark: "41 min", "3 h", "2 d".
QString age(qint64 ms)
{
    const qint64 minutes = std::max<qint64>(0, ms / 60'000);
    if (minutes < 120)
        return tr("%1 min").arg(minutes);
    return minutes < 48 * 60 ? tr("%1 h").arg(minutes / 60) : tr("%1 d").arg(minutes / 1440);
}

QString clock(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm"));
}

QString number(quint32 count)
{
    return QLocale(QLocale::English).toString(count);
}

struct Found {
    const Situation &situation;
    const SituationScan &scan;
    std::vector<AttentionRow> rows;
    void add(AttentionRow row) { rows.push_back(std::move(row)); }
    const FleetDictionaries &names() const { return situation.fleet->names(); }
};

/// Wards that `count` finds something in, most first.
template <typename Count>
std::vector<std::pair<const WardState *, quint32>> wardsBy(const Situation &situation, Count count)
{
    std::vector<std::pair<const WardState *, quint32>> found;
    for (const SiteState &site : situation.sites) {
        for (const WardState &ward : site.wards) {
            if (const quint32 n = count(ward))
                found.emplace_back(&ward, n);
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.second > b.second; });
    return found;
}

QString wardLabel(const Found &found, const WardState &state)
{
    const Ward &ward = found.names().wards()[state.ward];
    return ward.code.isEmpty() ? (ward.name.isEmpty() ? tr("no ward told") : ward.name) : ward.code;
}

template <typename Wards, typename Say>
QString listed(const Wards &wards, Say say)
{
    QStringList names;
    for (std::size_t i = 0; i < std::min(wards.size(), kNamedWards); ++i)
        names << say(wards[i]);
    if (wards.size() > kNamedWards)
        names << tr("%1 more").arg(wards.size() - kNamedWards);
    return names.join(QStringLiteral(", "));
}

QString crashRemark(const Found &found, quint32 total)
{
    const auto stream = contentStream(found.names());
    if (!stream)
        return {};
    std::map<StreamState, quint32> by;
    for (std::size_t id = 0; id < found.scan.crashedByUpdate.size(); ++id) {
        const auto &streams = found.names().updates()[id].streams;
        if (found.scan.crashedByUpdate[id] && *stream < streams.size())
            by[streams[*stream]] += found.scan.crashedByUpdate[id];
    }
    const auto most =
        std::max_element(by.begin(), by.end(), [](const auto &a, const auto &b) { return a.second < b.second; });
    if (most == by.end())
        return {};
    const QString version = found.names().versions.text(most->first.version);
    const RingName &ring = found.names().rings()[most->first.ring];
    QStringList parts;
    if (!version.isEmpty())
        parts << tr("Content %1").arg(version);
    if (!ring.name.isEmpty())
        parts << tr("ring %1 %2").arg(ring.order).arg(ring.name);
    if (!parts.isEmpty())
        parts << tr("%1 of %2").arg(number(most->second), number(total));
    return parts.join(QStringLiteral(" · "));
}

void crashLooping(Found &found)
{
    const quint32 total = found.situation.counts.of(AgentHealth::CrashLooping);
    if (total == 0)
        return;
    const auto wards =
        wardsBy(found.situation, [](const WardState &w) { return w.counts.of(AgentHealth::CrashLooping); });
    const bool concentrated = wards.front().second * 2 >= total && wards.size() > 1;
    const QString where = wards.size() == 1 ? tr("all in %1").arg(wardLabel(found, *wards.front().first))
        : concentrated                      ? tr("%1 first").arg(wardLabel(found, *wards.front().first))
                                            : counted(qint64(wards.size()), Noun::Ward);
    QString remark = crashRemark(found, total);
    if (remark.isEmpty())
        remark = listed(wards, [&](const auto &w) { return wardLabel(found, *w.first); });
    found.add({AttentionRow::Kind::CrashLooping, tr("%1 crash-looping, %2").arg(counted(total, Noun::Device), where),
               remark, total, QStringLiteral("health:crash-looping")});
}

void lifeCriticalSilent(Found &found)
{
    const quint32 total = found.situation.counts.of(Tier::T0, AgentHealth::Silent);
    if (total == 0)
        return;
    const auto wards =
        wardsBy(found.situation, [](const WardState &w) { return w.counts.of(Tier::T0, AgentHealth::Silent); });
    QString remark = listed(wards, [&](const auto &w) { return wardLabel(found, *w.first); });
    if (found.scan.oldestSilentT0Sec)
        remark += QStringLiteral(" · ") + age(found.situation.nowMs - qint64(found.scan.oldestSilentT0Sec) * 1000);
    found.add({AttentionRow::Kind::LifeCriticalSilent, tr("%1 silent").arg(counted(total, Noun::LifeCriticalDevice)),
               remark, total, QStringLiteral("tier:t0 health:silent")});
}

QString anyOf(const Found &found, const std::vector<std::pair<const WardState *, quint32>> &wards)
{
    QStringList lines;
    for (std::size_t i = 0; i < std::min<std::size_t>(wards.size(), 40); ++i)
        lines << QStringLiteral("(%1)").arg(wardFilter(found.names().wards()[wards[i].first->ward]));
    const QString joined = lines.join(QStringLiteral(" or "));
    return lines.size() == 1 ? joined.mid(1, joined.size() - 2) : QStringLiteral("(%1)").arg(joined);
}

void cover(Found &found)
{
    const auto say = [&](const auto &w) {
        return tr("%1 %2 of %3").arg(wardLabel(found, *w.first)).arg(w.first->working).arg(w.first->cover);
    };
    const auto report = [&](AttentionRow::Kind kind, const char *what, auto holds) {
        const auto wards = wardsBy(found.situation, [&](const WardState &w) { return quint32(holds(w)); });
        if (wards.empty())
            return;
        const auto count = quint32(wards.size());
        found.add({kind, tr(what).arg(counted(count, Noun::Ward)), tr("%1 working").arg(listed(wards, say)), count,
                   anyOf(found, wards)});
    };
    report(AttentionRow::Kind::BelowCover, QT_TRANSLATE_NOOP("ringward::Attention", "%1 below minimum cover"),
           [](const WardState &w) { return w.belowCover(); });
    report(AttentionRow::Kind::AtMinimumCover, QT_TRANSLATE_NOOP("ringward::Attention", "%1 at minimum cover"),
           [](const WardState &w) { return w.atMinimumCover(); });
}

struct Together {
    quint32 ward = 0, devices = 0, sinceSec = 0;
};

/// The most silences of one ward that began within kTogetherSec; `from` to `to` are of one ward, by time.
Together largestCluster(const SituationScan::Silent *from, const SituationScan::Silent *to)
{
    Together best{from->ward, 0, 0};
    for (auto first = from, last = from; last != to; ++last) {
        while (last->sinceSec - first->sinceSec > kTogetherSec)
            ++first;
        if (const auto devices = quint32(last - first + 1); devices > best.devices)
            best = {from->ward, devices, first->sinceSec};
    }
    return best;
}

void silentTogether(Found &found)
{
    std::vector<SituationScan::Silent> silent = found.scan.silent;
    std::sort(silent.begin(), silent.end(),
              [](const auto &a, const auto &b) { return std::tie(a.ward, a.sinceSec) < std::tie(b.ward, b.sinceSec); });
    std::vector<Together> wards;
    const auto *const end = silent.data() + silent.size();
    for (const auto *from = silent.data(); from != end;) {
        const auto *const to = std::find_if(from, end, [from](const auto &s) { return s.ward != from->ward; });
        const Together cluster = largestCluster(from, to);
        const quint32 all = found.scan.byWard[cluster.ward].known();
        if (cluster.ward && cluster.devices >= kTogetherLeast && cluster.devices * 100 >= all * kTogetherPercent)
            wards.push_back(cluster);
        from = to;
    }
    std::stable_sort(wards.begin(), wards.end(), [](const auto &a, const auto &b) { return a.devices > b.devices; });
    for (std::size_t i = 0; i < std::min<std::size_t>(wards.size(), 3); ++i) {
        const Ward &ward = found.names().wards()[wards[i].ward];
        const quint32 all = found.scan.byWard[wards[i].ward].known();
        found.add({AttentionRow::Kind::SilentTogether,
                   tr("%1 %2: %3 silent together since %4")
                       .arg(ward.siteCode, ward.code)
                       .arg(wards[i].devices)
                       .arg(clock(qint64(wards[i].sinceSec) * 1000)),
                   tr("Of %1, within 15 min · look at the network first").arg(counted(all, Noun::Device)),
                   wards[i].devices, wardFilter(ward) + QStringLiteral(" health:silent")});
    }
}

void sources(Found &found)
{
    for (const SourceFact &source : found.situation.sources) {
        const bool never = source.lastSuccessMs == 0;
        const QString when = never
            ? tr("%1 has never answered").arg(source.name)
            : tr("%1 last answered %2 ago").arg(source.name, age(found.situation.nowMs - source.lastSuccessMs));
        if (!source.problem.isEmpty())
            found.add({AttentionRow::Kind::SourceFailing, when, source.problem, 1, {}});
        else if (!source.fresh && !never)
            found.add({AttentionRow::Kind::SourceStale,
                       when,
                       tr("Limit %1").arg(age(qint64(source.limitSec) * 1000)),
                       1,
                       {}});
    }
}

void recoveryKeys(Found &found)
{
    const auto of = [&](KeyState state) {
        return found.scan.keys[std::size_t(state)];
    };
    const quint32 missing = of(KeyState::None) + of(KeyState::Unseen), present = of(KeyState::Present);
    if (missing > 0) {
        const QString share =
            tr("%1 % have one").arg(QLocale(QLocale::English).toString(100.0 * present / (missing + present), 'f', 1));
        found.add({AttentionRow::Kind::KeysMissing, tr("%1 without a recovery key").arg(counted(missing, Noun::Device)),
                   found.scan.keysMissingT0 > 0
                       ? tr("%1 of them T0 · %2").arg(countText(found.scan.keysMissingT0), share)
                       : share,
                   missing, QStringLiteral("key:none,unseen")});
    }
    if (const quint32 due = found.scan.keysToRotate)
        found.add({AttentionRow::Kind::KeysToRotate,
                   agreeing(due, tr("%1 recovery key to rotate"), tr("%1 recovery keys to rotate")).arg(countText(due)),
                   tr("Read by somebody, and still in use"), due, QStringLiteral("key:rotate")});
}

void pinsAndConflicts(Found &found)
{
    if (const quint32 pins = found.scan.pinsExpiring) {
        const qint64 first = found.scan.firstPinMs - found.situation.nowMs;
        found.add({AttentionRow::Kind::PinsExpire,
                   agreeing(pins, tr("%1 expires within 7 days"), tr("%1 expire within 7 days"))
                       .arg(counted(pins, Noun::Pin)),
                   first > 0 ? tr("The first in %1").arg(age(first)) : tr("The first is %1 over").arg(age(-first)),
                   pins, QStringLiteral("pinexpires<7d")});
    }
    if (const quint32 conflicts = found.scan.conflicts) {
        found.add({AttentionRow::Kind::Conflicts, tr("%1 whose sources disagree").arg(counted(conflicts, Noun::Device)),
                   tr("%1 of all devices")
                       .arg(QStringLiteral("%1 %").arg(100.0 * conflicts / std::max(1U, found.situation.counts.known()),
                                                       0, 'f', 1)),
                   conflicts, QStringLiteral("conflicts>0")});
    }
}

} // namespace

std::vector<AttentionRow> attentionOf(const Situation &situation, const SituationScan &scan)
{
    Found found{situation, scan, {}};
    for (const auto look :
         {crashLooping, lifeCriticalSilent, cover, silentTogether, sources, recoveryKeys, pinsAndConflicts})
        look(found);
    // A ward below cover goes before everything else; the rest is already in order.
    std::stable_partition(found.rows.begin(), found.rows.end(),
                          [](const AttentionRow &row) { return row.kind == AttentionRow::Kind::BelowCover; });
    return std::move(found.rows);
}

} // namespace ringward
