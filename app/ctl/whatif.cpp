#include "app/ctl/ringcall.h"
#include "models/base/counted.h"

#include <QLocale>

namespace ringward::ctl {

QCoro::Task<int> runWhatIf(Call call, Output out)
{
    QCommandLineParser parser;
    addStreamOption(parser);
    parser.addOptions({
        {QStringLiteral("content"), tr("What the bad version is called."), QStringLiteral("VERSION")},
        {QStringLiteral("share"), tr("Per cent of the machines that get it and fail."), QStringLiteral("PERCENT"),
         QStringLiteral("100")},
        {QStringLiteral("reverted"), tr("Time from release until it is withdrawn, such as 78m or 9h."),
         QStringLiteral("TIME"), QStringLiteral("78m")},
    });
    if (const auto end = readArguments(parser, "whatif", call, out, 0, 0))
        co_return *end;
    bool isNumber = false;
    const double share = parser.value(QStringLiteral("share")).toDouble(&isNumber) / 100;
    const auto minutes = minutesFromText(parser.value(QStringLiteral("reverted")));
    if (!isNumber || !(share >= 0 && share <= 1) || !minutes) {
        out.complain(minutes ? tr("--share takes per cent from 0 to 100.")
                             : tr("--reverted takes a time such as 78m or 9h."));
        co_return WrongUsage;
    }
    int code = AllDone;
    const std::optional<RingCall> rings = openRings(call, parser, out, code);
    if (!rings)
        co_return code;
    const RingFacts &facts = *rings->facts;
    const BadContent bad{parser.value(QStringLiteral("content")), share, *minutes};
    const BoundGuardrails bound(rings->facts, rings->guardrails, rings->nowMs);
    const auto design = designRings(bound, facts.today, rings->nowMs);
    struct Line {
        const char *key;
        QString name;
        Damage damage;
    };
    const std::vector<Line> lines{
        {"no_rings", tr("Everybody in one ring"), damageWithoutRings(facts, bad)},
        {"today", tr("Rings today"), damage(facts, facts.today, bad)},
        {"design", tr("With the designer's rings"), damage(facts, design->rings, bad)},
    };
    if (out.isJson()) {
        for (const Line &line : lines) {
            QJsonObject tiers;
            for (int tier = 0; tier < kTierCount; ++tier)
                tiers.insert(word(Tier(tier)), line.damage.tiers[std::size_t(tier)]);
            out.entry({{QStringLiteral("rings"), QString::fromLatin1(line.key)},
                       {QStringLiteral("content"), bad.version},
                       {QStringLiteral("machines"), line.damage.machines},
                       {QStringLiteral("reached"), qint64(line.damage.reached)},
                       {QStringLiteral("wards_below_cover"), line.damage.wards},
                       {QStringLiteral("beds"), line.damage.beds},
                       {QStringLiteral("tiers"), tiers}});
        }
        co_return AllDone;
    }
    const QLocale locale;
    std::vector<TableColumn> heads{
        {tr("Rings"), false}, {tr("Machines down"), true}, {tr("Wards below cover"), true}, {tr("Beds"), true}};
    for (int tier = 0; tier < kTierCount; ++tier)
        heads.push_back({word(Tier(tier)).toUpper(), true});
    out.table(heads, lines.size(), [&](std::size_t row, std::size_t column) -> QString {
        const Damage &of = lines[row].damage;
        const auto number = [&](double value) {
            return locale.toString(value, 'f', value > 0 && value < 10 && share < 1 ? 1 : 0);
        };
        const std::array texts{lines[row].name, number(of.machines), number(of.wards), number(of.beds)};
        return column < texts.size() ? texts[column] : number(of.tiers[column - texts.size()]);
    });
    out.line({});
    out.line(tr("Of %1 and %2 that have their cover. %3 % of the machines that get it fail; it is "
                "withdrawn %4 "
                "after its release, from later rings too: ask each vendor whether that is so.")
                 .arg(counted(lines[0].damage.ofMachines, Noun::Device), counted(lines[0].damage.ofWards, Noun::Ward))
                 .arg(share * 100)
                 .arg(durationText(*minutes)));
    co_return AllDone;
}

} // namespace ringward::ctl
