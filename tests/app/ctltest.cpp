#include "tests/app/ctlfixture.h"

namespace ringward {

using testing::Answer;
using testing::CtlTest;
using testing::expectPart;
using testing::shared;

TEST_F(CtlTest, WrongUsageEndsWith2AndSaysWhatIsRight)
{
    for (const char *line : {"fly",
                             "--nonsense devices",
                             "devices --nonsense",
                             "import",
                             "devices hide X",
                             "devices --sort nonsense",
                             "devices --columns host,nonsense",
                             "devices --limit many",
                             "wards extra",
                             "sources add",
                             "sources explode",
                             "demo --devices 7",
                             "drivers fly",
                             "drivers show",
                             "drivers review",
                             "drivers --sort nonsense",
                             "catalogue import",
                             "report",
                             "report kernel-dependence",
                             "changes explode",
                             "changes vote CHG-1",
                             "changes show x",
                             "audit explode",
                             "audit export",
                             "people add",
                             "audit export x --redact hats"}) {
        const Answer answer = run(line);
        EXPECT_EQ(answer.code, 2) << line;
        EXPECT_TRUE(answer.out.isEmpty()) << line;
        expectPart(answer.err, "ringwardctl: ");
    }
    EXPECT_FALSE(QFile::exists(store)) << "wrong usage makes no store";
}

TEST_F(CtlTest, EveryCommandExplainsItself)
{
    const Answer all = run("--help");
    EXPECT_EQ(all.code, 0);
    for (const char *command :
         {"demo", "import", "devices", "wards", "sources", "drivers", "catalogue", "report", "rings", "pins", "plan",
          "guardrails", "design", "whatif", "changes", "audit", "people"}) {
        expectPart(all.out, command);
        const Answer answer = run({QString::fromLatin1(command), QStringLiteral("--help")});
        EXPECT_EQ(answer.code, 0) << command;
        expectPart(answer.out, "Usage: ringwardctl");
    }
}

TEST_F(CtlTest, ReadingAStoreThatIsNotThereFailsAndMakesNone)
{
    for (const char *line : {"devices", "wards", "sources", "devices show X", "drivers", "catalogue list"}) {
        const Answer answer = run(line);
        EXPECT_EQ(answer.code, 1) << line;
        expectPart(answer.err, "There is no store at");
    }
    EXPECT_FALSE(QFile::exists(store));
}

TEST_F(CtlTest, TheDemonstrationIsMadeAndListed)
{
    const Answer made = run("demo --devices 400 --seed 7 --json");
    ASSERT_EQ(made.code, 0) << made.err.toStdString();
    EXPECT_EQ(made.document()[QStringLiteral("devices")].toInt(), 400);

    const auto devices = run("--json devices --sort host --columns host,ward,health").lines();
    ASSERT_EQ(devices.size(), 400);
    const QString host = devices.front()[QStringLiteral("host")].toString();
    EXPECT_FALSE(host.isEmpty());
    EXPECT_LE(host.toCaseFolded(), devices.back()[QStringLiteral("host")].toString().toCaseFolded());
    EXPECT_EQ(run("devices --json --limit 3").lines().size(), 3);

    qint64 inWards = 0;
    for (const QJsonObject &ward : run("wards --json").lines())
        inWards += ward[QStringLiteral("devices")].toInteger();
    EXPECT_EQ(inWards, 400);

    const Answer table = run("devices --limit 5");
    EXPECT_EQ(table.code, 0);
    expectPart(table.out, "Host");
    expectPart(table.out, "of 400 devices");

    const Answer shown =
        run({QStringLiteral("--json"), QStringLiteral("devices"), QStringLiteral("show"), host.toUpper()});
    ASSERT_EQ(shown.code, 0) << shown.err.toStdString();
    EXPECT_EQ(shown.document()[QStringLiteral("host")].toString(), host);
    EXPECT_FALSE(shown.document()[QStringLiteral("why")].toArray().isEmpty());
    const QJsonObject kept = shown.document();
    EXPECT_FALSE(kept[QStringLiteral("records_missing")].toArray().isEmpty())
        << "the demonstration gives its records again when it is asked";
    expectPart(run({QStringLiteral("devices"), QStringLiteral("show"), host}).out, "--sync");
    const QJsonObject asked = run({QStringLiteral("--json"), QStringLiteral("devices"), QStringLiteral("show"), host,
                                   QStringLiteral("--sync")})
                                  .document();
    EXPECT_TRUE(asked[QStringLiteral("records_missing")].toArray().isEmpty());
    EXPECT_FALSE(asked[QStringLiteral("records")].toArray().isEmpty());
    EXPECT_EQ(run("devices show no-such-host").code, 1);
}

TEST_F(CtlTest, FiltersAreThoseOfTheConsole)
{
    ASSERT_EQ(run("demo --devices 400").code, 0);
    const auto all = run("devices --json").lines();
    const auto up = run("devices --json --filter health:up").lines();
    const auto others = run({QStringLiteral("devices"), QStringLiteral("--json"), QStringLiteral("--filter"),
                             QStringLiteral("not health:up")})
                            .lines();
    EXPECT_EQ(up.size() + others.size(), all.size());
    for (const QJsonObject &device : up)
        EXPECT_EQ(device[QStringLiteral("health")].toString(), QStringLiteral("up"));
    const Answer wrong = run("devices --filter teir:t0");
    EXPECT_EQ(wrong.code, 2);
    expectPart(wrong.err, "The filter is not valid");
}

TEST_F(CtlTest, RealInventoriesImportWithTheirCounts)
{
    QFile expectedFile(shared(QStringLiteral("EXPECTED.json")));
    if (!expectedFile.open(QIODevice::ReadOnly))
        GTEST_SKIP() << "no shared data here";
    const QJsonObject expected = QJsonDocument::fromJson(expectedFile.readAll()).object();
    QStringList arguments{QStringLiteral("--json"), QStringLiteral("import")};
    QStringList names;
    for (const QString &name : expected.keys()) {
        if (!expected[name].toObject().contains(QStringLiteral("drivers")))
            continue;
        names << name;
        arguments << shared(name);
    }
    ASSERT_GE(names.size(), 5);
    const Answer answer = run(arguments);
    EXPECT_TRUE(answer.code == 0 || answer.code == 3) << answer.err.toStdString();
    const auto reports = answer.lines();
    ASSERT_EQ(reports.size(), names.size());
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QJsonObject wanted = expected[names[i]].toObject();
        EXPECT_EQ(reports[i][QStringLiteral("drivers")].toInteger(), wanted[QStringLiteral("drivers")].toInteger())
            << names[i].toStdString();
        EXPECT_EQ(reports[i][QStringLiteral("path")].toString(), shared(names[i]));
        EXPECT_EQ(reports[i][QStringLiteral("host")].toString(), wanted[QStringLiteral("host")].toString());
    }
    EXPECT_GE(run("devices --json").lines().size(), 4) << "those whose files tell the machine";
}

