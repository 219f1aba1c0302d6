#pragma once
#include "connectors/meshcentral/meshmirror.h"
#include "models/sources/keyholder.h"

namespace ringward {

/// The BitLocker recovery keys that Windows agents told the server. It parses them from the words of a tool, in
/// English, German and French only, and some of its versions lost them: never the only place to keep keys. Only an
/// account with full rights in a device's group is given them.
class MeshKeys : public KeyHolder {
public:
    static constexpr std::size_t kPageDevices = 200;

    explicit MeshKeys(MeshMirror &mirror)
        : m_mirror(&mirror)
    {
    }
    bool needsDirectory() const override { return false; } ///< the server keeps copies of its own
    Async<KeySight> keySight(std::stop_token stop) override;
    Async<RecoveryKeyPage> fetchKeyInfos(QByteArray after, std::stop_token stop) override;
    Async<Secret> fetchKey(QString record, QString keyId, std::stop_token stop) override;

private:
    QPointer<MeshMirror> m_mirror;
};

} // namespace ringward
