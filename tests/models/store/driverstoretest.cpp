#include "models/store/idruns.h"
#include "models/store/sqliteauditlog.h"
#include "models/store/sqlitedrivers.h"
#include "tests/models/store/storefixture.h"

namespace ringward {

namespace {

struct DriverStoreTest : testing::StoreTest {
    std::unique_ptr<Database> database = open();
    void restart()
    {
        database.reset();
        database = open();
    }
    bool isPermitted = true;
    SqliteDriverReviews::Decider decider = [this]() -> Result<AuditDraft> {
        if (!isPermitted)
            return Error{Error::Kind::Denied, {}, {}};
        AuditDraft who;
        who.atMs = 7;
        who.person = PersonId{3};
        return who;
    };
    static DriverReview review()
    {
        return {.subject = ReviewSubject::Image,
                .name = QStringLiteral("csagent.sys"),
                .scope = QStringLiteral("ward:icu"),
                .state = ReviewState::Replace,
                .owner = QStringLiteral("A. Night"),
                .reason = QStringLiteral("Überwachung"),
                .reviewBy = QDate(2025, 9, 8),
                .waiver = QStringLiteral("ordered"),
                .waiverUntil = QDate(2025, 10, 1),
                .openedMs = 5,
                .decidedMs = 6,
                .openedBy = QStringLiteral("new")};
    }
};

std::vector<DeviceId> ids(std::initializer_list<quint32> numbers)
{
    std::vector<DeviceId> all;
    for (const quint32 number : numbers)
        all.push_back(DeviceId{number});
    return all;
}

} // namespace

TEST_F(DriverStoreTest, ImagesComeBackWithAllThatWasTold)
{
    DriverLibrary library;
    Driver driver;
    driver.name = QStringLiteral("CSAgent");
    driver.image = QStringLiteral("csagent.sys");
    driver.version = QStringLiteral("7.28.20009");
    driver.signer = QStringLiteral("Microsoft Windows Hardware Compatibility Publisher");
    driver.start = StartType::System;
    library.add(driver);
    ASSERT_TRUE(SqliteArchive(*database).saveDrivers(library.takeChanges()));
    driver.sha256 = QString(64, u'a');
    library.add(driver);
    ASSERT_TRUE(SqliteArchive(*database).saveDrivers(library.takeChanges()));
    restart();
    const auto images = SqliteArchive(*database).loadDrivers();
    ASSERT_TRUE(images);
    ASSERT_EQ(images->size(), 1U);
    DriverLibrary again;
    again.restore(images->front());
    const DriverImage *image = again.find(QStringLiteral("csagent.sys 7.28.20009"));
    ASSERT_NE(image, nullptr);
    EXPECT_EQ(image->told.sha256, driver.sha256);
    EXPECT_EQ(image->told.start, StartType::System);
    EXPECT_EQ(image->signature, SignatureLevel::HardwarePublisher);
}

TEST_F(DriverStoreTest, ADecisionAboutADriverIsInTheAuditOrIsNotMade)
{
    SqliteDriverReviews reviews(*database, decider);
    isPermitted = false;
    EXPECT_EQ(reviews.save({review()}).error().kind, Error::Kind::Denied);
    EXPECT_TRUE(reviews.list()->empty());
    isPermitted = true;
    ASSERT_TRUE(reviews.save({review()}));
    ASSERT_TRUE(reviews.remove({reviews.list()->front().id}));
    const auto entries = SqliteAuditLog(*database).find({});
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 2U);
    EXPECT_EQ(entries->at(1).deed, QStringLiteral("driver.decided"));
    EXPECT_EQ(entries->at(1).object, QStringLiteral("csagent.sys"));
    EXPECT_EQ(entries->at(1).person, PersonId{3});
    EXPECT_TRUE(entries->at(1).text.contains(QStringLiteral("Überwachung")));
    EXPECT_EQ(entries->at(0).deed, QStringLiteral("driver.review-removed"));
}

TEST_F(DriverStoreTest, AReviewComesBackAsItWasAndIsOneForItsSubjectAndScope)
{
    SqliteDriverReviews reviews(*database, decider);
    ASSERT_TRUE(reviews.save({review()}));
    DriverReview changed = review();
    changed.state = ReviewState::Keep;
    DriverReview everywhere = review();
    everywhere.scope.clear();
    ASSERT_TRUE(reviews.save({changed, everywhere}));
    restart();
    SqliteDriverReviews again(*database, decider);
    auto listed = again.list();
    ASSERT_TRUE(listed);
    ASSERT_EQ(listed->size(), 2U);
    changed.id = (*listed)[0].id;
    EXPECT_TRUE((*listed)[0] == changed);
    ASSERT_TRUE(again.remove({changed.id}));
    EXPECT_EQ(again.remove({changed.id}).error().kind, Error::Kind::NotFound);
    EXPECT_EQ(again.list()->size(), 1U);
}

TEST_F(DriverStoreTest, AllReviewsAreSavedOrNone)
{
    SqliteDriverReviews reviews(*database, decider);
    DriverReview gone = review();
    gone.id = DriverReviewId{99};
    gone.name = QStringLiteral("other.sys");
    EXPECT_FALSE(reviews.save({review(), gone}));
    EXPECT_TRUE(reviews.list()->empty());
}

