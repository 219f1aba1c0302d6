#include "models/store/migrate.h"

#include "tests/models/store/storefixture.h"

#include <QDir>
#include <QFile>

namespace ringward {

namespace {

/// Migrations of the test's own, in a store that the program made.
struct MigrateTest : testing::StoreTest {
    std::unique_ptr<Database> database = open();
    QString scripts = folder.filePath(QStringLiteral("sql"));

    void SetUp() override
    {
        QDir().mkpath(scripts);
        write("0001_base.sql", "CREATE TABLE first (id INTEGER);\n");
        ASSERT_TRUE(database->connection()->run(QStringLiteral("PRAGMA user_version = 0")));
    }
    void write(const char *name, const char *sql) const
    {
        QFile script(scripts + u'/' + QString::fromLatin1(name));
        ASSERT_TRUE(script.open(QIODevice::WriteOnly));
        script.write(sql);
    }
    Result<Done> run() const { return migrate(*database->connection(), scripts); }
    qint64 number(const char *sql) const
    {
        return database->connection()->value(QString::fromLatin1(sql))->toLongLong();
    }
};

} // namespace

TEST_F(MigrateTest, FilesRunInOrderAndOnce)
{
    write("0002_more.sql", "-- why\n\nINSERT INTO first -- how\nVALUES(1);\n\nINSERT INTO first VALUES(2);");
    ASSERT_TRUE(run());
    ASSERT_TRUE(run());
    EXPECT_EQ(number("SELECT count(*) FROM first"), 2);
    EXPECT_EQ(number("PRAGMA user_version"), 2);
}

TEST_F(MigrateTest, AMigrationThatFailsHalfWayLeavesNothingOfItself)
{
    ASSERT_TRUE(run());
    write("0002_more.sql",
          "CREATE TABLE second (id INTEGER);\n\nINSERT INTO first VALUES(1);\n\nINSERT INTO none "
          "VALUES(1);\n");
    const Result<Done> failed = run();
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().kind, Error::Kind::Storage);
    EXPECT_EQ(number("PRAGMA user_version"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM first"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM sqlite_master WHERE name = 'second'"), 0);
    write("0002_more.sql", "INSERT INTO first VALUES(1);\n");
    EXPECT_TRUE(run());
    EXPECT_EQ(number("SELECT count(*) FROM first"), 1);
}

TEST_F(MigrateTest, AGapInTheNumbersIsRefused)
{
    write("0003_later.sql", "CREATE TABLE third (id INTEGER);\n");
    EXPECT_FALSE(run());
    EXPECT_EQ(number("PRAGMA user_version"), 1);
}

TEST_F(MigrateTest, AStoreOfANewerVersionIsRefused)
{
    ASSERT_TRUE(database->connection()->run(QStringLiteral("PRAGMA user_version = 4711")));
    database.reset();
    const auto opened = Database::open(file);
    ASSERT_FALSE(opened);
    const QString message = userMessage(opened.error());
    EXPECT_TRUE(message.contains(QStringLiteral("newer version"))) << message.toStdString();
    EXPECT_TRUE(message.contains(file));
}

} // namespace ringward
