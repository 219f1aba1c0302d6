#include "models/rings/guardrailcheck.h"

#include "models/base/counted.h"
#include "models/rings/guardrailmeasures.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <array>

namespace ringward {

namespace measures {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Guardrails", text);
}

QString perMille(quint64 part, quint64 whole)
{
    const double percent = whole ? 100.0 * double(part) / double(whole) : 0;
    return tr("%1 %").arg(percent, 0, 'f', percent < 10 ? 1 : 0);
}

void blame(const Subject &subject, GuardrailResult &result, const std::vector<Row> &rows)
{
    const RingFacts &facts = *subject.bound.facts;
    std::vector<quint32> wards;
    for (const Row row : rows) {
        result.devices.push_back(facts.fleet->id(row));
        wards.push_back(facts.ward[row]);
    }
    std::sort(wards.begin(), wards.end());
    wards.erase(std::unique(wards.begin(), wards.end()), wards.end());
    for (const quint32 ward : wards) {
        if (ward)
            result.wards << facts.wardName(ward);
    }
}

QString some(const QStringList &names)
{
    if (names.size() <= 3)
        return names.join(QStringLiteral(", "));
    return tr("%1 and %2 more").arg(names.mid(0, 3).join(QStringLiteral(", "))).arg(names.size() - 3);
}

void addFix(const Subject &subject, GuardrailResult &result, const RingLedger &repaired, std::vector<Row> moved)
{
    const RingFacts &facts = *subject.bound.facts;
    std::sort(moved.begin(), moved.end());
    moved.erase(std::unique(moved.begin(), moved.end()), moved.end());
    for (const Row row : moved) {
        const quint8 from = subject.ledger.ring(row), to = repaired.ring(row);
        if (from != to)
            result.smallestFix.push_back(facts.move(row, from, to));
    }
    if (result.smallestFix.empty()) {
        result.detail += u' ' + tr("No single move ends it without breaking another guardrail.");
        return;
    }
    const RingMove &first = result.smallestFix.front();
    const Row row = moved.front();
    result.detail += u' '
        + (result.smallestFix.size() > 1
               ? tr("Smallest fix: %1.").arg(counted(qint64(result.smallestFix.size()), Noun::Move))
               : facts.today[row] == repaired.ring(row)
               ? tr("Smallest fix: %1 stays in %2.").arg(facts.host(row), first.to.name)
               : tr("Smallest fix: %1 goes to %2.").arg(facts.host(row), first.to.name));
}

void repair(const Subject &subject, GuardrailResult &result)
{
    RingLedger copy = subject.ledger;
    std::vector<Row> moved;
    RingRepair(copy).repair(subject.number, moved);
    addFix(subject, result, copy, std::move(moved));
}

} // namespace measures

namespace {

using Check = void (*)(const measures::Subject &, GuardrailResult &);

// Positions are the values of Guardrail::Measure.
constexpr std::array<Check, 11> kChecks{
    measures::checkShares,    measures::checkShares,   measures::checkInFlight, measures::checkDiversity,
    measures::checkApart,     measures::checkApart,    measures::checkDelays,   measures::checkDelays,
    measures::checkPinBudget, measures::checkHandover, measures::checkFreeze,
};

/// Whether a rule that the present breaks is broken by the same devices or fewer. Without devices the words decide.
bool isNoWorse(const GuardrailResult &draft, const GuardrailResult &today)
{
    if (today.state != GuardrailResult::State::Blocks)
        return false;
    if (draft.devices.empty())
        return draft.value == today.value;
    std::vector<DeviceId> before = today.devices;
    std::sort(before.begin(), before.end());
    return std::all_of(draft.devices.begin(), draft.devices.end(),
                       [&](DeviceId device) { return std::binary_search(before.begin(), before.end(), device); });
}

} // namespace

std::vector<GuardrailResult> checkGuardrails(const BoundGuardrails &bound, const RingAssignment &rings,
                                             const WavePlan &plan, qint64 startMs, std::stop_token stop)
{
    const RingLedger ledger(bound, rings);
    std::vector<GuardrailResult> results;
    for (std::size_t number = 0; number < bound.rules.size(); ++number) {
        if (stop.stop_requested())
            return {};
        const Guardrail &rule = *bound.rules[number].rule;
        GuardrailResult &result = results.emplace_back();
        result.rule = rule.id;
        result.name = measures::tr(rule.name.toUtf8().constData());
        kChecks[std::size_t(rule.measure)]({bound, ledger, plan, number, startMs}, result);
        const Waiver *waiver = bound.set.waiverOf(rule.id, bound.nowMs);
        if (result.state == GuardrailResult::State::Blocks && waiver) {
            result.state = GuardrailResult::State::Waived;
            result.waivedBy = waiver->owner;
            result.waivedUntilMs = waiver->untilMs;
        }
    }
    return results;
}

std::vector<GuardrailResult> checkDraft(const BoundGuardrails &bound, const RingAssignment &rings, const WavePlan &plan,
                                        qint64 startMs, std::stop_token stop)
{
    std::vector<GuardrailResult> results = checkGuardrails(bound, rings, plan, startMs, stop);
    if (isPermitted(results))
        return results;
    const std::vector<GuardrailResult> today = checkGuardrails(bound, bound.facts->today, {}, startMs, stop);
    for (std::size_t i = 0; i < std::min(results.size(), today.size()); ++i) {
        if (results[i].state != GuardrailResult::State::Blocks || !isNoWorse(results[i], today[i]))
            continue;
        results[i].state = GuardrailResult::State::Near;
        results[i].detail = measures::tr("Broken today already; this makes it no worse. ") + results[i].detail;
        results[i].smallestFix.clear();
    }
    return results;
}

bool isPermitted(const std::vector<GuardrailResult> &results)
{
    return std::none_of(results.begin(), results.end(),
                        [](const GuardrailResult &result) { return result.state == GuardrailResult::State::Blocks; });
}

} // namespace ringward
