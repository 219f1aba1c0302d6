#include "connectors/meshcentral/meshhand.h"

#include "connectors/meshcentral/scripttrailer.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <array>

namespace ringward {

namespace {

constexpr quint32 kAgent = 1, kAmt = 2 | 4 | 8; // of MeshNode::connections
constexpr int kServerLimitMs = 20'000;

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::MeshCentral", text);
}

int typeOf(Shell shell)
{
    return shell == Shell::Cmd ? 1 : shell == Shell::PowerShell ? 2 : 3;
}

struct ServerRefusal {
    QLatin1StringView result;
    Error::Kind kind;
    const char *advice;
};
constexpr std::array kRefusals{
    ServerRefusal{QLatin1StringView("Agent not connected"), Error::Kind::Offline,
                  QT_TRANSLATE_NOOP("ringward::MeshCentral", "The MeshCentral agent of this device is not connected.")},
    ServerRefusal{QLatin1StringView("Invalid nodeid"), Error::Kind::NotFound,
                  QT_TRANSLATE_NOOP("ringward::MeshCentral", "MeshCentral does not know this device any more.")},
    ServerRefusal{QLatin1StringView("Invalid command type"), Error::Kind::NotSupported,
                  QT_TRANSLATE_NOOP("ringward::MeshCentral", "The operating system of this device has no such shell.")},
    ServerRefusal{QLatin1StringView("Access denied"), Error::Kind::Denied,
                  QT_TRANSLATE_NOOP("ringward::MeshCentral",
                                    "The MeshCentral account may not run commands on this device. Give it the right "
                                    "“Remote Commands” in the device's group.")},
};

Error refusalOf(const QString &result)
{
    for (const ServerRefusal &each : kRefusals) {
        if (result == each.result)
            return {each.kind, result, translated(each.advice)};
    }
    return {Error::Kind::Malformed, QStringLiteral("the server said: ") + result.left(200), {}};
}

Error notConnected()
{
    return refusalOf(QString(kRefusals.front().result));
}

} // namespace

struct MeshHand::Running {
    /// A command that is out, and how to give it up early.
    QHash<QString, OneAnswerPtr<MeshMessagePtr>> byDevice;
    QHash<QString, std::shared_ptr<QTimer>> graces;

    void take(const MeshMessagePtr &message)
    {
        if (message->event && message->event->action == u"nodeconnect") {
            const auto out = byDevice.constFind(message->event->nodeId);
            if (out != byDevice.constEnd() && !(quint32(message->event->connections) & kAgent))
                giveUpSoon(message->event->nodeId);
        } else if (message->object.value(u"type").toString() == u"console"
                   && message->object.value(u"value").toString().contains(QLatin1StringView("already busy"))) {
            if (const auto answer = byDevice.value(message->object.value(u"nodeid").toString()))
                answer->give(Error{Error::Kind::Conflict, QStringLiteral("the agent is busy with another command"),
                                   translated("The agent of this device is busy with another command. Try again.")});
        }
    }
    void giveUpSoon(const QString &key)
    {
        const auto timer = std::make_shared<QTimer>();
        timer->setSingleShot(true);
        QObject::connect(timer.get(), &QTimer::timeout, timer.get(), [answer = byDevice.value(key)] {
            answer->give(Error{Error::Kind::Timeout, QStringLiteral("the agent was lost while the command ran"), {}});
        });
        timer->start(kGoneGraceMs);
        graces.insert(key, timer);
    }
};

MeshHand::MeshHand(MeshMirror &mirror)
    : m_mirror(&mirror)
    , m_running(std::make_shared<Running>())
{
    QObject::connect(&mirror.connection(), &MeshConnection::came, &mirror,
                     [running = m_running](const MeshMessagePtr &message) { running->take(message); });
}

Async<Reach> MeshHand::reach(QString key, std::stop_token stop)
{
    const QPointer<MeshMirror> mirror = m_mirror;
    const std::shared_ptr<MeshRoster> roster = mirror->roster();
    auto stepping = mirror->inStep(0, stop);
    const Result<Done> step = co_await std::move(stepping);
    if (!step)
        co_return step.error();
    const std::optional<MeshNode> node = roster->node(key);
    if (!node)
        co_return refusalOf(QStringLiteral("Invalid nodeid"));
    Reach reach;
    reach.connected = (node->connections & kAgent) != 0;
    reach.bootMs = node->bootMs;
    if (reach.connected && node->users) // what it said before it was lost says nothing of now
        reach.user = node->users->join(QStringLiteral(", "));
    if (node->agentType == 4) // the service on 64-bit Windows sees to it at every start
        reach.safeModeNetworking = true;
    else if (isWindowsAgent(node->agentType) && node->agentType != 3)
        reach.safeModeNetworking = false; // started by hand: nothing starts it in safe mode
    QStringList notes;
    if (node->agentType == 3)
        notes << translated("A 32-bit agent: on 64-bit Windows it cannot set safe mode.");
    if (reach.connected && mirror) {
        auto asking = probe(mirror, key, kProbeLimitMs, stop);
        const Result<Done> answer = co_await std::move(asking);
        if (!answer && answer.error().kind != Error::Kind::Timeout)
            co_return answer.error();
        if (!answer)
            notes << translated("The server holds a connection, but the machine did not answer within %1 s.")
                         .arg(kProbeLimitMs / 1000);
    }
    if (mirror && mirror->connection().isReady()) {
        auto asking = askNetwork(mirror, key, stop);
        if (const Result<MeshNetwork> network = co_await std::move(asking); network)
            reach.isWired = network->isWired;
    }
    if (!mirror || !mirror->connection().isReady()) // what the roster remembers is no answer
        co_return Error{Error::Kind::Offline, QStringLiteral("the server was lost meanwhile"), {}};
    if (node->connections & kAmt)
        notes << translated("Intel AMT answers.");
    reach.lastWordMs = std::max(roster->heardMs(key), node->connectedMs);
    reach.note = notes.join(u' ');
    co_return reach;
}

