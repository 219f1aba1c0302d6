#include "models/fleet/filter.h"
#include "models/keys/keyreadiness.h"
#include "models/keys/rotation.h"
#include "tests/models/keys/keyfixture.h"

using namespace ringward;
using namespace ringward::testing;

TEST(RecoveryMarkTest, KeepsStateAndDay)
{
    for (const KeyState state : {KeyState::NotAsked, KeyState::Unseen, KeyState::None, KeyState::Present}) {
        for (const qint64 ms : {qint64(0), kNow, kNow - 4000 * kDay, qint64(1), qint64(4'000'000'000'000)}) {
            const RecoveryMark mark =
                RecoveryMark::unpacked(RecoveryMark{state, state == KeyState::Present, ms}.packed());
            EXPECT_EQ(mark.state, state);
            EXPECT_EQ(mark.toRotate, state == KeyState::Present);
            EXPECT_EQ(mark.createdMs == 0, ms == 0);
        }
        EXPECT_EQ(keyStateFromWord(word(state)), state);
    }
    EXPECT_EQ(RecoveryMark::unpacked(RecoveryMark{KeyState::Present, false, kNow}.packed()).createdMs,
              kNow / kDay * kDay);
    EXPECT_EQ(RecoveryMark{}.packed(), 0);
}

TEST_F(KeyDeskTest, TellsNoKeyFromNoRightFromNotAsked)
{
    EXPECT_EQ(state("icu-1"), KeyState::NotAsked);
    directoryKeys->sight = KeySight::None;
    directoryKeys->error = Error{Error::Kind::Offline, QStringLiteral("no route"), {}};
    ask();
    EXPECT_EQ(state("lab-1"), KeyState::NotAsked) << "the directory did not answer";
    EXPECT_EQ(state("office-9"), KeyState::None) << "the relay knows it and has none";
    EXPECT_EQ(state("icu-1"), KeyState::NotAsked) << "one of its two sources did not answer";
    EXPECT_TRUE(desk->book()->holder(directory)->error);

    directoryKeys->error.reset();
    ask();
    EXPECT_EQ(state("lab-1"), KeyState::Unseen) << "an empty list for lack of right is no proof";
    EXPECT_EQ(state("icu-1"), KeyState::Unseen);
    EXPECT_FALSE(desk->book()->holder(directory)->error);

    directoryKeys->sight = KeySight::Existence;
    giveKeyToIcu1();
    EXPECT_EQ(state("lab-1"), KeyState::None);
    EXPECT_EQ(state("icu-1"), KeyState::Present);
    EXPECT_FALSE(desk->readiness(idOf("icu-1"))->readable) << "seen, and not to be read";
    directoryKeys->sight = KeySight::Read;
    ask();
    EXPECT_TRUE(desk->readiness(idOf("icu-1"))->readable);
    EXPECT_EQ(desk->readiness(idOf("icu-1"))->createdMs(), kNow - 41 * kDay);
}

TEST_F(KeyDeskTest, ACopyOutsideTheDirectoryCountsWhenItIsDown)
{
    giveKeyToIcu1();
    EXPECT_FALSE(desk->readiness(idOf("icu-1"))->withoutDirectory);
    relayKeys->infos = {{QStringLiteral("r1"), QString::fromLatin1(kIdA), {}, 0}};
    ask();
    const KeyReadiness readiness = *desk->readiness(idOf("icu-1"));
    EXPECT_TRUE(readiness.withoutDirectory);
    ASSERT_EQ(readiness.keys.size(), 1U) << "the same key in two places";
    EXPECT_EQ(readiness.keys[0].copies.size(), 2U);
    const KeyOverview overview = keyOverview(*desk->book(), *hub.current());
    EXPECT_EQ(overview.all.of(KeyState::Present), 1U);
    EXPECT_EQ(overview.all.of(KeyState::None), 3U);
    EXPECT_EQ(overview.all.withoutDirectory, 1U);
    EXPECT_EQ(overview.all.devices(), hub.current()->size());
    EXPECT_EQ(keyShare(overview.all), QStringLiteral("25.0 %"));
}

