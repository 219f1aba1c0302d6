#pragma once
#include "models/changes/approvalpolicy.h"
#include "models/changes/plan.h"

namespace ringward {

using ChangeId = StrongId<struct ChangeTag>;
QString reference(ChangeId change); ///< "CHG-0142"
std::optional<ChangeId> changeFromReference(QStringView text); ///< "CHG-0142", "chg-142" or "142"

enum class ChangeKind : quint8 {
    Standard, ///< within a template that was approved once and for all
    Normal,
    Emergency, ///< two people, time-boxed, a review is owed
};

enum class ChangeState : quint8 {
    Voting,
    Approved,
    Running,
    Stopped, ///< by a failure, a person or the end of the program; may go on
    Finished, ///< every device confirmed, or closed with what failed
    Rejected,
    Withdrawn,
    Expired, ///< not voted on, or not carried out, in time
};
inline constexpr int kChangeStates = int(ChangeState::Expired) + 1;

QString word(ChangeKind kind); ///< "normal"; in files and on the command line
QString word(ChangeState state);
QString label(ChangeKind kind); ///< for people, translated
QString label(ChangeState state);
std::optional<ChangeKind> changeKindFromWord(QStringView text);
std::optional<ChangeState> changeStateFromWord(QStringView text);

struct Comment {
    PersonId person;
    qint64 atMs = 0; ///< UTC
    QString text;
};

/// A proposal with its plan and outcome.
struct Change {
    ChangeId id;
    quint32 version = 1; ///< goes up with each edit
    ChangeKind kind = ChangeKind::Normal;
    ChangeState state = ChangeState::Voting;
    QString title, why, risk, wayBack;
    QString templateName; ///< of a standard change
    PersonId proposer;
    qint64 proposedMs = 0; ///< UTC, of this version
    qint64 closesMs = 0; ///< the vote
    qint64 startMs = 0; ///< not before; 0 as soon as it is approved
    qint64 endsMs = 0; ///< not after; the time box of an emergency
    ApprovalPolicy policy;
    Plan plan;

    // What comes after the proposal is no part of its hash.
    std::vector<Comment> comments;
    qint64 reviewDueMs = 0; ///< of an emergency that was approved; 0 when none is owed
    PersonId reviewer;
    qint64 reviewedMs = 0;
    QString review;
    bool owesReview() const { return reviewDueMs && !reviewedMs; }
};
/// What a vote is bound to: Hasher("ringward change 1") over all that is proposed, the policy and planHash().
Hash hashOf(const Change &change);

} // namespace ringward
