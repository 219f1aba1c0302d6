#include "tests/app/ctlfixture.h"
#include "tests/support/places.h"

#include <QDate>
#include <QDateTime>

namespace ringward {

namespace {

using testing::Answer;
using testing::expectPart;
using testing::shared;

struct DriversCtlTest : testing::CtlTest {
    QString catalogue(const char *path) const { return places::shared("/data/") + QString::fromLatin1(path); }
    /// An inventory of one machine, as osquery writes it.
    QString inventory(const char *host, const QStringList &drivers, int hour = 0) const
    {
        QJsonArray rows;
        for (const QString &driver : drivers) {
            const QString image = driver.section(u' ', 0, 0);
            rows.append(QJsonObject{
                {QStringLiteral("service"), image.section(u'.', 0, 0)},
                {QStringLiteral("service_key"), QStringLiteral("HKLM")},
                {QStringLiteral("image"), QStringLiteral("C:\\Windows\\System32\\drivers\\") + image},
                {QStringLiteral("inf"), QString()},
                {QStringLiteral("version"), driver.section(u' ', 1)},
                {QStringLiteral("provider"), QStringLiteral("Example")},
            });
        }
        const QJsonObject result{{QStringLiteral("name"), QStringLiteral("drivers")},
                                 {QStringLiteral("hostIdentifier"), QString::fromLatin1(host)},
                                 {QStringLiteral("unixTime"), 1'757'320'000 + hour * 3600},
                                 {QStringLiteral("snapshot"), rows}};
        return write(QByteArray(host + QByteArray::number(hour) + ".json").constData(),
                     QJsonDocument(result).toJson(QJsonDocument::Compact));
    }
    QMap<QString, QJsonObject> listed(const QStringList &more = {}) const
    {
        QMap<QString, QJsonObject> drivers;
        const Answer answer = run(QStringList{QStringLiteral("--json"), QStringLiteral("drivers")} + more);
        EXPECT_EQ(answer.code, 0) << answer.err.toStdString();
        for (const QJsonObject &line : answer.lines())
            drivers.insert(line[QStringLiteral("key")].toString(), line);
        return drivers;
    }
};

} // namespace

TEST_F(DriversCtlTest, RealMachinesGiveAJudgedListInWhichNoHealthyPartOfWindowsIsCalledVulnerable)
{
    if (!QFile::exists(shared(QStringLiteral("EXPECTED.json"))))
        GTEST_SKIP() << "no shared data here";
    const Answer catalogues =
        run({QStringLiteral("catalogue"), QStringLiteral("import"), catalogue("loldrivers/loldrivers-compact.json"),
             catalogue("ms-driver-blocklist/SiPolicy_Enforced.xml"),
             catalogue("minifilter-altitudes/allocated-altitudes.md")});
    ASSERT_EQ(catalogues.code, 0) << catalogues.err.toStdString();
    const Answer imported =
        run({QStringLiteral("import"), shared(QStringLiteral("aws-ws2012r2-en/msinfo32.txt")),
             shared(QStringLiteral("aws-ws2012r2-en/msinfo32.nfo")),
             shared(QStringLiteral("msi-win10-en/msinfo32.txt")), shared(QStringLiteral("msi-win11-pl/msinfo32.txt"))});
    ASSERT_TRUE(imported.code == 0 || imported.code == 3) << imported.err.toStdString();
    const auto drivers = listed();
    EXPECT_GT(drivers.size(), 400);
    int withHits = 0;
    for (const QJsonObject &driver : drivers) {
        const std::string key = driver[QStringLiteral("key")].toString().toStdString();
        EXPECT_FALSE(driver[QStringLiteral("inbox")].toBool() && driver[QStringLiteral("alarm")].toBool()) << key;
        EXPECT_FALSE(driver[QStringLiteral("alarm")].toBool()) << key << ": system information tells names only";
        withHits += driver[QStringLiteral("hits")].toInt() > 0;
    }
    EXPECT_GT(withHits, 3) << "afd.sys and others are in the catalogue by name";
    EXPECT_TRUE(drivers[QStringLiteral("afd.sys")][QStringLiteral("by_rule")].toBool());
    EXPECT_EQ(drivers[QStringLiteral("avgntflt.sys")][QStringLiteral("class")].toString(),
              QStringLiteral("security-agent"))
        << "by its altitude";
    EXPECT_GT(drivers[QStringLiteral("avgntflt.sys")][QStringLiteral("score")].toDouble(),
              drivers[QStringLiteral("disk.sys")][QStringLiteral("score")].toDouble());
    const Answer shown =
        run({QStringLiteral("--json"), QStringLiteral("drivers"), QStringLiteral("show"), QStringLiteral("AFD.SYS")});
    ASSERT_EQ(shown.code, 0);
    const QJsonObject afd = shown.document();
    EXPECT_FALSE(afd[QStringLiteral("entries")].toArray()[0][QStringLiteral("explanation")].toString().isEmpty());
    EXPECT_FALSE(afd[QStringLiteral("parts")][QStringLiteral("S")][QStringLiteral("why")].toString().isEmpty());
    EXPECT_TRUE(afd[QStringLiteral("not_told")].toArray().contains(QStringLiteral("hash")));
    expectPart(run("drivers show afd.sys").out, "Not told by any source");
    EXPECT_EQ(run("drivers show no-such.sys").code, 1);
}

TEST_F(DriversCtlTest, FiltersSortsAndRefusesWhatItDoesNotKnow)
{
    ASSERT_EQ(run("demo --devices 400").code, 0);
    const auto all = listed();
    const auto agents = listed({QStringLiteral("--filter"), QStringLiteral("class:security-agent score>=40")});
    EXPECT_FALSE(agents.isEmpty());
    EXPECT_LT(agents.size(), all.size());
    for (const QJsonObject &driver : agents)
        EXPECT_EQ(driver[QStringLiteral("class")].toString(), QStringLiteral("security-agent"));
    const auto byScore = run("drivers --json").lines();
    EXPECT_GE(byScore.front()[QStringLiteral("score")].toDouble(), byScore.back()[QStringLiteral("score")].toDouble());
    EXPECT_EQ(run("drivers --filter scroe>1").code, 2);
    expectPart(run("drivers").out, "whose drivers are known");
    EXPECT_EQ(run({QStringLiteral("devices"), QStringLiteral("--json"), QStringLiteral("--filter"),
                   QStringLiteral("driver=csagent.sys")})
                  .lines()
                  .size(),
              run({QStringLiteral("devices"), QStringLiteral("--json"), QStringLiteral("--filter"),
                   QStringLiteral("driver:csagent.sys")})
                  .lines()
                  .size())
        << "a name alone means every version";
}

TEST_F(DriversCtlTest, DecisionsAreKeptAndAWaiverThatIsOverIsTold)
{
    ASSERT_EQ(run({QStringLiteral("import"), inventory("icu-1", {QStringLiteral("gdrv.sys 1.0")})}).code, 0);
    EXPECT_EQ(run("drivers review gdrv.sys --state keep").code, 1) << "without owner and reason";
    EXPECT_EQ(run("drivers review gdrv.sys --state perhaps").code, 2);
    EXPECT_EQ(run("drivers review gdrv.sys --state keep --owner A --reason B --review-by soon").code, 2);
    const Answer saved =
        run("drivers review gdrv.sys --state remove --owner Night --reason unused --review-by 2020-01-31 "
            "--waiver replacement-ordered --waiver-until 2020-02-01");
    ASSERT_EQ(saved.code, 0) << saved.err.toStdString();
    const QJsonObject driver = listed()[QStringLiteral("gdrv.sys 1.0")];
    EXPECT_EQ(driver[QStringLiteral("review")].toString(), QStringLiteral("remove"));
    EXPECT_TRUE(driver[QStringLiteral("overdue")].toBool());
    EXPECT_TRUE(driver[QStringLiteral("waiver_expired")].toBool());
    ASSERT_EQ(run("drivers review gdrv.sys --state remove --review-by 2999-01-31 --waiver-until 2999-01-31").code, 0)
        << "owner and reason stay";
    EXPECT_FALSE(listed()[QStringLiteral("gdrv.sys 1.0")][QStringLiteral("waiver_expired")].toBool());
    EXPECT_EQ(run("--json drivers review list").lines().size(), 1);
    const auto plan = run("--json drivers plan").lines();
    ASSERT_EQ(plan.size(), 1);
    EXPECT_EQ(plan[0][QStringLiteral("devices")].toInt(), 1);
    EXPECT_FALSE(plan[0][QStringLiteral("roll_back")].toArray().isEmpty());
    expectPart(run("drivers plan").out, "The way back");
}

TEST_F(DriversCtlTest, NewCodeOnAKnownMachineArrivesAndOpensAReview)
{
    const QStringList before{QStringLiteral("disk.sys 10.0"), QStringLiteral("vendor.sys 1.0")};
    ASSERT_EQ(run({QStringLiteral("import"), inventory("icu-1", before)}).code, 0);
    EXPECT_TRUE(run("--json drivers review list").lines().isEmpty()) << "the first read is no arrival";
    const qint64 between = QDateTime::currentSecsSinceEpoch() + 1;
    while (QDateTime::currentSecsSinceEpoch() <= between) {}
    ASSERT_EQ(
        run({QStringLiteral("import"), inventory("icu-1", before + QStringList{QStringLiteral("gdrv.sys 1.0")}, 1)})
            .code,
        0);
    const auto reviews = run("--json drivers review list").lines();
    ASSERT_EQ(reviews.size(), 1);
    EXPECT_EQ(reviews[0][QStringLiteral("name")].toString(), QStringLiteral("gdrv.sys 1.0"));
    expectPart(reviews[0][QStringLiteral("opened_by")].toString(), "New on 1 device");
    QStringList arrived;
    for (const QJsonObject &event : run("--json drivers arrivals").lines()) {
        if (event[QStringLiteral("kind")] == QStringLiteral("arrived"))
            arrived << event[QStringLiteral("key")].toString();
    }
    EXPECT_EQ(arrived, QStringList{QStringLiteral("gdrv.sys 1.0")});
    const auto differ = run({QStringLiteral("--json"), QStringLiteral("drivers"), QStringLiteral("diff"),
                             QStringLiteral("--from"), QDateTime::fromSecsSinceEpoch(between).toString(Qt::ISODate)})
                            .lines();
    ASSERT_EQ(differ.size(), 1) << "between that moment and now";
    EXPECT_EQ(differ[0][QStringLiteral("key")].toString(), QStringLiteral("gdrv.sys 1.0"));
    EXPECT_EQ(differ[0][QStringLiteral("before")].toInt(), 0);
    EXPECT_EQ(differ[0][QStringLiteral("after")].toInt(), 1);
    EXPECT_TRUE(run("--json drivers diff").lines().isEmpty());
    EXPECT_EQ(run("drivers diff --from tomorrow").code, 2);
    EXPECT_EQ(run("drivers diff --from 2999-01-01").code, 2);
}

TEST_F(DriversCtlTest, TwoFiltersAreCompared)
{
    ASSERT_EQ(run("demo --devices 400").code, 0);
    const Answer same = run("--json drivers diff --filter tier:t0 --against tier:t0");
    EXPECT_EQ(same.code, 0);
    EXPECT_TRUE(same.lines().isEmpty());
    EXPECT_FALSE(run("--json drivers diff --filter server:yes --against server:no").lines().isEmpty());
    EXPECT_EQ(run("drivers diff --filter teir:t0").code, 2);
}

TEST_F(DriversCtlTest, ABadCatalogueIsRefusedWholeAndThePreviousOneStays)
{
    const QString good =
        write("lol.json", R"({"commit_date": "2025-09-01", "drivers": [{"id": "entry-1", "tags": ["gdrv.sys"],
        "samples": []}]})");
    const QString bad = write("cut.json", R"({"commit_date": "2025-09-01", "drivers": [{"id": )");
    const Answer first = run({QStringLiteral("catalogue"), QStringLiteral("import"), good});
    ASSERT_EQ(first.code, 0) << first.err.toStdString();
    const Answer refused = run({QStringLiteral("catalogue"), QStringLiteral("import"), bad});
    EXPECT_EQ(refused.code, 1);
    expectPart(refused.err, "stays");
    int imported = 0;
    for (const QJsonObject &line : run("--json catalogue").lines()) {
        imported += line[QStringLiteral("imported")].toBool();
        if (line[QStringLiteral("kind")] == QStringLiteral("loldrivers")) {
            EXPECT_EQ(line[QStringLiteral("date")].toString(), QStringLiteral("2025-09-01"));
        }
    }
    EXPECT_EQ(imported, 1);
    expectPart(run("catalogue").out, "not imported");
}

