#include "tests/models/store/storefixture.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace ringward {

using testing::expectSame;
using testing::fleetOf;

namespace {

struct DatabaseTest : testing::StoreTest {
    void put(const QByteArray &bytes) const
    {
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly));
        out.write(bytes);
    }
    QByteArray bytes() const
    {
        QFile in(file);
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    /// What the person reads when the store cannot be opened.
    QString refusal() const
    {
        const auto opened = Database::open(file);
        return opened ? QStringLiteral("it opened") : userMessage(opened.error());
    }
};

void expectPart(const QString &text, const char *part)
{
    EXPECT_TRUE(text.contains(QString::fromLatin1(part))) << text.toStdString() << "\n lacks: " << part;
}

} // namespace

TEST_F(DatabaseTest, TheFolderIsMadeAndWritesAreSynced)
{
    file = folder.filePath(QStringLiteral("new/deep/ringward.sqlite"));
    const auto database = open();
    ASSERT_TRUE(database);
    EXPECT_EQ(database->connection()->value(QStringLiteral("PRAGMA journal_mode"))->toString(), QStringLiteral("wal"));
    EXPECT_EQ(database->connection()->value(QStringLiteral("PRAGMA synchronous"))->toInt(), 2);
    EXPECT_EQ(database->connection()->value(QStringLiteral("PRAGMA foreign_keys"))->toInt(), 1);
}

TEST_F(DatabaseTest, AFileOfAnythingElseIsRefusedAndNotTouched)
{
    const QByteArray letter = "Dear ward manager, " + QByteArray(5000, 'x');
    for (const QByteArray &content : {letter, QByteArray("a"), QByteArray(9000, '\0')}) {
        put(content);
        expectPart(refusal(), "is not a store of Ringward");
        EXPECT_EQ(bytes(), content);
    }
}

TEST_F(DatabaseTest, TheDatabaseOfAnotherProgramIsRefusedAndNotTouched)
{
    {
        QSqlDatabase other = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("other"));
        other.setDatabaseName(file);
        ASSERT_TRUE(other.open());
        ASSERT_TRUE(QSqlQuery(other).exec(QStringLiteral("CREATE TABLE moz_places (id INTEGER)")));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("other"));
    const QByteArray before = bytes();
    expectPart(refusal(), "another program");
    EXPECT_EQ(bytes(), before);
}

TEST_F(DatabaseTest, ADamagedStoreIsRefusedAndNotOverwritten)
{
    {
        const auto database = open();
        SqliteArchive archive(*database);
        ASSERT_TRUE(archive.saveSnapshot(fleetOf(5000)));
    }
    QByteArray broken = bytes();
    ASSERT_GT(broken.size(), 20'000);
    std::fill(broken.begin() + 100, broken.begin() + 16'384, 'x'); // the schema is on the first page
    put(broken);
    expectPart(refusal(), "is damaged");
    EXPECT_EQ(bytes(), broken);
}

TEST_F(DatabaseTest, AStoreCutShortIsAnErrorNotAWrongFleet)
{
    {
        const auto database = open();
        SqliteArchive archive(*database);
        ASSERT_TRUE(archive.saveSnapshot(fleetOf(50'000)));
    }
    put(bytes().left(bytes().size() / 2));
    const auto database = Database::open(file);
    if (!database)
        return; // refused at once is as good
    SqliteArchive archive(**database);
    EXPECT_FALSE(archive.loadSnapshot());
}

TEST_F(DatabaseTest, WhileAnotherProgramWritesItSaysSoAndNothingIsLost)
{
    const auto database = open({.busyTimeoutMs = 50});
    SqliteArchive archive(*database);
    const FleetSnapshotPtr saved = fleetOf(100);
    ASSERT_TRUE(archive.saveSnapshot(saved));
    const auto other = open();
    ASSERT_TRUE(other->connection()->run(QStringLiteral("BEGIN IMMEDIATE")));
    const auto refused = archive.saveSnapshot(fleetOf(100, 1));
    ASSERT_FALSE(refused);
    expectPart(userMessage(refused.error()), "Another program is writing");
    expectSame(*saved, **archive.loadSnapshot()); // readers go on
    ASSERT_TRUE(other->connection()->run(QStringLiteral("ROLLBACK")));
    EXPECT_TRUE(archive.saveSnapshot(fleetOf(100, 1)));
}

TEST_F(DatabaseTest, AFullDiskIsAnErrorAndTheLastStateStays)
{
    const FleetSnapshotPtr saved = fleetOf(100);
    {
        const auto database = open();
        SqliteArchive archive(*database);
        ASSERT_TRUE(archive.saveSnapshot(saved));
    }
    const auto database = open({.mostBytes = QFileInfo(file).size() + 256 * 1024});
    SqliteArchive archive(*database);
    const auto refused = archive.saveSnapshot(fleetOf(50'000, 1));
    ASSERT_FALSE(refused);
    expectPart(userMessage(refused.error()), "no room left");
    expectSame(*saved, **archive.loadSnapshot());
    EXPECT_TRUE(archive.saveSnapshot(fleetOf(110, 2))) << "what fits still goes";
}

#ifdef Q_OS_UNIX
TEST_F(DatabaseTest, AFolderThatMayNotBeWrittenToIsAnErrorThatSaysSo)
{
    {
        ASSERT_TRUE(open());
    }
    const auto readOnly = QFile::ReadOwner | QFile::ReadGroup | QFile::ReadOther;
    ASSERT_TRUE(QFile::setPermissions(file, readOnly));
    ASSERT_TRUE(QFile::setPermissions(folder.path(), readOnly | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther));
    const bool isRoot = geteuid() == 0; // root may write everywhere, so the test becomes nobody for a moment
    ASSERT_TRUE(!isRoot || seteuid(65534) == 0);
    const QString existing = refusal();
    file = folder.filePath(QStringLiteral("new.sqlite"));
    const QString missing = refusal();
    file = folder.filePath(QStringLiteral("deeper/new.sqlite"));
    const QString noFolder = refusal();
    ASSERT_TRUE(!isRoot || seteuid(0) == 0);
    QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    expectPart(existing, "Check");
    expectPart(existing, "folder");
    expectPart(missing, "cannot be opened");
    expectPart(noFolder, "cannot be made");
}
#endif

TEST_F(DatabaseTest, AFolderInPlaceOfTheFileIsRefused)
{
    QDir().mkpath(file);
    expectPart(refusal(), "cannot be read");
}

TEST_F(DatabaseTest, AServerAddressIsRefusedWithoutItsPassword)
{
    const auto opened = Database::open(QStringLiteral("postgresql://ringward:secret@db.example/ringward"));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().kind, Error::Kind::NotSupported);
    EXPECT_FALSE(opened.error().detail.contains(QStringLiteral("secret")));
}

} // namespace ringward
