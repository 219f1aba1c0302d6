#include "models/drivers/drivernews.h"

#include "models/drivers/drivertime.h"
#include "tests/models/drivers/driverfleet.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::testing;

namespace {

using Kind = DriverEvent::Kind;

struct DriverNewsTest : ::testing::Test {
    DriverFleet fleet;

    FleetSnapshotPtr taken() { return fleet.builder.publish(fleet.nowMs); }
    void give(Row row, std::initializer_list<const char *> keys)
    {
        DeviceRow device = taken()->row(row);
        FleetDictionaries &names = fleet.builder.editNames();
        std::vector<quint32> set;
        for (const char *key : keys)
            set.push_back(names.drivers.intern(QString::fromLatin1(key)));
        device.driverSet = names.driverSet(set);
        fleet.builder.update(row, device);
    }
    DriverNews newsSince(const FleetSnapshotPtr &before)
    {
        return driverNews(*before, *taken(), fleet.nowMs).value_or(DriverNews());
    }
};

QStringList told(const DriverNews &news)
{
    QStringList all;
    for (const DriverEvent &event : news.events)
        all << word(event.kind) + u' ' + event.key;
    all.sort();
    return all;
}

} // namespace

TEST_F(DriverNewsTest, TheFirstReadOfAFleetIsNoArrival)
{
    const FleetSnapshotPtr empty = taken();
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "disk.sys"});
    fleet.add("LAB", Tier::T3, {"disk.sys"});
    const DriverNews news = newsSince(empty);
    EXPECT_EQ(told(news),
              (QStringList{QStringLiteral("first-read csagent.sys 7.28"), QStringLiteral("first-read disk.sys")}));
    ASSERT_EQ(news.changes.size(), 1U);
    EXPECT_TRUE(news.changes[0].before.isEmpty());
    EXPECT_EQ(news.changes[0].devices.size(), 2U);
    EXPECT_TRUE(reviewsFor(news.events, fleet.library, {}).empty());
}

TEST_F(DriverNewsTest, NewCodeOnKnownDevicesArrivesAndOpensAReview)
{
    const Row icu = fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "disk.sys"});
    fleet.add("LAB", Tier::T3, {"disk.sys"});
    const FleetSnapshotPtr before = taken();
    give(icu, {"csagent.sys 7.28", "disk.sys", "gdrv.sys 1.0"});
    const DriverNews news = newsSince(before);
    EXPECT_EQ(told(news), QStringList{QStringLiteral("arrived gdrv.sys 1.0")});
    EXPECT_EQ(news.events[0].devices, 1U);
    EXPECT_EQ(news.events[0].where, QStringLiteral("RGH ICU"));
    ASSERT_EQ(news.changes.size(), 1U);
    EXPECT_EQ(news.changes[0].before, (QStringList{QStringLiteral("csagent.sys 7.28"), QStringLiteral("disk.sys")}));
    const auto opened = reviewsFor(news.events, fleet.library, {});
    ASSERT_EQ(opened.size(), 1U);
    EXPECT_EQ(opened[0].state, ReviewState::Unreviewed);
    EXPECT_TRUE(opened[0].openedBy.contains(QStringLiteral("RGH ICU")));
    EXPECT_TRUE(reviewsFor(news.events, fleet.library, opened).empty()) << "it is open already";
    const std::vector<DriverReview> decided{
        {.subject = ReviewSubject::Image, .name = QStringLiteral("gdrv.sys"), .state = ReviewState::Keep}};
    EXPECT_TRUE(reviewsFor(news.events, fleet.library, decided).empty()) << "somebody decided for every version";
}

