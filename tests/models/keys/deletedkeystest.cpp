#include "models/keys/rotation.h"
#include "tests/models/keys/keyfixture.h"

using namespace ringward;
using namespace ringward::testing;

namespace {

const QString kReason = QStringLiteral("ward found it in the store room");

struct DeletedKeysTest : KeyDeskTest {
    void SetUp() override
    {
        KeyDeskTest::SetUp();
        directoryKeys->hasBin = true;
        directoryKeys->deleted = {
            {{QStringLiteral("k1"), QString::fromLatin1(kIdA), {}, kNow - 90 * kDay},
             QStringLiteral("ICU-1"),
             kNow - kDay},
            {{QStringLiteral("k2"), QString::fromLatin1(kIdB), {}, 0}, QStringLiteral("old-9"), kNow - 2 * kDay}};
        directoryKeys->digits = {{QString::fromLatin1(kIdA), kKeyA}, {QString::fromLatin1(kIdB), kKeyB}};
    }
    DeletedKeys search(const char *typed)
    {
        auto found = settle(desk->searchDeleted(QString::fromLatin1(typed), {}));
        EXPECT_TRUE(found) << found.error().detail.toStdString();
        return found ? *found : DeletedKeys();
    }
};

} // namespace

TEST_F(DeletedKeysTest, AreFoundHoweverTheDigitsAreTypedAndGivenToTheDeviceOfThatName)
{
    EXPECT_TRUE(desk->canSearchDeleted());
    for (const char *typed : {"3C9F71E4", "3c9f 71e4", "{3C9F71E4-0000", kIdA}) {
        const DeletedKeys keys = search(typed);
        ASSERT_EQ(keys.found.size(), 1U) << typed;
        EXPECT_EQ(keys.found[0].device, idOf("icu-1")) << "in any case";
        EXPECT_EQ(keys.found[0].from, QStringLiteral("Directory"));
        EXPECT_TRUE(keys.failures.empty()) << "the relay keeps nothing that was deleted and is not asked";
    }
    EXPECT_TRUE(search("3C9F71E4-1").found.empty()) << "all that was typed must fit";
    EXPECT_FALSE(search("892F902B").found.front().device) << "no device is called so";
}

TEST_F(DeletedKeysTest, AReleaseIsAuditedBeforeItIsFetchedAndIsOnTheRotationListOfItsDevice)
{
    std::size_t entriesAtFetch = 0;
    directoryKeys->onFetch = [&] {
        entriesAtFetch = entries("key.asked").size();
    };
    const auto released = settle(desk->releaseDeleted(search("3C9F71E4").found.at(0), kReason, {}));
    ASSERT_TRUE(released) << released.error().detail.toStdString();
    EXPECT_EQ(entriesAtFetch, 1U);
    released->key.use(
        [](QByteArrayView digits) { EXPECT_EQ(digits.toByteArray(), QByteArray(kKeyA).replace("-", "")); });
    EXPECT_EQ(released->from, QStringLiteral("Directory"));
    EXPECT_EQ(released->createdMs, kNow - 90 * kDay);
    const AuditEntry entry = entries("key.asked").front();
    EXPECT_EQ(entry.object, deviceObject(idOf("icu-1")));
    EXPECT_TRUE(entry.text.contains(QStringLiteral("ICU-1, deleted from Directory"))) << entry.text.toStdString();
    EXPECT_TRUE(entry.text.contains(kReason));
    EXPECT_EQ(store.releases()->size(), 1U);
    EXPECT_TRUE(desk->noteWorked(released->release));
}

TEST_F(DeletedKeysTest, AReleaseWithoutADeviceIsKeptAndNeverWaitsForANewerKey)
{
    const auto released = settle(desk->releaseDeleted(search("892F902B").found.at(0), kReason, {}));
    ASSERT_TRUE(released);
    EXPECT_EQ(entries("key.asked").front().object, QStringLiteral("computer old-9"));
    ASSERT_TRUE(settle(desk->reload()));
    EXPECT_EQ(desk->book()->releases().size(), 1U);
    EXPECT_TRUE(rotationList(*desk->book()).empty());
}

TEST_F(DeletedKeysTest, NeitherWithoutRightNorWithoutReasonNorAudit)
{
    const DeletedKey key = search("3C9F71E4").found.at(0);
    EXPECT_EQ(settle(desk->releaseDeleted(key, QStringLiteral("so"), {})).error().kind, Error::Kind::Conflict);
    audit.failing = true;
    EXPECT_EQ(settle(desk->releaseDeleted(key, kReason, {})).error().kind, Error::Kind::Storage);
    audit.failing = false;
    me.roles = Role::Viewer;
    EXPECT_EQ(settle(desk->releaseDeleted(key, kReason, {})).error().kind, Error::Kind::Denied);
    EXPECT_EQ(settle(desk->searchDeleted(QString::fromLatin1(kIdA), {})).error().kind, Error::Kind::Denied);
    EXPECT_EQ(directoryKeys->fetched, 0);
    EXPECT_EQ(entries("key.refused").size(), 2U);
    EXPECT_TRUE(store.releases()->empty());
}

TEST_F(DeletedKeysTest, ASourceThatCannotTellIsNamed)
{
    directoryKeys->binError = Error{Error::Kind::Denied, QStringLiteral("sees none"), QStringLiteral("No right.")};
    const DeletedKeys keys = search("3C9F71E4");
    EXPECT_TRUE(keys.found.empty());
    ASSERT_EQ(keys.failures.size(), 1U);
    EXPECT_EQ(keys.failures[0].source, QStringLiteral("Directory"));
    EXPECT_EQ(keys.failures[0].error.kind, Error::Kind::Denied);
    EXPECT_EQ(settle(desk->searchDeleted(QStringLiteral("3C9F"), {})).error().kind, Error::Kind::Malformed);
    directoryKeys->hasBin = false;
    EXPECT_FALSE(desk->canSearchDeleted());
}
