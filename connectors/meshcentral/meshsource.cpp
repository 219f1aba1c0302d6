#include "connectors/meshcentral/meshsource.h"

#include "connectors/meshcentral/meshdiagnosis.h"

#include <QCoreApplication>
#include <QtConcurrent>

namespace ringward {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::MeshCentral", text);
}

/// The page behind the record `after`; the keys of all are in order, so that a page finds its place again.
RecordPage makePage(MeshRoster &roster, const std::vector<QString> &keys, const QByteArray &after, qint64 nowMs)
{
    auto from = std::upper_bound(keys.begin(), keys.end(), QString::fromUtf8(after));
    if (after.isEmpty())
        from = keys.begin();
    const auto count = std::min<std::ptrdiff_t>(keys.end() - from, std::ptrdiff_t(MeshSource::kPageRecords));
    RecordPage page;
    page.records = roster.records({from, from + count}, nowMs);
    page.total = qint64(keys.size());
    if (from + count != keys.end())
        page.next = (from + count - 1)->toUtf8();
    return page;
}

} // namespace

MeshSource::MeshSource(SourceId id, MeshSettings settings, SecretStore &secrets, std::shared_ptr<const Clock> clock)
    : m_secrets(secrets)
    , m_tokenKey(secretKey(id, kMeshTokenSetting))
    , m_mirror(std::make_unique<MeshMirror>(id, std::move(settings), secrets, std::move(clock)))
    , m_hand(*m_mirror)
    , m_keys(*m_mirror)
    , m_inventories(*m_mirror, m_hand)
{
}

Source::Capabilities MeshSource::capabilities() const
{
    const Capabilities always = ReadDevices | ReadChanges | ReadRecord | ReadKeys | ReachMachines;
    return m_mirror->connection().settings().driverHours > 0 ? always | ReadDrivers : always;
}

Async<RecordPage> MeshSource::fetchDevices(QByteArray after, std::stop_token stop)
{
    return page(std::nullopt, std::move(after), std::move(stop));
}

Async<RecordPage> MeshSource::fetchChanges(qint64 sinceMs, QByteArray after, std::stop_token stop)
{
    return page(sinceMs, std::move(after), std::move(stop));
}

Async<RecordPage> MeshSource::page(std::optional<qint64> sinceMs, QByteArray after, std::stop_token stop)
{
    const std::shared_ptr<MeshRoster> roster = m_mirror->roster();
    const qint64 nowMs = m_mirror->clock().nowMs();
    if (after.isEmpty()) {
        auto stepping = m_mirror->inStep(sinceMs ? 0 : kListAgeMs, stop);
        const Result<Done> step = co_await std::move(stepping);
        if (!step)
            co_return step.error();
    }
    const auto work = [roster, sinceMs, nowMs, after] { // a future hands out copies: of a pointer here
        return std::make_shared<RecordPage>(
            makePage(*roster, sinceMs ? roster->changedKeys(*sinceMs, nowMs) : roster->keys(), after, nowMs));
    };
    auto working = QtConcurrent::run(work);
    const std::shared_ptr<RecordPage> made = co_await working;
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    co_return std::move(*made);
}

Async<SourceRecord> MeshSource::fetchRecord(QString key, std::stop_token stop)
{
    const QPointer<MeshMirror> mirror(m_mirror.get());
    const std::shared_ptr<MeshRoster> roster = m_mirror->roster();
    const qint64 nowMs = m_mirror->clock().nowMs();
    auto stepping = m_mirror->inStep(0, stop);
    const Result<Done> step = co_await std::move(stepping);
    if (!step)
        co_return step.error();
    if (!roster->node(key))
        co_return Error{Error::Kind::NotFound, QStringLiteral("no device ") + key.left(200), {}};
    if (mirror) { // what the server cannot tell of hardware and network does not keep the rest back
        auto asking = MeshMirror::askDetails(mirror, key, stop);
        std::ignore = co_await std::move(asking);
    }
    Result<MeshNetwork> network = Error{};
    if (mirror) {
        auto asking = MeshHand::askNetwork(mirror, key, stop);
        network = co_await std::move(asking);
    }
    std::optional<SourceRecord> record = roster->record(key, nowMs);
    if (!record)
        co_return Error{Error::Kind::NotFound, QStringLiteral("no device ") + key.left(200), {}};
    if (network && !network->macs.isEmpty())
        (*record)[Field::MacAddress] = network->macs.first();
    co_return std::move(*record);
}

Async<QString> MeshSource::test(std::stop_token stop)
{
    const QPointer<MeshMirror> mirror(m_mirror.get());
    auto stepping = m_mirror->inStep(0, stop);
    const Result<Done> step = co_await std::move(stepping);
    if (!step)
        co_return step.error();
    if (!mirror)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    const MeshRoster::Figures figures = mirror->roster()->figures();
    QStringList said;
    said << translated("Logged in as %1: %2 devices in %3 groups, %4 of them connected.")
                .arg(mirror->connection().user().value(u"name").toString().left(100))
                .arg(figures.shown)
                .arg(figures.groups)
                .arg(figures.connected);
    if (figures.shown < figures.devices)
        said << translated("%1 more devices are in groups that this source leaves out.")
                    .arg(figures.devices - figures.shown);
    const MeshRights rights = mirror->roster()->rights(mirror->connection().user());
    for (const auto &missing : rights.missing())
        said << missing;
    co_return said.join(u' ');
}

Async<Diagnosis> MeshSource::diagnose(std::stop_token stop)
{
    return diagnoseMesh(m_mirror->connection().settings(), m_secrets, m_tokenKey, std::move(stop));
}

SourceKind MeshSource::kind()
{
    SourceKind kind;
    kind.kind = QStringLiteral("meshcentral");
    kind.label = translated("MeshCentral");
    kind.description = translated("Remote management: which machines are connected, commands on them, safe mode by "
                                  "wire, and the BitLocker keys that the server keeps.");
    kind.settings = MeshSettings::specs();
    kind.checkInSec = 300;
    kind.syncEverySec = 30;
    kind.make = [](const SourceConfig &config, SecretStore &secrets) -> Result<std::unique_ptr<Source>> {
        Result<MeshSettings> settings = MeshSettings::from(config.settings);
        if (!settings)
            return settings.error();
        return std::unique_ptr<Source>(std::make_unique<MeshSource>(config.id, std::move(*settings), secrets));
    };
    return kind;
}

} // namespace ringward
