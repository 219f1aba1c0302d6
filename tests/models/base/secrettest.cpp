#include "models/base/secret.h"

#include <gtest/gtest.h>

using namespace ringward;

TEST(Secret, IsReadThroughUseOnly)
{
    const Secret secret(QByteArray("hunter2"));
    EXPECT_EQ(secret.use([](QByteArrayView bytes) { return bytes.toByteArray(); }), QByteArray("hunter2"));
    static_assert(!std::is_copy_constructible_v<Secret>);
    static_assert(!std::equality_comparable<Secret>);
}

TEST(Secret, LeavesNothingBehindWhenMoved)
{
    Secret first(QByteArray("hunter2"));
    const Secret second(std::move(first));
    EXPECT_TRUE(first.isEmpty()); // NOLINT(bugprone-use-after-move): that it is empty is the point
    EXPECT_FALSE(second.isEmpty());
}

TEST(Secret, TakesTheBytesFromItsGiver)
{
    QByteArray given("hunter2");
    const Secret secret(std::move(given));
    EXPECT_TRUE(given.isEmpty()); // NOLINT(bugprone-use-after-move): that it is empty is the point
}
