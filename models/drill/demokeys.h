#pragma once
#include "models/base/clock.h"
#include "models/drill/demorecord.h"
#include "models/sources/keyholder.h"

namespace ringward::drill {

struct DemoWorld;

/// Recovery keys of the demonstration hospital, as the directory or the remote-control relay hold them: valid digits,
/// the same each time, missing for a few devices, older ones beside the newest for some. Most are in both systems.
class DemoKeys : public KeyHolder {
public:
    static constexpr quint32 kPageDevices = 20'000;
    DemoKeys(std::shared_ptr<DemoWorld> world, DemoFacet facet, SourceId id, std::shared_ptr<const Clock> clock);

    bool needsDirectory() const override { return m_facet == DemoFacet::Directory; }
    Async<KeySight> keySight(std::stop_token stop) override;
    Async<RecoveryKeyPage> fetchKeyInfos(QByteArray after, std::stop_token stop) override;
    Async<Secret> fetchKey(QString record, QString keyId, std::stop_token stop) override;
    Async<Secret> fetchLocalAdmin(QString record, std::stop_token stop) override; ///< the directory keeps them

private:
    static Async<Secret> localAdmin(std::shared_ptr<DemoWorld> world, QString record);
    std::shared_ptr<DemoWorld> m_world;
    DemoFacet m_facet;
    SourceId m_id;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace ringward::drill
