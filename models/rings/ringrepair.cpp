#include "models/rings/ringrepair.h"

#include <algorithm>
#include <map>

namespace ringward {

using Measure = Guardrail::Measure;

RingRepair::RingRepair(RingLedger &ledger)
    : m_ledger(ledger)
    , m_facts(*ledger.bound().facts)
{
}

bool RingRepair::isCheaper(Row a, Row b) const
{
    const auto cost = [this](Row row) {
        const bool own = m_ledger.ring(row) != m_facts.today[row];
        // Vendor-managed devices come last of all; a machine that does not work is no help as a witness.
        return std::tuple(!own, m_facts.pinned[row], m_facts.tier[row] == Tier::TX, 4 - int(m_facts.tier[row]),
                          !m_facts.working[row], row);
    };
    return cost(a) < cost(b);
}

bool RingRepair::isLastOfItsWard(Row row) const
{
    const quint32 ward = m_facts.ward[row];
    for (const BoundRule &bound : m_ledger.bound().rules) {
        if (!bound.rule->keepLast || !bound.inScope[row] || !m_facts.working[row] || !ward)
            continue;
        const auto inWard = m_facts.rowsOf(ward);
        if (std::count_if(inWard.begin(), inWard.end(), [&](Row r) { return bound.inScope[r] && m_facts.working[r]; })
            == 1)
            return true;
    }
    return false;
}

bool RingRepair::mayEnter(Row row, quint8 to) const
{
    const quint8 from = m_ledger.ring(row);
    if (to == from || from == kNoRing || to >= m_facts.rings())
        return false;
    if (to == m_facts.today[row])
        return !m_ledger.worsens(row, to); // the way back is open to all
    const Tier tier = m_facts.tier[row];
    if (m_facts.isHeld(to) || m_facts.isHeld(from) || tier == Tier::TX)
        return false;
    if (to == 0 && (tier == Tier::T0 || tier == Tier::T1))
        return false;
    if ((m_facts.pinned[row] && to < m_facts.today[row]) || isLastOfItsWard(row))
        return false;
    return !m_ledger.worsens(row, to);
}

std::optional<quint8> RingRepair::nearestRing(Row row) const
{
    if (mayEnter(row, m_facts.today[row]))
        return m_facts.today[row];
    const int from = m_ledger.ring(row);
    for (int step = 1; step < int(m_facts.rings()); ++step) {
        for (const int to : {from + step, from - step}) { // later is safer
            if (to >= 0 && to < int(m_facts.rings()) && mayEnter(row, quint8(to)))
                return quint8(to);
        }
    }
    return std::nullopt;
}

bool RingRepair::moveAway(Row row, std::vector<Row> &moved)
{
    const std::optional<quint8> to = nearestRing(row);
    if (!to)
        return false;
    m_ledger.move(row, *to);
    moved.push_back(row);
    return true;
}

void RingRepair::repair(std::size_t number, std::vector<Row> &moved)
{
    const BoundRule &bound = m_ledger.bound().rules[number];
    switch (bound.rule->measure) {
    case Measure::RingSize:
    case Measure::RingShare:
        repairGroups(number, moved);
        break;
    case Measure::Diversity:
        repairWards(number, moved);
        break;
    case Measure::DelayFloor:
    case Measure::ProtectionAge:
        for (Row row = 0; row < m_facts.rows(); ++row) {
            if (bound.inScope[row] && m_ledger.ring(row) != kNoRing && !bound.ringFits[m_ledger.ring(row)])
                moveAway(row, moved);
        }
        break;
    case Measure::PairsApart:
    case Measure::Independence:
        for (const auto &[a, b] : bound.apart) {
            if (m_ledger.ring(a) != m_ledger.ring(b) || m_facts.isHeld(m_ledger.ring(a)))
                continue;
            const Row first = isCheaper(a, b) ? a : b;
            if (!moveAway(first, moved))
                moveAway(first == a ? b : a, moved);
        }
        break;
    default:
        break; // no other ring would help
    }
}

void RingRepair::repairGroups(std::size_t number, std::vector<Row> &moved)
{
    const BoundRule &bound = m_ledger.bound().rules[number];
    std::map<std::pair<quint32, quint8>, std::vector<Row>> full;
    for (quint32 group = 1; group < bound.groupSize.size(); ++group) {
        for (quint8 ring = 0; ring < m_facts.rings(); ++ring) {
            if (m_ledger.count(number, group, ring) > m_ledger.bound().most(bound, group, ring))
                full[{group, ring}] = {};
        }
    }
    if (full.empty())
        return;
    for (Row row = 0; row < m_facts.rows(); ++row) {
        const auto at = full.find({bound.group[row], m_ledger.ring(row)});
        if (at != full.end())
            at->second.push_back(row);
    }
    for (auto &[place, rows] : full) {
        std::sort(rows.begin(), rows.end(), [this](Row a, Row b) { return isCheaper(a, b); });
        for (const Row row : rows) {
            if (m_ledger.count(number, place.first, place.second)
                <= m_ledger.bound().most(bound, place.first, place.second))
                break;
            if (m_ledger.ring(row) == place.second)
                moveAway(row, moved);
        }
    }
}

void RingRepair::repairWards(std::size_t number, std::vector<Row> &moved)
{
    const BoundRule &bound = m_ledger.bound().rules[number];
    for (quint32 ward = 1; ward + 1 < m_facts.wardStart.size(); ++ward) {
        int rings = m_ledger.ringsOfWard(number, ward);
        if (rings == 0 || rings >= bound.rule->limit)
            continue;
        std::vector<Row> rows;
        for (const Row row : m_facts.rowsOf(ward)) {
            if (bound.inScope[row] && !m_facts.isHeld(m_ledger.ring(row)))
                rows.push_back(row);
        }
        std::sort(rows.begin(), rows.end(), [this](Row a, Row b) { return isCheaper(a, b); });
        for (const Row row : rows) {
            if (rings >= bound.rule->limit)
                break;
            const quint8 before = m_ledger.ring(row);
            const std::optional<quint8> to = nearestRing(row);
            if (!to)
                continue;
            m_ledger.move(row, *to);
            const int then = m_ledger.ringsOfWard(number, ward);
            if (then > rings) {
                moved.push_back(row);
                rings = then;
            } else {
                m_ledger.move(row, before); // it went where its neighbours are
            }
        }
    }
}

} // namespace ringward
