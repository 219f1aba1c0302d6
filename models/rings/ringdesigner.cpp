#include "models/rings/ringdesigner.h"

#include "models/base/counted.h"
#include "models/rings/ringrepair.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <algorithm>
#include <map>
#include <tuple>

namespace ringward {

namespace {

constexpr int kMostRounds = 6; ///< repairing one rule may crowd another; in practice it settles in two or three

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Rings", text);
}

/// The search for one design.
class Designer {
public:
    Designer(const BoundGuardrails &bound, const RingAssignment &from)
        : m_facts(*bound.facts)
        , m_ledger(bound, from)
        , m_repair(m_ledger)
        , m_from(from)
    {
    }

    bool run(const std::stop_token &stop)
    {
        dismissCanaries();
        for (int round = 0; round < kMostRounds; ++round) {
            const std::size_t before = m_touched;
            for (std::size_t rule = 0; rule < m_ledger.bound().rules.size(); ++rule) {
                if (stop.stop_requested())
                    return false;
                std::vector<Row> moved;
                m_repair.repair(rule, moved);
                note(moved, m_ledger.bound().rules[rule].rule->id);
            }
            chooseCanaries();
            if (m_touched == before)
                break;
        }
        takeBack();
        return !stop.stop_requested();
    }

    const RingAssignment &rings() const { return m_ledger.rings(); }
    const QString &whyOf(Row row) { return m_why[row]; }

private:
    void note(const std::vector<Row> &moved, const QString &why)
    {
        m_touched += moved.size();
        for (const Row row : moved) {
            if (!m_why.contains(row))
                m_why.insert(row, why);
        }
    }

    void go(Row row, quint8 to, const QString &why)
    {
        m_ledger.move(row, to);
        note({row}, why);
    }

    /// Machines that a ward depends on are no canaries, whoever put them there.
    void dismissCanaries()
    {
        for (Row row = 0; row < m_facts.rows(); ++row) {
            if (m_ledger.ring(row) != 0 || (m_facts.tier[row] != Tier::T0 && m_facts.tier[row] != Tier::T1))
                continue;
            for (quint8 to = 1; to < m_facts.rings(); ++to) {
                if (!m_facts.isHeld(to) && !m_ledger.worsens(row, to)) {
                    go(row, to, QStringLiteral("canary"));
                    break;
                }
            }
        }
    }

    void chooseCanaries()
    {
        std::vector<std::vector<Row>> candidates(m_facts.strata.size());
        std::vector<bool> seen(m_facts.strata.size(), false);
        std::vector<quint32> canariesOfWard(m_facts.wardStart.size(), 0);
        for (Row row = 0; row < m_facts.rows(); ++row) {
            if (m_ledger.ring(row) == kNoRing)
                continue;
            canariesOfWard[m_facts.ward[row]] += m_ledger.ring(row) == 0;
            const quint32 stratum = m_facts.stratum[row];
            if (m_ledger.ring(row) == 0 && m_facts.working[row])
                seen[stratum] = true;
            else if (canBeCanary(m_facts, row))
                candidates[stratum].push_back(row);
        }
        // Offices before wards, wards that have few canaries before others, and what was early already.
        const auto cost = [&](Row row) {
            return std::tuple(m_facts.tier[row] != Tier::T3, canariesOfWard[m_facts.ward[row]], m_ledger.ring(row),
                              row);
        };
        std::vector<quint32> order(m_facts.strata.size());
        for (quint32 i = 0; i < order.size(); ++i)
            order[i] = i;
        std::stable_sort(order.begin(), order.end(), [&](quint32 a, quint32 b) {
            return m_facts.strata[a].devices > m_facts.strata[b].devices; // if not all fit, see the most machines
        });
        for (const quint32 stratum : order) {
            if (seen[stratum])
                continue;
            auto &of = candidates[stratum];
            std::sort(of.begin(), of.end(), [&](Row a, Row b) { return cost(a) < cost(b); });
            for (const Row row : of) {
                if (m_repair.mayEnter(row, 0)) {
                    ++canariesOfWard[m_facts.ward[row]];
                    go(row, 0, QStringLiteral("canary"));
                    break;
                }
            }
        }
    }

