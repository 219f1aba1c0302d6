#include "app/ctl/ringcall.h"
#include "models/base/counted.h"
#include "models/fleet/filter.h"

#include <QJsonArray>
#include <QLocale>

namespace ringward::ctl {

namespace {

constexpr int kMostFixes = 20; ///< rounds; each takes the smallest fix of the first rule that blocks

/// Takes smallest fixes until nothing blocks or nothing helps.
void takeFixes(const BoundGuardrails &bound, RingAssignment &rings, qint64 startMs)
{
    for (int round = 0; round < kMostFixes; ++round) {
        bool fixed = false;
        for (const GuardrailResult &result : checkGuardrails(bound, rings, planWaves(bound, rings), startMs)) {
            if (result.state != GuardrailResult::State::Blocks || result.smallestFix.empty())
                continue;
            for (const RingMove &move : result.smallestFix) {
                if (const auto row = bound.facts->fleet->find(move.device))
                    rings[*row] = quint8(bound.facts->policy.ringCalled(move.to.name));
            }
            fixed = true;
            break;
        }
        if (!fixed)
            return;
    }
}

} // namespace

QCoro::Task<int> runPlan(Call call, Output out)
{
    QCommandLineParser parser;
    addStreamOption(parser);
    addStartOption(parser);
    parser.addOptions({
        {QStringLiteral("filter"), tr("The devices to move, as in the console."), QStringLiteral("LINE")},
        {QStringLiteral("to"), tr("The ring that they would go to."), QStringLiteral("RING")},
        {QStringLiteral("fix"), tr("Take the smallest fixes until no guardrail blocks.")},
    });
    if (const auto end = readArguments(parser, "plan", call, out, 0, 0))
        co_return *end;
    const Filter filter = Filter::parse(parser.value(QStringLiteral("filter")));
    if (!parser.isSet(QStringLiteral("filter")) || !parser.isSet(QStringLiteral("to")) || !filter.isValid()) {
        out.complain(filter.isValid() ? tr("A plan needs --filter and --to.")
                                      : tr("The filter is not valid: %1").arg(filter.diagnosis().message));
        co_return WrongUsage;
    }
    int code = AllDone;
    const std::optional<RingCall> rings = openRings(call, parser, out, code);
    if (!rings)
        co_return code;
    const RingFacts &facts = *rings->facts;
    const int to = facts.policy.ringCalled(parser.value(QStringLiteral("to")));
    if (to < 0) {
        QStringList names;
        for (const Ring &ring : facts.policy.rings)
            names << ring.name.name;
        out.complain(tr("There is no ring “%1”. There are: %2.")
                         .arg(parser.value(QStringLiteral("to")), names.join(QStringLiteral(", "))));
        co_return WrongUsage;
    }
    const std::optional<RowSet> set = filter.match(*facts.fleet, rings->nowMs);
    RingAssignment draft = facts.today;
    for (Row row = 0; row < facts.rows(); ++row) {
        if (set->test(row) && draft[row] != kNoRing)
            draft[row] = quint8(to);
    }
    const BoundGuardrails bound(rings->facts, rings->guardrails, rings->nowMs);
    if (parser.isSet(QStringLiteral("fix")))
        takeFixes(bound, draft, rings->startMs);
    const WavePlan waves = planWaves(bound, draft);
    const std::vector<GuardrailResult> results = checkDraft(bound, draft, waves, rings->startMs);
    const bool permitted = isPermitted(results);
    if (out.isJson()) {
        QJsonArray moves, checks;
        for (const RingMove &move : movesOf(facts, draft, waves))
            moves.append(toJson(move, facts));
        for (const GuardrailResult &result : results)
            checks.append(toJson(result));
        out.document({{QStringLiteral("moves"), moves},
                      {QStringLiteral("waves"), waves.count},
                      {QStringLiteral("permitted"), permitted},
                      {QStringLiteral("guardrails"), checks}});
        co_return permitted ? AllDone : Failed;
    }
    out.line(tr("Draft: %1 in %2. Nothing has been sent.")
                 .arg(counted(qint64(waves.rows.size()), Noun::Device), counted(waves.count, Noun::Wave)));
    out.line({});
    print(results, out);
    co_return permitted ? AllDone : Failed;
}

} // namespace ringward::ctl
