#include "tests/peers/samba/directoryfixture.h"

using namespace ringward;
using namespace ringward::testing;

namespace {

const Stream kOs{StreamKind::OperatingSystem, {}};
const QByteArray kRings = ",OU=Rings,OU=Ringward,DC=hospital,DC=test";

RingName ring(const char *name)
{
    return {QString::fromLatin1(name), 0, false};
}

class RingMoves : public DirectoryTest {
protected:
    /// A source that has read the fleet, and the key of a computer of it.
    std::unique_ptr<Source> loaded(const QString &user, int computer, QString *key)
    {
        auto directory = source(user);
        const auto records = readAll(*directory);
        EXPECT_TRUE(records);
        const SourceRecord *record =
            records ? named(*records, controller->computer(computer)[u"name"].toString()) : nullptr;
        EXPECT_TRUE(record);
        *key = record ? record->key : QString();
        return directory;
    }
    static QString ringNow(Source &directory, const QString &key)
    {
        const auto record = settle(directory.fetchRecord(key, {}));
        return record ? ringOf(*record, StreamKind::OperatingSystem) : userMessage(record.error());
    }
    static QByteArray dn(int computer) { return controller->computer(computer)[u"dn"].toString().toUtf8(); }
};

} // namespace

TEST_F(RingMoves, ADelegatedAccountMovesAMachineAndTheDirectoryTellsIt)
{
    QString key;
    const auto directory = loaded(QStringLiteral("svc-ringer"), 25, &key);
    EXPECT_EQ(ringNow(*directory, key), QStringLiteral("Broad"));
    const auto call = directory->moveRing(key, kOs, ring("Early"));
    ASSERT_TRUE(call) << qPrintable(userMessage(call.error()));
    EXPECT_TRUE(call->repeatable);
    ASSERT_TRUE(settle(directory->send(call->request, {})));
    EXPECT_EQ(ringNow(*directory, key), QStringLiteral("Early"));
    // Sent once more, there is nothing to do and nothing goes wrong.
    EXPECT_TRUE(settle(directory->send(call->request, {})));
    EXPECT_EQ(ringNow(*directory, key), QStringLiteral("Early"));
    const auto back = directory->moveRing(key, kOs, ring("Broad"));
    ASSERT_TRUE(settle(directory->send(back->request, {})));
    EXPECT_EQ(ringNow(*directory, key), QStringLiteral("Broad"));
}

TEST_F(RingMoves, AMachineInTwoRingsCountsAsInTheLaterOneAndIsMendedByAMove)
{
    QString key;
    const auto directory = loaded(QStringLiteral("svc-ringer"), 26, &key);
    SambaClient admin(*controller);
    ASSERT_EQ(admin.change("CN=RW-OS-Pilot" + kRings, "member", dn(26)), 0);
    EXPECT_EQ(ringNow(*directory, key), QStringLiteral("Broad"));
    const auto call = directory->moveRing(key, kOs, ring("Pilot"));
    ASSERT_TRUE(call);
    ASSERT_TRUE(settle(directory->send(call->request, {})));
    EXPECT_EQ(ringNow(*directory, key), QStringLiteral("Pilot"));
}

TEST_F(RingMoves, WhatChangedMeanwhileIsFoundOutAndIsSuccess)
{
    QString key;
    const auto directory = loaded(QStringLiteral("svc-ringer"), 27, &key);
    const auto call = directory->moveRing(key, kOs, ring("Pilot"));
    ASSERT_TRUE(call);
    SambaClient admin(*controller);
    ASSERT_EQ(admin.change("CN=RW-OS-Pilot" + kRings, "member", dn(27)), 0);
    ASSERT_EQ(admin.change("CN=RW-OS-Broad" + kRings, "member", dn(27), true), 0);
    EXPECT_TRUE(settle(directory->send(call->request, {})));
    EXPECT_EQ(ringNow(*directory, key), QStringLiteral("Pilot"));
}

TEST_F(RingMoves, AnAccountWithoutTheRightIsToldSoBeforeAnythingIsSent)
{
    QString key;
    const auto reader = loaded(QStringLiteral("svc-reader"), 28, &key);
    const auto refused = reader->moveRing(key, kOs, ring("Pilot"));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::Denied);

    // The right may go between approval and the call: nothing has changed then either.
    const auto ringer = loaded(QStringLiteral("svc-ringer"), 28, &key);
    const auto call = ringer->moveRing(key, kOs, ring("Pilot"));
    ASSERT_TRUE(call);
    const auto sent = settle(reader->send(call->request, {}));
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, Error::Kind::Denied);
    EXPECT_TRUE(userMessage(sent.error()).contains(u"RW-OS-Pilot"));
    EXPECT_EQ(ringNow(*ringer, key), QStringLiteral("Broad"));
}

TEST_F(RingMoves, WhatIsNoRingNoMachineOrNoRequestIsRefused)
{
    QString key;
    const auto directory = loaded(QStringLiteral("svc-ringer"), 29, &key);
    const auto noRing = directory->moveRing(key, kOs, ring("Elsewhere"));
    ASSERT_FALSE(noRing);
    EXPECT_EQ(noRing.error().kind, Error::Kind::NotSupported);
    const auto noMachine =
        directory->moveRing(QStringLiteral("00000000-0000-0000-0000-000000000001"), kOs, ring("Pilot"));
    ASSERT_TRUE(noMachine);
    const auto sent = settle(directory->send(noMachine->request, {}));
    ASSERT_FALSE(sent);
    EXPECT_EQ(sent.error().kind, Error::Kind::NotFound);
    const auto nonsense = settle(directory->send("{\"computer\":\"x\"}", {}));
    ASSERT_FALSE(nonsense);
    EXPECT_EQ(nonsense.error().kind, Error::Kind::NotSupported);
    QByteArray other = directory->moveRing(key, kOs, ring("Pilot"))->request;
    const auto foreign = settle(directory->send(other.replace("CN=RW-OS-Pilot", "CN=Domain Admins"), {}));
    ASSERT_FALSE(foreign);
    EXPECT_EQ(foreign.error().kind, Error::Kind::Conflict) << "another group than the ring's is never written to";
}
