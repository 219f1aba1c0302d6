#include "models/drill/demosource.h"

#include "models/base/counted.h"

#include <QCoreApplication>
#include <QtConcurrent>
#include <qcorofuture.h>

#include <numeric>

namespace ringward {

using namespace drill;

namespace {

/// Where a page begins, as handed out by the last one: the number of a device.
std::optional<quint32> firstOf(const QByteArray &after, const HospitalPlan &plan)
{
    if (after.isEmpty())
        return 0;
    bool ok = false;
    const quint32 first = after.toUInt(&ok);
    return ok && first < plan.devices() ? std::optional(first) : std::nullopt;
}

/// One page, from device `first` on. `sinceMs` leaves out what was not heard of since.
RecordPage makePage(const DemoWorld &world, DemoRecordWriter &writer, quint32 first, std::optional<qint64> sinceMs,
                    const std::stop_token &stop)
{
    const HospitalPlan &plan = world.hospital.plan();
    RecordPage made;
    made.records.reserve(sinceMs ? 0 : DemoSource::kPageRecords + 1);
    quint32 ward = plan.wardOf(first);
    quint32 inWard = first - plan.wards()[ward].firstDevice;
    for (; ward < plan.wards().size() && !stop.stop_requested(); ++ward, inWard = 0) {
        for (; inWard < plan.wards()[ward].devices; ++inWard) {
            const DevicePlace place = plan.placeIn(ward, inWard);
            if (made.records.size() >= DemoSource::kPageRecords) {
                made.next = QByteArray::number(place.device);
                return made;
            }
            if (sinceMs)
                writer.writeChanged(place, *sinceMs, made.records);
            else
                writer.write(place, made.records);
        }
    }
    return made;
}

Error cancelled()
{
    return {Error::Kind::Cancelled, {}};
}

} // namespace

DemoSource::DemoSource(std::shared_ptr<DemoWorld> world, DemoFacet facet, SourceId id,
                       std::shared_ptr<const Clock> clock)
    : m_world(std::move(world))
    , m_facet(facet)
    , m_id(id)
    , m_clock(std::move(clock))
    , m_hand(facet == DemoFacet::Remote ? std::make_unique<DemoHand>(
                 m_world->machines, m_clock,
                 [plan = m_world](const QString &key) { return DemoRecordWriter::deviceOfKey(plan->hospital, key); })
                                        : nullptr)
{
    if (m_facet != DemoFacet::Agent)
        m_keys = std::make_unique<DemoKeys>(m_world, m_facet, m_id, m_clock);
}

Hand *DemoSource::hand()
{
    return m_hand.get();
}

Source::Capabilities DemoSource::capabilities() const
{
    const Capabilities all = ReadDevices | ReadChanges | ReadRecord;
    return m_facet == DemoFacet::Agent ? all | ReadDrivers | ReadHistory | MoveRing
        : m_facet == DemoFacet::Remote ? all | ReadKeys | ReachMachines
                                       : all | ReadKeys;
}

Async<RecordPage> DemoSource::fetchDevices(QByteArray after, std::stop_token stop)
{
    return page(std::nullopt, std::move(after), std::move(stop));
}

Async<RecordPage> DemoSource::fetchChanges(qint64 sinceMs, QByteArray after, std::stop_token stop)
{
    return page(sinceMs, std::move(after), std::move(stop));
}

Async<RecordPage> DemoSource::page(std::optional<qint64> sinceMs, QByteArray after, std::stop_token stop)
{
    const std::optional<quint32> first = firstOf(after, m_world->hospital.plan());
    if (!first)
        co_return Error{Error::Kind::Malformed, QStringLiteral("no page begins at ") + QString::fromUtf8(after)};
    m_world->orders.settle(m_clock->nowMs());
    const auto work = [world = m_world, facet = m_facet, id = m_id, now = m_clock->nowMs(), first = *first, sinceMs,
                       stop] {
        DemoRecordWriter writer(world->hospital, world->equipment, facet, id, now);
        return makePage(*world, writer, first, sinceMs, stop);
    };
    const bool tellTotal = !sinceMs && m_facet == DemoFacet::Agent;
    const qint64 total = tellTotal ? qint64(m_world->hospital.plan().devices()) : -1;
    RecordPage made = co_await QtConcurrent::run(work);
    if (stop.stop_requested())
        co_return cancelled();
    made.total = total;
    co_return made;
}

Async<SourceRecord> DemoSource::fetchRecord(QString key, std::stop_token)
{
    m_world->orders.settle(m_clock->nowMs());
    const std::optional<quint32> device = DemoRecordWriter::deviceOfKey(m_world->hospital, key);
    std::vector<SourceRecord> records;
    if (device) {
        DemoRecordWriter writer(m_world->hospital, m_world->equipment, m_facet, m_id, m_clock->nowMs());
        writer.write(m_world->hospital.plan().place(*device), records);
    }
    for (SourceRecord &record : records) {
        if (record.key == key)
            co_return std::move(record);
    }
    co_return Error{Error::Kind::NotFound, QStringLiteral("no device with the key ") + key};
}

Async<std::vector<HealthSample>> DemoSource::fetchHistory(qint64 fromMs, qint64 toMs, std::stop_token stop)
{
    if (m_facet != DemoFacet::Agent) {
        auto refused = Source::fetchHistory(fromMs, toMs, stop);
        co_return co_await std::move(refused);
    }
    const qint64 newest = std::min(toMs, m_clock->nowMs()) / kSampleMs;
    const qint64 oldest = std::max((fromMs + kSampleMs - 1) / kSampleMs, newest - kMostSamples + 1);
    const auto work = [world = m_world, oldest, newest, stop] {
        std::vector<HealthSample> samples(std::size_t(std::max<qint64>(0, newest - oldest + 1)));
        std::vector<std::size_t> numbers(samples.size());
        std::iota(numbers.begin(), numbers.end(), std::size_t(0));
        const Overrides overrides = world->hospital.overrides();
        QtConcurrent::blockingMap(numbers, [&](std::size_t i) {
            samples[i].atMs = (oldest + qint64(i)) * kSampleMs;
            if (!stop.stop_requested())
                samples[i].counts = world->hospital.countsAt(samples[i].atMs, overrides);
        });
        return samples;
    };
    std::vector<HealthSample> samples = co_await QtConcurrent::run(work);
    if (stop.stop_requested())
        co_return cancelled();
    co_return samples;
}

Async<QString> DemoSource::test(std::stop_token)
{
    const HospitalPlan &plan = m_world->hospital.plan();
    co_return QCoreApplication::translate("ringward::DemoSource",
                                          "%1, simulated: %2 in %3 at %4, seed %5. Nothing outside "
                                          "is reached.")
        .arg(plan.catalogue().group, counted(plan.devices(), Noun::Device),
             counted(qint64(plan.wards().size()), Noun::Ward), counted(qint64(plan.sites().size()), Noun::Site),
             QString::number(plan.seed()));
}

Result<WriteCall> DemoSource::moveRing(const QString &key, const Stream &stream, const RingName &to) const
{
    if (m_facet != DemoFacet::Agent)
        return Source::moveRing(key, stream, to);
    const QString what = QCoreApplication::translate("ringward::DemoSource", "to ring %1").arg(to.name);
    if (!demoRing(to.name))
        return Error{
            Error::Kind::NotSupported, QStringLiteral("ring ") + to.name,
            QCoreApplication::translate("ringward::DemoSource", "The demonstration has no ring “%1”.").arg(to.name)};
    return WriteCall{what, DemoOrders::moveRing(key, stream, to), true};
}

Async<Done> DemoSource::send(QByteArray request, std::stop_token stop)
{
    if (m_facet != DemoFacet::Agent) {
        auto refused = Source::send(std::move(request), std::move(stop));
        co_return co_await std::move(refused);
    }
    co_return m_world->orders.take(request, m_clock->nowMs());
}

} // namespace ringward
