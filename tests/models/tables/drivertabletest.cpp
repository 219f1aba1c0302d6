#include "models/tables/drivertable.h"

#include "tests/models/drivers/driverfleet.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>
#include <QItemSelectionModel>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct DriverTableTest : ::testing::Test {
    DriverTable table;
    QAbstractItemModelTester contract{&table, QAbstractItemModelTester::FailureReportingMode::Fatal};
    DriverFleet fleet;

    void SetUp() override
    {
        fleet.add("ICU", Tier::T0, {"csagent.sys 7.28", "disk.sys"});
        fleet.add("LAB", Tier::T3, {"disk.sys", "vboxdrv.sys 7.0"});
    }
    QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < table.rowCount(); ++row)
            all << table.index(row, DriverTable::NameColumn).data().toString();
        return all;
    }
};

} // namespace

TEST_F(DriverTableTest, TheHighestExposureComesFirst)
{
    table.show(fleet.assess());
    ASSERT_EQ(table.rowCount(), 3);
    EXPECT_EQ(names().front(), QStringLiteral("csagent.sys"));
    table.sort(DriverTable::NameColumn, Qt::DescendingOrder);
    EXPECT_EQ(names().front(), QStringLiteral("vboxdrv.sys"));
}

TEST_F(DriverTableTest, TheSelectedDriverStaysSelectedThroughSortFilterAndANewAssessment)
{
    table.show(fleet.assess());
    const QPersistentModelIndex disk = table.index(table.rowOf(u"disk.sys"), DriverTable::NameColumn);
    const QPersistentModelIndex agent = table.index(table.rowOf(u"csagent.sys 7.28"), DriverTable::NameColumn);
    table.sort(DriverTable::NameColumn, Qt::AscendingOrder);
    EXPECT_EQ(disk.data().toString(), QStringLiteral("disk.sys"));
    fleet.add("LAB", Tier::T3, {"amd.sys", "zfs.sys"});
    table.show(fleet.assess());
    EXPECT_EQ(table.rowCount(), 5);
    EXPECT_EQ(disk.data().toString(), QStringLiteral("disk.sys"));
    EXPECT_EQ(table.rowOf(u"disk.sys"), disk.row());
    table.setFilter(DriverFilter::parse(QStringLiteral("devices>1")));
    EXPECT_EQ(table.rowCount(), 1);
    EXPECT_EQ(disk.row(), 0);
    EXPECT_FALSE(agent.isValid());
    table.setFilter(DriverFilter::parse(QStringLiteral("devices>100")));
    EXPECT_EQ(table.rowCount(), 0);
    table.setFilter(DriverFilter::parse(QStringLiteral("no such field:")));
    EXPECT_EQ(table.rowCount(), 0) << "a line that is not valid changes nothing";
}

TEST_F(DriverTableTest, EveryCellHasATextAndEveryColumnAKeyOfItsOwn)
{
    table.show(fleet.assess());
    for (int column = 0; column < table.columnCount(); ++column) {
        EXPECT_EQ(DriverTable::columnOf(DriverTable::columnKey(column)), column);
        EXPECT_FALSE(table.headerData(column, Qt::Horizontal).toString().isEmpty());
        for (int row = 0; row < table.rowCount(); ++row)
            EXPECT_FALSE(table.index(row, column).data().toString().isEmpty()) << row << ' ' << column;
        table.sort(column);
    }
}

TEST_F(DriverTableTest, CellsSpeakToPeopleAndToPrograms)
{
    table.show(fleet.assess());
    const int agent = table.rowOf(u"csagent.sys 7.28");
    const int disk = table.rowOf(u"disk.sys");
    const auto cell = [this](int row, int column, int role) {
        return table.index(row, column).data(role);
    };
    EXPECT_EQ(cell(disk, DriverTable::VersionColumn, Qt::DisplayRole).toString(), QStringLiteral("not told"));
    EXPECT_FALSE(cell(disk, DriverTable::VersionColumn, DriverTable::ExportRole).isValid());
    EXPECT_FALSE(cell(disk, DriverTable::VersionColumn, DriverTable::ToldRole).toBool());
    EXPECT_EQ(cell(agent, DriverTable::ClassColumn, DriverTable::ExportRole).toString(),
              QStringLiteral("security-agent"));
    EXPECT_EQ(cell(disk, 0, DriverTable::DevicesRole).toUInt(), 2U);
    EXPECT_EQ(cell(disk, 0, DriverTable::TierCountsRole).value<QList<quint32>>(), (QList<quint32>{1, 0, 0, 1, 0}));
    EXPECT_EQ(cell(agent, 0, DriverTable::PartsRole).value<QList<double>>().size(), qsizetype(kExposurePartCount));
    EXPECT_FALSE(cell(agent, 0, DriverTable::EvidenceRole).isValid());
    EXPECT_EQ(cell(agent, 0, DriverTable::KeyRole).toString(), QStringLiteral("csagent.sys 7.28"));
}
