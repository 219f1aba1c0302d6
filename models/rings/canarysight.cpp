#include "models/rings/ringdesigner.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Rings", text);
}

} // namespace

double CanarySight::excludedShare(quint32 clean, double confidence)
{
    return clean == 0 ? 1.0 : 1.0 - std::pow(1.0 - confidence, 1.0 / clean);
}

quint32 CanarySight::cleanNeeded(double share, double confidence)
{
    if (share >= 1)
        return 1;
    // The rounding of logarithms must not turn an exact answer into the next one.
    return share <= 0 ? 0 : quint32(std::ceil(std::log(1 - confidence) / std::log(1 - share) - 1e-9));
}

bool canBeCanary(const RingFacts &facts, Row row)
{
    const Tier tier = facts.tier[row];
    const DeviceFlags flags = facts.fleet->flags(row);
    return (tier == Tier::T2 || tier == Tier::T3) && facts.working[row] && !facts.pinned[row]
        && !(flags & (DeviceFlags(DeviceFlag::DowntimePc) | DeviceFlag::Server)) && !facts.isHeld(facts.today[row]);
}

CanarySight canarySight(const RingFacts &facts, const RingAssignment &rings)
{
    struct Seen {
        bool canary = false, eligible = false, clinicalOnly = true, heldOnly = true;
    };
    CanarySight sight;
    std::vector<Seen> seen(facts.strata.size());
    for (Row row = 0; row < facts.rows(); ++row) {
        if (rings[row] == kNoRing)
            continue;
        Seen &of = seen[facts.stratum[row]];
        if (rings[row] == 0 && facts.working[row]) {
            of.canary = true;
            ++sight.canaries;
        }
        of.eligible |= canBeCanary(facts, row);
        of.clinicalOnly &= facts.tier[row] == Tier::T0 || facts.tier[row] == Tier::T1;
        of.heldOnly &= facts.isHeld(rings[row]);
    }
    for (quint32 stratum = 0; stratum < seen.size(); ++stratum) {
        const Seen &of = seen[stratum];
        if (of.heldOnly)
            continue; // it gets nothing, so there is nothing to see
        ++sight.strata;
        sight.seen += of.canary;
        if (of.canary)
            continue;
        sight.unseen.push_back({stratum,
                                of.eligible           ? tr("no canary chosen")
                                    : of.clinicalOnly ? tr("all its machines are T0 or T1")
                                                      : tr("its other machines are pinned, held or not working")});
    }
    std::stable_sort(sight.unseen.begin(), sight.unseen.end(), [&](const auto &a, const auto &b) {
        return facts.strata[a.stratum].devices > facts.strata[b.stratum].devices;
    });
    return sight;
}

} // namespace ringward
