#include "models/fleet/fleetquery.h"

#include "models/base/version.h"
#include "tests/support/printers.h"
#include "tests/support/randomfleet.h"

#include <gtest/gtest.h>

using namespace ringward;
using ringward::testing::kRandomFleetNowMs;
using ringward::testing::randomFleet;

namespace {

constexpr auto kLastKey = DeviceKey::Conflicts;

std::string lower(std::string_view text)
{
    std::string result(text);
    for (char &c : result)
        c = c >= 'A' && c <= 'Z' ? char(c + 32) : c;
    return result;
}

/// Text that sorts last when it is not told.
std::pair<bool, QString> textKey(const QString &text)
{
    return {text.isEmpty(), text.toCaseFolded()};
}

/// How two devices stand to each other, written without tables: negative, zero, positive.
int compareBy(DeviceKey key, const FleetSnapshot &f, Row l, Row r)
{
    const auto order = [](const auto &a, const auto &b) {
        return a < b ? -1 : b < a ? 1 : 0;
    };
    const auto byText = [&](const QString &a, const QString &b) {
        return order(textKey(a), textKey(b));
    };
    const auto byVersion = [&](const QString &a, const QString &b) {
        return a.isEmpty() || b.isEmpty() ? order(a.isEmpty(), b.isEmpty()) : compareVersions(a, b);
    };
    if (key == DeviceKey::Host)
        return order(lower(f.host(l)), lower(f.host(r)));
    if (key == DeviceKey::LastSeen)
        return order(f.lastSeenMs(r), f.lastSeenMs(l));
    if (key == DeviceKey::Tier)
        return order(f.tier(l), f.tier(r));
    const FleetDictionaries &n = f.names();
    const DeviceRow a = f.row(l);
    const DeviceRow b = f.row(r);
    const auto content = [&](Row row) {
        const auto &streams = f.updates(row).streams; // of randomFleet(), the second stream is the first of content
        return streams.size() > 1 ? streams[1] : StreamState{};
    };
    switch (key) {
    case DeviceKey::Health:
        return order(a.health, b.health);
    case DeviceKey::Host:
        return order(lower(f.host(l)), lower(f.host(r)));
    case DeviceKey::Site:
    case DeviceKey::Ward: {
        const auto place = [&](Row row) {
            const Ward &w = f.ward(row);
            return std::tuple(textKey(w.siteCode.isEmpty() ? w.siteName : w.siteCode),
                              textKey(w.name.isEmpty() ? w.code : w.name), textKey(w.building), textKey(w.code));
        };
        return order(place(l), place(r));
    }
    case DeviceKey::Room:
        return byText(n.rooms.text(a.room), n.rooms.text(b.room));
    case DeviceKey::Role:
        return byText(n.roles.text(a.role), n.roles.text(b.role));
    case DeviceKey::Tier:
        return order(a.tier, b.tier);
    case DeviceKey::Model:
        return byText(n.models.text(a.model), n.models.text(b.model));
    case DeviceKey::OsBuild:
        return byVersion(n.osBuilds.text(a.osBuild), n.osBuilds.text(b.osBuild));
    case DeviceKey::AgentProduct:
        return byText(n.agentProducts.text(f.updates(l).agentProduct), n.agentProducts.text(f.updates(r).agentProduct));
    case DeviceKey::AgentVersion:
        return byVersion(n.versions.text(f.updates(l).agentVersion), n.versions.text(f.updates(r).agentVersion));
    case DeviceKey::ContentVersion:
        return byVersion(n.versions.text(content(l).version), n.versions.text(content(r).version));
    case DeviceKey::Ring: {
        const auto place = [&](Row row) {
            const quint32 ring = content(row).ring;
            return std::tuple(ring == 0, n.rings()[ring].held, n.rings()[ring].order);
        };
        return order(place(l), place(r));
    }
    case DeviceKey::Pin:
        return order(f.pin(l).kind, f.pin(r).kind);
    case DeviceKey::LastSeen:
        return order(b.lastSeenMs, a.lastSeenMs);
    case DeviceKey::HealthSince:
        return order(b.healthSinceMs, a.healthSinceMs);
    case DeviceKey::DriverCount:
        return order(n.driverSets()[a.driverSet].size(), n.driverSets()[b.driverSet].size());
    case DeviceKey::Sources:
        return order(std::popcount(a.sourceMask), std::popcount(b.sourceMask));
    case DeviceKey::Conflicts:
        return order(a.conflicts, b.conflicts);
    }
    return 0;
}

std::vector<Row> sortedByComparing(const FleetSnapshot &f, const RowSet *set, DeviceKey key, Qt::SortOrder order)
{
    std::vector<Row> rows;
    for (Row row = 0; row < f.size(); ++row) {
        if (!set || set->test(row))
            rows.push_back(row);
    }
    const int sign = order == Qt::AscendingOrder ? 1 : -1;
    const bool reversed = key == DeviceKey::Host && sign < 0;
    if (reversed)
        std::reverse(rows.begin(), rows.end());
    std::stable_sort(rows.begin(), rows.end(), [&](Row l, Row r) {
        const int by = compareBy(key, f, l, r) * sign;
        return by != 0 ? by < 0 : !reversed && compareBy(DeviceKey::Host, f, l, r) < 0;
    });
    return rows;
}

RowSet every(const FleetSnapshot &fleet, quint32 nth)
{
    RowSet set(fleet.size());
    for (Row row = 0; row < fleet.size(); row += nth)
        set.set(row);
    return set;
}

/// The same devices, but nobody has put the host names in order yet.
FleetSnapshotPtr withoutHostOrder(const FleetSnapshot &fleet)
{
    return std::make_shared<const FleetSnapshot>(fleet.chunks(), fleet.sharedNames(), fleet.takenMs());
}

} // namespace

