#pragma once
#include "connectors/meshcentral/meshdetails.h"
#include "connectors/meshcentral/meshmessage.h"
#include "connectors/meshcentral/meshrights.h"
#include "connectors/meshcentral/meshsettings.h"

#include <QHash>
#include <QJsonArray>

#include <mutex>
#include <span>

namespace ringward {

/// All devices of one server as last told, and since when. Fed by the thread of the socket, read by any other.
class MeshRoster {
public:
    MeshRoster(SourceId source, MeshSettings settings);

    /// Call before the list is asked for: events that come from then on are applied to it once more, because the list
    /// may have been read before they happened.
    void expectList();
    void take(MeshMessage &message, qint64 nowMs); ///< lists and events; the list is taken out of the message
    void setGroups(const QJsonArray &meshes);
    void setDetails(const QString &key, MeshDetails details, qint64 nowMs);
    void setHeard(const QString &key, qint64 atMs); ///< the machine itself said something
    /// It has answered a question since it connected: until then an agent may still be starting, and loses commands.
    bool isAwake(const QString &key) const;
    void setAwake(const QString &key, qint64 atMs);
    void setDrivers(const QString &key, DriverListPtr drivers, qint64 nowMs);
    /// A connected Windows machine whose drivers are not known or older than `everyMs`, and that was not chosen within
    /// `againMs`; it counts as chosen from now on.
    std::optional<QString> nextForDrivers(qint64 nowMs, qint64 everyMs, qint64 againMs);
    void setLastConnect(const QString &key, qint64 atMs, qint64 nowMs); ///< of one that is not connected

    /// Keys of what may be shown, in a fixed order; those that changed at or after `sinceMs` (our clock) only, and
    /// those connected whose last sign of life was handed out more than kRetellMs ago.
    std::vector<QString> keys() const;
    std::vector<QString> changedKeys(qint64 sinceMs, qint64 nowMs) const;
    std::vector<SourceRecord> records(std::span<const QString> keys, qint64 nowMs);
    std::optional<SourceRecord> record(const QString &key, qint64 nowMs);
    std::optional<MeshNode> node(const QString &key) const;
    std::optional<MeshDetails> details(const QString &key) const;
    qint64 heardMs(const QString &key) const;
    struct Figures {
        qsizetype devices = 0, shown = 0, connected = 0; ///< connected of those shown
        qsizetype groups = 0;
    };
    Figures figures() const;
    /// What that user ("userinfo") may do in the groups that are shown, or in the group of one device.
    MeshRights rights(const QJsonObject &user) const;
    MeshRights rights(const QJsonObject &user, const QString &key) const;

    /// What is still to be asked about: devices without details, and devices that are not connected and whose last
    /// connection is not known.
    struct Gaps {
        std::vector<QString> details, lastConnects;
    };
    Gaps gaps() const;

    static constexpr qint64 kRetellMs = 120'000;

private:
    struct Entry {
        MeshNode node;
        qint64 changedMs = 0; ///< our clock
        qint64 heardMs = 0; ///< our clock
        qint64 lastConnectMs = 0; ///< clock of the server; -1 when it does not know
        DriverListPtr drivers;
        qint64 driversMs = 0, chosenMs = 0; ///< our clock: when the drivers came, when they were last asked for
        qint64 toldMs = 0; ///< when its record was last handed out
        qint64 awakeMs = -1; ///< connectedMs of the connection on which it has answered
        std::shared_ptr<const MeshDetails> details;
    };
    void replaceAll(std::vector<MeshNode> &nodes, qint64 nowMs);
    void apply(const MeshEvent &event, qint64 nowMs);
    bool isShown(const QString &meshId) const;

    const SourceId m_source;
    const MeshSettings m_settings;
    mutable std::mutex m_mutex;
    QHash<QString, Entry> m_entries;
    struct Group {
        QString name;
        QJsonObject links; ///< rights of users and user groups
    };
    QHash<QString, Group> m_groups; ///< by id
    std::vector<std::pair<MeshEvent, qint64>> m_pending;
    bool m_expecting = false;
};

} // namespace ringward