TEST_F(CtlTest, RefusedRowsAreListedWithLineAndReasonAndEndWith3)
{
    const QString list = write("list.csv",
                               "Host name,Serial number,Last seen\n"
                               "icu-1,S1,2024-07-19T04:09:00Z\n"
                               ",,2024-07-19T04:09:00Z\n"
                               "icu-2,S2,2024-07-19T04:10:00Z\n");
    const Answer answer = run({QStringLiteral("import"), QStringLiteral("--json"), list});
    EXPECT_EQ(answer.code, 3) << answer.err.toStdString();
    ASSERT_EQ(answer.lines().size(), 1);
    const QJsonObject report = answer.lines().front();
    EXPECT_EQ(report[QStringLiteral("devices")].toInt(), 2);
    const QJsonArray refused = report[QStringLiteral("refused")].toArray();
    ASSERT_EQ(refused.size(), 1);
    expectPart(refused[0][QStringLiteral("where")].toString(), "3");
    EXPECT_FALSE(refused[0][QStringLiteral("reason")].toString().isEmpty());
    EXPECT_EQ(run("devices --json").lines().size(), 2);
}

TEST_F(CtlTest, ABadFileChangesNothingAndAGoodOneBesideItArrives)
{
    const QString bad = write("photo.png", QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16) + QByteArray(2000, '\x7f'));
    const QString good = write("list.csv", "host,serial\nicu-1,S1\n");
    const Answer alone = run({QStringLiteral("import"), bad});
    EXPECT_EQ(alone.code, 1);
    expectPart(alone.err, "photo.png");
    EXPECT_EQ(run({QStringLiteral("import"), folder.filePath(QStringLiteral("none.csv"))}).code, 1);
    const Answer both = run({QStringLiteral("import"), bad, good});
    EXPECT_EQ(both.code, 3);
    EXPECT_EQ(run("devices --json").lines().size(), 1);
}

