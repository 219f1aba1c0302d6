#pragma once
#include "tests/models/drivers/driverfleet.h"
#include "tests/support/manualclock.h"
#include "tests/support/memorydrivers.h"
#include "tests/support/pagepictures.h"
#include "tests/support/printers.h"
#include "tests/support/settle.h"
#include "views/drivers/driverspage.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/styledtable.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QSettings>
#include <QTemporaryDir>

namespace ringward::testing {

/// The page over a small fleet, a desk and a store in memory.
struct DriversPageFixture : ::testing::Test {
    ThemeHub theme{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    DriverFleet fleet;
    MemoryDrivers store;
    ManualClock clock{fleet.nowMs};
    FleetHub hub;
    DriverDesk desk{{hub, store.catalogues, store.reviews, store.history, clock}};
    ActionRegistry actions;
    QTemporaryDir folder;
    std::unique_ptr<DriversPage> page;
    StyledTable *table = nullptr;
    FilterBar *filter = nullptr;
    std::vector<QString> reported; ///< files that a report was written to

    DriversPageFixture() { QSettings().clear(); }

    void describe(const char *image, const char *version, const char *publisher, StartType start)
    {
        Driver driver;
        driver.name = QString::fromLatin1(image).chopped(4);
        driver.path = QStringLiteral("C:\\Windows\\System32\\drivers\\") + QString::fromLatin1(image);
        driver.image = QString::fromLatin1(image);
        driver.version = QString::fromLatin1(version);
        driver.publisher = QString::fromLatin1(publisher);
        driver.start = start;
        fleet.library.add(driver);
    }
    void populate()
    {
        describe("csagent.sys", "7.28.20009", "CrowdStrike, Inc.", StartType::System);
        describe("gdrv.sys", "1.0", "GIGA-BYTE", StartType::Manual);
        describe("disk.sys", "10.0", "Microsoft Windows", StartType::Boot);
        fleet.add("ICU", Tier::T0, {"csagent.sys 7.28.20009", "disk.sys 10.0"});
        fleet.add("ICU", Tier::T1, {"csagent.sys 7.28.20009", "disk.sys 10.0"});
        fleet.add("LAB", Tier::T3, {"gdrv.sys 1.0", "disk.sys 10.0"});
    }
    void publish()
    {
        desk.setDrivers(std::make_shared<const DriverLibrary>(fleet.library));
        hub.publish(fleet.builder.publish(fleet.nowMs));
    }
    void caughtUp()
    {
        bool done = false;
        QCoro::connect(desk.settle(), &desk, [&done] { done = true; });
        ASSERT_TRUE(QTest::qWaitFor([&] { return done; }, 30'000));
    }
    void open()
    {
        publish();
        ASSERT_TRUE(settle(desk.open()));
        caughtUp();
        page = std::make_unique<DriversPage>(DriversPage::Parts{
            desk, hub, clock, actions,
            [this](const KernelReport &, const QString &file) -> Result<Done> {
                reported.push_back(file);
                return Done{};
            },
            [] { return QStringLiteral("Riverside General"); }, [] { return QStringLiteral("J. Whitfield"); }, false});
        actions.setCurrentPage(QStringLiteral("drivers"));
        table = page->findChild<StyledTable *>(QStringLiteral("drivers"));
        filter = page->findChild<FilterBar *>(QStringLiteral("filter"));
        page->resize(1256, 800);
        page->show();
    }
    bool eventually(const std::function<bool()> &holds) { return QTest::qWaitFor(holds, 30'000); }
    QString name(int row) const { return table->model()->index(row, DriverTable::NameColumn).data().toString(); }
    int rowOf(const QString &image) const
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            if (name(row) == image)
                return row;
        }
        return -1;
    }
    void type(const QString &line)
    {
        filter->focusLine();
        QTest::keyClicks(filter->focusProxy(), line);
        QTest::keyClick(filter->focusProxy(), Qt::Key_Escape);
    }
    void run(const char *verb) { actions.action(QString::fromLatin1(verb))->trigger(); }
    QString file(const char *called, const QByteArray &bytes)
    {
        QFile f(folder.filePath(QString::fromLatin1(called)));
        EXPECT_TRUE(f.open(QIODevice::WriteOnly));
        f.write(bytes);
        return f.fileName();
    }
};

} // namespace ringward::testing
