#include "models/rings/ringledger.h"

#include <algorithm>

namespace ringward {

namespace {

using Measure = Guardrail::Measure;

bool countsGroups(const BoundRule &bound)
{
    return bound.rule->measure == Measure::RingSize || bound.rule->measure == Measure::RingShare;
}

} // namespace

RingLedger::RingLedger(const BoundGuardrails &bound, RingAssignment rings)
    : m_bound(&bound)
    , m_rings(std::move(rings))
    , m_width(quint32(bound.facts->rings()))
{
    const RingFacts &facts = *bound.facts;
    for (const BoundRule &rule : bound.rules) {
        const bool diversity = rule.rule->measure == Measure::Diversity;
        const std::size_t groups = countsGroups(rule) ? rule.groupSize.size()
            : diversity                               ? facts.wardStart.size() - 1
                                                      : 0;
        m_counts.emplace_back(groups * m_width, 0);
        auto &apart = m_apart.emplace_back();
        for (const auto &[a, b] : rule.apart) {
            apart.emplace_back(a, b);
            apart.emplace_back(b, a);
        }
        std::sort(apart.begin(), apart.end());
    }
    for (Row row = 0; row < facts.rows(); ++row)
        add(row, m_rings[row], 1);
}

void RingLedger::add(Row row, quint8 ring, qint32 by)
{
    if (ring == kNoRing)
        return;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const BoundRule &rule = m_bound->rules[i];
        if (m_counts[i].empty() || !rule.inScope[row])
            continue;
        const quint32 group = countsGroups(rule) ? rule.group[row] : m_bound->facts->ward[row];
        if (group)
            m_counts[i][group * m_width + ring] += quint32(by);
    }
}

void RingLedger::move(Row row, quint8 to)
{
    add(row, m_rings[row], -1);
    m_rings[row] = to;
    add(row, to, 1);
}

int RingLedger::ringsOfWard(std::size_t rule, quint32 ward) const
{
    int rings = 0;
    for (quint8 ring = 0; ring < m_width; ++ring)
        rings += !m_bound->facts->isHeld(ring) && count(rule, ward, ring) > 0;
    return rings;
}

std::vector<Row> RingLedger::apartFrom(std::size_t rule, Row row) const
{
    std::vector<Row> others;
    const auto &apart = m_apart[rule];
    for (auto at = std::lower_bound(apart.begin(), apart.end(), std::pair(row, Row(0)));
         at != apart.end() && at->first == row; ++at)
        others.push_back(at->second);
    return others;
}

bool RingLedger::worsens(Row row, quint8 to) const
{
    const RingFacts &facts = *m_bound->facts;
    const quint8 from = m_rings[row];
    if (from == to)
        return false;
    for (std::size_t i = 0; i < m_bound->rules.size(); ++i) {
        const BoundRule &rule = m_bound->rules[i];
        if (!rule.inScope[row])
            continue;
        switch (rule.rule->measure) {
        case Measure::RingSize:
        case Measure::RingShare:
            if (rule.group[row] && count(i, rule.group[row], to) + 1 > m_bound->most(rule, rule.group[row], to))
                return true;
            break;
        case Measure::DelayFloor:
        case Measure::ProtectionAge:
            if (!rule.ringFits[to])
                return true;
            break;
        case Measure::Diversity: {
            const quint32 ward = facts.ward[row];
            if (!ward || facts.isHeld(from))
                break;
            const int now = ringsOfWard(i, ward);
            const int then = now - (count(i, ward, from) == 1) + (!facts.isHeld(to) && count(i, ward, to) == 0);
            if (then < now && then < rule.rule->limit)
                return true;
            break;
        }
        case Measure::PairsApart:
        case Measure::Independence:
            if (!m_apart[i].empty() && !facts.isHeld(to)) {
                const std::vector<Row> others = apartFrom(i, row);
                if (std::any_of(others.begin(), others.end(), [&](Row other) { return m_rings[other] == to; }))
                    return true;
            }
            break;
        default:
            break;
        }
    }
    return false;
}

} // namespace ringward
