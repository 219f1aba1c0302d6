#include "models/rings/guardrailcheck.h"

#include <QHash>

#include <algorithm>
#include <numeric>

namespace ringward {

WavePlan planWaves(const BoundGuardrails &bound, const RingAssignment &rings)
{
    const RingFacts &facts = *bound.facts;
    WavePlan plan;
    for (Row row = 0; row < facts.rows(); ++row) {
        if (rings[row] != facts.today[row])
            plan.rows.push_back(row);
    }
    plan.waves.assign(plan.rows.size(), 0);
    for (const BoundRule &rule : bound.rules) {
        if (rule.rule->measure != Guardrail::Measure::WardInFlight)
            continue;
        QHash<quint32, quint32> most, turn;
        for (std::size_t i = 0; i < plan.rows.size(); ++i) {
            const Row row = plan.rows[i];
            const quint32 ward = facts.ward[row];
            if (!rule.inScope[row] || !ward)
                continue;
            auto limit = most.find(ward);
            if (limit == most.end()) {
                const auto inWard = facts.rowsOf(ward);
                const auto devices =
                    std::count_if(inWard.begin(), inWard.end(), [&](Row r) { return rule.inScope[r]; });
                limit = most.insert(ward, BoundGuardrails::mostInFlight(*rule.rule, quint32(devices)));
            }
            const quint32 wave = turn[ward]++ / std::max(1U, limit.value());
            plan.waves[i] = std::max(plan.waves[i], quint16(std::min(wave, 0xffffU)));
        }
    }
    for (const quint16 wave : plan.waves)
        plan.count = std::max(plan.count, quint16(wave + 1));
    return plan;
}

std::vector<RingMove> movesOf(const RingFacts &facts, const RingAssignment &rings, const WavePlan &plan)
{
    std::vector<std::size_t> order(plan.rows.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return plan.waves[a] < plan.waves[b]; });
    std::vector<RingMove> moves;
    moves.reserve(order.size());
    for (const std::size_t i : order)
        moves.push_back(facts.move(plan.rows[i], facts.today[plan.rows[i]], rings[plan.rows[i]]));
    return moves;
}

} // namespace ringward
