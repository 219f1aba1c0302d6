#include "models/audit/auditchain.h"

#include "tests/models/audit/auditfixture.h"

using namespace ringward;

namespace {

struct AuditChainTest : ringward::testing::AuditTest {
    qint64 brokenAt()
    {
        const auto report = verifyLog(log);
        EXPECT_TRUE(report);
        return report && report->broken ? report->broken->number : 0;
    }
};

} // namespace

TEST_F(AuditChainTest, WhatWasAppendedVerifiesAlsoAfterReopening)
{
    append(40);
    signLast();
    database = open();
    SqliteAuditLog again(*database);
    const auto report = verifyLog(again);
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->broken) << report->broken->reason.toStdString();
    EXPECT_EQ(report->entries, 41);
    EXPECT_EQ(report->first, 1);
    EXPECT_EQ(report->last, 41);
    EXPECT_EQ(report->signedTo, 41);
    EXPECT_EQ(report->lastHash, (*again.last())->hash);
}

TEST_F(AuditChainTest, AnEmptyLogIsWhole)
{
    tamper("DELETE FROM audit_entry");
    const auto report = verifyLog(log);
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->broken);
    EXPECT_EQ(report->entries, 0);
}

TEST_F(AuditChainTest, TheStoreRefusesToChangeOrRemoveAnEntry)
{
    append(2);
    for (const char *sql : {"UPDATE audit_entry SET text = 'x' WHERE number = 2", "DELETE FROM audit_entry"}) {
        const auto done =
            writing(*database, [&](const Connection &connection) { return connection.run(QString::fromLatin1(sql)); });
        EXPECT_FALSE(done) << sql;
    }
    EXPECT_EQ(brokenAt(), 0);
}

/// Each column of one entry, changed behind the program's back.
class AuditTamperTest : public AuditChainTest, public ::testing::WithParamInterface<const char *> {};

TEST_P(AuditTamperTest, TheFirstBrokenEntryIsNamed)
{
    append(40);
    signLast();
    EXPECT_EQ(brokenAt(), 0);
    tamper(GetParam());
    EXPECT_EQ(brokenAt(), 17);
}

INSTANTIATE_TEST_SUITE_P(EveryColumn, AuditTamperTest,
                         ::testing::Values("UPDATE audit_entry SET at_ms = at_ms + 1 WHERE number = 17",
                                           "UPDATE audit_entry SET person = 4 WHERE number = 17",
                                           "UPDATE audit_entry SET who = 'P. Ramirez' WHERE number = 17",
                                           "UPDATE audit_entry SET deed = 'vote.refused' WHERE number = 17",
                                           "UPDATE audit_entry SET object = 'CHG-0001' WHERE number = 17",
                                           "UPDATE audit_entry SET text = 'No.' WHERE number = 17",
                                           "UPDATE audit_entry SET data = 'no' WHERE number = 17",
                                           "UPDATE audit_entry SET salt = zeroblob(16) WHERE number = 17",
                                           "UPDATE audit_entry SET previous = zeroblob(32) WHERE number = 17",
                                           "UPDATE audit_entry SET hash = zeroblob(32) WHERE number = 17",
                                           "UPDATE audit_entry SET hash = x'00' WHERE number = 17",
                                           "DELETE FROM audit_entry WHERE number = 17",
                                           "UPDATE audit_entry SET text = 'No.' WHERE number IN (17, 20, 41)"));

TEST_F(AuditChainTest, ARewrittenTailIsFoundByTheSignedHead)
{
    append(10);
    signLast();
    tamper("DELETE FROM audit_head");
    const auto heads = log.heads();
    ASSERT_TRUE(heads && heads->empty());
    // A forger who rewrites the whole tail makes hashes that fit; only what somebody signed tells.
    const auto head = signHead(8, Hasher("another").finish(), 1, person, keys.secretKey);
    ASSERT_TRUE(log.saveHead(*head));
    EXPECT_EQ(brokenAt(), 8);
}

TEST_F(AuditChainTest, ACutTailIsFoundByTheSignedHead)
{
    append(10);
    signLast();
    tamper("PRAGMA defer_foreign_keys = ON");
    const auto done = database->connection()->run(QStringLiteral("PRAGMA foreign_keys = OFF"));
    ASSERT_TRUE(done);
    tamper("DELETE FROM audit_entry WHERE number > 9");
    EXPECT_EQ(brokenAt(), 10);
}

TEST_F(AuditChainTest, AHeadSignedWithAKeyThatTheChainDoesNotKnowIsNamed)
{
    append(3);
    const KeyPair stranger = makeKeyPair();
    const auto last = *log.last();
    ASSERT_TRUE(log.saveHead(*signHead(last->number, last->hash, 1, person, stranger.secretKey)));
    EXPECT_EQ(brokenAt(), 4);
}

TEST_F(AuditChainTest, AForgedHeadIsNamed)
{
    append(3);
    signLast();
    tamper("UPDATE audit_head SET at_ms = at_ms + 1");
    EXPECT_EQ(brokenAt(), 4);
}

TEST_F(AuditChainTest, ItIsFilteredAndReadOn)
{
    append(30);
    AuditQuery votes;
    votes.deed = QStringLiteral("vote");
    votes.limit = 10;
    const auto first = log.find(votes);
    ASSERT_TRUE(first);
    ASSERT_EQ(first->size(), 10U);
    EXPECT_EQ(first->front().number, 31);
    votes.before = first->back().number;
    EXPECT_EQ(log.find(votes)->front().number, 21);
    AuditQuery one;
    one.object = QStringLiteral("CHG-0007");
    EXPECT_EQ(log.find(one)->size(), 1U);
    AuditQuery words;
    words.words = QStringLiteral("OKAFOR chg-0011");
    ASSERT_EQ(log.find(words)->size(), 1U);
    EXPECT_EQ(log.find(words)->front().object, QStringLiteral("CHG-0011"));
    words.words = QStringLiteral("100%_");
    EXPECT_TRUE(log.find(words)->empty()) << "% and _ are themselves";
    AuditQuery span;
    span.fromMs = 1005;
    span.toMs = 1008;
    EXPECT_EQ(log.find(span)->size(), 3U);
}

TEST_F(AuditChainTest, VerifyingCanBeStopped)
{
    append(5);
    const auto report = verifyLog(log, [](qint64) { return false; });
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, Error::Kind::Cancelled);
}
