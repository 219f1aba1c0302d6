#include "connectors/files/filesource.h"

#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

namespace ringward {
namespace {

using testing::settle;

struct FileSourceTest : ::testing::Test {
    QTemporaryDir folder;
    QString watched = folder.filePath(QStringLiteral("watched"));
    QString own = folder.filePath(QStringLiteral("own"));
    QString elsewhere = folder.filePath(QStringLiteral("elsewhere"));
    std::unique_ptr<FileSource> source;

    void SetUp() override
    {
        QDir().mkpath(watched);
        QDir().mkpath(elsewhere);
        source = std::make_unique<FileSource>(SourceId{7}, FileSource::Places{watched, own}, nullptr);
    }
    /// A file that was written long ago unless told otherwise.
    static QString write(const QString &path, const QByteArray &content, int ageSec = 3600)
    {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.flush();
        file.setFileTime(QDateTime::currentDateTime().addSecs(-ageSec), QFileDevice::FileModificationTime);
        return path;
    }
    std::vector<SourceRecord> fetchAll()
    {
        std::vector<SourceRecord> all;
        QByteArray after;
        do {
            auto page = settle(source->fetchDevices(after, {}));
            EXPECT_TRUE(page.has_value());
            if (!page)
                return all;
            std::move(page->records.begin(), page->records.end(), std::back_inserter(all));
            after = page->next;
        } while (!after.isEmpty());
        return all;
    }
};

TEST_F(FileSourceTest, ReadsAllFilesAndTheNewerCounts)
{
    write(watched + QStringLiteral("/old.csv"), "Hostname,Ward\nPC-1,old\nPC-2,old\n", 7200);
    write(watched + QStringLiteral("/new.csv"), "Hostname,Ward\nPC-1,new\n", 3600);
    write(watched + QStringLiteral("/bad.csv"), "Access is denied.\n", 1800);
    const auto records = fetchAll();
    ASSERT_EQ(records.size(), 2u);
    EXPECT_EQ(records[0][Field::WardCode], QStringLiteral("new"));
    EXPECT_EQ(records[1][Field::HostName], QStringLiteral("PC-2"));
    EXPECT_EQ(records[0].source, SourceId{7});
    EXPECT_GT(records[0].receivedMs, 0);
    ASSERT_EQ(source->lastReports().size(), 3u);
    EXPECT_TRUE(source->lastReports()[0].error);
}

TEST_F(FileSourceTest, NothingThereIsNoError)
{
    EXPECT_TRUE(fetchAll().empty());
    EXPECT_TRUE(settle(source->test({})).has_value());
}

TEST_F(FileSourceTest, AFolderThatIsGoneIsSaid)
{
    QDir(watched).removeRecursively();
    const auto page = settle(source->fetchDevices({}, {}));
    ASSERT_FALSE(page.has_value());
    EXPECT_EQ(page.error().kind, Error::Kind::NotFound);
    EXPECT_FALSE(settle(source->test({})).has_value());
}

TEST_F(FileSourceTest, ADroppedFileIsKeptOnlyWhenItWasUnderstood)
{
    QSignalSpy changed(source.get(), &FileSource::filesChanged);
    const QString good = write(elsewhere + QStringLiteral("/list.csv"), "Hostname,Ward\nPC-1,4W\n");
    const QString bad = write(elsewhere + QStringLiteral("/bad.csv"), "Access is denied.\n");
    const auto reports = settle(source->add({good, bad, good}, {}));
    ASSERT_TRUE(reports.has_value());
    ASSERT_EQ(reports->size(), 3u);
    EXPECT_TRUE((*reports)[0].understood());
    EXPECT_TRUE((*reports)[1].error);
    EXPECT_EQ(QDir(own).entryList(QDir::Files).size(), 1) << "the same file twice is kept once, the bad one not at all";
    EXPECT_TRUE(changed.wait(3000));
    QFile::remove(good);
    EXPECT_EQ(fetchAll().size(), 1u) << "the source does not need the original any more";
    EXPECT_FALSE(source->remove(bad).has_value());
    EXPECT_TRUE(source->remove((*reports)[0].path).has_value());
    EXPECT_TRUE(fetchAll().empty());
}

TEST_F(FileSourceTest, TheKeptCopyHoldsNoPatientData)
{
    const QString list =
        write(elsewhere + QStringLiteral("/list.csv"), "Hostname;Patient name;Ward\nPC-1;Anna Kowalska;\"4W; ICU\"\n");
    const auto reports = settle(source->add({list}, {}));
    ASSERT_TRUE(reports.has_value() && (*reports)[0].understood());
    EXPECT_EQ((*reports)[0].refusedColumns, QStringList{QStringLiteral("Patient name")});
    QFile copy((*reports)[0].path);
    ASSERT_TRUE(copy.open(QIODevice::ReadOnly));
    EXPECT_EQ(copy.readAll(), "\"Hostname\",\"Ward\"\n\"PC-1\",\"4W; ICU\"\n");
    const auto records = fetchAll();
    ASSERT_EQ(records.size(), 1u);
    EXPECT_EQ(records[0][Field::WardCode], QStringLiteral("4W; ICU"));
}

TEST_F(FileSourceTest, AFileThatIsStillGrowingIsWaitedFor)
{
    const QString path = write(watched + QStringLiteral("/growing.csv"), "Hostname,Ward\nPC-1,4W\n", 0);
    QTimer::singleShot(400, source.get(), [&] {
        QFile file(path);
        if (file.open(QIODevice::Append))
            file.write("PC-2,4W\n");
    });
    EXPECT_EQ(fetchAll().size(), 2u);
}

TEST_F(FileSourceTest, AFileThatAppearsWakesIt)
{
    QSignalSpy changed(source.get(), &FileSource::filesChanged);
    write(watched + QStringLiteral("/new.csv"), "Hostname\nPC-1\n");
    EXPECT_TRUE(changed.wait(5000));
}

TEST_F(FileSourceTest, StoppingIsAnAnswer)
{
    write(watched + QStringLiteral("/list.csv"), "Hostname,Ward\nPC-1,4W\n");
    std::stop_source stop;
    stop.request_stop();
    const auto page = settle(source->fetchDevices({}, stop.get_token()));
    ASSERT_FALSE(page.has_value());
    EXPECT_EQ(page.error().kind, Error::Kind::Cancelled);
}

TEST_F(FileSourceTest, GoingAwayWhileItReadsIsSafe)
{
    write(watched + QStringLiteral("/list.csv"), "Hostname,Ward\nPC-1,4W\n", 0);
    auto task = source->fetchDevices({}, {});
    source.reset();
    EXPECT_TRUE(settle(std::move(task)).has_value());
}

TEST_F(FileSourceTest, TheKindMakesOneForEachConfiguration)
{
    struct NoSecrets : SecretStore {
        Async<Secret> read(QString, std::stop_token) override { co_return Error{Error::Kind::NotFound, {}}; }
        Async<Done> write(QString, Secret, std::stop_token) override { co_return Done(); }
        Async<Done> remove(QString, std::stop_token) override { co_return Done(); }
    } secrets;
    const SourceKind kind = FileSource::kind(own, nullptr);
    EXPECT_EQ(kind.kind, QStringLiteral("files"));
    SourceConfig config;
    config.id = SourceId{3};
    config.settings.insert(QStringLiteral("folder"), watched);
    write(watched + QStringLiteral("/list.csv"), "Hostname,Ward\nPC-1,4W\n");
    auto made = kind.make(config, secrets);
    ASSERT_TRUE(made.has_value());
    const auto page = settle((*made)->fetchDevices({}, {}));
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->records.at(0).source, SourceId{3});
}

} // namespace
} // namespace ringward