TEST_F(CtlTest, ADirectoryThatIsNotThereIsDiagnosedToTheStepWhereItEnds)
{
    const Answer added = run({QStringLiteral("sources"), QStringLiteral("add"), QStringLiteral("activedirectory"),
                              QStringLiteral("--name"), QStringLiteral("AD"), QStringLiteral("--set"),
                              QStringLiteral("servers=127.0.0.1:1"), QStringLiteral("--set"),
                              QStringLiteral("base=DC=hospital,DC=test")});
    ASSERT_EQ(added.code, 0) << added.err.toStdString();
    const Answer diagnosed = run("sources diagnose AD --json");
    EXPECT_EQ(diagnosed.code, 1);
    const QJsonArray steps = diagnosed.document()[QStringLiteral("steps")].toArray();
    ASSERT_GE(steps.size(), 4);
    EXPECT_EQ(steps[0][QStringLiteral("state")].toString(), QStringLiteral("good"));
    EXPECT_EQ(steps[1][QStringLiteral("step")].toString(), QStringLiteral("tcp"));
    EXPECT_EQ(steps[1][QStringLiteral("state")].toString(), QStringLiteral("bad"));
    EXPECT_EQ(steps[3][QStringLiteral("state")].toString(), QStringLiteral("skipped"));
}

TEST_F(CtlTest, SourcesAreAddedSynchronisedAndRemoved)
{
    const Answer added = run({QStringLiteral("sources"), QStringLiteral("add"), QStringLiteral("demonstration"),
                              QStringLiteral("--name"), QStringLiteral("Practice"), QStringLiteral("--set"),
                              QStringLiteral("devices=250"), QStringLiteral("--json")});
    ASSERT_EQ(added.code, 0) << added.err.toStdString();
    EXPECT_EQ(run("sources add demonstration --name practice").code, 1) << "names are unique in any case";
    EXPECT_EQ(run("sources add demonstration --name B --set devices=9").code, 2);
    EXPECT_EQ(run("sources add demonstration --name B --set nonsense=9").code, 2);
    EXPECT_EQ(run("sources add carrier-pigeon").code, 2);
    const Answer synced = run("sources sync PRACTICE --json");
    ASSERT_EQ(synced.code, 0) << synced.err.toStdString();
    EXPECT_EQ(synced.lines().front()[QStringLiteral("devices")].toInt(), 250);
    const auto listed = run("sources --json").lines();
    ASSERT_EQ(listed.size(), 1);
    EXPECT_FALSE(listed.front()[QStringLiteral("last_success")].toString().isEmpty());
    expectPart(run("sources").out, "Practice");
    const Answer diagnosed = run("sources diagnose practice --json");
    EXPECT_EQ(diagnosed.code, 0) << diagnosed.err.toStdString();
    EXPECT_TRUE(diagnosed.document()[QStringLiteral("good")].toBool());
    EXPECT_EQ(diagnosed.document()[QStringLiteral("steps")].toArray().first()[QStringLiteral("state")].toString(),
              QStringLiteral("good"));
    expectPart(run("sources diagnose Practice").out, "Connection");
    EXPECT_EQ(run("sources diagnose nowhere").code, 1);
    EXPECT_EQ(run("sources diagnose").code, 2);
    EXPECT_EQ(run("sources remove practice").code, 0);
    EXPECT_EQ(run("sources remove practice").code, 1);
    EXPECT_TRUE(run("sources --json").lines().isEmpty());
}

