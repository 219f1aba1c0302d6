#pragma once
#include "models/audit/signingkeys.h"
#include "models/changes/changeboard.h"
#include "models/changes/execution.h"
#include "models/changes/moveplanner.h"

#include <map>

namespace ringward {

/// The desk of the person at this computer: everything that the Changes page and `ringwardctl changes` do, on top of
/// the board. Signs with the person's key, plans over the sources, carries out. Lives on the GUI thread.
class ChangeDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        ChangeBoard &board;
        Roster &roster;
        RosterDesk &people;
        AuditLog &audit;
        OperationJournal &journal;
        FreezeStore &freezes;
        Synchroniser &synchroniser;
        FleetHub &hub;
        /// Where the key of a person is kept: the keychain, or the demonstration's file for its simulated people.
        std::function<SecretStore &(const Person &)> keysOf;
        const Clock &clock;
        /// What the guardrails say of moves that are carried out from a time on (UTC); may be empty. Called on the
        /// thread pool.
        using Judge = std::function<Result<std::vector<GuardrailResult>>(
            const FleetSnapshot &, const std::vector<RingMove> &, qint64 startMs)>;
        Judge guardrails;
        std::shared_ptr<Performer> performer; ///< of remediations; null where there are none
    };
    explicit ChangeDesk(Parts parts, QObject *parent = nullptr);
    ~ChangeDesk() override;

    const Parts &parts() const { return m_parts; }
    void setPerformer(std::shared_ptr<Performer> performer) { m_parts.performer = std::move(performer); }
    ChangeBoard &board() { return m_parts.board; }
    const Person &me() const { return m_me; } ///< id 0 when nobody in the roster is at this computer
    void setMe(const Person &person);
    Result<Done> refreshMe(); ///< after the roster changed
    Async<PublicKey> makeMyKey(std::stop_token stop);

    /// Hands moves made on another page to whoever shows the form for a proposal.
    void draft(const std::vector<ringward::RingMove> &moves) { Q_EMIT drafted(moves); }
    /// With guardrails and freezes, ready to be proposed.
    Async<PlannedMoves> plan(std::vector<RingMove> moves, ExecutionLimits limits, qint64 startMs, std::stop_token stop);
    Async<Tally> vote(ChangeId change, Choice choice, QString comment, bool noConflict, std::stop_token stop);
    Async<AuditHead> signHead(std::stop_token stop); ///< of the audit chain as it is now

    /// Starts an approved change, or goes on with one that stopped; `retry` sends again what failed. What came of it is
    /// on the board before ended() is emitted.
    Result<Done> run(ChangeId change, bool retry = false);
    void cancel(ChangeId change);
    const Execution *execution(ChangeId change) const; ///< null when it does not run here
    /// How far it is while it runs here, which is more than the disk knows.
    std::optional<std::vector<Operation>> running(ChangeId change) const;
    Result<std::vector<Operation>> operations(ChangeId change) const; ///< running or as on disk
    /// Read-only until then. Takes Deed::ManageSources.
    Result<Done> switchWriting(SourceId source, bool on);

Q_SIGNALS:
    void meChanged();
    void drafted(const std::vector<ringward::RingMove> &moves);
    void changed(); ///< something on the board, at this desk
    void progressed(ringward::ChangeId change);
    void ended(ringward::ChangeId change, const ringward::Execution::Outcome &outcome);

private:
    Result<Done> checkFreezes(const Change &change) const; ///< Conflict in one that the board did not see
    void take(ChangeId change, const Execution::Outcome &outcome);
    Parts m_parts;
    Person m_me;
    std::map<ChangeId, std::unique_ptr<Execution>> m_running;
};

/// "14 confirmed, 2 failed, 1 unknown, 20 not sent"
QString outcomeText(const OperationCounts &counts);

} // namespace ringward