    /// A move that a later one made needless is taken back.
    void takeBack()
    {
        std::vector<quint32> canaries(m_facts.strata.size(), 0);
        for (Row row = 0; row < m_facts.rows(); ++row)
            canaries[m_facts.stratum[row]] += m_ledger.ring(row) == 0 && m_facts.working[row];
        for (auto at = m_why.begin(); at != m_why.end(); ++at) {
            const Row row = at.key();
            const quint8 now = m_ledger.ring(row), before = m_from[row];
            if (now == before || (now == 0 && m_facts.working[row] && canaries[m_facts.stratum[row]] == 1))
                continue;
            if (before == 0 && (m_facts.tier[row] == Tier::T0 || m_facts.tier[row] == Tier::T1))
                continue;
            if (m_ledger.worsens(row, before))
                continue;
            canaries[m_facts.stratum[row]] -= now == 0 && m_facts.working[row];
            canaries[m_facts.stratum[row]] += before == 0 && m_facts.working[row];
            m_ledger.move(row, before);
        }
    }

    const RingFacts &m_facts;
    RingLedger m_ledger;
    RingRepair m_repair;
    const RingAssignment &m_from;
    QHash<Row, QString> m_why;
    std::size_t m_touched = 0;
};

QStringList explain(const RingFacts &facts, const BoundGuardrails &bound, const RingDesign &design)
{
    const QLocale locale;
    QStringList lines;
    lines << agreeing(qint64(design.moves.size()), tr("%1 of %2 moves, in %3."), tr("%1 of %2 move, in %3."))
                 .arg(countText(qint64(design.moves.size())), counted(facts.participants, Noun::Device),
                      counted(design.waves.count, Noun::Wave));
    std::map<QString, quint32> reasons;
    for (const DesignedMove &move : design.moves)
        ++reasons[move.why];
    for (const auto &[why, count] : reasons) {
        const Guardrail *rule = bound.set.find(why);
        lines << (rule ? tr("%1 because of “%2”.").arg(locale.toString(count), rule->name)
                       : tr("%1 so that every kind of machine has a canary and nothing a ward depends on is one.")
                             .arg(locale.toString(count)));
    }
    const CanarySight &sight = design.after;
    lines << tr("Canaries see %1 of %2 (%3 before).")
                 .arg(countText(sight.seen), counted(sight.strata, Noun::Stratum), locale.toString(design.before.seen));
    lines << agreeing(sight.canaries,
                      tr("%1 that stays clean proves a failure share below %2 % with 95 % confidence; 59 prove 5 %, "
                         "299 prove 1 %."),
                      tr("%1 that stay clean prove a failure share below %2 % with 95 % confidence; 59 prove 5 %, 299 "
                         "prove 1 %."))
                 .arg(counted(sight.canaries, Noun::Canary))
                 .arg(100 * CanarySight::excludedShare(sight.canaries), 0, 'f', 2);
    lines << tr("Canaries cannot see what depends on a person, a program or an hour that they do not have: a shift "
                "change, a backup, a session of a clinical system.");
    return lines;
}

} // namespace

std::optional<RingDesign> designRings(const BoundGuardrails &bound, const RingAssignment &from, qint64 startMs,
                                      std::stop_token stop)
{
    const RingFacts &facts = *bound.facts;
    Designer designer(bound, from);
    if (!designer.run(stop))
        return std::nullopt;
    RingDesign design;
    design.rings = designer.rings();
    for (Row row = 0; row < facts.rows(); ++row) {
        if (design.rings[row] != from[row])
            design.moves.push_back({row, designer.whyOf(row)});
    }
    design.waves = planWaves(bound, design.rings);
    design.results = checkGuardrails(bound, design.rings, design.waves, startMs, stop);
    design.before = canarySight(facts, from);
    design.after = canarySight(facts, design.rings);
    design.explanation = explain(facts, bound, design);
    for (const GuardrailResult &result : design.results) {
        if (result.state == GuardrailResult::State::Blocks)
            design.unsatisfied << QStringLiteral("%1: %2").arg(result.name, result.detail);
    }
    std::map<QString, std::pair<quint32, quint32>> reasons; // strata and devices
    for (const CanarySight::Unseen &unseen : design.after.unseen) {
        auto &[strata, devices] = reasons[unseen.why];
        ++strata;
        devices += facts.strata[unseen.stratum].devices;
    }
    for (const auto &[why, count] : reasons)
        design.unsatisfied << agreeing(count.first, tr("%1 with %2 has no canary: %3."),
                                       tr("%1 with %2 have no canary: %3."))
                                  .arg(counted(count.first, Noun::Stratum), counted(count.second, Noun::Device), why);
    if (stop.stop_requested())
        return std::nullopt;
    return design;
}

} // namespace ringward