TEST_F(DriversCtlTest, TheKernelReportIsAPdfThatSaysWhatItSays)
{
    ASSERT_EQ(run("demo --devices 400").code, 0);
    const QString file = folder.filePath(QStringLiteral("report.pdf"));
    const Answer answer =
        run({QStringLiteral("--json"), QStringLiteral("report"), QStringLiteral("kernel-dependence"),
             QStringLiteral("--hospital"), QStringLiteral("Riverside General"), QStringLiteral("--out"), file});
    ASSERT_EQ(answer.code, 0) << answer.err.toStdString();
    EXPECT_GT(answer.document()[QStringLiteral("devices_loading_content")].toInt(), 0);
    EXPECT_GE(answer.document()[QStringLiteral("findings")].toArray().size(), 2);
    QFile pdf(file);
    ASSERT_TRUE(pdf.open(QIODevice::ReadOnly));
    EXPECT_TRUE(pdf.read(5) == "%PDF-");
    const QByteArray paper = pdf.readAll();
    EXPECT_GT(paper.size(), 10'000);
    const qsizetype pages = paper.count("/Type /Page\n");
    EXPECT_GE(pages, 2);
    EXPECT_LE(pages, 8) << "a row on each page is not what anybody signs";
    const Answer one = run({QStringLiteral("--json"), QStringLiteral("report"), QStringLiteral("kernel-dependence"),
                            QStringLiteral("--vendor"), QStringLiteral("crowdstrike"), QStringLiteral("--out"), file});
    EXPECT_EQ(one.document()[QStringLiteral("makers")].toArray().size(), 1);
    EXPECT_EQ(run({QStringLiteral("report"), QStringLiteral("kernel-dependence"), QStringLiteral("--vendor"),
                   QStringLiteral("nobody"), QStringLiteral("--out"), file})
                  .code,
              1);
    EXPECT_EQ(run({QStringLiteral("report"), QStringLiteral("kernel-dependence"), QStringLiteral("--out"),
                   folder.filePath(QStringLiteral("no/such/folder.pdf"))})
                  .code,
              1);
}

TEST_F(DriversCtlTest, PointsOfTheScoreAreEditedInAFileBesideTheStore)
{
    ASSERT_EQ(run("demo --devices 200").code, 0);
    const auto score = [this] {
        const auto drivers = run("drivers --json --filter name:csagent.sys").lines();
        return drivers.isEmpty() ? -1 : drivers.front()[QStringLiteral("score")].toDouble();
    };
    const double before = score();
    QFile builtIn(places::source("/resources/catalogues/exposure-weights.json"));
    ASSERT_TRUE(builtIn.open(QIODevice::ReadOnly));
    const QByteArray all = builtIn.readAll();
    write("exposure-weights.json", QByteArray(all).replace("\"always\": 20", "\"always\": 5"));
    EXPECT_EQ(score(), before - 15);
    write("exposure-weights.json", all.left(all.size() / 2));
    const Answer damaged = run("drivers --json --filter name:csagent.sys");
    EXPECT_EQ(damaged.code, 0);
    expectPart(damaged.err, "exposure-weights.json");
    EXPECT_EQ(score(), before) << "the built-in points";
}

} // namespace ringward
