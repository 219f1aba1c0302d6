#include "models/audit/auditexport.h"

#include "tests/models/audit/auditfixture.h"

#include <QBuffer>
#include <QJsonDocument>
#include <QJsonObject>

using namespace ringward;

namespace {

struct AuditExportTest : ringward::testing::AuditTest {
    QByteArray exported(Redaction redaction = {})
    {
        QBuffer buffer;
        EXPECT_TRUE(buffer.open(QIODevice::WriteOnly));
        EXPECT_TRUE(exportAudit(log, buffer, redaction));
        return buffer.data();
    }
    static ChainReport verified(QByteArray bytes)
    {
        QBuffer buffer(&bytes);
        EXPECT_TRUE(buffer.open(QIODevice::ReadOnly));
        const auto report = verifyExport(buffer);
        EXPECT_TRUE(report);
        return report.value_or(ChainReport());
    }
    static qint64 brokenAt(const QByteArray &bytes)
    {
        const auto report = verified(bytes);
        return report.broken ? report.broken->number : 0;
    }
};

/// The export with one value of the line of entry 17 replaced.
QByteArray edited(const QByteArray &bytes, const QString &key, const QJsonValue &value)
{
    QList<QByteArray> lines = bytes.split('\n');
    for (QByteArray &line : lines) {
        QJsonObject object = QJsonDocument::fromJson(line).object();
        if (object[u"number"].toInteger() != 17 || object[u"kind"].toString() != u"entry")
            continue;
        object[key] = value;
        line = QJsonDocument(object).toJson(QJsonDocument::Compact);
    }
    return lines.join('\n');
}

} // namespace

TEST_F(AuditExportTest, VerifiesWithoutTheStore)
{
    append(40);
    signLast();
    const auto report = verified(exported());
    EXPECT_FALSE(report.broken) << report.broken->reason.toStdString();
    EXPECT_EQ(report.entries, 41);
    EXPECT_EQ(report.heads, 1);
    EXPECT_EQ(report.signedTo, 41);
    EXPECT_EQ(report.lastHash, (*log.last())->hash);
}

TEST_F(AuditExportTest, WhatIsLeftOutIsNotThereAndTheChainVerifiesAllTheSame)
{
    append(40);
    signLast();
    const QByteArray bytes = exported({.names = true, .texts = true});
    EXPECT_FALSE(bytes.contains("Okafor"));
    EXPECT_FALSE(bytes.contains("NICU"));
    EXPECT_TRUE(bytes.contains("CHG-0007")) << "the object stays";
    const auto report = verified(bytes);
    EXPECT_FALSE(report.broken);
    EXPECT_EQ(report.lastHash, (*log.last())->hash);
    const QByteArray namesOnly = exported({.names = true});
    EXPECT_FALSE(namesOnly.contains("Okafor"));
    EXPECT_TRUE(namesOnly.contains("NICU"));
    EXPECT_EQ(brokenAt(namesOnly), 0);
}

TEST_F(AuditExportTest, EqualTextsHaveDifferentCommitments)
{
    append(2);
    const QList<QByteArray> lines = exported({.names = true, .texts = true}).split('\n');
    const auto commitment = [&](int line) {
        return QJsonDocument::fromJson(lines[line]).object()[u"who_commitment"].toString();
    };
    EXPECT_EQ(commitment(2).size(), 64);
    EXPECT_NE(commitment(2), commitment(3)) << "or they could be guessed from each other";
}

TEST_F(AuditExportTest, EveryEditNamesTheEntry)
{
    append(40);
    const QByteArray plain = exported(), redacted = exported({.names = true, .texts = true});
    const QString zeros(64, u'0');
    for (const auto &[key, value] :
         std::initializer_list<std::pair<const char *, QJsonValue>>{{"at_ms", 7},
                                                                    {"person", 9},
                                                                    {"deed", QStringLiteral("x")},
                                                                    {"object", QStringLiteral("x")},
                                                                    {"data", QStringLiteral("x")},
                                                                    {"previous", zeros},
                                                                    {"hash", zeros},
                                                                    {"hash", QStringLiteral("nonsense")},
                                                                    {"kind", QStringLiteral("x")}}) {
        EXPECT_EQ(brokenAt(edited(plain, QString::fromLatin1(key), value)), 17) << key;
        EXPECT_EQ(brokenAt(edited(redacted, QString::fromLatin1(key), value)), 17) << key;
    }
    for (const char *key : {"who", "text", "who_salt", "text_salt"})
        EXPECT_EQ(brokenAt(edited(plain, QString::fromLatin1(key), QStringLiteral("00"))), 17) << key;
    for (const char *key : {"who_commitment", "text_commitment"})
        EXPECT_EQ(brokenAt(edited(redacted, QString::fromLatin1(key), zeros)), 17) << key;
    EXPECT_EQ(brokenAt(edited(redacted, QStringLiteral("who"), QStringLiteral("P. Ramirez"))), 17)
        << "a name put back by a forger";
}

TEST_F(AuditExportTest, LinesThatAreMissingMovedOrCutAreFound)
{
    append(40);
    signLast();
    QList<QByteArray> lines = exported().split('\n'); // title, 41 entries, a head, an empty end
    QList<QByteArray> without = lines, moved = lines;
    without.removeAt(17);
    EXPECT_EQ(brokenAt(without.join('\n')), 17);
    moved.swapItemsAt(17, 18);
    EXPECT_EQ(brokenAt(moved.join('\n')), 17);
    QList<QByteArray> cut = lines;
    cut.remove(40, 2);
    EXPECT_EQ(brokenAt(cut.join('\n')), 40) << "the head names an entry that is not there";
    QByteArray half = lines.mid(0, 17).join('\n') + '\n' + lines[17].left(50);
    EXPECT_EQ(brokenAt(half), 17);
    const QByteArray part = lines[0] + '\n' + lines.mid(20, 10).join('\n');
    const auto report = verified(part);
    EXPECT_FALSE(report.broken);
    EXPECT_EQ(report.first, 20) << "a part says where it begins";
}

TEST_F(AuditExportTest, AnythingElseIsRefused)
{
    for (const QByteArray &bytes : {QByteArray(), QByteArray("Dear ward manager"),
                                    QByteArray("{\"kind\":\"audit\",\"version\":2}\n"), QByteArray(3 << 20, '[')}) {
        QByteArray copy = bytes;
        QBuffer buffer(&copy);
        ASSERT_TRUE(buffer.open(QIODevice::ReadOnly));
        const auto report = verifyExport(buffer);
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().kind, Error::Kind::Malformed);
    }
}
