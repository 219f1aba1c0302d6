#include "models/drill/demonstrationkind.h"
#include "models/sources/fleetkeeper.h"
#include "tests/models/drill/demoworld.h"
#include "tests/support/manualclock.h"
#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

using namespace ringward;
using namespace ringward::drill;
using namespace ringward::drill::testing;
using ringward::testing::ManualClock;
using ringward::testing::settle;

namespace {

/// The demonstration's sources as the console reads them, without its clockwork.
struct DemoFleetTest : ::testing::Test {
    std::shared_ptr<ManualClock> clock = std::make_shared<ManualClock>(kOpenedMs);
    std::shared_ptr<DemoWorld> small = world();
    FleetKeeper keeper{HealthRules::builtIn()};
    std::vector<std::unique_ptr<DemoSource>> sources;
    qint64 lastSyncMs = 0;

    void SetUp() override
    {
        quint32 id = 0;
        for (const SourceConfig &config : demonstrationSources(5216, 291, kOpenedMs)) {
            const DemoFacet facet = *demoFacet(config.settings[u"facet"].toString());
            sources.push_back(std::make_unique<DemoSource>(small, facet, SourceId{++id}, clock));
            keeper.setSource({SourceId{id}, config.name, quint32(config.checkInSec), true});
        }
    }
    FleetSnapshotPtr sync()
    {
        const qint64 now = clock->nowMs();
        for (quint32 id = 1; id <= sources.size(); ++id) {
            Source &source = *sources[id - 1];
            keeper.begin(SourceId{id});
            QByteArray after;
            do {
                auto page =
                    settle(lastSyncMs ? source.fetchChanges(lastSyncMs, after, {}) : source.fetchDevices(after, {}));
                EXPECT_TRUE(page);
                after = page->next;
                keeper.add(SourceId{id}, std::move(page->records), now);
            } while (!after.isEmpty());
            keeper.finish(SourceId{id}, lastSyncMs == 0, now, now);
        }
        keeper.passTime(now);
        lastSyncMs = now;
        return keeper.publish(now);
    }
    static HealthCounts counts(const FleetSnapshot &fleet)
    {
        HealthCounts counted;
        for (Row row = 0; row < fleet.size(); ++row)
            ++counted.byTier[std::size_t(fleet.tier(row))][std::size_t(fleet.health(row))];
        return counted;
    }
};

} // namespace

TEST_F(DemoFleetTest, ThreeSourcesBecomeOneHospitalInTheStateItIsIn)
{
    const FleetSnapshotPtr fleet = sync();
    EXPECT_EQ(fleet->size(), 5216U);
    EXPECT_EQ(counts(*fleet), small->hospital.countsAt(kOpenedMs, {}));
    quint32 inConflict = 0;
    for (Row row = 0; row < fleet->size(); ++row)
        inConflict += fleet->row(row).conflicts > 0;
    EXPECT_GT(inConflict, 30U);
    EXPECT_LT(inConflict, 200U);
}

TEST_F(DemoFleetTest, ChangesKeepTheConsoleInStepWithTheHospital)
{
    sync();
    for (int round = 1; round <= 12; ++round) {
        clock->advance(90'000);
        const FleetSnapshotPtr fleet = sync();
        ASSERT_EQ(fleet->size(), 5216U);
        ASSERT_EQ(counts(*fleet), small->hospital.countsAt(clock->nowMs(), {})) << "after round " << round;
    }
}

TEST_F(DemoFleetTest, NoSourceFallsBehindOverAWorkingDay)
{
    sync();
    for (int hour = 1; hour <= 6; ++hour) {
        for (int part = 0; part < 2; ++part) {
            clock->advance(30 * 60'000);
            sync();
        }
        ASSERT_EQ(counts(*keeper.publish(clock->nowMs())), small->hospital.countsAt(clock->nowMs(), {})) << hour;
    }
}
