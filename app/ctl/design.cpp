#include "app/ctl/ringcall.h"

#include <QJsonArray>
#include <QLocale>

namespace ringward::ctl {

namespace {

constexpr int kDraws = 5; ///< random assignments that the design is compared with
constexpr std::array kRevertedMin{78, 9 * 60}; ///< as on 19 July 2024, and a working day

/// What one kind of arrangement costs, averaged.
struct Cost {
    double critical = 0; ///< T0 and T1 machines down
    double wards = 0; ///< below cover
    double oneKind = 0; ///< T0 and T1 machines down when the content is bad for one kind of machine only
};

Cost costOf(const RingFacts &facts, const RingAssignment &rings, int revertedMin)
{
    const BadContent bad{{}, 1, revertedMin};
    const Damage all = damage(facts, rings, bad);
    const auto critical = [](const Damage &of) {
        return of.tiers[std::size_t(Tier::T0)] + of.tiers[std::size_t(Tier::T1)];
    };
    return {critical(all), all.wards, critical(damageOfOneKind(facts, rings, bad))};
}

Cost costByLot(const RingFacts &facts, const RingAssignment &rings, int revertedMin)
{
    Cost sum;
    for (int draw = 0; draw < kDraws; ++draw) {
        const Cost cost = costOf(facts, byLot(facts, rings, quint32(draw + 1)), revertedMin);
        sum.critical += cost.critical / kDraws;
        sum.wards += cost.wards / kDraws;
        sum.oneKind += cost.oneKind / kDraws;
    }
    return sum;
}

/// How many times better; when nothing is down that cannot be divided by, so one machine counts as the least.
double factorOf(double random, double design)
{
    return random / std::max(design, design > 0 ? 0.0 : 1.0);
}

QString factorText(double random, double design)
{
    if (random == design)
        return tr("the same");
    const QString times = QStringLiteral("%1x").arg(factorOf(random, design), 0, 'f', 1);
    return design > 0 ? times : tr("at least %1").arg(times);
}

} // namespace

QCoro::Task<int> runDesign(Call call, Output out)
{
    QCommandLineParser parser;
    addStreamOption(parser);
    addStartOption(parser);
    parser.addOption({QStringLiteral("moves"), tr("List every move with its reason.")});
    if (const auto end = readArguments(parser, "design", call, out, 0, 0))
        co_return *end;
    int code = AllDone;
    const std::optional<RingCall> rings = openRings(call, parser, out, code);
    if (!rings)
        co_return code;
    const RingFacts &facts = *rings->facts;
    const BoundGuardrails bound(rings->facts, rings->guardrails, rings->nowMs);
    const auto design = designRings(bound, facts.today, rings->startMs);
    const bool permitted = isPermitted(design->results);
    const QLocale locale;
    QJsonArray comparison, moves;
    std::vector<std::array<QString, 4>> lines;
    const auto number = [&](double value) {
        return locale.toString(value, 'f', value < 10 ? 1 : 0);
    };
    for (const int minutes : kRevertedMin) {
        const Cost ours = costOf(facts, design->rings, minutes), lot = costByLot(facts, design->rings, minutes);
        const auto add = [&](const char *key, const QString &what, double random, double design_) {
            lines.push_back({tr("%1, reverted after %2").arg(what, durationText(minutes)), number(random),
                             number(design_), factorText(random, design_)});
            comparison.append(QJsonObject{{QStringLiteral("measure"), QString::fromLatin1(key)},
                                          {QStringLiteral("reverted_min"), minutes},
                                          {QStringLiteral("by_lot"), random},
                                          {QStringLiteral("design"), design_},
                                          {QStringLiteral("factor"), factorOf(random, design_)}});
        };
        add("critical_machines", tr("T0 and T1 down"), lot.critical, ours.critical);
        add("wards_below_cover", tr("wards below cover"), lot.wards, ours.wards);
        add("one_kind", tr("T0 and T1 down when one kind of machine fails"), lot.oneKind, ours.oneKind);
    }
    for (const DesignedMove &move : design->moves) {
        QJsonObject json = toJson(facts.move(move.row, facts.today[move.row], design->rings[move.row]), facts);
        json.insert(QStringLiteral("why"), move.why);
        moves.append(json);
    }
    if (out.isJson()) {
        QJsonArray checks;
        for (const GuardrailResult &result : design->results)
            checks.append(toJson(result));
        out.document({{QStringLiteral("permitted"), permitted},
                      {QStringLiteral("moves"), moves},
                      {QStringLiteral("waves"), design->waves.count},
                      {QStringLiteral("canaries"), qint64(design->after.canaries)},
                      {QStringLiteral("strata"), qint64(design->after.strata)},
                      {QStringLiteral("strata_seen"), qint64(design->after.seen)},
                      {QStringLiteral("explanation"), QJsonArray::fromStringList(design->explanation)},
                      {QStringLiteral("unsatisfied"), QJsonArray::fromStringList(design->unsatisfied)},
                      {QStringLiteral("comparison"), comparison},
                      {QStringLiteral("guardrails"), checks}});
        co_return permitted ? AllDone : Failed;
    }
    for (const QString &line : design->explanation)
        out.line(line);
    out.line({});
    print(design->results, out);
    out.line({});
    out.line(
        tr("What if the content is bad, against the same ring sizes filled by lot (mean of %1 draws):").arg(kDraws));
    out.table({{tr("Measure"), false}, {tr("By lot"), true}, {tr("Design"), true}, {tr("Better by"), true}},
              lines.size(), [&](std::size_t row, std::size_t column) { return lines[row][column]; });
    if (!design->unsatisfied.isEmpty())
        out.line(QStringLiteral("\n") + tr("What cannot be had:"));
    for (const QString &line : design->unsatisfied)
        out.line(line);
    if (parser.isSet(QStringLiteral("moves"))) {
        out.line({});
        out.table({{tr("Host"), false}, {tr("From"), false}, {tr("To"), false}, {tr("Why"), false}},
                  std::size_t(moves.size()), [&](std::size_t row, std::size_t column) {
                      static const std::array keys{QStringLiteral("host"), QStringLiteral("from"), QStringLiteral("to"),
                                                   QStringLiteral("why")};
                      return moves[qsizetype(row)][keys[column]].toString();
                  });
    }
    co_return permitted ? AllDone : Failed;
}

} // namespace ringward::ctl
