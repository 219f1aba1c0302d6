#include "models/audit/rights.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;

TEST(RightsTest, EveryDeedIsSomebodysAndAViewerMayNothing)
{
    for (int i = 0; i < kDeedCount; ++i) {
        EXPECT_TRUE(whoMay(Deed(i))) << i;
        EXPECT_FALSE(may(Role::Viewer, Deed(i))) << i;
        EXPECT_FALSE(may(Roles(), Deed(i))) << i;
    }
}

TEST(RightsTest, WhoGivesRightsDoesNotVoteAndWhoVotesDoesNotSend)
{
    EXPECT_FALSE(may(Role::Admin, Deed::Vote));
    for (const Role role : {Role::BoardMember, Role::SafetyOfficer, Role::Auditor, Role::Technician}) {
        EXPECT_FALSE(may(role, Deed::Execute)) << word(role).toStdString();
        EXPECT_FALSE(may(role, Deed::ManagePeople)) << word(role).toStdString();
        EXPECT_FALSE(may(role, Deed::ManageSources)) << word(role).toStdString();
    }
    EXPECT_TRUE(may(Roles(Role::Viewer) | Role::BoardMember, Deed::Vote));
}

TEST(RightsTest, TheRefusalSaysWhoMay)
{
    Person person{PersonId{1}, QStringLiteral("tec"), QStringLiteral("T. Tech"), {}, Role::Technician};
    const auto refused = allow(person, Deed::ManagePeople);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Denied);
    EXPECT_TRUE(userMessage(refused.error()).contains(QStringLiteral("This is for: admin")));
    EXPECT_TRUE(allow(person, Deed::ReadKey));
    person.active = false;
    EXPECT_FALSE(allow(person, Deed::ReadKey)) << "who has left may nothing";
}

TEST(RightsTest, RolesHaveWordsThatReadBack)
{
    for (const Role role : kRoles)
        EXPECT_EQ(roleFromWord(word(role).toUpper()), role);
    EXPECT_FALSE(roleFromWord(u"king"));
    EXPECT_EQ(word(Roles(Role::Admin) | Role::BoardMember), QStringLiteral("admin,board-member"));
}
