#include "tests/peers/samba/directoryfixture.h"

#include <QJsonArray>

using namespace ringward;
using namespace ringward::testing;

namespace {

class DirectoryKeys : public DirectoryTest {
protected:
    QJsonObject keyOf(int computer) const { return controller->computer(computer)[u"keys"].toArray()[0].toObject(); }
    static QByteArray open(const Result<Secret> &secret)
    {
        return secret ? secret->use([](QByteArrayView bytes) { return bytes.toByteArray(); }) : QByteArray();
    }
    static QString recordOf(Source &source, int computer)
    {
        const auto records = readAll(source);
        if (!records)
            return {};
        const QString name = controller->computer(computer)[u"name"].toString();
        const SourceRecord *record = named(*records, name);
        return record ? record->key : QString();
    }
    static Result<std::vector<RecoveryKeyInfo>> infos(KeyHolder &keys)
    {
        std::vector<RecoveryKeyInfo> all;
        QByteArray after;
        do {
            auto page = settle(keys.fetchKeyInfos(after, {}), 30'000);
            if (!page)
                return page.error();
            all.insert(all.end(), page->keys.begin(), page->keys.end());
            after = page->next;
        } while (!after.isEmpty());
        return all;
    }
};

} // namespace

TEST_F(DirectoryKeys, AKeyIsFoundByTheEightDigitsOnTheScreenAndByItsWholeId)
{
    const auto directory = adminSource();
    const QString id = keyOf(0)[u"id"].toString();
    const QByteArray key = keyOf(0)[u"key"].toString().toUtf8();
    EXPECT_EQ(open(settle(directory->keys()->fetchKey({}, id.left(8), {}))), key);
    EXPECT_EQ(open(settle(directory->keys()->fetchKey({}, id.left(8).toLower(), {}))), key);
    EXPECT_EQ(open(settle(directory->keys()->fetchKey({}, id, {}))), key);
    EXPECT_EQ(open(settle(directory->keys()->fetchKey(recordOf(*directory, 0), id, {}))), key);
    // The key of one computer is not that of another.
    const auto other = settle(directory->keys()->fetchKey(recordOf(*directory, 1), id, {}));
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().kind, Error::Kind::NotFound);
}

TEST_F(DirectoryKeys, WhatIsNoKeyIdIsRefusedBeforeItIsAskedFor)
{
    const auto directory = adminSource();
    for (const char *wrong : {"", "*", "1234567", "ABCDEFGH", "A2111395)(objectClass=*"}) {
        const auto answer = settle(directory->keys()->fetchKey({}, QString::fromLatin1(wrong), {}));
        ASSERT_FALSE(answer) << wrong;
        EXPECT_EQ(answer.error().kind, Error::Kind::NotFound) << wrong;
    }
}

TEST_F(DirectoryKeys, EveryKeyIsListedWithItsComputerAndWithoutItsDigits)
{
    const auto directory = adminSource();
    const QString record = recordOf(*directory, 0);
    const auto all = infos(*directory->keys());
    ASSERT_TRUE(all) << qPrintable(all.error().detail);
    EXPECT_EQ(int(all->size()), controller->facts()[u"keys"].toInt());
    std::vector<QString> ids;
    for (const RecoveryKeyInfo &info : *all) {
        if (info.record == record) {
            ids.push_back(info.keyId);
            EXPECT_GT(info.createdMs, 0);
        }
    }
    const QJsonArray keys = controller->computer(0)[u"keys"].toArray();
    ASSERT_EQ(qsizetype(ids.size()), keys.size());
    for (const auto &key : keys)
        EXPECT_NE(std::find(ids.begin(), ids.end(), key[u"id"].toString()), ids.end());
}

TEST_F(DirectoryKeys, NoKeyAndNoRightToSeeKeysAreToldApart)
{
    const auto sight = [&](const char *user) {
        const auto directory = source(QString::fromLatin1(user));
        return settle(directory->keys()->keySight({}));
    };
    EXPECT_EQ(sight("svc-reader").value(), KeySight::None);
    EXPECT_EQ(sight("svc-meta").value(), KeySight::Existence);
    EXPECT_EQ(sight("svc-keys").value(), KeySight::Read);

    const QString id = keyOf(0)[u"id"].toString();
    const auto blind = settle(source(QStringLiteral("svc-reader"))->keys()->fetchKey({}, id, {}));
    ASSERT_FALSE(blind);
    EXPECT_EQ(blind.error().kind, Error::Kind::Denied);
    EXPECT_TRUE(userMessage(blind.error()).contains(u"sees no recovery keys"));
    const auto meta = settle(source(QStringLiteral("svc-meta"))->keys()->fetchKey({}, id, {}));
    ASSERT_FALSE(meta);
    EXPECT_EQ(meta.error().kind, Error::Kind::Denied);
    EXPECT_TRUE(userMessage(meta.error()).contains(u"on file"));
    const auto reader = source(QStringLiteral("svc-keys"));
    EXPECT_EQ(open(settle(reader->keys()->fetchKey({}, id, {}))), keyOf(0)[u"key"].toString().toUtf8());
    const auto none = settle(reader->keys()->fetchKey({}, QStringLiteral("00000000"), {}));
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, Error::Kind::NotFound);
}

TEST_F(DirectoryKeys, RightsEndAtTheUnitThatTheyWereGivenFor)
{
    const auto directory = source(QStringLiteral("svc-meta"));
    const auto all = infos(*directory->keys());
    ASSERT_TRUE(all);
    EXPECT_GT(all->size(), 0U);
    EXPECT_LT(int(all->size()), controller->facts()[u"keys"].toInt() / 2) << "the account was given one site of four";
}

TEST_F(DirectoryKeys, LapsOfBothGenerationsIsReadAndASealedOneIsSaidToBe)
{
    const auto directory = adminSource();
    const auto records = readAll(*directory);
    ASSERT_TRUE(records);
    const auto ask = [&](Source &asked, int computer) {
        const QString name = controller->computer(computer)[u"name"].toString();
        return settle(asked.keys()->fetchLocalAdmin(named(*records, name)->key, {}));
    };
    EXPECT_EQ(open(ask(*directory, 1)), controller->computer(1)[u"laps"].toString().toUtf8());
    EXPECT_EQ(open(ask(*directory, 2)), QByteArray("Legacy2"));
    const auto sealed = ask(*directory, 3);
    ASSERT_FALSE(sealed);
    EXPECT_EQ(sealed.error().kind, Error::Kind::NotSupported);
    const auto none = ask(*directory, 4);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, Error::Kind::NotFound);
    const auto noRight = ask(*source(QStringLiteral("svc-reader")), 1);
    ASSERT_FALSE(noRight);
    EXPECT_EQ(noRight.error().kind, Error::Kind::Denied);
    EXPECT_EQ(open(ask(*source(QStringLiteral("svc-keys")), 1)), controller->computer(1)[u"laps"].toString().toUtf8());
}
