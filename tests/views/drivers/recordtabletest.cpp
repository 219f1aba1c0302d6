#include "models/tables/recordtable.h"

#include "tests/support/printers.h"
#include "views/drivers/wardheatmap.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

using namespace ringward;

namespace {

struct Part {
    QString name;
    int weight = -1; ///< below 0: not told
};
using P = const Part &;

struct RecordTableTest : ::testing::Test {
    RecordTable<Part> table{{{QStringLiteral("Name"), [](P p) { return p.name; },
                              [](P p) -> QVariant {
                                  return p.name;
                              }},
                             {QStringLiteral("Weight"), [](P p) { return QString::number(p.weight); },
                              [](P p) {
                                  return p.weight < 0 ? QVariant() : QVariant(p.weight);
                              }}}};
    QAbstractItemModelTester contract{&table, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QString name(int row) { return table.index(row, 0).data().toString(); }
};

} // namespace

TEST_F(RecordTableTest, SortsByValueAndKeepsWhatIsSelected)
{
    table.show({{QStringLiteral("b"), 10}, {QStringLiteral("A"), 9}, {QStringLiteral("c"), 100}});
    EXPECT_EQ(name(0), QStringLiteral("b")) << "in the order given";
    const QPersistentModelIndex ten = table.index(0, 0);
    table.sort(1, Qt::DescendingOrder);
    EXPECT_EQ(name(0), QStringLiteral("c"));
    EXPECT_EQ(ten.row(), 1);
    table.sort(0, Qt::AscendingOrder);
    EXPECT_EQ(name(0), QStringLiteral("A")) << "in any case";
    table.show({{QStringLiteral("z"), 1}, {QStringLiteral("y"), 2}});
    EXPECT_EQ(name(0), QStringLiteral("y")) << "the order stays with the next records";
}

TEST_F(RecordTableTest, WhatIsNotToldIsLastInBothOrders)
{
    table.show({{QStringLiteral("?"), -1}, {QStringLiteral("a"), 1}, {QStringLiteral("b"), 2}});
    table.sort(1, Qt::AscendingOrder);
    EXPECT_EQ(name(2), QStringLiteral("?"));
    table.sort(1, Qt::DescendingOrder);
    EXPECT_EQ(name(2), QStringLiteral("?"));
}

TEST_F(RecordTableTest, AStillCopyDoesNotChange)
{
    table.show({{QStringLiteral("b"), 1}, {QStringLiteral("a"), 2}});
    table.sort(0, Qt::AscendingOrder);
    const auto still = table.still();
    table.show({});
    ASSERT_EQ(still->rowCount(), 2);
    EXPECT_EQ(still->index(0, 0).data().toString(), QStringLiteral("a"));
    EXPECT_EQ(still->index(0, 1).data(kRecordValueRole).toInt(), 2);
}

TEST_F(RecordTableTest, TheHeatMapLeavesWindowsOut)
{
    WardHeatTable heats;
    const QAbstractItemModelTester tester(&heats, QAbstractItemModelTester::FailureReportingMode::Fatal);
    EXPECT_EQ(heats.columnCount(), WardHeatTable::kFirstClassColumn + kDriverClassCount - 1);
}
