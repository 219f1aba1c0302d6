#include "models/drivers/driverdesk.h"

#include "tests/models/drivers/driverfleet.h"
#include "tests/support/manualclock.h"
#include "tests/support/memorydrivers.h"
#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTemporaryDir>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct DriverDeskTest : ::testing::Test {
    DriverFleet fleet;
    MemoryDrivers store;
    ManualClock clock{fleet.nowMs};
    FleetHub hub;
    DriverDesk desk{{hub, store.catalogues, store.reviews, store.history, clock}};
    QTemporaryDir folder;

    void open()
    {
        ASSERT_TRUE(ringward::testing::settle(desk.open()));
        caughtUp();
    }
    void caughtUp()
    {
        bool done = false;
        QCoro::connect(desk.settle(), &desk, [&done] { done = true; });
        ASSERT_TRUE(QTest::qWaitFor([&] { return done; }));
    }
    void publish()
    {
        desk.setDrivers(std::make_shared<const DriverLibrary>(fleet.library));
        hub.publish(fleet.builder.publish(fleet.nowMs));
        caughtUp();
    }
    QString file(const char *name, const QByteArray &bytes)
    {
        QFile f(folder.filePath(QString::fromLatin1(name)));
        EXPECT_TRUE(f.open(QIODevice::WriteOnly));
        f.write(bytes);
        return f.fileName();
    }
};

const QByteArray kOneEntry = R"({"commit_date": "2025-09-01", "drivers": [{"id": "entry-1", "tags": ["gdrv.sys"],
    "samples": [{"sha256": "090d409f86430e078694e621ad0bd5e458d32aa727f0eb99bda3961577df8d49"}]}]})";

} // namespace

TEST_F(DriverDeskTest, FollowsTheFleetAndItsLastStateIsNoNews)
{
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "disk.sys"});
    hub.publish(fleet.builder.publish(fleet.nowMs));
    open();
    EXPECT_EQ(desk.assessment()->drivers.size(), 2U);
    EXPECT_TRUE(ringward::testing::settle(desk.events(0, clock.nowMs()))->empty());
    fleet.add("LAB", Tier::T0, {"vboxdrv.sys"});
    publish();
    EXPECT_EQ(desk.assessment()->drivers.size(), 3U);
    ASSERT_EQ(ringward::testing::settle(desk.events(0, clock.nowMs()))->size(), 1U);
    EXPECT_TRUE(desk.reviews().empty()) << "a device that is read for the first time brings no arrivals";
}

TEST_F(DriverDeskTest, AnArrivalOpensAReviewByItself)
{
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "disk.sys"});
    hub.publish(fleet.builder.publish(fleet.nowMs));
    open();
    QSignalSpy reviewsChanged(&desk, &DriverDesk::reviewsChanged);
    FleetDictionaries &names = fleet.builder.editNames();
    DeviceRow device = hub.current()->row(0);
    device.driverSet = names.driverSet({names.drivers.find(QStringLiteral("csagent.sys 7.28")),
                                        names.drivers.find(QStringLiteral("disk.sys")),
                                        names.drivers.intern(QStringLiteral("gdrv.sys 1.0"))});
    fleet.builder.update(0, device);
    publish();
    ASSERT_EQ(desk.reviews().size(), 1U);
    EXPECT_EQ(reviewsChanged.count(), 1);
    EXPECT_EQ(desk.reviews()[0].name, QStringLiteral("gdrv.sys 1.0"));
    EXPECT_EQ(desk.assessment()->find(u"gdrv.sys 1.0")->review.reviews.size(), 1U);
    const auto before = ringward::testing::settle(desk.fleetAt(hub.current(), clock.nowMs() - 1));
    ASSERT_TRUE(before);
    EXPECT_EQ((*before)->names().driverSets()[(*before)->row(0).driverSet].size(), 2U);
}

TEST_F(DriverDeskTest, ADecisionIsKeptAndSeenAndABadOneIsRefusedWhole)
{
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.28"});
    hub.publish(fleet.builder.publish(fleet.nowMs));
    open();
    DriverReview keep{.name = QStringLiteral("CSAgent.sys"), .state = ReviewState::Keep};
    EXPECT_FALSE(desk.saveReviews({keep})) << "without an owner";
    keep.owner = QStringLiteral("A. Night");
    keep.reason = QStringLiteral("protects the ward");
    ASSERT_TRUE(desk.saveReviews({keep}));
    caughtUp();
    EXPECT_EQ(desk.assessment()->find(u"csagent.sys 7.28")->review.state, ReviewState::Keep);
    EXPECT_EQ(desk.reviews()[0].decidedMs, clock.nowMs());
    DriverReview bad = keep;
    bad.scope = QStringLiteral("teir:t0");
    EXPECT_FALSE(desk.saveReviews({keep, bad}));
    store.reviews.failing = true;
    keep.state = ReviewState::Remove;
    EXPECT_FALSE(desk.saveReviews({keep}));
    EXPECT_EQ(desk.reviews()[0].state, ReviewState::Keep) << "what is not on disk is not shown as decided";
}

TEST_F(DriverDeskTest, ABadCatalogueIsRefusedWholeAndThePreviousOneStays)
{
    fleet.add("ICU", Tier::T0, {"gdrv.sys 1.0"});
    hub.publish(fleet.builder.publish(fleet.nowMs));
    open();
    const auto good = ringward::testing::settle(desk.importCatalogue(file("lol.json", kOneEntry), {}));
    ASSERT_TRUE(good);
    EXPECT_EQ(good->kind, CatalogueKind::LolDrivers);
    caughtUp();
    EXPECT_EQ(desk.assessment()->find(u"gdrv.sys 1.0")->judged->hits.size(), 1U);
    for (const QByteArray &bad : {kOneEntry.left(100), QByteArray(), QByteArray("<html/>"), QByteArray(1000, '\0')}) {
        const auto refused = ringward::testing::settle(desk.importCatalogue(file("bad", bad), {}));
        ASSERT_FALSE(refused);
        EXPECT_TRUE(userMessage(refused.error()).contains(QStringLiteral("stays")));
    }
    EXPECT_FALSE(ringward::testing::settle(desk.importCatalogue(folder.filePath(QStringLiteral("none")), {})));
    ASSERT_EQ(desk.catalogues().size(), 1U);
    EXPECT_FALSE(desk.catalogues()[0].isOld(QDate(2025, 9, 8)));
    EXPECT_TRUE(desk.catalogues()[0].isOld(QDate(2026, 9, 8)));
    DriverDesk again({hub, store.catalogues, store.reviews, store.history, clock});
    ASSERT_TRUE(ringward::testing::settle(again.open()));
    EXPECT_EQ(again.catalogues().size(), 1U) << "it is there after a restart";
}

TEST_F(DriverDeskTest, ACatalogueThatADiskChangedIsNotUsedAndTold)
{
    store.catalogues.kept = {{CatalogueKind::LolDrivers, QStringLiteral("lol.json"), fleet.nowMs, {}}};
    open();
    ASSERT_EQ(desk.catalogues().size(), 1U);
    EXPECT_FALSE(desk.catalogues()[0].problem.isEmpty());
    EXPECT_EQ(desk.catalogues()[0].info.kind, CatalogueKind::LolDrivers);
}
