#include "connectors/meshcentral/meshroster.h"

#include "connectors/meshcentral/meshrecord.h"

#include <QJsonArray>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr std::size_t kMostPending = 200'000;
constexpr quint32 kAgent = 1; // of MeshNode::connections

/// Events by which the machine itself shows that it lives.
constexpr std::array kSignsOfLife{QLatin1StringView("ifchange"), QLatin1StringView("sysinfohash"),
                                  QLatin1StringView("devicesessions")};

} // namespace

MeshRoster::MeshRoster(SourceId source, MeshSettings settings)
    : m_source(source)
    , m_settings(std::move(settings))
{
}

void MeshRoster::expectList()
{
    const std::scoped_lock lock(m_mutex);
    m_expecting = true;
    m_pending.clear();
}

void MeshRoster::take(MeshMessage &message, qint64 nowMs)
{
    const std::scoped_lock lock(m_mutex);
    if (message.isList) {
        replaceAll(message.nodes, nowMs);
        message.nodes.clear();
        for (const auto &[event, atMs] : std::exchange(m_pending, {}))
            apply(event, atMs);
        m_expecting = false;
    } else if (message.event) {
        if (m_expecting && m_pending.size() < kMostPending)
            m_pending.emplace_back(*message.event, nowMs);
        apply(*message.event, nowMs);
    }
}

void MeshRoster::replaceAll(std::vector<MeshNode> &nodes, qint64 nowMs)
{
    QHash<QString, Entry> before = std::exchange(m_entries, {});
    m_entries.reserve(qsizetype(nodes.size()));
    for (MeshNode &node : nodes) {
        Entry entry;
        if (const auto known = before.find(node.id); known != before.end())
            entry = std::move(*known);
        if (entry.node != node)
            entry.changedMs = nowMs;
        entry.node = std::move(node);
        m_entries.insert(entry.node.id, std::move(entry));
    }
}

void MeshRoster::apply(const MeshEvent &event, qint64 nowMs)
{
    if (event.action == u"removenode") {
        m_entries.remove(event.nodeId);
        return;
    }
    if (!event.meshId.isEmpty() && !event.meshName.isEmpty()
        && (event.action == u"createmesh" || event.action == u"meshchange"))
        m_groups[event.meshId].name = event.meshName;
    auto at = m_entries.find(event.nodeId);
    if (at == m_entries.end()) {
        if (!event.node || event.action != u"addnode")
            return;
        at = m_entries.insert(event.nodeId, {});
    }
    const MeshNode before = at->node;
    if (event.node) { // as the server's database has it: without what it knows of the connection
        at->node = *event.node;
        at->node.connections = before.connections;
        at->node.power = before.power;
        at->node.connectedMs = before.connectedMs;
        if (at->node.meshId.isEmpty())
            at->node.meshId = before.meshId;
    }
    if (event.action == u"nodemeshchange" && !event.meshId.isEmpty())
        at->node.meshId = event.meshId;
    if (event.action == u"nodeconnect" && event.connections >= 0) {
        const bool was = before.connections & kAgent, is = quint32(event.connections) & kAgent;
        at->node.connections = quint32(event.connections);
        at->node.power = std::max(0, event.power);
        at->node.connectedMs = event.connectedMs;
        if (is)
            at->heardMs = nowMs;
        else if (was) // the server waits so long before it gives up a silent machine
            at->heardMs = std::max({at->heardMs, before.connectedMs, nowMs - m_settings.idleLimitSec * qint64(1000)});
        at->lastConnectMs = is ? at->lastConnectMs : -1;
    }
    for (const QLatin1StringView sign : kSignsOfLife) {
        if (event.action == sign)
            at->heardMs = nowMs;
    }
    if (event.action == u"sysinfohash")
        at->details.reset();
    if (at->node != before)
        at->changedMs = nowMs;
}

void MeshRoster::setGroups(const QJsonArray &meshes)
{
    const std::scoped_lock lock(m_mutex);
    m_groups.clear();
    for (const QJsonValue &each : meshes) {
        const QJsonObject mesh = each.toObject();
        m_groups.insert(mesh.value(u"_id").toString(),
                        {mesh.value(u"name").toString().left(256), mesh.value(u"links").toObject()});
    }
}

void MeshRoster::setDetails(const QString &key, MeshDetails details, qint64 nowMs)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto at = m_entries.find(key); at != m_entries.end()) {
        at->details = std::make_shared<const MeshDetails>(std::move(details));
        at->changedMs = nowMs;
    }
}

void MeshRoster::setHeard(const QString &key, qint64 atMs)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto at = m_entries.find(key); at != m_entries.end())
        at->heardMs = std::max(at->heardMs, atMs);
}

bool MeshRoster::isAwake(const QString &key) const
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_entries.constFind(key);
    return at != m_entries.constEnd() && at->awakeMs == at->node.connectedMs;
}

void MeshRoster::setAwake(const QString &key, qint64 atMs)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto at = m_entries.find(key); at != m_entries.end()) {
        at->heardMs = std::max(at->heardMs, atMs);
        at->awakeMs = at->node.connectedMs;
    }
}

void MeshRoster::setLastConnect(const QString &key, qint64 atMs, qint64 nowMs)
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_entries.find(key);
    if (at == m_entries.end())
        return;
    at->lastConnectMs = atMs > 0 ? atMs : -1;
    at->changedMs = atMs > 0 ? nowMs : at->changedMs;
}

void MeshRoster::setDrivers(const QString &key, DriverListPtr drivers, qint64 nowMs)
{
    const std::scoped_lock lock(m_mutex);
    if (const auto at = m_entries.find(key); at != m_entries.end()) {
        at->drivers = std::move(drivers);
        at->driversMs = nowMs;
        at->changedMs = nowMs;
    }
}

