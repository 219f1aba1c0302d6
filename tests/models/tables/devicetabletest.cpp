#include "models/tables/devicetable.h"

#include "tests/support/printers.h"
#include "tests/support/randomfleet.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>
#include <QSignalSpy>

using namespace ringward;
using ringward::testing::kRandomFleetNowMs;

namespace {

DeviceAnswer answerOf(FleetSnapshotPtr fleet, std::vector<Row> order, bool complete = true)
{
    DeviceAnswer answer{.fleet = std::move(fleet), .complete = complete, .nowMs = kRandomFleetNowMs};
    answer.order = std::make_shared<const std::vector<Row>>(std::move(order));
    return answer;
}

FleetSnapshotPtr threeDevices()
{
    FleetBuilder builder;
    builder.append({.id = DeviceId{7},
                    .host = "ward-7",
                    .tier = Tier::T0,
                    .health = AgentHealth::Silent,
                    .lastSeenMs = kRandomFleetNowMs - 16 * 60'000});
    builder.append({.id = DeviceId{8}, .host = "icu-2", .tier = Tier::TX, .health = AgentHealth::Up});
    builder.append({.id = DeviceId{9}, .host = "lab-1", .health = AgentHealth::CrashLooping});
    return builder.publish(kRandomFleetNowMs);
}

struct DeviceTableTest : ::testing::Test {
    DeviceTable table;
    QAbstractItemModelTester contract{&table, QAbstractItemModelTester::FailureReportingMode::Fatal};
};

} // namespace

TEST_F(DeviceTableTest, ANewOrderKeepsTheSelectedDeviceSelected)
{
    const FleetSnapshotPtr fleet = threeDevices();
    table.show(answerOf(fleet, {0, 1, 2}));
    QItemSelectionModel selection(&table);
    selection.select(table.index(0, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const QPersistentModelIndex host = table.index(0, DeviceTable::HostColumn);
    table.show(answerOf(fleet, {1, 2, 0}));
    EXPECT_EQ(host.row(), 2);
    EXPECT_EQ(host.data().toString(), QStringLiteral("ward-7"));
    EXPECT_TRUE(selection.isRowSelected(2));
    EXPECT_FALSE(selection.isRowSelected(0));
}

TEST_F(DeviceTableTest, AFilterThatLeavesItOutEndsItsSelection)
{
    const FleetSnapshotPtr fleet = threeDevices();
    table.show(answerOf(fleet, {0, 1, 2}));
    const QPersistentModelIndex gone = table.index(0, 0);
    const QPersistentModelIndex stays = table.index(2, 0);
    table.show(answerOf(fleet, {2}));
    EXPECT_FALSE(gone.isValid());
    EXPECT_EQ(stays.row(), 0);
    EXPECT_EQ(table.rowCount(), 1);
    table.show(answerOf(fleet, {1, 0, 2}));
    EXPECT_EQ(stays.row(), 2);
}

TEST_F(DeviceTableTest, TheSameOrderOfANewerFleetOnlyChangesCells)
{
    const DeviceAnswer first = answerOf(threeDevices(), {2, 1, 0});
    table.show(first);
    QSignalSpy reset(&table, &QAbstractItemModel::modelReset);
    QSignalSpy moved(&table, &QAbstractItemModel::layoutChanged);
    QSignalSpy changed(&table, &QAbstractItemModel::dataChanged);
    FleetBuilder builder(first.fleet);
    builder.setSeen(0, AgentHealth::Up, 0, kRandomFleetNowMs);
    DeviceAnswer second = first;
    second.fleet = builder.publish(kRandomFleetNowMs);
    table.show(second);
    EXPECT_EQ(changed.count(), 1);
    EXPECT_EQ(reset.count() + moved.count(), 0);
    EXPECT_EQ(table.index(2, 0).data(DeviceTable::HealthRole).toInt(), int(AgentHealth::Up));
}

TEST_F(DeviceTableTest, RowsWithoutAPlaceYetAreThereAndEmpty)
{
    DeviceAnswer answer = answerOf(threeDevices(), {2}, false);
    answer.summary.counts.byTier[0][0] = 3;
    table.show(answer);
    EXPECT_EQ(table.rowCount(), 3);
    EXPECT_EQ(table.deviceAt(0), DeviceId{9});
    EXPECT_FALSE(table.index(1, 0).data().isValid());
    EXPECT_EQ(table.deviceAt(1), DeviceId{});
}

TEST_F(DeviceTableTest, CellsSpeakToPeopleAndToPrograms)
{
    table.show(answerOf(threeDevices(), {0, 1, 2}));
    const auto cell = [this](int row, int column, int role) {
        return table.index(row, column).data(role).toString();
    };
    EXPECT_EQ(cell(0, DeviceTable::SeenColumn, Qt::DisplayRole), QStringLiteral("16 min"));
    EXPECT_EQ(cell(0, DeviceTable::SeenColumn, DeviceTable::ExportRole), QStringLiteral("2024-07-19T03:44:00Z"));
    EXPECT_EQ(cell(1, DeviceTable::SeenColumn, Qt::DisplayRole), QStringLiteral("never"));
    EXPECT_EQ(cell(1, DeviceTable::TierColumn, Qt::DisplayRole), QStringLiteral("TX"));
    EXPECT_EQ(cell(1, DeviceTable::RoomColumn, Qt::DisplayRole), QStringLiteral("not told"));
    EXPECT_EQ(cell(1, DeviceTable::RoomColumn, DeviceTable::ExportRole), QString());
    EXPECT_EQ(cell(2, DeviceTable::HealthColumn, DeviceTable::ExportRole), QStringLiteral("crash-looping"));
    EXPECT_TRUE(table.index(0, 0).data(DeviceTable::OverdueRole).toBool());
    EXPECT_FALSE(table.index(0, 0).data(DeviceTable::RingOrderRole).isValid());
}

TEST_F(DeviceTableTest, EveryCellOfAnyFleetHasATextAndEveryColumnAKeyOfItsOwn)
{
    const FleetSnapshotPtr fleet = ringward::testing::randomFleet(300, 3);
    std::vector<Row> order(fleet->size());
    std::iota(order.begin(), order.end(), 0U);
    table.show(answerOf(fleet, order));
    for (int column = 0; column < table.columnCount(); ++column) {
        EXPECT_EQ(DeviceTable::columnOf(DeviceTable::columnKey(column)), column);
        EXPECT_FALSE(table.headerData(column, Qt::Horizontal).toString().isEmpty());
        for (int row = 0; row < table.rowCount(); ++row) {
            const bool mayBeEmpty = column == DeviceTable::HostColumn;
            EXPECT_TRUE(mayBeEmpty || !table.index(row, column).data().toString().isEmpty()) << row << ' ' << column;
        }
    }
    EXPECT_EQ(DeviceTable::columnOf(u"nosuch"), -1);
    EXPECT_EQ(table.rowOf(DeviceId{100}), 99);
    EXPECT_EQ(table.rowOf(DeviceId{1000}), -1);
}

TEST_F(DeviceTableTest, AClickOnAHeadAsksForThatOrder)
{
    std::vector<std::pair<DeviceKey, Qt::SortOrder>> asked;
    QObject::connect(&table, &DeviceTable::sortRequested,
                     [&asked](DeviceKey key, Qt::SortOrder order) { asked.emplace_back(key, order); });
    table.sort(DeviceTable::SeenColumn, Qt::DescendingOrder);
    ASSERT_EQ(asked.size(), 1U);
    EXPECT_EQ(asked[0].first, DeviceKey::LastSeen);
    EXPECT_EQ(asked[0].second, Qt::DescendingOrder);
}
