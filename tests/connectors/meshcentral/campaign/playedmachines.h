#pragma once
#include "models/drill/demosource.h"
#include "tests/peers/meshcentral/fakeagent.h"
#include "tests/peers/meshcentral/meshserver.h"

#include <QSet>

#include <map>
#include <set>

namespace ringward::testing {

/// What is the matter with a played machine; kPlayedFates names them.
enum class Fate : quint8 {
    Well,
    NotInSafeMode, ///< its agent does not run there
    NeverBack,
    BackInSafeMode, ///< once, on the way out
    LeftInSafeMode, ///< at every start
    AnswersTwice,
    DoesNothing, ///< the server says ok to the restart, and nothing happens
    NoKey, ///< none is kept, and BitLocker cannot be suspended
    Busy, ///< somebody is at it, and its agent is at work when first asked
};
inline constexpr std::array kPlayedFates{"well",
                                         "agent not in safe mode",
                                         "never comes back",
                                         "back in safe mode once",
                                         "left in safe mode",
                                         "answers twice",
                                         "ok, does nothing",
                                         "no recovery key",
                                         "busy, in use"};

/// Machines of the demonstration hospital, each behind an agent at a real server: a script that arrives over the wire
/// is obeyed by the drill's model of a machine, a power message restarts it, and while it is down its agent is gone.
class PlayedMachines : public QObject {
    Q_OBJECT
public:
    struct Machine {
        quint32 device = 0; ///< in the hospital
        Fate fate = Fate::Well;
        std::unique_ptr<FakeAgent> agent;
        int restarts = 0; ///< orders that had an effect
        int twice = 0; ///< orders to restart while one was under way
        int repeatedMarks = 0; ///< commands that came a second time as they were
        bool wasBusy = false;
        qint64 triedMs = 0; ///< when its agent last tried to connect
        QSet<QByteArray> marks;
    };

    PlayedMachines(const MeshServer &server, std::shared_ptr<const Clock> clock);

    /// `count` machines, a twentieth of each fate; the others are well. In groups ("mesh//...") in turn.
    void add(int count, const QStringList &groups);
    void setApproved(const QStringList &scripts) { m_approved = {scripts.begin(), scripts.end()}; }
    bool areOnline() const;
    bool areSettled() const { return m_moving.empty(); } ///< nobody is on the way anywhere
    Machine &of(const QString &nodeId) { return *m_byNode.at(nodeId); }
    const std::vector<std::unique_ptr<Machine>> &all() const { return m_all; }
    drill::DemoMachines::Machine state(const Machine &machine);

    int lostByItself = 0; ///< connections that ended though their machine was up
    int strangeScripts = 0; ///< that came and were not approved, to the letter

private:
    Fate fateOf(quint32 device);
    FakeReply obey(Machine &machine, const FakeCommand &command);
    void restart(Machine &machine, int type);
    void look(); ///< connects and disconnects agents as their machines are up or down

    const MeshServer &m_server;
    std::shared_ptr<const Clock> m_clock;
    drill::DemoWorld m_world;
    std::vector<std::unique_ptr<Machine>> m_all;
    std::map<QString, Machine *> m_byNode;
    std::set<Machine *> m_moving;
    QSet<QString> m_approved;
    QTimer m_look;
};

} // namespace ringward::testing
