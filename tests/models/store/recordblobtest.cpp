#include "models/store/recordblob.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QCborMap>
#include <QCborValue>

namespace ringward {

namespace {

SourceRecord fullRecord()
{
    SourceRecord record;
    for (std::size_t i = 0; i < kFieldCount; ++i)
        record.text[i] = QStringLiteral("%1 żółć").arg(i);
    record.lastSeenMs = 1'721'361'000'123;
    record.receivedMs = 1'721'361'000'456;
    record.wardBeds = 65'535;
    record.wardMinimumCover = 3;
    record.flags = DeviceFlag::Cart | DeviceFlag::InSafeMode;
    record.signs = {.online = false,
                    .reducedFunctionality = true,
                    .agentStopped = std::nullopt,
                    .contentError = false,
                    .rebootPending = true,
                    .restartsLastHour = 0,
                    .bootTimeMs = 5};
    record.pin = {PinKind::Delay, 99};
    record.streams = {{{StreamKind::SecurityContent, QStringLiteral("rapid response")},
                       QStringLiteral("291"),
                       {QStringLiteral("Delayed"), 2, true}},
                      {{StreamKind::OperatingSystem, {}}, {}, {}}};
    return record;
}

void expectSame(const SourceRecord &left, const SourceRecord &right)
{
    EXPECT_EQ(left.text, right.text);
    EXPECT_EQ(left.lastSeenMs, right.lastSeenMs);
    EXPECT_EQ(left.receivedMs, right.receivedMs);
    EXPECT_EQ(left.wardBeds, right.wardBeds);
    EXPECT_EQ(left.wardMinimumCover, right.wardMinimumCover);
    EXPECT_EQ(left.flags, right.flags);
    EXPECT_TRUE(left.signs == right.signs);
    EXPECT_TRUE(left.pin == right.pin);
    EXPECT_TRUE(left.streams == right.streams);
}

constexpr std::array kTexts{&Driver::name,       &Driver::displayName, &Driver::path,   &Driver::image,
                            &Driver::version,    &Driver::publisher,   &Driver::signer, &Driver::infName,
                            &Driver::className,  &Driver::altitude,    &Driver::md5,    &Driver::loadOrderGroup,
                            &Driver::hardwareId, &Driver::sha1,        &Driver::sha256, &Driver::impHash,
                            &Driver::keyUsages};

Driver fullDriver()
{
    Driver d;
    for (std::size_t i = 0; i < kTexts.size(); ++i)
        d.*kTexts[i] = QString::number(i + 1);
    d.start = StartType::Boot;
    d.kind = ImageKind::FileSystem;
    d.state = RunState::Stopped;
    d.isSigned = Told::Yes;
    d.fileMissing = Told::No;
    d.safeMode = SafeMode::Network;
    d.nameCut = d.flagged = true;
    d.linkDate = QDateTime::fromMSecsSinceEpoch(0, Qt::UTC);
    d.fileDate = QDate(2024, 7, 19);
    d.driverDate = QDate(1999, 12, 31);
    d.fileBytes = 0;
    d.codeBytes = 1;
    d.pagedPoolBytes = 2;
    d.instances = 0;
    return d;
}

void expectSame(const Driver &l, const Driver &r)
{
    for (const auto text : kTexts)
        EXPECT_EQ(l.*text, r.*text);
    EXPECT_TRUE(std::tie(l.start, l.kind, l.state, l.isSigned, l.fileMissing, l.nameCut, l.flagged, l.linkDate)
                == std::tie(r.start, r.kind, r.state, r.isSigned, r.fileMissing, r.nameCut, r.flagged, r.linkDate));
    EXPECT_EQ(l.safeMode, r.safeMode);
    EXPECT_TRUE(std::tie(l.fileDate, l.driverDate, l.fileBytes, l.codeBytes, l.pagedPoolBytes, l.instances)
                == std::tie(r.fileDate, r.driverDate, r.fileBytes, r.codeBytes, r.pagedPoolBytes, r.instances));
}

} // namespace

TEST(RecordBlobTest, EveryFactComesBack)
{
    SourceRecord copy;
    ASSERT_TRUE(decodeRecord(encodeRecord(fullRecord()), copy));
    expectSame(fullRecord(), copy);
}

TEST(RecordBlobTest, WhatWasNotToldStaysNotTold)
{
    SourceRecord copy = fullRecord();
    ASSERT_TRUE(decodeRecord(encodeRecord({}), copy));
    expectSame(SourceRecord(), copy);
}

TEST(RecordBlobTest, AFactOfALaterVersionIsSkipped)
{
    QCborMap map = QCborValue::fromCbor(encodeRecord(fullRecord())).toMap();
    map.insert(QStringLiteral("battery"), QCborMap{{QStringLiteral("percent"), 7}});
    map.insert(QStringLiteral("version"), 2);
    SourceRecord copy;
    ASSERT_TRUE(decodeRecord(map.toCborValue().toCbor(), copy));
    expectSame(fullRecord(), copy);
}

TEST(RecordBlobTest, BytesThatAreNoRecordAreRefused)
{
    SourceRecord copy;
    for (const char *bytes : {"", "x", "\xa0", "\xff\xff\xff", "\x9f\x9f\x9f"})
        EXPECT_FALSE(decodeRecord(bytes, copy));
}

TEST(RecordBlobTest, EveryFactOfADriverComesBack)
{
    DriverList list;
    list.drivers = {fullDriver(), Driver()};
    list.takenMs = 12;
    list.complete = false;
    list.format = QStringLiteral("FRST");
    const DriverListPtr copy = decodeDrivers(encodeDrivers(list));
    ASSERT_TRUE(copy);
    ASSERT_EQ(copy->drivers.size(), 2U);
    expectSame(list.drivers[0], copy->drivers[0]);
    expectSame(list.drivers[1], copy->drivers[1]);
    EXPECT_EQ(copy->takenMs, 12);
    EXPECT_FALSE(copy->complete);
    EXPECT_EQ(copy->format, QStringLiteral("FRST"));
    EXPECT_EQ(decodeDrivers("nonsense"), nullptr);
}

} // namespace ringward
