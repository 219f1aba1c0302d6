#pragma once
#include "models/fleet/fleetbuilder.h"
#include "tests/support/manualclock.h"
#include "tests/support/memoryviews.h"
#include "tests/support/printers.h"
#include "views/devices/devicespage.h"
#include "views/devices/viewsrow.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/chip.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/themehub.h"

#include <gtest/gtest.h>

#include <QSettings>
#include <QTest>

namespace ringward::testing {

inline constexpr qint64 kNow = 1'757'320'000'000;

struct Spec {
    const char *host, *ward;
    Tier tier;
    AgentHealth health;
};
inline const std::vector<Spec> kFew{{"RGH-ICU4W-BED07", "4W ICU", Tier::T0, AgentHealth::Silent},
                                    {"RGH-ICU4W-NS02", "4W ICU", Tier::T1, AgentHealth::CrashLooping},
                                    {"RGH-LAB-01", "Path Lab", Tier::T2, AgentHealth::Up},
                                    {"RGH-LAB-02", "Path Lab", Tier::T2, AgentHealth::Degraded}};

inline FleetSnapshotPtr fleetOf(const std::vector<Spec> &specs,
                                FleetSnapshotPtr base = std::make_shared<const FleetSnapshot>())
{
    FleetBuilder builder(base);
    FleetDictionaries &names = builder.editNames();
    const quint32 stream = names.stream({StreamKind::SecurityContent, QStringLiteral("rapid response")});
    for (const Spec &spec : specs) {
        const QString ward = QString::fromLatin1(spec.ward);
        DeviceRow row;
        row.id = DeviceId{builder.size() + 1};
        row.host = spec.host;
        row.ward = names.ward({QStringLiteral("RGH"), QStringLiteral("Riverside General"), QStringLiteral("Tower B"),
                               ward, ward, QStringLiteral("icu"), 12, 4});
        row.role = names.roles.intern(QStringLiteral("Bedside workstation"));
        row.model = names.models.intern(QStringLiteral("Dell OptiPlex 7010 Micro"));
        row.osBuild = names.osBuilds.intern(QStringLiteral("22631.4112"));
        row.room = names.rooms.intern(QStringLiteral("Bed 7"));
        UpdateState update{names.agentProducts.intern(QStringLiteral("Falcon")),
                           names.versions.intern(QStringLiteral("7.28.20009")),
                           {}};
        update.streams.resize(stream + 1);
        update.streams[stream] = {names.versions.intern(QStringLiteral("1187")),
                                  names.ring({QStringLiteral("Broad"), 2, false})};
        row.updates = names.update(update);
        row.tier = spec.tier;
        row.health = spec.health;
        row.lastSeenMs = kNow - 16 * 60'000;
        row.healthSinceMs = kNow - 16 * 60'000;
        builder.append(row);
    }
    return builder.publish(kNow - 9000);
}

inline DeviceDetail detailOf(DeviceId device)
{
    DeviceDetail detail;
    detail.id = device;
    for (quint32 source = 1; source <= 3; ++source) {
        SourceRecord record;
        record.source = SourceId{source};
        record.key = QStringLiteral("record-%1").arg(source);
        record[Field::HostName] = QStringLiteral("RGH-ICU4W-BED07");
        record[Field::WardCode] = source == 3 ? QStringLiteral("4 East HDU") : QStringLiteral("4 West ICU");
        record[Field::SerialNumber] = source == 2 ? QString() : QStringLiteral("7QK2RT3");
        record.lastSeenMs = kNow - source * 60'000;
        record.receivedMs = kNow - 9000;
        detail.records.push_back(record);
    }
    auto drivers = std::make_shared<DriverList>();
    for (const char *name : {"csagent.sys", "acpi.sys", "wdfilter.sys"}) {
        Driver driver;
        driver.image = QString::fromLatin1(name);
        driver.version = QStringLiteral("7.28.20009.0");
        driver.publisher = QStringLiteral("CrowdStrike, Inc.");
        drivers->drivers.push_back(driver);
    }
    drivers->format = QStringLiteral("msinfo32");
    drivers->complete = false;
    detail.records[0].drivers = drivers;
    detail.matchedBy = QStringLiteral("One machine by its serial number.");
    detail.conflicts.push_back(
        {Field::WardCode,
         {{SourceId{1}, QStringLiteral("4 West ICU")}, {SourceId{3}, QStringLiteral("4 East HDU")}},
         SourceId{1},
         QStringLiteral("Ward: 4 West ICU is taken because two sources agree on it.")});
    detail.why = {{true, QStringLiteral("No check-in for 16 min (limit 3 × 5 min)"), QStringLiteral("Falcon")},
                  {true, QStringLiteral("Directory and relay silent too"), QStringLiteral("2 of 2")},
                  {false, QStringLiteral("Not the network: 32 of 35 in ward answer"), {}}};
    detail.history = {{kNow - 60'000, AgentHealth::Silent, QStringLiteral("silent, third check-in missed")},
                      {kNow - 960'000, AgentHealth::Up, QStringLiteral("last check-in, idle 2 min")}};
    return detail;
}

inline Async<DeviceDetail> answer(DeviceId device, std::stop_token)
{
    co_return detailOf(device);
}

/// Waits long: the machine may be busy with other tests.
inline bool eventually(const std::function<bool()> &holds)
{
    return QTest::qWaitFor(holds, 30'000);
}

struct DevicesPageTest : ::testing::Test {
    ThemeHub hub{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};
    FleetHub fleet;
    ManualClock clock{kNow};
    MemoryViews store;
    ActionRegistry actions;
    std::unique_ptr<DevicesPage> page;
    StyledTable *table = nullptr;
    FilterBar *filter = nullptr;
    DevicePane *pane = nullptr;

    DevicesPageTest() { QSettings().clear(); }
    void open(const FleetSnapshotPtr &snapshot)
    {
        fleet.publish(snapshot);
        page = std::make_unique<DevicesPage>(
            DevicesPage::Parts{fleet,
                               clock,
                               store,
                               actions,
                               answer,
                               [](SourceId id) {
                                   return QStringList{QString(), QStringLiteral("Falcon"), QStringLiteral("Directory"),
                                                      QStringLiteral("MeshCentral")}[qsizetype(id.value)];
                               },
                               QStringLiteral("J. Whitfield"),
                               false,
                               {},
                               reach});
        actions.setCurrentPage(QStringLiteral("devices"));
        table = page->findChild<StyledTable *>(QStringLiteral("devices"));
        filter = page->findChild<FilterBar *>();
        pane = page->findChild<DevicePane *>();
        page->resize(1256, 800);
        page->show();
    }
    DevicePane::MoreFacts reach; ///< before open()
    bool shows(int rows)
    {
        return eventually([&] { return table->model()->rowCount() == rows; });
    }
    QString host(int row) { return table->model()->index(row, DeviceTable::HostColumn).data().toString(); }
    QStringList chips()
    {
        QStringList names;
        for (const Chip *chip : page->findChild<ViewsRow *>()->findChildren<Chip *>())
            names << chip->text();
        return names;
    }
    void type(const QString &line)
    {
        filter->focusLine();
        QTest::keyClicks(filter->focusProxy(), line);
        QTest::keyClick(filter->focusProxy(), Qt::Key_Escape);
    }
};

} // namespace ringward::testing
