#include "views/situation/versionbars.h"

#include "models/base/counted.h"
#include "models/fleet/filterterm.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace ringward {

namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ringward::VersionBars)
};

/// Ids of the versions that any ring has, newest first.
std::vector<quint32> versionsOf(const Situation &situation)
{
    std::vector<quint32> order;
    for (const RingContent &ring : situation.rings) {
        for (const auto &[version, count] : ring.versions) {
            if (version && std::find(order.begin(), order.end(), version) == order.end())
                order.push_back(version);
        }
    }
    const auto number = [&](quint32 version) {
        return situation.fleet->names().versions.text(version).toLongLong();
    };
    std::stable_sort(order.begin(), order.end(), [&](quint32 a, quint32 b) { return number(a) > number(b); });
    return order;
}

QString signOf(const RingName &ring)
{
    return ring.name.isEmpty() ? QStringLiteral("–") : ring.held ? QStringLiteral("H") : QString::number(ring.order);
}

} // namespace

Bars ringBars(const Situation &situation)
{
    const std::vector<quint32> order = versionsOf(situation);
    constexpr std::size_t kOlder = Bars::kParts - 1;
    Bars bars;
    for (std::size_t i = 0; i < kOlder && i < order.size(); ++i)
        bars.legend[i] = situation.fleet->names().versions.text(order[i]);
    bars.legend[kOlder] = Words::tr("older");
    for (const RingContent &ring : situation.rings) {
        const QString &name = ring.ring.name;
        Bars::Row row{signOf(ring.ring), name.isEmpty() ? Words::tr("not told") : name, filterTerm("ring", name), {}};
        for (const auto &[version, count] : ring.versions) {
            const auto at = std::size_t(std::find(order.begin(), order.end(), version) - order.begin());
            row.parts[std::min(at, kOlder)] += count;
        }
        bars.rows.push_back(std::move(row));
    }
    return bars;
}

Bars agentBars(const Situation &situation)
{
    const FleetDictionaries &names = situation.fleet->names();
    const std::vector<AgentVersions> &agents = situation.agents;
    const bool isOneProduct = std::all_of(agents.begin(), agents.end(), [&](const AgentVersions &each) {
        return each.product == agents.front().product;
    });
    Bars bars;
    const std::size_t named = agents.size() > kMostAgentBars ? kMostAgentBars - 1 : agents.size();
    for (std::size_t i = 0; i < named; ++i) {
        const QString product = names.agentProducts.text(agents[i].product);
        const QString version = names.versions.text(agents[i].version);
        const QString told = version.isEmpty() ? Words::tr("version not told") : version;
        QString line = product.isEmpty() ? QString() : filterTerm("agent", product) + u' ';
        line += filterTerm("agentversion", version);
        const QString label = isOneProduct || product.isEmpty() ? told : QStringLiteral("%1 %2").arg(product, told);
        bars.rows.push_back({{}, label, line, {0, agents[i].devices, 0}});
    }
    if (agents.size() > named) {
        Bars::Row rest{{}, Words::tr("%1 more").arg(counted(qint64(agents.size() - named), Noun::Version)), {}, {}};
        for (std::size_t i = named; i < agents.size(); ++i)
            rest.parts[1] += agents[i].devices;
        bars.rows.push_back(std::move(rest));
    }
    return bars;
}

} // namespace ringward
