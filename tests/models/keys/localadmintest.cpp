#include "tests/models/keys/keyfixture.h"

using namespace ringward;
using namespace ringward::testing;

namespace {

const QString kReason = QStringLiteral("safe mode without network");

QByteArray textOf(const ReleasedPassword &released)
{
    return released.password->use([](QByteArrayView bytes) { return bytes.toByteArray(); });
}

} // namespace

using LocalAdminTest = KeyDeskTest;

TEST_F(LocalAdminTest, IsInTheAuditBeforeItIsFetchedAndNeverInIt)
{
    directoryKeys->passwords[QStringLiteral("icu-1")] = "Kp7-xyz";
    bool wasWritten = false;
    directoryKeys->onFetch = [&] {
        wasWritten = !entries("password.asked").empty();
    };
    const auto released = settle(desk->releaseLocalAdmin(idOf("icu-1"), kReason, {}));
    ASSERT_TRUE(released) << released.error().detail.toStdString();
    EXPECT_EQ(textOf(*released), "Kp7-xyz");
    EXPECT_EQ(released->from, QStringLiteral("Directory"));
    EXPECT_TRUE(wasWritten);
    const auto written = log.find({});
    ASSERT_TRUE(written);
    ASSERT_FALSE(written->empty());
    for (const AuditEntry &entry : *written)
        EXPECT_FALSE((entry.text + entry.data).contains(QStringLiteral("Kp7"))) << entry.text.toStdString();
}

TEST_F(LocalAdminTest, NeitherWithoutRightReasonNorAudit)
{
    directoryKeys->passwords[QStringLiteral("icu-1")] = "Kp7-xyz";
    EXPECT_EQ(settle(desk->releaseLocalAdmin(idOf("icu-1"), QStringLiteral("so"), {})).error().kind,
              Error::Kind::Conflict);
    me.roles = Role::Viewer;
    EXPECT_EQ(settle(desk->releaseLocalAdmin(idOf("icu-1"), kReason, {})).error().kind, Error::Kind::Denied);
    EXPECT_EQ(entries("password.refused").size(), 2u);
    me.roles = Role::Admin;
    audit.failing = true;
    EXPECT_EQ(settle(desk->releaseLocalAdmin(idOf("icu-1"), kReason, {})).error().kind, Error::Kind::Storage);
    EXPECT_EQ(directoryKeys->fetched, 0);
}

TEST_F(LocalAdminTest, SaysWhyNobodyHasIt)
{
    const auto none = settle(desk->releaseLocalAdmin(idOf("icu-1"), kReason, {}));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, Error::Kind::NotSupported);
    directoryKeys->error = Error{Error::Kind::Denied, QStringLiteral("no right"), QStringLiteral("No right.")};
    const auto denied = settle(desk->releaseLocalAdmin(idOf("icu-1"), kReason, {}));
    ASSERT_FALSE(denied);
    EXPECT_EQ(denied.error().kind, Error::Kind::Denied) << "says more than that the relay keeps none";
    EXPECT_EQ(entries("password.failed").size(), 2u);
}
