#pragma once
#include "models/audit/auditchain.h"
#include "models/changes/changeboard.h"
#include "models/store/sqliteauditlog.h"
#include "models/store/sqlitechanges.h"
#include "models/store/sqlitejournal.h"
#include "models/store/sqlitepolicies.h"
#include "models/store/sqliteroster.h"
#include "tests/models/store/storefixture.h"
#include "tests/support/manualclock.h"

namespace ringward::testing {

inline const Stream kContent{StreamKind::SecurityContent, QStringLiteral("rapid response")};
inline const RingName kLate{QStringLiteral("Late"), 3, false}, kDelayed{QStringLiteral("Delayed"), 4, false};

/// `count` calls, `perWard` in a ward and `perStep` of them in a step, to a source that knows devices as "key-7".
inline Plan planOf(quint32 count, bool repeatable = true, quint32 perWard = 10, quint32 perStep = 2)
{
    Plan plan;
    plan.madeMs = 1;
    plan.limits.askAgainSec = 0;
    for (quint32 i = 0; i < count; ++i) {
        PlannedCall call;
        call.move = {DeviceId{i + 1}, kContent, kLate, kDelayed};
        call.host = QStringLiteral("host-%1").arg(i);
        call.ward = QStringLiteral("RGH W%1").arg(i / perWard);
        call.source = SourceId{1};
        call.key = QStringLiteral("key-%1").arg(i);
        call.what = QStringLiteral("to ring Delayed");
        call.request = QByteArrayLiteral("move ") + QByteArray::number(i);
        call.repeatable = repeatable;
        call.step = quint16(i % perWard / perStep);
        plan.steps = std::max(plan.steps, quint16(call.step + 1));
        plan.calls.push_back(call);
    }
    std::stable_sort(plan.calls.begin(), plan.calls.end(),
                     [](const PlannedCall &left, const PlannedCall &right) { return left.step < right.step; });
    return plan;
}

/// A person with a key.
struct Member {
    Person person;
    KeyPair keys;
};

/// A store with a board of people who have keys.
struct ChangeTest : StoreTest {
    static constexpr qint64 kNowMs = 1'788'856'920'000;
    std::unique_ptr<Database> database = open();
    ManualClock clock{kNowMs};
    SqliteAuditLog log{*database};
    SqliteRoster roster{*database};
    SqliteChanges store{*database};
    SqliteJournal journal{*database};
    RosterDesk desk{roster, clock};
    SqlitePolicies policies{*database};
    ChangeBoard board{{store, log, roster, clock, *initialPolicies(), &policies}};
    Member whitfield = join("whitfield", "J. Whitfield", Role::Admin);
    Member lindqvist = join("lindqvist", "M. Lindqvist", Role::BoardMember);
    Member okafor = join("okafor", "Dr A. Okafor", Role::SafetyOfficer);
    Member ramirez = join("ramirez", "P. Ramirez", Role::BoardMember);
    Member viewer = join("viewer", "V. Iewer", Role::Viewer);
    Member commander = join("commander", "I. Commander", Role::Commander);

    Member join(const char *login, const char *name, Roles roles)
    {
        const auto people = roster.people();
        const Person admin = people->empty() ? Person() : people->front();
        Person person{{}, QString::fromLatin1(login), QString::fromUtf8(name), {}, roles};
        const auto id = desk.save(admin, person);
        EXPECT_TRUE(id);
        Member member;
        member.keys = makeKeyPair();
        person.id = *id;
        EXPECT_TRUE(desk.setKey(person, *id, member.keys.publicKey));
        member.person = *findPerson(*roster.people(), *id);
        return member;
    }
    static Proposal proposal(quint32 devices = 3, ChangeKind kind = ChangeKind::Normal)
    {
        Proposal made;
        made.kind = kind;
        made.title = QStringLiteral("Hold three critical wards at ring 4 Delayed");
        made.why = QStringLiteral("If 1188 is bad, the wards lose all stations at once.");
        made.wayBack = QStringLiteral("The same devices return to ring 3.");
        made.plan = planOf(devices);
        return made;
    }
    ChangeId propose(quint32 devices = 3, ChangeKind kind = ChangeKind::Normal)
    {
        const auto id = board.propose(whitfield.person, proposal(devices, kind));
        EXPECT_TRUE(id) << (id ? "" : userMessage(id.error()).toStdString());
        return id.value_or(ChangeId());
    }
    Vote ballot(const Member &voter, ChangeId change, Choice choice = Choice::Yes, const char *comment = "")
    {
        clock.advance(1);
        const auto dossier = board.file(change);
        EXPECT_TRUE(dossier);
        return {change,
                dossier->change.version,
                hashOf(dossier->change),
                voter.person.id,
                choice,
                true,
                QString::fromUtf8(comment),
                clock.nowMs(),
                {},
                {}};
    }
    Vote sealed(const Member &voter, ChangeId change, Choice choice = Choice::Yes, const char *comment = "")
    {
        return *signVote(ballot(voter, change, choice, comment), voter.keys.secretKey);
    }
    void approve(ChangeId change)
    {
        ASSERT_TRUE(board.cast(sealed(lindqvist, change)));
        ASSERT_TRUE(board.cast(sealed(okafor, change)));
        ASSERT_EQ(stateOf(change), ChangeState::Approved);
    }
    ChangeState stateOf(ChangeId change) { return store.load(change)->state; }
    int audited(const char *deed)
    {
        AuditQuery query;
        query.deed = QString::fromLatin1(deed);
        query.limit = 0;
        return int(log.find(query)->size());
    }
};

} // namespace ringward::testing