TEST_F(DriverNewsTest, PartsOfWindowsOpenNoReview)
{
    const Row icu = fleet.add("ICU", Tier::T0, {"disk.sys 10.0.1"});
    Driver inbox;
    inbox.image = QStringLiteral("disk.sys");
    inbox.version = QStringLiteral("10.0.2");
    inbox.signer = QStringLiteral("Microsoft Windows");
    fleet.library.add(inbox);
    const FleetSnapshotPtr before = taken();
    give(icu, {"disk.sys 10.0.2"});
    const DriverNews news = newsSince(before);
    EXPECT_EQ(told(news),
              (QStringList{QStringLiteral("arrived disk.sys 10.0.2"), QStringLiteral("left disk.sys 10.0.1")}));
    EXPECT_TRUE(reviewsFor(news.events, fleet.library, {}).empty());
}

TEST_F(DriverNewsTest, ADeviceOfWhichMoreIsToldThanBeforeBringsNothingNew)
{
    const Row icu = fleet.add("ICU", Tier::T0, {"csagent.sys"});
    const FleetSnapshotPtr before = taken();
    give(icu, {"csagent.sys", "disk.sys", "tcpip.sys", "ntfs.sys"});
    EXPECT_EQ(told(newsSince(before)),
              (QStringList{QStringLiteral("first-read disk.sys"), QStringLiteral("first-read ntfs.sys"),
                           QStringLiteral("first-read tcpip.sys")}));
}

TEST_F(DriverNewsTest, ADeviceThatIsGoneTakesNothingWithIt)
{
    fleet.add("ICU", Tier::T0, {"csagent.sys 7.28"});
    fleet.add("LAB", Tier::T3, {"disk.sys"});
    const FleetSnapshotPtr before = taken();
    FleetBuilder shorter(std::make_shared<const FleetSnapshot>(std::vector<FleetChunkPtr>(), before->sharedNames(), 0));
    shorter.append(before->row(1));
    EXPECT_FALSE(driverNews(*before, *shorter.publish(0), fleet.nowMs)->any());
}

TEST_F(DriverNewsTest, AnyMomentIsToldFromTodayAndTheChangesSince)
{
    const Row icu = fleet.add("ICU", Tier::T0, {"a.sys", "disk.sys"});
    const Row lab = fleet.add("LAB", Tier::T3, {"disk.sys"});
    std::vector<SetChange> newestFirst;
    std::vector<FleetSnapshotPtr> moments{taken()};
    const auto step = [&] {
        fleet.nowMs += 1000;
        const DriverNews news = newsSince(moments.back());
        newestFirst.insert(newestFirst.begin(), news.changes.begin(), news.changes.end());
        moments.push_back(taken());
    };
    give(icu, {"a.sys", "b.sys", "disk.sys"});
    step();
    give(icu, {"b.sys", "disk.sys"});
    give(lab, {"b.sys", "disk.sys"});
    step();
    fleet.add("LAB", Tier::T3, {"b.sys"});
    step();
    const FleetSnapshotPtr now = moments.back();
    for (std::size_t back = 0; back < moments.size(); ++back) {
        const qint64 at = fleet.nowMs - qint64(back) * 1000;
        std::vector<SetChange> later;
        std::copy_if(newestFirst.begin(), newestFirst.end(), std::back_inserter(later),
                     [&](const SetChange &change) { return change.atMs > at; });
        const FleetSnapshotPtr then = fleetAt(now, later);
        const FleetSnapshot &real = *moments[moments.size() - 1 - back];
        for (Row row = 0; row < now->size(); ++row) {
            const auto keys = [row](const FleetSnapshot &f) {
                QStringList all;
                for (const quint32 id : f.names().driverSets()[f.row(row).driverSet])
                    all << f.names().drivers.text(id);
                all.sort();
                return all;
            };
            EXPECT_EQ(keys(*then), row < real.size() ? keys(real) : QStringList()) << back << ' ' << row;
        }
    }
    const auto points = prevalenceSince(
        *now, newestFirst, [](const QString &key) { return key == QStringLiteral("b.sys"); }, fleet.nowMs - 4000,
        fleet.nowMs);
    std::vector<quint32> devices;
    for (const PrevalencePoint &point : points)
        devices.push_back(point.devices);
    EXPECT_EQ(devices, (std::vector<quint32>{1, 2, 3, 3}));
}
