#include "models/fleet/fleetbuilder.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;

namespace {

DeviceRow device(quint32 id, std::string host, AgentHealth health = AgentHealth::Up)
{
    return {.id = DeviceId{id}, .host = std::move(host), .health = health, .lastSeenMs = 1'000'000};
}

FleetSnapshotPtr fleetOf(quint32 count)
{
    FleetBuilder builder;
    for (quint32 i = 0; i < count; ++i)
        builder.append(device(i + 1, "host-" + std::to_string(i)));
    return builder.publish(5);
}

} // namespace

TEST(FleetBuilder, WhatWentInComesOutAcrossChunks)
{
    const FleetSnapshotPtr fleet = fleetOf(kChunkRows + 300);
    ASSERT_EQ(fleet->size(), kChunkRows + 300);
    ASSERT_EQ(fleet->chunks().size(), 2U);
    for (const Row row : {0U, 127U, 128U, kChunkRows - 1, kChunkRows, kChunkRows + 299}) {
        EXPECT_EQ(fleet->host(row), "host-" + std::to_string(row));
        EXPECT_EQ(fleet->row(row), device(row + 1, "host-" + std::to_string(row)));
    }
    EXPECT_EQ(fleet->find(DeviceId{kChunkRows + 1}), kChunkRows);
    EXPECT_EQ(fleet->find(DeviceId{kChunkRows + 301}), std::nullopt);
}

TEST(FleetBuilder, ACheckInCopiesOnlyTheColumnThatChanged)
{
    const FleetSnapshotPtr before = fleetOf(kChunkRows + 1);
    FleetBuilder builder(before);
    builder.setSeen(3, AgentHealth::Up, 0, 2'000'000);
    const FleetSnapshotPtr after = builder.publish(6);
    EXPECT_EQ(after->lastSeenMs(3), 2'000'000);
    EXPECT_EQ(before->lastSeenMs(3), 1'000'000) << "a published snapshot never changes";
    EXPECT_EQ(after->chunks()[0]->health, before->chunks()[0]->health);
    EXPECT_EQ(after->chunks()[0]->host, before->chunks()[0]->host);
    EXPECT_NE(after->chunks()[0]->lastSeenSec, before->chunks()[0]->lastSeenSec);
    EXPECT_EQ(after->chunks()[1], before->chunks()[1]);
}

TEST(FleetBuilder, ARenamedDeviceKeepsItsNeighbours)
{
    FleetBuilder builder(fleetOf(300));
    DeviceRow renamed = device(129, "icu-bed-07", AgentHealth::Silent);
    builder.update(128, renamed);
    const FleetSnapshotPtr after = builder.publish(6);
    EXPECT_EQ(after->host(127), "host-127");
    EXPECT_EQ(after->host(128), "icu-bed-07");
    EXPECT_EQ(after->host(129), "host-129");
    EXPECT_EQ(after->health(128), AgentHealth::Silent);
}

TEST(FleetBuilder, NamesOfAPublishedSnapshotStayAsTheyWere)
{
    FleetBuilder builder;
    const quint32 icu = builder.editNames().ward({.siteCode = QStringLiteral("RGH"), .code = QStringLiteral("4W ICU")});
    const FleetSnapshotPtr first = builder.publish(1);
    builder.editNames().ward({.siteCode = QStringLiteral("RGH"), .code = QStringLiteral("NICU")});
    const FleetSnapshotPtr second = builder.publish(2);
    EXPECT_EQ(first->names().wards().size(), 2U);
    EXPECT_EQ(second->names().wards().size(), 3U);
    EXPECT_EQ(second->names().wards()[icu].code, QStringLiteral("4W ICU"));
}

TEST(HostColumn, CutsNamesThatNoHostCanHave)
{
    HostColumn hosts;
    hosts.append(std::string(300, 'x'));
    hosts.append("next");
    EXPECT_EQ(hosts.at(0).size(), 255U);
    EXPECT_EQ(hosts.at(1), "next");
}