/// The whole road of the board on the demonstration hospital: a ward goes to a delayed ring.
TEST_F(CtlTest, AWardIsMovedThroughProposalVotesExecutionReadBackAndAudit)
{
    ASSERT_EQ(run("demo --devices 400").code, 0);
    // It is carried out at once, also when the test runs around a change of shift.
    ASSERT_EQ(run("guardrails waive handover --owner Test --reason test --for 1d").code, 0);
    const auto as = [this](const char *person, QStringList words) {
        return run(words + QStringList{QStringLiteral("--json"), QStringLiteral("--as"), QString::fromLatin1(person)});
    };
    const auto split = [](const char *line) {
        return QString::fromLatin1(line).split(u' ');
    };
    const auto late = run("devices --json --filter ring:late --columns host,ward").lines();
    ASSERT_FALSE(late.isEmpty());
    // The first ward whose move no guardrail blocks; without its nurse station, which stands in for the downtime PC.
    QString filter;
    for (const QJsonObject &device : late) {
        const QString host = device[QStringLiteral("host")].toString();
        filter = QStringLiteral("ring:late not host:NS not host:THW host:") + host.left(host.lastIndexOf(u'-'));
        const QStringList moves{QStringLiteral("--filter"), filter, QStringLiteral("--to"), QStringLiteral("Delayed")};
        const Answer tried = run(QStringList{QStringLiteral("plan"), QStringLiteral("--json")} + moves);
        if (tried.code == 0 && !tried.document()[QStringLiteral("moves")].toArray().isEmpty())
            break;
        filter.clear();
    }
    ASSERT_FALSE(filter.isEmpty()) << "a move that is permitted";
    QStringList proposal = split("changes propose --to Delayed --per-ward 3 --at-once 9 --ask-again 1");
    proposal << QStringLiteral("--filter") << filter << QStringLiteral("--title") << QStringLiteral("Hold a ward")
             << QStringLiteral("--why") << QStringLiteral("If the next content is bad") << QStringLiteral("--way-back")
             << QStringLiteral("Back to Late");
    EXPECT_EQ(as("novak", proposal).code, 1) << "an auditor proposes nothing";
    const Answer proposed = as("whitfield", proposal);
    ASSERT_EQ(proposed.code, 0) << proposed.err.toStdString();
    const QString change = proposed.document()[QStringLiteral("change")].toString();
    EXPECT_EQ(change, QStringLiteral("CHG-0001"));
    const auto calls = proposed.document()[QStringLiteral("plan")].toObject()[QStringLiteral("calls")].toArray();
    ASSERT_FALSE(calls.isEmpty());

    EXPECT_EQ(as("whitfield", split("changes run CHG-0001")).code, 1) << "not approved";
    const Answer own = as("whitfield", split("changes vote CHG-0001 yes"));
    EXPECT_EQ(own.code, 1);
    expectPart(own.err, "cannot vote on it");
    ASSERT_EQ(as("lindqvist", split("changes vote CHG-0001 yes")).code, 0);
    const Answer decided = as("okafor", split("changes vote CHG-0001 yes --comment agreed"));
    ASSERT_EQ(decided.code, 0) << decided.err.toStdString();
    EXPECT_EQ(decided.document()[QStringLiteral("state")].toString(), QStringLiteral("approved"));

    const Answer readOnly = as("whitfield", split("changes run CHG-0001"));
    EXPECT_EQ(readOnly.code, 1);
    expectPart(readOnly.err, "is read-only");
    EXPECT_EQ(
        as("okafor", {QStringLiteral("sources"), QStringLiteral("writing"), QStringLiteral("1"), QStringLiteral("on")})
            .code,
        1);
    ASSERT_EQ(as("whitfield", split("sources writing 1 on")).code, 0);
    const Answer done = as("whitfield", split("changes run CHG-0001"));
    ASSERT_EQ(done.code, 0) << done.err.toStdString();
    EXPECT_EQ(done.document()[QStringLiteral("state")].toString(), QStringLiteral("finished"));
    for (const QJsonValue &operation : done.document()[QStringLiteral("journal")].toArray())
        EXPECT_EQ(operation[QStringLiteral("state")].toString(), QStringLiteral("confirmed"));
    ASSERT_EQ(run("sources sync").code, 0);
    EXPECT_TRUE(run({QStringLiteral("devices"), QStringLiteral("--json"), QStringLiteral("--filter"), filter})
                    .lines()
                    .isEmpty())
        << "the hospital itself tells that they have moved";

    const auto entries = as("novak", split("audit list --limit 0")).lines();
    QMap<QString, int> deeds;
    for (const QJsonObject &entry : entries)
        ++deeds[entry[QStringLiteral("deed")].toString()];
    EXPECT_EQ(deeds[QStringLiteral("vote.cast")], 2);
    EXPECT_EQ(deeds[QStringLiteral("vote.refused")], 1);
    EXPECT_EQ(deeds[QStringLiteral("call.confirmed")], calls.size());
    ASSERT_EQ(as("novak", split("audit sign")).code, 0);

    const QString whole = folder.filePath(QStringLiteral("audit.jsonl"));
    ASSERT_EQ(as("novak",
                 {QStringLiteral("audit"), QStringLiteral("export"), whole, QStringLiteral("--redact"),
                  QStringLiteral("names,texts")})
                  .code,
              0);
    const Answer verified = run({QStringLiteral("audit"), QStringLiteral("verify"), whole, QStringLiteral("--json")});
    EXPECT_EQ(verified.code, 0) << verified.err.toStdString();
    EXPECT_GT(verified.document()[QStringLiteral("signed_to")].toInteger(), 10);
    EXPECT_EQ(run("audit verify").code, 0);
    QFile file(whole);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QByteArray bytes = file.readAll();
    EXPECT_FALSE(bytes.contains("Okafor"));
    bytes.replace("\"number\":7,", "\"number\":7 ,").replace("vote.refused", "vote.approve");
    const Answer broken = run({QStringLiteral("audit"), QStringLiteral("verify"), write("forged.jsonl", bytes)});
    EXPECT_EQ(broken.code, 1);
    expectPart(broken.err, "broken at entry");
}