TEST_F(KeyDeskTest, FiltersFindDevicesByTheirKeys)
{
    giveKeyToIcu1();
    const auto count = [&](const char *line) {
        return Filter::parse(QString::fromLatin1(line)).match(*hub.current(), kNow)->count();
    };
    EXPECT_EQ(count("key:present"), 1U);
    EXPECT_EQ(count("key:none"), 3U);
    EXPECT_EQ(count("key:unseen or key:unasked"), 0U);
    EXPECT_EQ(count("key!=present"), 3U);
    EXPECT_EQ(count("keyage>30d"), 1U);
    EXPECT_EQ(count("keyage>60d"), 0U);
    EXPECT_EQ(count("keyage<60d"), 1U) << "those without a key are neither old nor young";
    EXPECT_FALSE(Filter::parse(QStringLiteral("key:nonsense")).isValid());
}

TEST_F(KeyDeskTest, MarksSurviveARestartAndKeysOfARemovedSourceDoNotCount)
{
    giveKeyToIcu1();
    KeyDesk again({*sync, hub, store, audit, clock, [this] {
                       return me;
                   }});
    ASSERT_TRUE(again.load());
    EXPECT_EQ(again.book()->held().size(), 1U);
    EXPECT_GT(again.book()->holder(directory)->askedMs, 0);
    ASSERT_TRUE(sync->removeSource(directory));
    ASSERT_TRUE(QTest::qWaitFor([&] { return again.book()->held().empty(); }));
    EXPECT_FALSE(again.book()->holder(directory));
}

TEST_F(KeyDeskTest, AReadKeyIsToBeRotatedUntilTheMachineHasANewerOne)
{
    giveKeyToIcu1();
    EXPECT_TRUE(rotationList(*desk->book()).empty());
    ASSERT_TRUE(settle(desk->release(request(), {})));
    ASSERT_TRUE(QTest::qWaitFor([&] { return !rotationList(*desk->book()).empty(); }));
    EXPECT_TRUE(desk->readiness(idOf("icu-1"))->toRotate);
    EXPECT_EQ(keyOverview(*desk->book(), *hub.current()).all.toRotate, 1U);
    EXPECT_EQ(Filter::parse(QStringLiteral("key:rotate")).match(*hub.current(), kNow)->count(), 1U);
    EXPECT_EQ(Filter::parse(QStringLiteral("key:present")).match(*hub.current(), kNow)->count(), 1U);

    const RecoveryKeyInfo old = directoryKeys->infos[0];
    clock.advance(kDay);
    directoryKeys->infos = {{QStringLiteral("icu-1"), QString::fromLatin1(kIdB), {}, clock.nowMs()}, old};
    ask();
    EXPECT_TRUE(rotationList(*desk->book()).empty());
    EXPECT_EQ(desk->readiness(idOf("icu-1"))->keys[0].keyId, QString::fromLatin1(kIdB)) << "newest first";
    EXPECT_EQ(desk->book()->devicesWith(u"892F902B").size(), 1U);
    EXPECT_EQ(desk->book()->devicesWith(u"3c9f 71e4").front(), idOf("icu-1")) << "the older one is found, too";
}

TEST_F(KeyDeskTest, AKeyWithoutADateIsNewWhenItWasNotThereBefore)
{
    giveKeyToIcu1(0);
    ASSERT_TRUE(settle(desk->release(request(), {})));
    clock.advance(kDay);
    ask();
    EXPECT_EQ(rotationList(*desk->book()).size(), 1U) << "seen again is not new";
    directoryKeys->infos.push_back({QStringLiteral("icu-1"), QString::fromLatin1(kIdB), {}, 0});
    ask();
    EXPECT_TRUE(rotationList(*desk->book()).empty());
}

TEST_F(KeyDeskTest, KeysOfUnknownMachinesAreCountedAndAListThatNeverEndsDoes)
{
    directoryKeys->infos = {{QStringLiteral("nobody"), QString::fromLatin1(kIdA), {}, 0}};
    ask();
    EXPECT_EQ(desk->book()->holder(directory)->unplaced, 1);
    EXPECT_TRUE(desk->book()->held().empty());
}
