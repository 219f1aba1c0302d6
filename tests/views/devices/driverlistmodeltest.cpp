#include "views/devices/driverlistmodel.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

using namespace ringward;

namespace {

DriverListPtr drivers(std::initializer_list<std::pair<const char *, const char *>> named)
{
    auto list = std::make_shared<DriverList>();
    for (const auto &[image, version] : named) {
        Driver driver;
        driver.image = QString::fromLatin1(image);
        driver.version = QString::fromLatin1(version);
        list->drivers.push_back(driver);
    }
    return list;
}

struct DriverListModelTest : ::testing::Test {
    DriverListModel model;
    QAbstractItemModelTester contract{&model, QAbstractItemModelTester::FailureReportingMode::Fatal};
    QString cell(int row, int column) { return model.index(row, column).data().toString(); }
};

} // namespace

TEST_F(DriverListModelTest, SortsByNameAndVersionsAsNumbers)
{
    model.setDrivers(drivers({{"csagent.sys", "7.10.1"}, {"acpi.sys", "7.9.2"}}));
    EXPECT_EQ(cell(0, DriverListModel::NameColumn), QStringLiteral("acpi.sys"));
    model.sort(DriverListModel::VersionColumn, Qt::DescendingOrder);
    EXPECT_EQ(cell(0, DriverListModel::VersionColumn), QStringLiteral("7.10.1"));
}

TEST_F(DriverListModelTest, KeepsWhatIsSelectedWhenSorted)
{
    model.setDrivers(drivers({{"a.sys", "1"}, {"b.sys", "2"}}));
    const QPersistentModelIndex first = model.index(0, DriverListModel::NameColumn);
    model.sort(DriverListModel::NameColumn, Qt::DescendingOrder);
    EXPECT_EQ(first.data().toString(), QStringLiteral("a.sys"));
    EXPECT_EQ(first.row(), 1);
}

TEST_F(DriverListModelTest, SaysWhatASourceDoesNotTell)
{
    model.setDrivers(drivers({{"a.sys", ""}}));
    EXPECT_EQ(cell(0, DriverListModel::VersionColumn), QStringLiteral("not told"));
    EXPECT_EQ(cell(0, DriverListModel::StartColumn), QStringLiteral("not told"));
    model.setDrivers({});
    EXPECT_EQ(model.rowCount(), 0);
}
