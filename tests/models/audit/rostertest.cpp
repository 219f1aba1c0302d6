#include "models/audit/roster.h"

#include "models/audit/auditchain.h"
#include "tests/models/audit/auditfixture.h"
#include "tests/support/manualclock.h"

using namespace ringward;
using namespace ringward::testing;

namespace {

struct RosterTest : ringward::testing::StoreTest {
    std::unique_ptr<Database> database = open();
    SqliteRoster roster{*database};
    SqliteAuditLog log{*database};
    ManualClock clock{1000};
    RosterDesk desk{roster, clock};

    static Person person(const char *login, Roles roles)
    {
        return {{}, QString::fromLatin1(login), QString::fromLatin1(login).toUpper(), {}, roles};
    }
    Person admin()
    {
        const auto saved = desk.save({}, person("ada", Role::Admin));
        EXPECT_TRUE(saved);
        return *findPerson(*roster.people(), *saved);
    }
};

} // namespace

TEST_F(RosterTest, TheFirstPersonIsAnAdminAndOnlyAdminsAddMore)
{
    EXPECT_FALSE(desk.save({}, person("bob", Role::Viewer))) << "somebody has to be an admin";
    const Person ada = admin();
    EXPECT_FALSE(desk.save({}, person("eve", Role::Admin))) << "nobody adds themselves later";
    const auto bob = desk.save(ada, person("bob", Role::BoardMember));
    ASSERT_TRUE(bob);
    const Person kept = *findLogin(*roster.people(), u"BOB");
    const auto refused = desk.save(kept, person("eve", Role::Admin));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Denied);
    EXPECT_EQ(roster.people()->size(), 2U);
}

TEST_F(RosterTest, SomebodyStaysAdmin)
{
    Person ada = admin();
    ada.roles = Role::Viewer;
    EXPECT_EQ(desk.save(*findLogin(*roster.people(), u"ada"), ada).error().kind, Error::Kind::Conflict);
    ada.roles = Role::Admin;
    ada.active = false;
    EXPECT_FALSE(desk.save(*findLogin(*roster.people(), u"ada"), ada));
}

TEST_F(RosterTest, LoginsAreUniqueInAnyCase)
{
    const Person ada = admin();
    const auto twice = desk.save(ada, person("ADA", Role::Viewer));
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().kind, Error::Kind::Conflict);
    EXPECT_FALSE(desk.save(ada, person("  ", Role::Viewer)));
}

TEST_F(RosterTest, AKeyIsOnesOwnOrAnAdminsAndSavingDoesNotChangeIt)
{
    const Person ada = admin();
    const PersonId bobId = *desk.save(ada, person("bob", Role::BoardMember));
    Person bob = *findPerson(*roster.people(), bobId);
    const KeyPair keys = makeKeyPair();
    EXPECT_FALSE(desk.setKey(bob, ada.id, keys.publicKey)) << "a key for somebody else";
    ASSERT_TRUE(desk.setKey(bob, bobId, keys.publicKey));
    bob.key = makeKeyPair().publicKey;
    bob.post = QStringLiteral("Theatres");
    ASSERT_TRUE(desk.save(ada, bob));
    const Person kept = *findPerson(*roster.people(), bobId);
    EXPECT_EQ(kept.key, keys.publicKey);
    EXPECT_EQ(kept.post, QStringLiteral("Theatres"));
}

TEST_F(RosterTest, EveryChangeIsInTheAuditAndTheChainVerifies)
{
    const Person ada = admin();
    ASSERT_TRUE(desk.setKey(ada, ada.id, makeKeyPair().publicKey));
    ASSERT_FALSE(desk.save({}, person("eve", Role::Admin)));
    const auto entries = log.find({});
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 2U) << "what was refused was not decided";
    EXPECT_EQ(entries->back().deed, QStringLiteral("person.added"));
    EXPECT_EQ(entries->back().person, ada.id) << "the first person made themselves";
    EXPECT_EQ(entries->back().object, personObject(ada.id));
    EXPECT_FALSE(verifyLog(log)->broken);
}
