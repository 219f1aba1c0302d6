#include "connectors/meshcentral/meshkeys.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QUuid>

namespace ringward {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::MeshCentral", text);
}

bool isSameId(const QString &left, const QString &right)
{
    const QUuid id = QUuid::fromString(left.trimmed());
    return !id.isNull() && id == QUuid::fromString(right.trimmed());
}

} // namespace

Async<KeySight> MeshKeys::keySight(std::stop_token stop)
{
    const QPointer<MeshMirror> mirror = m_mirror;
    auto stepping = mirror->inStep(0, stop);
    const Result<Done> step = co_await std::move(stepping);
    if (!step)
        co_return step.error();
    if (!mirror)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    const MeshRights rights = mirror->roster()->rights(mirror->connection().user());
    if (rights.hasSomewhere(MeshRights::Full))
        co_return KeySight::Read;
    co_return rights.hasSomewhere(MeshRights::Details) ? KeySight::Existence : KeySight::None;
}

Async<RecoveryKeyPage> MeshKeys::fetchKeyInfos(QByteArray after, std::stop_token stop)
{
    const QPointer<MeshMirror> mirror = m_mirror;
    const std::shared_ptr<MeshRoster> roster = mirror->roster();
    auto stepping = mirror->inStep(0, stop);
    const Result<Done> step = co_await std::move(stepping);
    if (!step)
        co_return step.error();
    const std::vector<QString> keys = roster->keys();
    auto at = after.isEmpty() ? keys.begin() : std::upper_bound(keys.begin(), keys.end(), QString::fromUtf8(after));
    RecoveryKeyPage page;
    for (std::size_t taken = 0; at != keys.end() && taken < kPageDevices; ++at, ++taken) {
        const std::optional<MeshNode> node = roster->node(*at);
        if (!node || !isWindowsAgent(node->agentType))
            continue;
        std::optional<MeshDetails> details = roster->details(*at);
        if (!details && mirror) {
            auto asking = MeshMirror::askDetails(mirror, *at, stop);
            const Result<QJsonObject> answer = co_await std::move(asking);
            if (!answer)
                co_return answer.error();
            details = readMeshDetails(*answer);
        }
        for (const MeshVolume &volume : details.value_or(MeshDetails()).volumes) {
            if (!volume.keyId.isEmpty()) // without an id nobody could tell which key the recovery screen asks for
                page.keys.push_back({*at, volume.keyId, {}, 0});
        }
    }
    if (at != keys.end())
        page.next = std::prev(at)->toUtf8();
    co_return page;
}

Async<Secret> MeshKeys::fetchKey(QString record, QString keyId, std::stop_token stop)
{
    const QPointer<MeshMirror> mirror = m_mirror;
    auto stepping = mirror->inStep(0, stop);
    const Result<Done> step = co_await std::move(stepping);
    if (!step)
        co_return step.error();
    if (!mirror)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    auto asking = MeshMirror::askDetails(mirror, record, stop);
    const Result<QJsonObject> answer = co_await std::move(asking);
    if (!answer)
        co_return answer.error();
    const MeshRights rights = mirror ? mirror->roster()->rights(mirror->connection().user(), record) : MeshRights();
    const Error denied{Error::Kind::Denied, QStringLiteral("no full rights in the group of the device"),
                       translated("MeshCentral gives BitLocker keys only to full administrators of the device's group, "
                                  "and this account is none.")};
    const QJsonObject volumes =
        answer->value(u"hardware").toObject().value(u"windows").toObject().value(u"volumes").toObject();
    for (const QJsonValue &each : volumes) {
        const QJsonObject volume = each.toObject();
        if (!isSameId(volume.value(u"identifier").toString(), keyId))
            continue;
        const QString password = volume.value(u"recoveryPassword").toString().trimmed();
        static const QRegularExpression shape(QStringLiteral("^\\d{6}(-\\d{6}){7}$"));
        if (shape.match(password).hasMatch())
            co_return Secret(password.toLatin1());
        if (password.isEmpty() && rights.lacks(MeshRights::Full))
            co_return denied;
        co_return Error{password.isEmpty() ? Error::Kind::NotFound : Error::Kind::Malformed,
                        QStringLiteral("the server keeps no usable password for this volume"),
                        translated("MeshCentral knows this volume, but keeps no recovery key for it.")};
    }
    if (rights.lacks(MeshRights::Details))
        co_return denied;
    co_return Error{Error::Kind::NotFound, QStringLiteral("no volume with this key id"),
                    translated("MeshCentral keeps no key with this id for the device.")};
}

} // namespace ringward
