#include "models/fleet/filter.h"
#include "models/rings/ringledger.h"

#include <algorithm>
#include <limits>
#include <map>
#include <tuple>

namespace ringward {

namespace {

using Measure = Guardrail::Measure;

std::vector<quint8> rowsOf(const RingFacts &facts, const QString &line, qint64 nowMs, const std::stop_token &stop)
{
    std::vector<quint8> in(facts.rows(), 0);
    const std::optional<RowSet> set =
        line.trimmed().isEmpty() ? RowSet(facts.rows(), true) : Filter::parse(line).match(*facts.fleet, nowMs, stop);
    for (Row row = 0; set && row < facts.rows(); ++row)
        in[row] = set->test(row) && facts.today[row] != kNoRing;
    return in;
}

/// Devices of a site, or of one ward, by the names that people know them by.
std::vector<quint8> rowsAt(const RingFacts &facts, const QString &place)
{
    const std::vector<Ward> &wards = facts.fleet->names().wards();
    std::vector<quint8> isThere(wards.size(), 0), in(facts.rows(), 0);
    for (std::size_t ward = 0; ward < wards.size(); ++ward)
        isThere[ward] = wards[ward].siteCode == place || facts.wardName(quint32(ward)) == place;
    for (Row row = 0; row < facts.rows(); ++row)
        in[row] = isThere[facts.ward[row]] && facts.today[row] != kNoRing;
    return in;
}

const std::vector<quint32> &column(const RingFacts &facts, Guardrail::Group group)
{
    return group == Guardrail::Group::Site ? facts.site : group == Guardrail::Group::Model ? facts.model : facts.vendor;
}

void bindGroups(const RingFacts &facts, BoundRule &bound)
{
    const bool whole = bound.rule->measure == Measure::RingSize;
    bound.group.assign(facts.rows(), 0);
    bound.groupSize.assign(2, 0);
    for (Row row = 0; row < facts.rows(); ++row) {
        if (!bound.inScope[row])
            continue;
        const quint32 group = whole ? 1 : column(facts, bound.rule->group)[row];
        bound.group[row] = group;
        if (group >= bound.groupSize.size())
            bound.groupSize.resize(group + 1, 0);
        bound.groupSize[group] += group && (whole || !facts.isHeld(facts.today[row]));
    }
}

/// The first of `rows` by host name; a pinned one only when there is no other, since it is not free to be elsewhere.
std::optional<Row> standInOf(const RingFacts &facts, const std::vector<Row> &rows)
{
    const auto first = std::min_element(rows.begin(), rows.end(), [&](Row a, Row b) {
        return facts.pinned[a] != facts.pinned[b] ? facts.pinned[a] < facts.pinned[b]
                                                  : facts.fleet->host(a) < facts.fleet->host(b);
    });
    return first == rows.end() ? std::nullopt : std::optional(*first);
}

void bindPairs(const RingFacts &facts, BoundRule &bound, qint64 nowMs, const std::stop_token &stop)
{
    for (const QStringList &part : bound.rule->parts) {
        const std::vector<quint8> left = rowsOf(facts, part[0], nowMs, stop),
                                  right = rowsOf(facts, part[1], nowMs, stop);
        for (quint32 ward = 1; ward + 1 < facts.wardStart.size(); ++ward) {
            std::vector<Row> some, others;
            for (const Row row : facts.rowsOf(ward)) {
                if (!bound.inScope[row] || facts.isHeld(facts.today[row]))
                    continue;
                if (left[row])
                    some.push_back(row);
                else if (right[row])
                    others.push_back(row);
            }
            for (std::size_t i = 1; i < some.size(); ++i)
                bound.apart.emplace_back(some[i - 1], some[i]);
            const std::optional<Row> standIn = standInOf(facts, others);
            for (const Row row : some) {
                if (standIn)
                    bound.apart.emplace_back(row, *standIn);
            }
        }
    }
}

void bindIndependence(const RingFacts &facts, BoundRule &bound, qint64 nowMs, const std::stop_token &stop)
{
    std::vector<std::vector<Row>> named;
    for (const QStringList &part : bound.rule->parts) {
        const std::vector<quint8> in = rowsOf(facts, part[1], nowMs, stop);
        std::vector<Row> rows;
        for (Row row = 0; row < facts.rows(); ++row) {
            if (in[row])
                rows.push_back(row);
        }
        if (rows.empty())
            bound.missing << part[0];
        named.push_back(std::move(rows));
    }
    for (std::size_t a = 0; a < named.size(); ++a) {
        for (std::size_t b = a + 1; b < named.size(); ++b) {
            for (const Row left : named[a]) {
                for (const Row right : named[b])
                    bound.apart.emplace_back(left, right);
            }
        }
    }
}

void bindDelays(const RingFacts &facts, BoundRule &bound)
{
    for (const Ring &ring : facts.policy.rings) {
        const bool fits = bound.rule->measure == Measure::DelayFloor ? ring.delayMin >= bound.rule->limit
                                                                     : ring.delayMin <= bound.rule->limit;
        bound.ringFits.push_back(ring.name.held || fits);
    }
}

} // namespace

BoundGuardrails::BoundGuardrails(RingFactsPtr of, const GuardrailSet &guardrails, qint64 atMs, std::stop_token stop)
    : facts(std::move(of))
    , set(guardrails)
    , nowMs(atMs)
{
    for (const Guardrail &rule : set.rules) {
        if (!rule.streams.isEmpty() && !rule.streams.contains(word(facts->policy.stream.kind)))
            continue;
        BoundRule &bound = rules.emplace_back();
        bound.rule = &rule;
        bound.inScope = rowsOf(*facts, rule.scope, nowMs, stop);
        switch (rule.measure) {
        case Measure::RingSize:
        case Measure::RingShare:
            bindGroups(*facts, bound);
            break;
        case Measure::PairsApart:
            bindPairs(*facts, bound, nowMs, stop);
            break;
        case Measure::Independence:
            bindIndependence(*facts, bound, nowMs, stop);
            break;
        case Measure::DelayFloor:
        case Measure::ProtectionAge:
            bindDelays(*facts, bound);
            break;
        default:
            break;
        }
    }
    for (const FreezeTime &freeze : set.freezes)
        frozen.push_back(freeze.place.isEmpty() ? rowsOf(*facts, freeze.filter, nowMs, stop)
                                                : rowsAt(*facts, freeze.place));
}

quint32 BoundGuardrails::most(const BoundRule &bound, quint32 group, quint8 ring) const
{
    const quint32 size = bound.groupSize[group];
    if (facts->isHeld(ring) || size < quint32(bound.rule->fewest))
        return std::numeric_limits<quint32>::max();
    const int limit =
        bound.rule->measure == Measure::RingSize ? facts->policy.rings[ring].capPerMille : bound.rule->limit;
    return quint32(quint64(size) * quint64(limit) / 1000);
}

quint32 BoundGuardrails::mostInFlight(const Guardrail &rule, quint32 devicesInScope)
{
    return std::max(quint32(rule.atLeast), quint32(quint64(devicesInScope) * quint64(rule.limit) / 1000));
}

} // namespace ringward