TEST_F(DriverStoreTest, CataloguesComeBackAndADamagedOneHasNoBytes)
{
    SqliteCatalogues catalogues(*database);
    ASSERT_TRUE(catalogues.put({CatalogueKind::LolDrivers, QStringLiteral("a.json"), 1, "first"}));
    ASSERT_TRUE(catalogues.put({CatalogueKind::LolDrivers, QStringLiteral("b.json"), 2, "second"}));
    ASSERT_TRUE(catalogues.put({CatalogueKind::BlockList, QStringLiteral("c.xml"), 3, "third"}));
    ASSERT_TRUE(database->connection()->run(
        QStringLiteral("UPDATE catalogue SET checksum = checksum + 1 WHERE kind = 'blocklist'")));
    restart();
    const auto loaded = SqliteCatalogues(*database).load();
    ASSERT_TRUE(loaded);
    ASSERT_EQ(loaded->size(), 2U);
    for (const StoredCatalogue &catalogue : *loaded) {
        const bool isDamaged = catalogue.kind == CatalogueKind::BlockList;
        EXPECT_EQ(catalogue.bytes.toStdString(), isDamaged ? "" : "second");
    }
}

TEST_F(DriverStoreTest, HistoryComesBackAndTheSameEventIsWrittenOnce)
{
    SqliteDriverHistory history(*database);
    using Kind = DriverEvent::Kind;
    const auto event = [](qint64 atMs, Kind kind) {
        return DriverEvent{.atMs = atMs,
                           .kind = kind,
                           .key = QStringLiteral("gdrv.sys 1.0"),
                           .devices = 2,
                           .wards = 1,
                           .where = QStringLiteral("RGH ICU"),
                           .source = QStringLiteral("Falcon"),
                           .with = QStringLiteral("agent 7.28")};
    };
    const QStringList before{QStringLiteral("csagent.sys 7.28"), QStringLiteral("disk.sys")};
    DriverNews news;
    news.events = {event(10, Kind::Arrived)};
    news.changes = {{10, before, ids({1, 2, 3, 70'000})}, {10, {}, ids({4})}};
    news.opened = {review()};
    ASSERT_TRUE(history.append(news));
    DriverNews again = news;
    again.events = {event(11, Kind::Arrived)};
    again.changes = {{11, before, ids({9})}};
    again.opened.clear();
    ASSERT_TRUE(history.append(again));
    again.events = {event(12, Kind::Left), event(13, Kind::Arrived)};
    again.changes.clear();
    ASSERT_TRUE(history.append(again));
    restart();
    SqliteDriverHistory kept(*database);
    const auto events = kept.events(0, 100);
    ASSERT_TRUE(events);
    ASSERT_EQ(events->size(), 3U) << "that of 11 says nothing new";
    EXPECT_TRUE((*events)[0] == event(10, Kind::Arrived));
    EXPECT_EQ((*events)[1].kind, Kind::Left);
    EXPECT_EQ(kept.events(11, 12)->size(), 1U);
    const auto changes = kept.changesSince(9);
    ASSERT_TRUE(changes);
    ASSERT_EQ(changes->size(), 3U);
    EXPECT_TRUE((*changes)[0] == (SetChange{11, before, ids({9})}));
    EXPECT_TRUE((*changes)[1] == (SetChange{10, {}, ids({4})}));
    EXPECT_TRUE((*changes)[2] == news.changes[0]);
    EXPECT_EQ(kept.changesSince(10)->size(), 1U);
    EXPECT_EQ(SqliteDriverReviews(*database, decider).list()->size(), 1U);
}

TEST_F(DriverStoreTest, AnArrivalDoesNotUndoADecisionThatWasTakenMeanwhile)
{
    DriverReview decided = review();
    decided.state = ReviewState::Keep;
    ASSERT_TRUE(SqliteDriverReviews(*database, decider).save({decided}));
    DriverNews news;
    news.opened = {review(), review()};
    news.opened[0].state = ReviewState::Unreviewed;
    news.opened[1].name = QStringLiteral("other.sys");
    ASSERT_TRUE(SqliteDriverHistory(*database).append(news));
    const auto listed = SqliteDriverReviews(*database, decider).list();
    ASSERT_EQ(listed->size(), 2U);
    EXPECT_EQ((*listed)[0].state, ReviewState::Keep);
}

TEST(IdRuns, NeighboursTakeLittleRoomAndDamageIsSeen)
{
    std::vector<DeviceId> many;
    for (quint32 i = 1; i <= 1'000'000; ++i)
        many.push_back(DeviceId{i});
    many.push_back(DeviceId{~0U});
    const QByteArray bytes = encodeIds(many);
    EXPECT_LT(bytes.size(), 20);
    EXPECT_EQ(decodeIds(bytes), many);
    EXPECT_EQ(decodeIds(encodeIds({})), std::vector<DeviceId>());
    EXPECT_FALSE(decodeIds(bytes.left(bytes.size() - 1)));
    EXPECT_FALSE(decodeIds(QByteArray(8, '\xff')));
    EXPECT_FALSE(decodeIds(QByteArray(2, '\0'))) << "a run of nothing";
}

} // namespace ringward
