#include "app/changeoffice.h"
#include "app/composition.h"
#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

using namespace ringward;

namespace {

struct FirstAdminTest : ::testing::Test {
    QTemporaryDir folder;
    std::unique_ptr<Composition> open(const char *name, bool demonstration = false)
    {
        Composition::Request request;
        request.store = folder.filePath(QString::fromLatin1(name));
        request.demonstration = demonstration;
        request.devices = 200;
        auto opened = Composition::open(request);
        EXPECT_TRUE(opened);
        return opened ? std::move(*opened) : nullptr;
    }
};

} // namespace

TEST_F(FirstAdminTest, WhoOpensAnEmptyStoreIsNamedUntilOthersHaveCome)
{
    auto composition = open("empty.sqlite");
    ChangeOffice &office = composition->changes();
    EXPECT_FALSE(office.loneFirstAdmin()->has_value()) << "nobody signed in yet";
    const Result<Person> me = ringward::testing::settle(office.signIn({}, {}));
    ASSERT_TRUE(me);
    ASSERT_TRUE(office.loneFirstAdmin()->has_value());
    EXPECT_EQ(**office.loneFirstAdmin(), *me);
    EXPECT_EQ(me->roles, Roles(Role::Admin));
    Person second;
    second.login = second.name = QStringLiteral("somebody.else");
    second.roles = Role::Admin;
    const auto added = office.people().save(*me, second);
    ASSERT_TRUE(added);
    EXPECT_FALSE(office.loneFirstAdmin()->has_value()) << "it was dealt with";
    second.id = *added;
    Person without = *me;
    without.roles = Role::Viewer;
    EXPECT_TRUE(office.people().save(second, without)) << "the way to change it that the notice names";
    composition.reset();
    composition = open("empty.sqlite");
    ASSERT_TRUE(ringward::testing::settle(composition->changes().signIn({}, {})));
    EXPECT_FALSE(composition->changes().loneFirstAdmin()->has_value());
}

TEST_F(FirstAdminTest, ADemonstrationHasNobodyToWarn)
{
    auto composition = open("demo.sqlite", true);
    ASSERT_TRUE(ringward::testing::settle(composition->changes().signIn({}, {})));
    EXPECT_FALSE(composition->changes().loneFirstAdmin()->has_value());
}
