#include "tests/models/keys/keyfixture.h"

using namespace ringward;
using namespace ringward::testing;

TEST_F(KeyDeskTest, ReleasesAKeyThatIsInTheAuditBeforeItIsFetched)
{
    giveKeyToIcu1();
    std::size_t entriesAtFetch = 0;
    directoryKeys->onFetch = [&] {
        entriesAtFetch = entries("key.asked").size();
    };
    const auto released = settle(desk->release(request(), {}));
    ASSERT_TRUE(released) << released.error().detail.toStdString();
    EXPECT_EQ(entriesAtFetch, 1U);
    released->key.use(
        [](QByteArrayView digits) { EXPECT_EQ(digits.toByteArray(), QByteArray(kKeyA).replace("-", "")); });
    EXPECT_EQ(released->from, QStringLiteral("Directory"));
    const AuditEntry entry = entries("key.asked").front();
    EXPECT_EQ(entry.person, me.id);
    EXPECT_EQ(entry.object, deviceObject(idOf("icu-1")));
    EXPECT_TRUE(entry.text.contains(QStringLiteral("ward asked")));
    EXPECT_TRUE(entry.data.contains(QStringLiteral("3C9F71E4")));
    EXPECT_EQ(store.releases()->size(), 1U);
}

TEST_F(KeyDeskTest, NoKeyWithoutItsAuditEntry)
{
    giveKeyToIcu1();
    audit.failing = true;
    const auto released = settle(desk->release(request(), {}));
    ASSERT_FALSE(released);
    EXPECT_EQ(released.error().kind, Error::Kind::Storage);
    EXPECT_EQ(directoryKeys->fetched, 0) << "the source is not even asked";
    EXPECT_TRUE(store.releases()->empty());
}

TEST_F(KeyDeskTest, NeitherWithoutRightNorWithoutReason)
{
    giveKeyToIcu1();
    KeyRequest silent = request();
    silent.reason = QStringLiteral("  x ");
    EXPECT_EQ(settle(desk->release(silent, {})).error().kind, Error::Kind::Conflict);
    silent.reason = QString(400, u'x');
    EXPECT_EQ(settle(desk->release(silent, {})).error().kind, Error::Kind::Conflict);
    me.roles = Roles(Role::Auditor) | Role::BoardMember;
    EXPECT_EQ(settle(desk->release(request(), {})).error().kind, Error::Kind::Denied);
    me = {};
    EXPECT_EQ(settle(desk->release(request(), {})).error().kind, Error::Kind::Denied);
    EXPECT_EQ(directoryKeys->fetched, 0);
    EXPECT_EQ(entries("key.refused").size(), 4U) << "what was refused is told as well";
}

TEST_F(KeyDeskTest, TakesTheCopyThatAnswers)
{
    giveKeyToIcu1();
    relayKeys->infos = {{QStringLiteral("r1"), QString::fromLatin1(kIdA), {}, 0}};
    relayKeys->digits[QString::fromLatin1(kIdA)] = kKeyA;
    ask();
    directoryKeys->error = Error{Error::Kind::Offline, QStringLiteral("no route"), {}};
    const auto released = settle(desk->release(request(), {}));
    ASSERT_TRUE(released);
    EXPECT_EQ(released->from, QStringLiteral("Relay"));
    EXPECT_EQ(directoryKeys->fetched, 1) << "the directory is asked first";
}

TEST_F(KeyDeskTest, WhatIsNoValidKeyIsNotShown)
{
    giveKeyToIcu1();
    directoryKeys->digits[QString::fromLatin1(kIdA)] = QByteArray(kKeyA).replace(3, 1, "7").replace(4, 1, "7");
    const auto released = settle(desk->release(request(), {}));
    ASSERT_FALSE(released);
    EXPECT_EQ(released.error().kind, Error::Kind::Malformed);
    EXPECT_EQ(entries("key.failed").size(), 1U);
    EXPECT_TRUE(store.releases()->empty());
    EXPECT_EQ(settle(desk->release(request("icu-1", kIdB), {})).error().kind, Error::Kind::NotFound);
    EXPECT_EQ(settle(desk->release(request("lab-1"), {})).error().kind, Error::Kind::NotFound);
}

TEST_F(KeyDeskTest, WhatWorkedIsKept)
{
    giveKeyToIcu1();
    const auto released = settle(desk->release(request(), {}));
    ASSERT_TRUE(released);
    clock.advance(60'000);
    ASSERT_TRUE(desk->noteWorked(released->release));
    ASSERT_TRUE(QTest::qWaitFor([&] { return desk->readiness(idOf("icu-1"))->workedMs == kNow + 60'000; }));
    EXPECT_EQ(entries("key.worked").size(), 1U);
    ASSERT_TRUE(desk->notePrinted(released->release));
    EXPECT_EQ(entries("key.printed").size(), 1U);
}

TEST_F(KeyDeskTest, WhoeverWaitedForAReloadGoesOnWithItOrALaterOne)
{
    QSignalSpy changed(desk.get(), &KeyDesk::changed);
    std::vector<qsizetype> shown;
    for (int i = 0; i < 2; ++i)
        QCoro::connect(desk->reload(), desk.get(), [&](const Result<Done> &) { shown.push_back(changed.size()); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return shown.size() == 2; }));
    EXPECT_GE(shown.front(), 1);
}

TEST_F(KeyDeskTest, ADeskThatGoesEndsWhatItAsked)
{
    giveKeyToIcu1();
    directoryKeys->onFetch = [&] {
        QMetaObject::invokeMethod(
            qApp, [this] { desk.reset(); }, Qt::QueuedConnection);
    };
    hub.setAmendment(nullptr);
    auto asking = desk->release(request(), {});
    auto again = desk->ask({});
    QTest::qWait(50);
    SUCCEED() << "nothing of it touches what is gone";
}
