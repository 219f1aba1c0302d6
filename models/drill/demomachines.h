#pragma once
#include "models/drill/hospital.h"
#include "models/incident/runbook.h"

namespace ringward::drill {

/// The known ways in which a machine does not come through a remediation.
enum class DemoTrouble : quint8 {
    None,
    NeverBack, ///< does not come back from the restart into safe mode
    BackInSafeMode, ///< the restart out of it ends there again, once
    AnswersTwice, ///< every output comes double
    DoesNothing, ///< takes the order to restart, and does not
    NoKey, ///< BitLocker cannot be suspended
    Busy, ///< somebody is at it
};
inline constexpr int kDemoTroubles = int(DemoTrouble::Busy) + 1;

/// How the machines of the demonstration hospital behave under a hand: what runbooks tell them to do, restarts that
/// take a minute or two, and the way back that fires by itself. Only machines that were ever touched are kept; with a
/// file they outlive the program and are seen by others on the same file. For the GUI thread.
class DemoMachines {
public:
    DemoMachines(Hospital &hospital, QString memoryFile);

    /// Shares of each trouble, per thousand machines; the rest has none. 15 each to begin with.
    void setTroubles(quint32 perThousandEach) { m_perThousand = perThousandEach; }
    void setAnswerMs(int ms) { m_answerMs = ms; } ///< how long an answer takes; 250 to begin with
    int answerMs() const { return m_answerMs; }
    /// Of the machines that come back in safe mode, one in so many does so at every start until a person comes; 0 for
    /// none, to begin with.
    void leaveInSafeMode(quint32 oneIn) { m_leftOneIn = oneIn; }
    bool isLeftInSafeMode(quint32 device) const;
    DemoTrouble troubleOf(quint32 device) const;
    const Hospital &hospital() const { return m_hospital; }

    struct Machine {
        bool isSafe = false, isNextSafe = false, isArmed = false, isSuspended = false, isFixed = false;
        bool isDead = false, wasStuck = false;
        qint64 bootMs = 0, downFromMs = 0, upAtMs = 0; ///< UTC; down from..at when a restart is under way
        qint64 wayBackMs = 0; ///< UTC; when the armed way back fires
        friend bool operator==(const Machine &, const Machine &) = default;
    };
    /// As it stands at that time, with all that was due by then.
    Machine machine(quint32 device, qint64 nowMs);
    bool isReachable(quint32 device, qint64 nowMs);
    Reach reach(quint32 device, qint64 nowMs);
    Result<HandAnswer> run(quint32 device, const ScriptMark &mark, qint64 nowMs); ///< it must be reachable
    void restart(quint32 device, qint64 nowMs);

private:
    void settle(quint32 device, Machine &machine, qint64 nowMs) const;
    QString obey(quint32 device, const ScriptMark &mark, Machine &machine, qint64 nowMs, int &exitCode) const;
    void beginRestart(quint32 device, Machine &machine, qint64 nowMs) const;
    void keep(quint32 device, const Machine &machine);
    void readMemory();

    Hospital &m_hospital;
    QString m_file;
    qint64 m_readTo = 0;
    Mix m_trouble, m_time, m_trait;
    quint32 m_perThousand = 15, m_leftOneIn = 0;
    int m_answerMs = 250;
    QHash<quint32, Machine> m_machines;
};

} // namespace ringward::drill
