#include "connectors/activedirectory/ldapdn.h"
#include "tests/peers/samba/directoryfixture.h"
#include "tests/support/fakekeys.h"

#include <QUuid>

using namespace ringward;
using namespace ringward::testing;

namespace {

const QByteArray kUnit = ",OU=Hospital,DC=hospital,DC=test";

/// With a computer that is added for the test, so that what the other tests count stays as it is.
class DeletedKeys : public DirectoryTest {
protected:
    void SetUp() override
    {
        DirectoryTest::SetUp();
        if (!controller)
            return;
        admin = std::make_unique<SambaClient>(*controller);
        ASSERT_EQ(
            admin->add(computer,
                       {{"objectClass", "computer"}, {"sAMAccountName", "RETIRED-7$"}, {"userAccountControl", "4096"}}),
            0);
        ASSERT_EQ(addKey(), 0);
    }
    void TearDown() override
    {
        if (admin && !isComputerGone)
            admin->remove(computer);
    }
    QByteArray keyDn() const { return "CN=2026-11-26T10:00:00-00:00{" + id.toLatin1() + "},CN=Retired-7" + kUnit; }
    int addKey()
    {
        return admin->add(keyDn(),
                          {{"objectClass", "msFVE-RecoveryInformation"},
                           {"msFVE-RecoveryPassword", kKeyA},
                           {"msFVE-RecoveryGuid", guidBytes(id)},
                           {"msFVE-VolumeGuid", guidBytes(QString::fromLatin1(kIdB))}});
    }
    void removeComputer()
    {
        ASSERT_EQ(admin->remove(computer), 0);
        isComputerGone = true;
    }
    static auto search(Source &directory, const QString &id)
    {
        return settle(directory.keys()->findDeletedKeys(id, {}));
    }

    /// Of its own in each test: what one of them deleted the next one finds.
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces).toUpper();
    const QByteArray computer = "CN=Retired-7" + kUnit;
    std::unique_ptr<SambaClient> admin;
    bool isComputerGone = false;
};

} // namespace

TEST_F(DeletedKeys, AKeyOutlivesItsComputerAndIsFoundByTheDigitsOnTheScreen)
{
    const auto directory = adminSource();
    ASSERT_TRUE(directory->keys()->keepsDeleted());
    const auto before = search(*directory, id);
    ASSERT_TRUE(before) << qPrintable(userMessage(before.error()));
    EXPECT_TRUE(before->empty()) << "while the computer is there, its key is none that was deleted";
    removeComputer();

    const auto gone = settle(directory->keys()->fetchKey({}, id, {}));
    ASSERT_FALSE(gone);
    EXPECT_EQ(gone.error().kind, Error::Kind::NotFound);
    for (const QString &asked : {id.left(8), id.left(8).toLower(), id}) {
        const auto found = search(*directory, asked);
        ASSERT_TRUE(found) << qPrintable(userMessage(found.error()));
        ASSERT_EQ(found->size(), 1U) << qPrintable(asked);
        const DeletedKeyInfo &key = found->front();
        EXPECT_EQ(key.info.keyId, id);
        EXPECT_EQ(key.info.volume, QString::fromLatin1(kIdB));
        EXPECT_EQ(key.computer, QStringLiteral("Retired-7"));
        EXPECT_GT(key.info.createdMs, 0);
        EXPECT_GE(key.deletedMs, key.info.createdMs);
        const auto secret = settle(directory->keys()->fetchDeletedKey(key.info.record, key.info.keyId, {}));
        ASSERT_TRUE(secret) << qPrintable(userMessage(secret.error()));
        EXPECT_EQ(secret->use([](QByteArrayView bytes) { return bytes.toByteArray(); }), QByteArray(kKeyA));
        const auto other = settle(directory->keys()->fetchDeletedKey(key.info.record, QString::fromLatin1(kIdB), {}));
        ASSERT_FALSE(other);
        EXPECT_EQ(other.error().kind, Error::Kind::NotFound) << "an id that is not this key's";
    }
}

TEST_F(DeletedKeys, AKeyThatWasTakenFromALivingComputerNamesIt)
{
    ASSERT_EQ(admin->remove(keyDn()), 0);
    const auto found = search(*adminSource(), id);
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 1U);
    EXPECT_EQ(found->front().computer, QStringLiteral("Retired-7"));
}

TEST_F(DeletedKeys, NoneAndNoRightToSeeDeletedObjectsAreToldApart)
{
    removeComputer();
    const auto directory = adminSource();
    const auto none = search(*directory, QStringLiteral("00000000"));
    ASSERT_TRUE(none);
    EXPECT_TRUE(none->empty());
    const auto wrong = search(*directory, QStringLiteral("*)(objectClass=*"));
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, Error::Kind::NotFound);
    for (const char *user : {"svc-reader", "svc-keys"}) {
        const auto blind = search(*source(QString::fromLatin1(user)), id);
        ASSERT_FALSE(blind) << user;
        EXPECT_EQ(blind.error().kind, Error::Kind::Denied) << user;
        EXPECT_TRUE(userMessage(blind.error()).contains(u"Domain Admins"));
    }
}
