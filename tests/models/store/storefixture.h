#pragma once
#include "models/fleet/fleetbuilder.h"
#include "models/store/database.h"
#include "models/store/sqlitearchive.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

namespace ringward::testing {

/// A fleet whose every column and dictionary is used; `seed` changes all values.
inline FleetSnapshotPtr fleetOf(quint32 devices, quint32 seed = 0)
{
    FleetBuilder builder;
    FleetDictionaries &names = builder.editNames();
    const QString tag = QString::number(seed);
    const quint32 ward = names.ward({.siteCode = QStringLiteral("RGH") + tag,
                                     .siteName = QStringLiteral("Royal Glen"),
                                     .building = QStringLiteral("A"),
                                     .code = QStringLiteral("4W ICU"),
                                     .name = QStringLiteral("Intensive care, 4 west"),
                                     .kind = QStringLiteral("icu"),
                                     .beds = 16,
                                     .minimumCover = 3});
    names.stream({StreamKind::SecurityContent, QStringLiteral("rapid response")});
    UpdateState update{.agentProduct = names.agentProducts.intern(QStringLiteral("Falcon") + tag),
                       .agentVersion = names.versions.intern(QStringLiteral("7.16.18613")),
                       .streams = {}};
    update.streams.push_back(
        {names.versions.intern(QStringLiteral("291.") + tag), names.ring({QStringLiteral("early") + tag, 1, true})});
    const quint32 updates = names.update(update);
    const quint32 drivers = names.driverSet(
        {names.drivers.intern(QStringLiteral("csagent.sys")), names.drivers.intern(QStringLiteral("disk") + tag)});
    const quint16 pin = names.pin({PinKind::Delay, 1'700'000'000'000 + seed});
    for (quint32 i = 0; i < devices; ++i) {
        DeviceRow row;
        row.id = DeviceId{i + 1};
        row.host = "ward-" + std::to_string(i * 7919 % 100'003) + "-" + std::to_string(seed);
        row.ward = ward;
        row.room = names.rooms.intern(QStringLiteral("R%1").arg((i + seed) % 50));
        row.model = names.models.intern(QStringLiteral("OptiPlex %1").arg((i + seed) % 9));
        row.osBuild = names.osBuilds.intern(QStringLiteral("10.0.%1").arg(19041 + seed));
        row.role = names.roles.intern(QStringLiteral("bedside") + tag);
        row.tier = Tier((i + seed) % kTierCount);
        row.health = AgentHealth((i / 3 + seed) % kHealthCount);
        row.healthSinceMs = qint64(1'600'000'000 + i + seed) * 1000;
        row.lastSeenMs = qint64(1'700'000'000 + i * 3 + seed) * 1000;
        row.flags = DeviceFlags::fromInt(quint8((i + seed) % 16));
        row.updates = updates;
        row.driverSet = drivers;
        row.pin = pin;
        row.sourceMask = quint16(i % 8 + seed);
        row.conflicts = quint8(i + seed);
        builder.append(row);
    }
    return builder.publish(1'700'000'000'000 + seed);
}

/// Whether two snapshots say the same, row by row and name by name.
inline void expectSame(const FleetSnapshot &left, const FleetSnapshot &right)
{
    ASSERT_EQ(left.size(), right.size());
    EXPECT_EQ(left.takenMs(), right.takenMs());
    for (Row row = 0; row < left.size(); ++row)
        ASSERT_TRUE(left.row(row) == right.row(row)) << "row " << row;
    const auto textsOf = [](const Dictionary &dictionary) {
        QStringList texts;
        for (quint32 id = 0; id < dictionary.size(); ++id)
            texts << dictionary.text(id);
        return texts;
    };
    const FleetDictionaries &l = left.names();
    const FleetDictionaries &r = right.names();
    for (const auto member : {&FleetDictionaries::models, &FleetDictionaries::osBuilds, &FleetDictionaries::rooms,
                              &FleetDictionaries::roles, &FleetDictionaries::agentProducts,
                              &FleetDictionaries::versions, &FleetDictionaries::sources, &FleetDictionaries::drivers})
        EXPECT_EQ(textsOf(l.*member), textsOf(r.*member));
    EXPECT_TRUE(l.wards() == r.wards());
    EXPECT_TRUE(l.updates() == r.updates());
    EXPECT_TRUE(l.rings() == r.rings());
    EXPECT_TRUE(l.streams() == r.streams());
    EXPECT_TRUE(l.pins() == r.pins());
    EXPECT_TRUE(l.driverSets() == r.driverSets());
}

/// A store in a folder of its own.
struct StoreTest : ::testing::Test {
    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("ringward.sqlite"));

    std::unique_ptr<Database> open(Database::Options options = {}) const
    {
        auto database = Database::open(file, options);
        if (!database)
            ADD_FAILURE() << database.error().detail.toStdString();
        return database ? std::move(*database) : nullptr;
    }
};

} // namespace ringward::testing
