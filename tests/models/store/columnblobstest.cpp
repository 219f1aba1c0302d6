#include "models/store/columnblobs.h"

#include "models/store/namesblob.h"
#include "tests/models/store/storefixture.h"

namespace ringward {

using testing::fleetOf;

TEST(ColumnBlobsTest, EveryColumnComesBackAsItWas)
{
    const FleetSnapshotPtr fleet = fleetOf(700);
    const FleetChunk &chunk = *fleet->chunks().front();
    FleetChunk copy;
    for (const ColumnBlob &column : columnBlobs())
        ASSERT_TRUE(column.decode(copy, column.encode(chunk), fleet->names())) << column.name;
    ASSERT_TRUE(isWhole(copy));
    const FleetSnapshot again({std::make_shared<FleetChunk>(copy)}, fleet->sharedNames(), fleet->takenMs());
    testing::expectSame(*fleet, again);
}

TEST(ColumnBlobsTest, ANumberThatNoDictionaryKnowsIsRefused)
{
    const FleetSnapshotPtr fleet = fleetOf(10);
    const FleetDictionaries none;
    for (const char *name : {"ward", "room", "model", "osBuild", "role", "updates", "driverSet", "pin"}) {
        const ColumnBlob *column = columnBlob(QString::fromLatin1(name));
        ASSERT_NE(column, nullptr) << name;
        FleetChunk copy;
        EXPECT_FALSE(column->decode(copy, column->encode(*fleet->chunks().front()), none)) << name;
    }
}

TEST(ColumnBlobsTest, BytesOfTheWrongLengthAreRefused)
{
    const FleetSnapshotPtr fleet = fleetOf(100);
    const FleetChunk &chunk = *fleet->chunks().front();
    for (const ColumnBlob &column : columnBlobs()) {
        const QByteArray whole = column.encode(chunk);
        for (const QByteArray &bytes : {whole.chopped(1), whole.left(whole.size() / 2), whole + "xx"}) {
            FleetChunk copy = chunk;
            EXPECT_FALSE(column.decode(copy, bytes, fleet->names()) && isWhole(copy)) << column.name;
        }
    }
}

TEST(NamesBlobTest, HalfASurrogatePairSurvives)
{
    FleetDictionaries names;
    const QString half = QStringLiteral("room ") + QChar(0xd83d);
    names.rooms.intern(half);
    names.rooms.intern(QStringLiteral("room ") + QChar(0xdc00));
    const auto copy = decodeNames(encodeNames(names));
    ASSERT_TRUE(copy);
    EXPECT_EQ(copy->rooms.find(half), 1U);
}

TEST(NamesBlobTest, BytesThatAreNoDictionariesAreRefused)
{
    FleetDictionaries names;
    names.rooms.intern(QStringLiteral("R1"));
    const QByteArray whole = encodeNames(names);
    ASSERT_NE(decodeNames(whole), nullptr);
    for (qsizetype length = 0; length < whole.size(); length += 5)
        EXPECT_EQ(decodeNames(whole.left(length)), nullptr);
}

} // namespace ringward