std::optional<QString> MeshRoster::nextForDrivers(qint64 nowMs, qint64 everyMs, qint64 againMs)
{
    const std::scoped_lock lock(m_mutex);
    for (Entry &entry : m_entries) {
        const bool isDue = !entry.drivers || nowMs - entry.driversMs >= everyMs;
        const bool isRested = entry.chosenMs == 0 || nowMs - entry.chosenMs >= againMs;
        if (!isDue || !isRested || !(entry.node.connections & kAgent) || !isWindowsAgent(entry.node.agentType)
            || !isShown(entry.node.meshId))
            continue;
        entry.chosenMs = nowMs;
        return entry.node.id;
    }
    return std::nullopt;
}

bool MeshRoster::isShown(const QString &meshId) const
{
    return m_settings.groups.isEmpty() || m_settings.groups.contains(m_groups.value(meshId).name, Qt::CaseInsensitive);
}

std::vector<QString> MeshRoster::keys() const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<QString> all;
    all.reserve(std::size_t(m_entries.size()));
    for (const Entry &entry : m_entries) {
        if (isShown(entry.node.meshId))
            all.push_back(entry.node.id);
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<QString> MeshRoster::changedKeys(qint64 sinceMs, qint64 nowMs) const
{
    const std::scoped_lock lock(m_mutex);
    std::vector<QString> all;
    for (const Entry &entry : m_entries) {
        const bool isOld = (entry.node.connections & kAgent) && nowMs - entry.toldMs >= kRetellMs;
        if ((entry.changedMs >= sinceMs || isOld) && isShown(entry.node.meshId))
            all.push_back(entry.node.id);
    }
    std::sort(all.begin(), all.end());
    return all;
}

std::vector<SourceRecord> MeshRoster::records(std::span<const QString> keys, qint64 nowMs)
{
    std::vector<SourceRecord> all;
    all.reserve(keys.size());
    for (const QString &key : keys) {
        if (auto made = record(key, nowMs))
            all.push_back(std::move(*made));
    }
    return all;
}

std::optional<SourceRecord> MeshRoster::record(const QString &key, qint64 nowMs)
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_entries.find(key);
    if (at == m_entries.end())
        return std::nullopt;
    at->toldMs = nowMs;
    SourceRecord made = meshRecord(at->node, at->details.get(), m_groups.value(at->node.meshId).name, m_settings);
    made.source = m_source;
    made.receivedMs = nowMs;
    made.drivers = at->drivers;
    const bool connected = at->node.connections & kAgent;
    const qint64 atLeast =
        connected ? std::max(at->node.connectedMs, nowMs - m_settings.idleLimitSec * qint64(1000)) : at->lastConnectMs;
    made.lastSeenMs = std::clamp<qint64>(std::max(at->heardMs, atLeast), 0, nowMs);
    return made;
}

std::optional<MeshNode> MeshRoster::node(const QString &key) const
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_entries.constFind(key);
    return at == m_entries.constEnd() ? std::nullopt : std::optional(at->node);
}

std::optional<MeshDetails> MeshRoster::details(const QString &key) const
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_entries.constFind(key);
    return at == m_entries.constEnd() || !at->details ? std::nullopt : std::optional(*at->details);
}

qint64 MeshRoster::heardMs(const QString &key) const
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_entries.constFind(key);
    return at == m_entries.constEnd() ? 0 : at->heardMs;
}

MeshRoster::Figures MeshRoster::figures() const
{
    const std::scoped_lock lock(m_mutex);
    Figures figures;
    figures.devices = m_entries.size();
    for (const Entry &entry : m_entries) {
        const bool shown = isShown(entry.node.meshId);
        figures.shown += shown;
        figures.connected += shown && (entry.node.connections & kAgent);
    }
    for (auto group = m_groups.begin(); group != m_groups.end(); ++group)
        figures.groups += isShown(group.key());
    return figures;
}

MeshRights MeshRoster::rights(const QJsonObject &user) const
{
    const std::scoped_lock lock(m_mutex);
    MeshRights rights;
    const QString userId = user.value(u"_id").toString();
    for (auto group = m_groups.begin(); group != m_groups.end(); ++group) {
        const std::optional<quint32> here = meshRightsIn(group->links, userId);
        if (!isShown(group.key()) || !here)
            continue;
        rights.everywhere = rights.everywhere.value_or(MeshRights::Full) & *here;
        rights.somewhere = std::max(rights.somewhere.value_or(0), *here);
    }
    return rights;
}

MeshRights MeshRoster::rights(const QJsonObject &user, const QString &key) const
{
    const std::scoped_lock lock(m_mutex);
    const auto at = m_entries.constFind(key);
    const auto group = at == m_entries.constEnd() ? m_groups.constEnd() : m_groups.constFind(at->node.meshId);
    if (group == m_groups.constEnd())
        return {};
    const std::optional<quint32> here = meshRightsIn(group->links, user.value(u"_id").toString());
    return {here, here};
}

MeshRoster::Gaps MeshRoster::gaps() const
{
    const std::scoped_lock lock(m_mutex);
    Gaps gaps;
    for (const Entry &entry : m_entries) {
        if (!isShown(entry.node.meshId))
            continue;
        if (!(entry.node.connections & kAgent) && entry.lastConnectMs == 0)
            gaps.lastConnects.push_back(entry.node.id);
        if (!entry.details)
            gaps.details.push_back(entry.node.id);
    }
    return gaps;
}

} // namespace ringward