/// Asks an agent something harmless, so that its answer shows that the machine lives.
Async<Done> MeshHand::probe(QPointer<MeshMirror> mirror, QString key, int limitMs, std::stop_token stop)
{
    const std::shared_ptr<MeshRoster> roster = mirror->roster();
    const QJsonObject question{{QStringLiteral("action"), QStringLiteral("msg")},
                               {QStringLiteral("type"), QStringLiteral("cpuinfo")},
                               {QStringLiteral("nodeid"), key}};
    auto asking = mirror->connection().ask(question, MeshConnection::Echo::ActionOnly, limitMs, stop);
    const Result<MeshMessagePtr> answer = co_await std::move(asking);
    if (!answer)
        co_return answer.error();
    if (mirror)
        roster->setAwake(key, mirror->clock().nowMs());
    co_return Done{};
}

/// Waits until an agent that has just connected answers: before its core runs it drops commands in silence.
Async<Done> MeshHand::wake(QPointer<MeshMirror> mirror, QString key, int limitMs, std::stop_token stop)
{
    constexpr int kEveryMs = 2000;
    const std::shared_ptr<MeshRoster> roster = mirror->roster();
    if (mirror->roster()->rights(mirror->connection().user(), key).lacks(MeshRights::RemoteControl))
        co_return Done{}; // we may not ask
    const int rounds = std::max(1, std::min(limitMs, kWakeLimitMs) / kEveryMs);
    for (int round = 0; round < rounds && !roster->isAwake(key); ++round) {
        if (!mirror)
            co_return Error{Error::Kind::Cancelled, {}, {}};
        const std::optional<MeshNode> node = roster->node(key);
        if (!node || !(node->connections & kAgent))
            co_return notConnected();
        auto asking = probe(mirror, key, std::min(limitMs, kEveryMs), stop);
        const Result<Done> answer = co_await std::move(asking);
        if (!answer && answer.error().kind != Error::Kind::Timeout)
            co_return answer.error();
    }
    if (!roster->isAwake(key))
        co_return Error{Error::Kind::Offline, QStringLiteral("connected, and does not answer"),
                        translated("The server holds a connection to this device, but the machine does not answer. "
                                   "Nothing was sent to it.")};
    co_return Done{};
}

Async<MeshNetwork> MeshHand::askNetwork(QPointer<MeshMirror> mirror, QString key, std::stop_token stop)
{
    QJsonObject request{{QStringLiteral("action"), QStringLiteral("getnetworkinfo")}, {QStringLiteral("nodeid"), key}};
    auto asking = mirror->connection().ask(request, MeshConnection::Echo::ActionOnly, kServerLimitMs, stop);
    const Result<MeshMessagePtr> answer = co_await std::move(asking);
    if (!answer)
        co_return answer.error();
    co_return readMeshNetwork((*answer)->object);
}

Async<HandAnswer> MeshHand::run(QString key, HandCommand command, std::stop_token stop)
{
    const QPointer<MeshMirror> mirror = m_mirror;
    const auto running = m_running;
    const int limitMs = std::clamp(command.limitSec, 1, 24 * 3600) * 1000;
    auto turning = DeviceTurns::take(m_turns, key, limitMs, stop);
    const Result<std::shared_ptr<DeviceTurns::Turn>> turn = co_await std::move(turning);
    if (!turn && turn.error().kind == Error::Kind::Timeout)
        co_return Error{Error::Kind::Conflict, QStringLiteral("another command was at work all the time"),
                        translated("Another command was at work on this device all the time. Try again.")};
    if (!turn)
        co_return turn.error();
    if (!mirror)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    auto stepping = mirror->inStep(0, stop);
    const Result<Done> step = co_await std::move(stepping);
    if (!step && step.error().kind == Error::Kind::Timeout) // of the server: nothing was sent
        co_return Error{Error::Kind::Offline, step.error().detail, step.error().advice};
    if (!step)
        co_return step.error();
    if (!mirror)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (mirror->roster()->node(key)) {
        auto waking = wake(mirror, key, limitMs, stop);
        const Result<Done> awake = co_await std::move(waking);
        if (!awake)
            co_return awake.error();
    }
    auto doing = runNow(mirror, running, key, std::move(command), limitMs, stop);
    co_return co_await std::move(doing);
}

