#include "models/drivers/reductionplan.h"

#include "models/drivers/reductionsteps.h"
#include "models/fleet/filter.h"
#include "models/fleet/rowscan.h"
#include "models/fleet/streamlookup.h"

#include <QCoreApplication>

#include <map>
#include <set>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ReductionPlan", text);
}

void count(DriverCount &into, Tier tier)
{
    ++into.byTier[std::size_t(tier)];
    ++into.devices;
}

/// The ring that decides when a device may be touched: that of the system's updates, else that of the content.
quint32 ringOf(const FleetSnapshot &fleet, Row row)
{
    for (const QStringView stream : {QStringView(u"os"), QStringView()}) {
        const auto position = streamPosition(fleet.names(), stream);
        if (const quint32 ring = streamState(fleet.updates(row), position).ring)
            return ring;
    }
    return 0;
}

/// Agents and drivers of the same maker on the same devices.
std::vector<DriverDependant> dependantsOf(const DriverAssessment &assessment,
                                          const std::vector<const AssessedDriver *> &drivers,
                                          const std::map<quint32, quint32> &agents)
{
    std::vector<DriverDependant> dependants;
    // A device has one version of an image, so the devices of its versions add up.
    const auto add = [&dependants](const QString &name, quint32 devices, const QString &why) {
        const auto same = std::find_if(dependants.begin(), dependants.end(), [&](const DriverDependant &known) {
            return known.name == name && known.why == why;
        });
        if (same == dependants.end())
            dependants.push_back({name, devices, why});
        else
            same->devices += devices;
    };
    std::set<const KernelVendor *> vendors;
    std::set<const AssessedDriver *> own(drivers.begin(), drivers.end());
    bool isAgent = false;
    for (const AssessedDriver *driver : drivers) {
        vendors.insert(driver->judged->vendor);
        isAgent = isAgent || driver->judged->driverClass == DriverClass::SecurityAgent;
        if (driver->judged->altitude)
            add(driver->name(), driver->count.devices,
                tr("is a file system filter at altitude %1: it is attached to every volume")
                    .arg(driver->judged->altitude->altitude));
    }
    for (const auto &[product, devices] : agents) {
        const QString name = assessment.fleet().names().agentProducts.text(product);
        if (isAgent && !name.isEmpty())
            add(name, devices, tr("is the security agent that works through it"));
    }
    for (const AssessedDriver &other : assessment.drivers) {
        const KernelVendor *vendor = other.judged->vendor;
        if (vendor && vendors.contains(vendor) && !own.contains(&other))
            add(other.name(), other.count.devices, tr("is of the same maker and may need it"));
    }
    return dependants;
}

/// What the devices of an item have in common, in one pass over them.
void spread(ReductionItem &item, const FleetSnapshot &fleet, const RowSet &rows, std::map<quint32, quint32> &agents)
{
    std::set<quint32> wards;
    std::map<quint32, RingShare> rings;
    forEachRow(std::span<const quint64>(rows.words()), [&](Row row) {
        const FleetChunk &chunk = fleet.chunkOf(row);
        const quint32 i = FleetSnapshot::inChunk(row);
        wards.insert((*chunk.ward)[i]);
        const quint32 ring = ringOf(fleet, row);
        const RingName &name = fleet.names().rings()[ring];
        RingShare &share = rings.try_emplace(ring, RingShare{name.name, name.order, name.held, {}}).first->second;
        count(share.count, fleet.tier(row));
        count(item.count, fleet.tier(row));
        ++agents[fleet.updates(row).agentProduct];
    });
    item.wards = quint32(wards.size());
    for (auto &[id, share] : rings)
        item.order.push_back(std::move(share));
    std::stable_sort(item.order.begin(), item.order.end(), [](const RingShare &l, const RingShare &r) {
        return std::tuple(l.held, l.ring.isEmpty(), l.order) < std::tuple(r.held, r.ring.isEmpty(), r.order);
    });
}

} // namespace

std::vector<ReductionItem> planReduction(const DriverAssessment &assessment, const std::vector<SetChange> &changes,
                                         qint64 fromMs)
{
    const qint64 nowMs = assessment.inputs.nowMs;
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    std::vector<ReductionItem> items;
    for (quint32 at = 0; at < assessment.reviews().size(); ++at) {
        const DriverReview &review = assessment.reviews()[at];
        if (review.state != ReviewState::Replace && review.state != ReviewState::Remove)
            continue;
        ReductionItem item{.review = review};
        item.waived = review.waiverUntil.isValid() && !review.waiverExpired(today);
        item.partial = assessment.partial;
        std::vector<const AssessedDriver *> drivers;
        std::vector<quint32> ids;
        for (const AssessedDriver &driver : assessment.drivers) {
            const auto &speaking = driver.review.reviews;
            if (std::find(speaking.begin(), speaking.end(), at) == speaking.end())
                continue;
            drivers.push_back(&driver);
            ids.push_back(driver.id);
            item.keys.push_back(driver.key());
            item.disabled += driver.disabled;
        }
        RowSet rows = devicesWith(assessment.fleet(), ids).value_or(RowSet());
        if (const auto scope = Filter::parse(review.scope).match(assessment.fleet(), nowMs); scope) {
            for (std::size_t word = 0; word < rows.words().size(); ++word)
                rows.words()[word] &= scope->words()[word];
        }
        std::map<quint32, quint32> agents;
        spread(item, assessment.fleet(), rows, agents);
        item.dependants = dependantsOf(assessment, drivers, agents);
        addSteps(item, drivers);
        item.progress = prevalenceSince(
            assessment.fleet(), changes,
            [&](const QString &key) {
                return std::find(item.keys.begin(), item.keys.end(), key) != item.keys.end()
                    || (review.subject == ReviewSubject::Image && imageOfKey(key) == review.name) || key == review.name;
            },
            fromMs, nowMs);
        items.push_back(std::move(item));
    }
    std::stable_sort(items.begin(), items.end(),
                     [](const ReductionItem &l, const ReductionItem &r) { return l.count.devices > r.count.devices; });
    return items;
}

} // namespace ringward
