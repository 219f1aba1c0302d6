#include "connectors/meshcentral/meshdiagnosis.h"

#include "connectors/meshcentral/meshconnection.h"
#include "connectors/meshcentral/meshroster.h"
#include "connectors/meshcentral/meshtls.h"
#include "models/sources/diagnosissteps.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ringward {

namespace {

using State = DiagnosisStep::State;

constexpr qint64 kWorthSayingMs = 60'000;
constexpr int kAnswerLimitMs = 20'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Diagnosis", text);
}

/// Name, connection and encryption.
void tellServer(DiagnosisSteps &steps, const MeshTlsCheck &check, const MeshSettings &settings)
{
    const auto tell = [&](const char *key, const QString &title, MeshTlsCheck::Step own, const QString &good,
                          int tookMs) {
        if (check.reached < own)
            steps.skip(key, title);
        else if (check.reached == own)
            steps.addFailed(key, title, check.error.value_or(Error()));
        else
            steps.add(key, title, State::Good, good);
        steps.last().tookMs = tookMs;
    };
    const QString host = settings.control.host();
    tell("name", tr("Name"), MeshTlsCheck::Step::Name, tr("%1 is %2.").arg(host, check.address), check.nameMs);
    tell("tcp", tr("Connection"), MeshTlsCheck::Step::Tcp, tr("Port %1 answers.").arg(settings.control.port(443)),
         check.tcpMs);
    tell("tls", tr("Encryption"), MeshTlsCheck::Step::Tls,
         settings.pin.isEmpty() ? tr("The certificate is accepted; %1.").arg(check.protocol)
                                : tr("It is the certificate whose fingerprint was given; %1.").arg(check.protocol),
         check.tlsMs);
    if (!check.fingerprint.isEmpty())
        steps.tellCertificate(
            {check.subject, check.issuer, check.expires, QStringLiteral("SHA-384"), check.fingerprint});
}

void tellClock(DiagnosisSteps &steps, const QJsonObject &server, qint64 nowMs)
{
    const qint64 theirsMs = server.value(u"serverTime").toInteger();
    if (theirsMs <= 0) {
        steps.add("clock", tr("Clock"), State::Note, tr("The server does not tell its time."));
        return;
    }
    const qint64 seconds = std::abs(nowMs - theirsMs) / 1000;
    const bool isFar = std::abs(nowMs - theirsMs) > kWorthSayingMs;
    const QString apart = nowMs > theirsMs ? tr("This computer's clock is %1 s ahead of the server's.").arg(seconds)
                                           : tr("This computer's clock is %1 s behind the server's.").arg(seconds);
    steps.add("clock", tr("Clock"), isFar ? State::Note : State::Good,
              isFar              ? apart + u' ' + tr("Ages of what the server tells are wrong by that much.")
                  : seconds <= 1 ? tr("The clocks agree.")
                                 : apart);
}

void tellGroups(DiagnosisSteps &steps, const QJsonArray &meshes, const QStringList &wanted)
{
    QStringList names, missing;
    for (const QJsonValue &mesh : meshes)
        names << mesh.toObject().value(u"name").toString().left(200);
    for (const QString &each : wanted) {
        if (!names.contains(each, Qt::CaseInsensitive))
            missing << each;
    }
    const State state = names.isEmpty() || !missing.isEmpty() ? State::Bad : State::Good;
    steps.add("groups", tr("Device groups"), state,
              names.isEmpty()
                  ? tr("This account is in no device group, so it sees no device. Add it to the groups on the "
                       "server.")
                  : !missing.isEmpty()
                  ? tr("This account sees no group named %1. Correct the setting “Device groups”, or add "
                       "the account to it.")
                        .arg(missing.join(QStringLiteral(", ")))
                  : tr("This account sees the groups %1.").arg(names.mid(0, 10).join(QStringLiteral(", "))));
}

void tellRights(DiagnosisSteps &steps, const MeshRights &rights)
{
    if (!rights.everywhere) {
        steps.add(
            "rights", tr("Rights"), State::Note,
            tr("The account has its rights by way of a user group, which the server does not tell. What it may not do "
               "shows when it is tried."));
        return;
    }
    QStringList missing = rights.missing();
    const QString all =
        tr("This account may run commands, restart machines and read BitLocker keys in all its groups.");
    steps.add("rights", tr("Rights"), missing.isEmpty() ? State::Good : State::Note,
              missing.isEmpty() ? all : missing.join(u' '));
    steps.last().facts.push_back({tr("Rights in every group"), QString::number(*rights.everywhere)});
}

} // namespace

Async<Diagnosis> diagnoseMesh(MeshSettings settings, SecretStore &secrets, QString tokenKey, std::stop_token stop)
{
    Diagnosis made;
    DiagnosisSteps steps(made);
    auto checking = checkMeshTls(settings, stop);
    const Result<MeshTlsCheck> check = co_await std::move(checking);
    if (!check)
        co_return check.error();
    tellServer(steps, *check, settings);
    const auto skipAfter = [&steps](bool alsoSignIn) {
        if (alsoSignIn)
            steps.skip("signin", tr("Sign-in"));
        steps.skip("clock", tr("Clock"));
        steps.skip("groups", tr("Device groups"));
        steps.skip("rights", tr("Rights"));
    };
    if (check->error) {
        skipAfter(true);
        co_return made;
    }
    MeshConnection connection(settings, secrets, std::move(tokenKey), [](MeshMessage &) {});
    auto connecting = connection.whenReady(stop);
    const Result<Done> connected = co_await std::move(connecting);
    const qint64 nowMs = QDateTime::currentMSecsSinceEpoch();
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (!connected) {
        steps.addFailed("signin", tr("Sign-in"), connected.error());
        skipAfter(false);
        co_return made;
    }
    const QJsonObject user = connection.user(), server = connection.server();
    steps.add("signin", tr("Sign-in"), State::Good,
              tr("Signed in as %1.").arg(user.value(u"name").toString().left(100)));
    tellClock(steps, server, nowMs);
    const QJsonObject question{{QStringLiteral("action"), QStringLiteral("meshes")}};
    auto asking = connection.ask(question, MeshConnection::Echo::ActionOnly, kAnswerLimitMs, stop);
    const Result<MeshMessagePtr> answer = co_await std::move(asking);
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (!answer) {
        steps.addFailed("groups", tr("Device groups"), answer.error());
        steps.skip("rights", tr("Rights"));
        co_return made;
    }
    const QJsonArray meshes = (*answer)->object.value(u"meshes").toArray();
    tellGroups(steps, meshes, settings.groups);
    MeshRoster roster(SourceId{}, settings);
    roster.setGroups(meshes);
    tellRights(steps, roster.rights(user));
    co_return made;
}

} // namespace ringward
