#pragma once
#include "models/audit/roster.h"
#include "models/changes/changestore.h"
#include "models/changes/policystore.h"
#include "models/changes/tally.h"

namespace ringward {

/// What somebody proposes. The rest of a Change follows from it.
struct Proposal {
    ChangeKind kind = ChangeKind::Normal;
    QString title, why, risk, wayBack;
    QString templateName; ///< of a standard change
    qint64 startMs = 0; ///< UTC, not before; 0 as soon as it is approved
    Plan plan;
};

/// A change with all that is to be known of it.
struct ChangeFile {
    Change change;
    std::vector<Vote> votes;
    Tally tally;
    std::vector<Person> people;
};

/// Stands in the audit for what the program does by itself: time is over, a forgery was refused.
Person ringwardItself();

/// Everything that people do with changes, below the views: rights, workflow and policy are enforced here, and every
/// decision and refusal is in the audit. What succeeded is on disk. Any thread: it keeps nothing between two calls, and
/// of two who decide at once the store lets one through.
class ChangeBoard {
public:
    struct Parts {
        ChangeStore &store;
        AuditLog &audit;
        Roster &roster;
        const Clock &clock;
        PolicyBook policies; ///< those that come with the program
        PolicyStore *decided = nullptr; ///< those that people decided, instead; may be null
    };
    explicit ChangeBoard(Parts parts);

    Result<PolicyBook> policies() const; ///< in force; a change keeps those that it was proposed under
    /// As the next version. Takes Deed::EditPolicies and a reason; Malformed with what is wrong, Conflict when somebody
    /// saved others meanwhile.
    Result<Done> savePolicies(const Person &actor, PolicyBook book, const QString &why);
    Result<std::vector<Change>> list(); ///< newest first; closes votes whose time is over
    Result<ChangeFile> file(ChangeId change);

    /// Conflict when a guardrail blocks the plan, or a standard change is beyond its template.
    Result<ChangeId> propose(const Person &actor, const Proposal &proposal);
    /// Makes a new version; votes on the old one no longer count. Conflict when it is not at `version` any more.
    Result<Done> edit(const Person &actor, ChangeId change, quint32 version, const Proposal &proposal);
    /// Verifies everything about a signed vote. A vote that is not counted is a Denied or Conflict with the reason, and
    /// in the audit. The answer is the tally with it.
    Result<Tally> cast(const Vote &vote);
    Result<Done> comment(const Person &actor, ChangeId change, const QString &text);
    Result<Done> withdraw(const Person &actor, ChangeId change);
    Result<Done> review(const Person &actor, ChangeId change, const QString &text);

    /// To be called before an Execution: checks right, time and votes once more and makes the change Running. A change
    /// that runs on disk already is one whose program ended; it goes on.
    Result<Change> start(const Person &actor, ChangeId change);
    /// After an Execution, with what came of it.
    Result<Done> stop(const Person &actor, ChangeId change, const QString &what);
    Result<Done> finish(const Person &actor, ChangeId change, const QString &what);

private:
    AuditDraft draft(const Person &actor, const char *deed, const Change &change, const QString &text) const;
    Error refuse(const Person &actor, const Change &change, const Error &error);
    Result<Done> moveTo(Change &change, ChangeState to, const AuditDraft &why);
    Result<Done> count(Change &change, const Person &last);
    Result<Done> expire(Change &change);
    Change made(const Person &actor, const Proposal &proposal, const PolicyBook &policies, Change base) const;

    Parts m_parts;
};

} // namespace ringward