Async<HandAnswer> MeshHand::runNow(QPointer<MeshMirror> mirror, std::shared_ptr<Running> running, QString key,
                                   HandCommand command, int limitMs, std::stop_token stop)
{
    const std::shared_ptr<MeshRoster> roster = mirror->roster();
    const std::optional<MeshNode> node = roster->node(key);
    if (!node)
        co_return refusalOf(QStringLiteral("Invalid nodeid"));
    if (!(node->connections & kAgent))
        co_return notConnected();
    if (isWindowsAgent(node->agentType) == (command.shell == Shell::Posix))
        co_return refusalOf(QStringLiteral("Invalid command type"));
    const Result<WrappedScript> script = wrapScript(command.shell, command.script, scriptMark(command.id));
    if (!script)
        co_return script.error();
    const QString mark = QString::fromLatin1(script->mark);
    QJsonObject request{{QStringLiteral("action"), QStringLiteral("runcommands")},
                        {QStringLiteral("nodeids"), QJsonArray{key}},
                        {QStringLiteral("type"), typeOf(command.shell)},
                        {QStringLiteral("cmds"), script->text},
                        {QStringLiteral("runAsUser"), 0},
                        {QStringLiteral("reply"), true},
                        {QStringLiteral("responseid"), mark}};
    const auto early = std::make_shared<OneAnswer<MeshMessagePtr>>();
    running->byDevice.insert(key, early);
    auto asking = mirror->connection().ask(request, MeshConnection::Echo::ResponseId, limitMs, stop, early);
    const Result<MeshMessagePtr> answer = co_await std::move(asking);
    running->byDevice.remove(key);
    running->graces.remove(key);
    if (!answer && answer.error().kind == Error::Kind::Offline) // it was out: nobody knows what became of it
        co_return Error{Error::Kind::Timeout, QStringLiteral("the server was lost while the command ran"), {}};
    if (!answer)
        co_return answer.error();
    const QJsonObject said = (*answer)->object;
    const QString result = said.value(u"result").toString();
    if (said.value(u"action").toString() != u"msg")
        co_return refusalOf(result);
    if (mirror)
        roster->setHeard(key, mirror->clock().nowMs());
    co_return unwrapAnswer(result, script->mark);
}

Async<Done> MeshHand::power(QString key, PowerAction action, std::stop_token stop)
{
    struct Way {
        PowerAction action;
        bool byAgent;
        int type;
    };
    static constexpr std::array kWays{
        Way{PowerAction::Restart, true, 3},    Way{PowerAction::Off, true, 2},
        Way{PowerAction::Restart, false, 310}, Way{PowerAction::Off, false, 308},
        Way{PowerAction::On, false, 302},      Way{PowerAction::RestartToFirmware, false, 312},
    };
    const QPointer<MeshMirror> mirror = m_mirror;
    const std::shared_ptr<MeshRoster> roster = mirror->roster();
    auto stepping = mirror->inStep(0, stop);
    const Result<Done> step = co_await std::move(stepping);
    if (!step)
        co_return step.error().kind == Error::Kind::Timeout
            ? Error{Error::Kind::Offline, step.error().detail, step.error().advice}
            : step.error();
    const std::optional<MeshNode> node = roster->node(key);
    if (!node || !mirror)
        co_return refusalOf(QStringLiteral("Invalid nodeid"));
    if (roster->rights(mirror->connection().user(), key).lacks(MeshRights::ResetOff)) // the server would say "ok"
        co_return Error{Error::Kind::Denied, QStringLiteral("no right to reset"),
                        translated("The MeshCentral account may not restart this device. Give it the right “Reset / "
                                   "Off” in the device's group.")};
    const bool agent = node->connections & kAgent, amt = node->connections & kAmt;
    const auto way = std::find_if(kWays.begin(), kWays.end(), [&](const Way &each) {
        return each.action == action && (each.byAgent ? agent : amt);
    });
    if (way == kWays.end() && (action == PowerAction::Restart || action == PowerAction::Off))
        co_return notConnected();
    if (way == kWays.end())
        co_return Error{Error::Kind::NotSupported, QStringLiteral("no session with Intel AMT"),
                        translated("This needs Intel AMT, and MeshCentral has no session with it on this device.")};
    QJsonObject request{{QStringLiteral("action"), QStringLiteral("poweraction")},
                        {QStringLiteral("nodeids"), QJsonArray{key}},
                        {QStringLiteral("actiontype"), way->type}};
    auto asking = mirror->connection().ask(request, MeshConnection::Echo::ResponseId, kServerLimitMs, stop);
    const Result<MeshMessagePtr> answer = co_await std::move(asking);
    if (!answer && answer.error().kind == Error::Kind::Offline)
        co_return Error{Error::Kind::Timeout, QStringLiteral("the server was lost meanwhile"), {}};
    if (!answer)
        co_return answer.error();
    co_return Done{};
}

} // namespace ringward