TEST(FleetSort, AnyKeySortsAsComparingEachPairDoes)
{
    const FleetSnapshotPtr fleet = randomFleet(800, 11);
    for (int k = 0; k <= int(kLastKey); ++k) {
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            const auto key = DeviceKey(k);
            EXPECT_EQ(*sortedRows(*fleet, nullptr, key, order), sortedByComparing(*fleet, nullptr, key, order)) << k;
            const RowSet few = every(*fleet, 5);
            const std::vector<Row> expected = sortedByComparing(*fleet, &few, key, order);
            EXPECT_EQ(*sortedRows(*fleet, &few, key, order), expected) << k;
            const std::vector<Row> page(expected.begin(), expected.begin() + 40);
            EXPECT_EQ(*firstRows(*fleet, &few, key, order, 40), page) << k;
            EXPECT_EQ(*firstRows(*fleet, nullptr, key, order, 10'000), sortedByComparing(*fleet, nullptr, key, order))
                << k << ": a page larger than the fleet";
        }
    }
}

TEST(FleetSort, ChunksThreadsAndShortCutsMakeNoDifference)
{
    const FleetSnapshotPtr fleet = randomFleet(2 * kChunkRows + 11, 12);
    const RowSet some = every(*fleet, 15); // enough for the order of all hosts once that is known
    for (const DeviceKey key : {DeviceKey::LastSeen, DeviceKey::Host, DeviceKey::Tier}) {
        const std::vector<Row> expected = sortedByComparing(*fleet, &some, key, Qt::DescendingOrder);
        EXPECT_EQ(*sortedRows(*withoutHostOrder(*fleet), &some, key, Qt::DescendingOrder), expected);
        ASSERT_TRUE(fleet->hostOrder().rows({}));
        EXPECT_EQ(*sortedRows(*fleet, &some, key, Qt::DescendingOrder), expected);
        const std::vector<Row> all = *sortedRows(*fleet, nullptr, key, Qt::AscendingOrder);
        const std::vector<Row> page = *firstRows(*fleet, nullptr, key, Qt::AscendingOrder, 300);
        EXPECT_TRUE(std::equal(page.begin(), page.end(), all.begin()));
    }
}

TEST(FleetSort, TheFirstPageIsTheBeginningOfTheWholeOrderHoweverItIsFound)
{
    const FleetSnapshotPtr fleet = randomFleet(2 * kChunkRows + 11, 13);
    const FleetSnapshotPtr unordered = withoutHostOrder(*fleet);
    ASSERT_TRUE(fleet->hostOrder().rows({}));
    const RowSet dense = every(*fleet, 15), sparse = every(*fleet, 997);
    for (int k = 0; k <= int(kLastKey); ++k) {
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            for (const RowSet *set : std::initializer_list<const RowSet *>{nullptr, &dense, &sparse}) {
                std::vector<Row> expected = *sortedRows(*fleet, set, DeviceKey(k), order);
                expected.resize(std::min<std::size_t>(expected.size(), 100));
                EXPECT_EQ(*firstRows(*fleet, set, DeviceKey(k), order, 100), expected) << k;
                EXPECT_EQ(*firstRows(*unordered, set, DeviceKey(k), order, 100), expected) << k;
            }
        }
    }
}

TEST(FleetSort, AnEmptyFleetIsSortedAndCounted)
{
    const FleetSnapshot fleet;
    EXPECT_TRUE(sortedRows(fleet, nullptr, DeviceKey::Ward, Qt::AscendingOrder)->empty());
    EXPECT_TRUE(firstRows(fleet, nullptr, DeviceKey::Host, Qt::AscendingOrder, 10)->empty());
    EXPECT_EQ(summarise(fleet, nullptr)->counts.known(), 0U);
    EXPECT_EQ(countByWard(fleet, nullptr)->size(), 1U);
}

