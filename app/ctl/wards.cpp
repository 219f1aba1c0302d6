#include "app/ctl/command.h"
#include "models/fleet/filter.h"
#include "models/fleet/fleetquery.h"

#include <QLocale>

#include <algorithm>
#include <tuple>

namespace ringward::ctl {

namespace {

struct Line {
    const Ward *ward;
    std::array<quint32, kHealthCount> states{};
    quint32 devices = 0;
};

constexpr std::array kStates{AgentHealth::Up, AgentHealth::Degraded, AgentHealth::CrashLooping, AgentHealth::Silent,
                             AgentHealth::Unknown};

std::vector<Line> linesOf(const FleetSnapshot &fleet, const std::vector<WardCounts> &counts, bool emptyOnes)
{
    std::vector<Line> lines;
    for (std::size_t id = 0; id < fleet.names().wards().size(); ++id) {
        Line line{&fleet.names().wards()[id]};
        for (const auto &tier : counts[id].byTier) {
            for (std::size_t state = 0; state < tier.size(); ++state) {
                line.states[state] += tier[state];
                line.devices += tier[state];
            }
        }
        if (line.devices > 0 || (emptyOnes && id != 0))
            lines.push_back(line);
    }
    const auto place = [](const Line &line) {
        return std::tie(line.ward->siteCode, line.ward->code, line.ward->name);
    };
    std::sort(lines.begin(), lines.end(), [&](const Line &a, const Line &b) { return place(a) < place(b); });
    return lines;
}

QJsonObject toJson(const Line &line)
{
    const Ward &ward = *line.ward;
    QJsonObject object{{QStringLiteral("site"), ward.siteCode},
                       {QStringLiteral("site_name"), ward.siteName},
                       {QStringLiteral("building"), ward.building},
                       {QStringLiteral("ward"), ward.code},
                       {QStringLiteral("name"), ward.name},
                       {QStringLiteral("kind"), ward.kind},
                       {QStringLiteral("beds"), ward.beds},
                       {QStringLiteral("minimum_cover"), ward.minimumCover},
                       {QStringLiteral("devices"), qint64(line.devices)}};
    for (const AgentHealth state : kStates)
        object.insert(word(state).replace(u'-', u'_'), qint64(line.states[std::size_t(state)]));
    return object;
}

QString wardName(const Ward &ward)
{
    if (ward.code.isEmpty() && ward.name.isEmpty())
        return tr("(no ward told)");
    return ward.code.isEmpty() || ward.name.isEmpty() ? ward.code + ward.name : ward.code + u' ' + ward.name;
}

void printTable(const std::vector<Line> &lines, Output &out)
{
    std::vector<TableColumn> heads{
        {tr("Site"), false}, {tr("Ward"), false}, {tr("Kind"), false}, {tr("Beds"), true}, {tr("Devices"), true}};
    for (const AgentHealth state : kStates)
        heads.push_back({word(state), true});
    const QLocale locale;
    out.table(heads, lines.size(), [&](std::size_t row, std::size_t column) -> QString {
        const Line &line = lines[row];
        const std::array texts{line.ward->siteCode.isEmpty() ? line.ward->siteName : line.ward->siteCode,
                               wardName(*line.ward), line.ward->kind,
                               line.ward->beds ? locale.toString(line.ward->beds) : QString(),
                               locale.toString(line.devices)};
        if (column < texts.size())
            return texts[column];
        return locale.toString(line.states[std::size_t(kStates[column - texts.size()])]);
    });
}

} // namespace

QCoro::Task<int> runWards(Call call, Output out)
{
    QCommandLineParser parser;
    parser.addOption({QStringLiteral("filter"),
                      tr("Count only devices that fit this line; wards without one are left out."),
                      QStringLiteral("LINE")});
    if (const auto end = readArguments(parser, "wards", call, out, 0, 0))
        co_return *end;
    const Filter filter = Filter::parse(parser.value(QStringLiteral("filter")));
    if (!filter.isValid()) {
        out.complain(tr("The filter is not valid: %1").arg(filter.diagnosis().message));
        co_return WrongUsage;
    }
    auto opened = openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    const FleetSnapshotPtr fleet = (*opened)->hub().current();
    const std::optional<RowSet> set = filter.match(*fleet, (*opened)->clock().nowMs());
    const auto counts = countByWard(*fleet, &*set);
    const std::vector<Line> lines = linesOf(*fleet, *counts, !parser.isSet(QStringLiteral("filter")));
    if (!out.isJson()) {
        printTable(lines, out);
        co_return AllDone;
    }
    for (const Line &line : lines)
        out.entry(toJson(line));
    co_return AllDone;
}

} // namespace ringward::ctl
