#pragma once
#include "models/sources/hand.h"
#include "tests/peers/meshcentral/agentkeys.h"

#include <QJsonObject>
#include <QObject>
#include <QTimer>
#include <QWebSocket>

#include <functional>
#include <optional>

namespace ringward::testing {

class FakeAgent;

/// What the agent was told to run, with the console's wrapping (connectors/meshcentral/scripttrailer.h) taken off.
struct FakeCommand {
    Shell shell = Shell::PowerShell;
    QString script; ///< as it was given to Hand::run()
    QByteArray mark; ///< of its trailer
    QString raw; ///< as it came
    QJsonObject message;
};

/// What the played machine does with a command.
struct FakeReply {
    enum Manner {
        Answers, ///< output and trailer, once
        AnswersTwice, ///< the same answer a second time, half a second later
        StaysSilent, ///< runs it, and never says so
        AnswersBare, ///< output without a trailer, as of a script that died
        IsBusy, ///< "already busy" on the console, and no answer
        Drops, ///< loses the connection and stays away until back()
    };
    QString output;
    int exitCode = 0;
    int delayMs = 0;
    Manner manner = Answers;
};

/// What a played Windows machine is. The defaults are a healthy 64-bit workstation with a cable.
struct FakeMachine {
    QString name = QStringLiteral("FAKE-1");
    QString osText = QStringLiteral("Microsoft Windows 10 Enterprise - 22H2/19045");
    QString group; ///< "mesh//..." (MeshServer::group)
    int agentType = 4; ///< 3 and 4 services on Windows, 1 and 2 started by hand, 6 Linux
    qint64 bootMs = 1'795'300'000'000; ///< lastbootuptime, UTC
    bool isWired = true;
    std::optional<QStringList> users; ///< signed in; not told without
    QJsonObject hardware; ///< of sysinfo; see bitLocker() and identifiers()
    static QJsonObject bitLocker(const QString &keyId, const QString &password,
                                 const QString &letter = QStringLiteral("C"));
    static QJsonObject identifiers(const QString &uuid, const QString &serial);
};

/// A MeshCentral agent that speaks the real agent's wire protocol to a real server, and plays a machine. Nothing is
/// run. A thousand of them fit into one thread: give each its own identity out of agentIdentities(1000).
///
///     FakeAgent agent(server.port(), server.certificateHash(), identities[0], {.name = "WS-1", .group = ...});
///     agent.onCommand = [](FakeAgent &, const FakeCommand &command) {
///         return FakeReply{command.script.contains(u"bcdedit") ? "done" : "", 0};
///     };
///     agent.onPower = [](FakeAgent &agent, int type) { if (type == 3) agent.restart(200); };
///     agent.connectToServer();
///     QTest::qWaitFor([&] { return agent.isOnline(); });
///     hand.run(agent.nodeId(), ...);
class FakeAgent : public QObject {
    Q_OBJECT
public:
    FakeAgent(quint16 port, QByteArray serverCertificateHash, AgentIdentity identity, FakeMachine machine);
    ~FakeAgent() override;

    void connectToServer();
    void drop(); ///< at once and without a word, as a machine that loses power; stays away until connectToServer()
    /// Away for so long, then back with a newer boot time.
    void restart(int downMs);
    bool isOnline() const { return m_online; } ///< the server has accepted it and its core
    QString nodeId() const { return m_nodeId; } ///< key of its record in the source
    FakeMachine &machine() { return m_machine; }
    void tellCore(); ///< sends the machine's name, system and boot time again after a change
    void tellHardware(); ///< sends `hardware` again
    void say(const QJsonObject &message); ///< anything else

    /// A command; StaysSilent without a function. Called on the thread of the agent.
    std::function<FakeReply(FakeAgent &, const FakeCommand &)> onCommand;
    /// A poweraction: 2 off, 3 restart, 4 sleep. Nothing happens unless the function makes it.
    std::function<void(FakeAgent &, int)> onPower;
    /// A line on the agent's console, as in "safemode status"; what it returns is printed unless it is empty.
    std::function<QString(FakeAgent &, const QString &)> onConsole;
    bool answersProbe = true; ///< says how busy it is when asked; false for a machine that hangs

    int commands = 0, powers = 0; ///< how many came

Q_SIGNALS:
    void online();
    void offline();

private:
    void takeBinary(const QByteArray &bytes);
    void takeJson(const QJsonObject &message);
    void takeCommand(const QJsonObject &message);
    void takeMessage(const QJsonObject &message);
    void answer(const FakeCommand &command, const FakeReply &reply);

    const quint16 m_port;
    const QByteArray m_serverHash;
    const AgentIdentity m_identity;
    FakeMachine m_machine;
    QString m_nodeId;
    QByteArray m_nonce;
    QWebSocket m_socket;
    QTimer m_ping, m_return;
    bool m_online = false;
};

} // namespace ringward::testing
