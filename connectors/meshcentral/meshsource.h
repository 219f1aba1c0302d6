#pragma once
#include "connectors/meshcentral/meshhand.h"
#include "connectors/meshcentral/meshinventories.h"
#include "connectors/meshcentral/meshkeys.h"
#include "connectors/meshcentral/meshmirror.h"

namespace ringward {

/// A MeshCentral server as a source: its devices and what they do, a hand that reaches them, and the BitLocker keys
/// that it keeps. Reads nothing until it is asked; from then on it holds one connection.
class MeshSource : public Source {
public:
    static constexpr std::size_t kPageRecords = 20'000;
    static constexpr qint64 kListAgeMs = 60'000; ///< fetchDevices() reads a list that is older again

    MeshSource(SourceId id, MeshSettings settings, SecretStore &secrets,
               std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());

    Capabilities capabilities() const override;
    Async<RecordPage> fetchDevices(QByteArray after, std::stop_token stop) override;
    Async<RecordPage> fetchChanges(qint64 sinceMs, QByteArray after, std::stop_token stop) override;
    Async<SourceRecord> fetchRecord(QString key, std::stop_token stop) override;
    Async<QString> test(std::stop_token stop) override;
    Async<Diagnosis> diagnose(std::stop_token stop) override;
    KeyHolder *keys() override { return &m_keys; }
    Hand *hand() override { return &m_hand; }

    static SourceKind kind();

private:
    Async<RecordPage> page(std::optional<qint64> sinceMs, QByteArray after, std::stop_token stop);

    SecretStore &m_secrets;
    const QString m_tokenKey;
    std::unique_ptr<MeshMirror> m_mirror;
    MeshHand m_hand;
    MeshKeys m_keys;
    MeshInventories m_inventories;
};

} // namespace ringward
