#pragma once
#include "models/base/clock.h"
#include "models/drill/demohand.h"
#include "models/drill/demokeys.h"
#include "models/drill/demoorders.h"
#include "models/drill/demorecord.h"
#include "models/sources/source.h"

namespace ringward::drill {

/// A hospital with its equipment: what several sources look at.
struct DemoWorld {
    explicit DemoWorld(DemoCataloguePtr catalogue, Hospital::Settings settings, const QString &memoryFile = {})
        : hospital(std::move(catalogue), settings)
        , equipment(hospital.plan())
        , orders(hospital, memoryFile)
        , machines(hospital, memoryFile.isEmpty() ? QString() : memoryFile + QStringLiteral(".machines"))
    {
    }
    Hospital hospital;
    Equipment equipment;
    DemoOrders orders;
    DemoMachines machines;
};

} // namespace ringward::drill

namespace ringward {

/// The demonstration hospital as a source like any other. Pages are computed on the thread pool. Records are as of the
/// moment their page is asked for.
class DemoSource : public Source {
public:
    static constexpr quint32 kPageRecords = 20'000;
    static constexpr qint64 kSampleMs = 15 * 60'000; ///< between two points of fetchHistory()
    static constexpr qint64 kMostSamples = 700; ///< of one answer, the newest: a week

    DemoSource(std::shared_ptr<drill::DemoWorld> world, drill::DemoFacet facet, SourceId id,
               std::shared_ptr<const Clock> clock);

    Capabilities capabilities() const override;
    Async<RecordPage> fetchDevices(QByteArray after, std::stop_token stop) override;
    Async<RecordPage> fetchChanges(qint64 sinceMs, QByteArray after, std::stop_token stop) override;
    Async<SourceRecord> fetchRecord(QString key, std::stop_token stop) override;
    Async<std::vector<HealthSample>> fetchHistory(qint64 fromMs, qint64 toMs, std::stop_token stop) override;
    Async<QString> test(std::stop_token stop) override;
    Result<WriteCall> moveRing(const QString &key, const Stream &stream, const RingName &to) const override;
    Async<Done> send(QByteArray request, std::stop_token stop) override;
    Hand *hand() override; ///< of the remote-control facet

    KeyHolder *keys() override { return m_keys.get(); } ///< null when it plays a security agent

    /// For commands and drills: what they change here shows in all sources over the same hospital.
    drill::Hospital &hospital() { return m_world->hospital; }

private:
    Async<RecordPage> page(std::optional<qint64> sinceMs, QByteArray after, std::stop_token stop);

    std::shared_ptr<drill::DemoWorld> m_world;
    drill::DemoFacet m_facet;
    SourceId m_id;
    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<drill::DemoKeys> m_keys;
    std::unique_ptr<drill::DemoHand> m_hand;
};

} // namespace ringward