TEST_F(CtlTest, WithoutAKeychainAKeyFileSignsAndItsPassphraseIsNeeded)
{
    const QString list = write("list.csv", "host,serial\nicu-1,S1\n");
    ASSERT_EQ(run({QStringLiteral("import"), list}).code, 0);
    const QString key = folder.filePath(QStringLiteral("key"));
    const QStringList sealed{QStringLiteral("--key-file"), key, QStringLiteral("--passphrase-file"),
                             write("words", "open sesame\n")};
    const QStringList wrong{QStringLiteral("--key-file"), key, QStringLiteral("--passphrase-file"),
                            write("others", "open barley\n")};
    const Answer made =
        run(QStringList{QStringLiteral("people"), QStringLiteral("key"), QStringLiteral("--json")} + sealed);
    ASSERT_EQ(made.code, 0) << made.err.toStdString();
    ASSERT_EQ(made.lines().size(), 1);
    EXPECT_EQ(made.lines().front()[QStringLiteral("key")].toString().size(), 64);
    EXPECT_EQ(run(QStringList{QStringLiteral("audit"), QStringLiteral("sign")} + wrong).code, 1);
    EXPECT_EQ(run(QStringList{QStringLiteral("audit"), QStringLiteral("sign")} + sealed).code, 0);
    EXPECT_EQ(run("audit verify").code, 0);
    EXPECT_EQ(run("audit list --as somebody").code, 1) << "nobody is somebody else here";
}

TEST_F(CtlTest, AStoreThatIsNoneFailsWithAdvice)
{
    store = write("letter.sqlite", "Dear ward manager");
    const Answer answer = run("devices");
    EXPECT_EQ(answer.code, 1);
    expectPart(answer.err, "is not a store of Ringward");
}

} // namespace ringward