TEST(FleetSort, HostOrderIsSharedUntilANameChanges)
{
    const FleetSnapshotPtr fleet = randomFleet(300, 13);
    FleetBuilder builder(fleet);
    builder.setSeen(5, AgentHealth::Silent, 0, 0);
    const FleetSnapshotPtr checkedIn = builder.publish(1);
    EXPECT_EQ(&checkedIn->hostOrder(), &fleet->hostOrder());
    DeviceRow renamed = checkedIn->row(5);
    renamed.host = "aaa";
    builder.update(5, renamed);
    const FleetSnapshotPtr after = builder.publish(2);
    EXPECT_NE(&after->hostOrder(), &fleet->hostOrder());
    EXPECT_EQ(*sortedRows(*after, nullptr, DeviceKey::Host, Qt::AscendingOrder),
              sortedByComparing(*after, nullptr, DeviceKey::Host, Qt::AscendingOrder));
}

TEST(FleetSort, StopsWhenAsked)
{
    const FleetSnapshotPtr fleet = randomFleet(2 * kChunkRows, 14);
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(sortedRows(*fleet, nullptr, DeviceKey::LastSeen, Qt::AscendingOrder, stop.get_token()));
    EXPECT_FALSE(firstRows(*fleet, nullptr, DeviceKey::Tier, Qt::AscendingOrder, 10, stop.get_token()));
    EXPECT_FALSE(summarise(*fleet, nullptr, stop.get_token()));
    EXPECT_FALSE(countByWard(*fleet, nullptr, stop.get_token()));
    EXPECT_FALSE(fleet->hostOrder().isKnown()) << "a stopped order is not half known";
}

TEST(FleetCount, EveryPairOfKeysCountsEveryDeviceOnce)
{
    const FleetSnapshotPtr fleet = randomFleet(900, 15);
    const RowSet some = every(*fleet, 3);
    for (int a = 0; a <= int(kLastKey); ++a) {
        const std::size_t groups = groupTexts(fleet->names(), DeviceKey(a)).size();
        const auto single = *countBy(*fleet, &some, DeviceKey(a));
        EXPECT_EQ(single.size(), groups) << a;
        EXPECT_EQ(std::accumulate(single.begin(), single.end(), 0U), groups ? some.count() : 0U) << a;
        for (int b = 0; b <= int(kLastKey); ++b) {
            const CrossCount cross = *countBy(*fleet, &some, DeviceKey(a), DeviceKey(b));
            const quint32 sum = std::accumulate(cross.counts.begin(), cross.counts.end(), 0U);
            EXPECT_TRUE(sum == some.count() || (sum == 0 && cross.counts.empty())) << a << ' ' << b;
        }
    }
}

TEST(FleetCount, SitesAreNamedByTheirNumbers)
{
    FleetBuilder builder;
    const auto ward = [&](const char *site, const char *code) {
        return builder.editNames().ward({.siteCode = QString::fromLatin1(site), .code = QString::fromLatin1(code)});
    };
    const quint32 wards[] = {ward("RGH", "1"), ward("SMH", "1"), ward("RGH", "2"), 0};
    for (quint32 i = 0; i < 8; ++i)
        builder.append({.id = DeviceId{i + 1}, .ward = wards[i % 4], .health = AgentHealth(i % 5)});
    const FleetSnapshotPtr fleet = builder.publish(1);
    EXPECT_EQ(groupTexts(fleet->names(), DeviceKey::Site),
              (std::vector<QString>{QString(), QStringLiteral("RGH"), QStringLiteral("SMH")}));
    EXPECT_EQ(*countBy(*fleet, nullptr, DeviceKey::Site), (std::vector<quint32>{2, 4, 2}));
    EXPECT_EQ(summarise(*fleet, nullptr)->wards, 3U) << "no ward is none";
}

TEST(FleetCount, WardsTiersAndStatesAgreeWithTheSumLine)
{
    const FleetSnapshotPtr fleet = randomFleet(70'000, 16);
    const RowSet some = every(*fleet, 2);
    HealthCounts sum;
    quint32 occupied = 0;
    const std::vector<WardCounts> wards = *countByWard(*fleet, &some);
    for (std::size_t ward = 0; ward < wards.size(); ++ward) {
        quint32 devices = 0;
        for (std::size_t t = 0; t < kTierCount; ++t) {
            for (std::size_t h = 0; h < kHealthCount; ++h) {
                sum.byTier[t][h] += wards[ward].byTier[t][h];
                devices += wards[ward].byTier[t][h];
            }
        }
        occupied += ward > 0 && devices > 0;
    }
    EXPECT_EQ(summarise(*fleet, &some)->counts, sum);
    EXPECT_EQ(summarise(*fleet, &some)->wards, occupied);
    EXPECT_EQ(sum.known(), some.count());
}
