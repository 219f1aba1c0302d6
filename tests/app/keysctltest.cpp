#include "tests/app/ctlfixture.h"

#include <algorithm>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct KeysCtlTest : CtlTest {
    KeysCtlTest()
    {
        const Answer made = run("demo --devices 400 --seed 291");
        EXPECT_EQ(made.code, 0) << made.err.toStdString();
    }
    QStringList show(const QStringList &more) const
    {
        return QStringList{QStringLiteral("keys"), QStringLiteral("show"), QStringLiteral("--reason"),
                           QStringLiteral("silent 16 min, ward asked")}
        + more;
    }
    QList<QJsonObject> devices(const char *filter) const
    {
        return run({QStringLiteral("keys"), QStringLiteral("readiness"), QStringLiteral("--by"),
                    QStringLiteral("device"), QStringLiteral("--json"), QStringLiteral("--filter"),
                    QString::fromLatin1(filter)})
            .lines();
    }
};

} // namespace

TEST_F(CtlTest, WrongUsageOfTheCommandAboutKeysEndsWith2)
{
    for (const char *line : {"keys fly", "keys show", "keys show HOST", "keys show --id 12 --reason x", "keys worked",
                             "keys rotation extra", "keys readiness extra", "keys deleted", "keys deleted --id 12",
                             "keys show HOST --deleted --reason silent", "keys worked --id 3C9F71E4 --deleted"}) {
        const Answer answer = run(line);
        EXPECT_EQ(answer.code, 2) << line;
        EXPECT_TRUE(answer.out.isEmpty()) << line;
    }
}

TEST_F(KeysCtlTest, ReadinessAddsUpInEveryWay)
{
    const Answer all = run("keys readiness --json");
    ASSERT_EQ(all.code, 0) << all.err.toStdString();
    const QJsonObject sum = all.lines().value(0);
    const int devices = sum[QStringLiteral("devices")].toInt();
    EXPECT_GE(devices, 390);
    int states = 0;
    for (const char *state : {"present", "none", "unseen", "unasked"})
        states += sum[QLatin1StringView(state)].toInt();
    EXPECT_EQ(states, devices);
    EXPECT_EQ(sum[QStringLiteral("unasked")].toInt(), 0) << "it asked by itself";
    EXPECT_GT(sum[QStringLiteral("present")].toInt(), devices * 7 / 10);
    EXPECT_GT(sum[QStringLiteral("none")].toInt(), 0);
    EXPECT_GT(sum[QStringLiteral("without_directory")].toInt(), devices / 3);
    for (const char *by : {"ward", "tier"}) {
        int present = 0;
        for (const QJsonObject &line : run({QStringLiteral("keys"), QStringLiteral("readiness"), QStringLiteral("--by"),
                                            QString::fromLatin1(by), QStringLiteral("--json")})
                                           .lines())
            present += line[QLatin1StringView(by)].toString() == u"all" ? 0 : line[QStringLiteral("present")].toInt();
        EXPECT_EQ(present, sum[QStringLiteral("present")].toInt()) << by;
    }
    EXPECT_EQ(run("devices --filter key:none --json").lines().size(), sum[QStringLiteral("none")].toInt())
        << "the same line works for devices";
    expectPart(run("keys readiness --by tier").out, "Off directory");
}

TEST_F(KeysCtlTest, AKeyIsShownAuditedConfirmedAndToBeRotated)
{
    ASSERT_EQ(run("keys readiness").code, 0);
    const QJsonObject device = devices("key:present").value(0);
    const QString host = device[QStringLiteral("host")].toString();
    const QString id = device[QStringLiteral("key_ids")].toArray().at(0).toString();
    ASSERT_EQ(id.size(), 8);
    const Answer shown = run(show({host}));
    ASSERT_EQ(shown.code, 0) << shown.err.toStdString();
    const QString key = shown.out.trimmed().section(u'\n', -1);
    EXPECT_EQ(key.size(), 55) << shown.out.toStdString();
    EXPECT_EQ(key.count(u'-'), 7);
    EXPECT_EQ(
        run(show({QStringLiteral("--id"), id, QStringLiteral("--json")})).document()[QStringLiteral("key")].toString(),
        key)
        << "the same key by the id on the screen";

    const auto entries = run("audit --json").lines();
    const auto asked = std::count_if(entries.begin(), entries.end(), [](const QJsonObject &entry) {
        return entry[QStringLiteral("deed")].toString() == u"key.asked";
    });
    EXPECT_EQ(asked, 2);
    QFile kept(store);
    ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
    EXPECT_FALSE(kept.readAll().contains(key.toLatin1())) << "a key is never in the store";

    const QJsonObject due = run("keys rotation --json").lines().value(0);
    EXPECT_EQ(due[QStringLiteral("host")].toString(), host);
    EXPECT_EQ(due[QStringLiteral("times")].toInt(), 2);
    EXPECT_EQ(devices("key:rotate").size(), 1);
    EXPECT_EQ(run({QStringLiteral("keys"), QStringLiteral("worked"), host}).code, 0);
    EXPECT_FALSE(devices("key:rotate").value(0)[QStringLiteral("worked")].toString().isEmpty());
}

TEST_F(KeysCtlTest, TheLocalAdministratorsPasswordIsShownAndAudited)
{
    const QString host = devices("health:up").value(0)[QStringLiteral("host")].toString();
    const QStringList asks{QStringLiteral("keys"), QStringLiteral("password"), host};
    EXPECT_EQ(run(asks).code, 2) << "not without a reason";
    const QStringList reason{QStringLiteral("--reason"), QStringLiteral("safe mode without network")};
    const Answer shown = run(asks + reason);
    ASSERT_EQ(shown.code, 0) << shown.err.toStdString();
    const QString password = shown.out.trimmed().section(u'\n', -1);
    EXPECT_EQ(password.size(), 14) << shown.out.toStdString();
    EXPECT_EQ(run(asks + reason + QStringList{QStringLiteral("--json")}).document()[QStringLiteral("password")],
              password);
    const auto entries = run("audit --json").lines();
    EXPECT_EQ(std::count_if(entries.begin(), entries.end(),
                            [](const QJsonObject &entry) {
                                return entry[QStringLiteral("deed")].toString() == u"password.asked";
                            }),
              2);
    QFile kept(store);
    ASSERT_TRUE(kept.open(QIODevice::ReadOnly));
    EXPECT_FALSE(kept.readAll().contains(password.toLatin1())) << "a password is never in the store";
}

TEST_F(KeysCtlTest, RefusalsSayWhy)
{
    ASSERT_EQ(run("keys readiness").code, 0);
    const QString host = devices("key:present").value(0)[QStringLiteral("host")].toString();
    const Answer denied = run(show({host, QStringLiteral("--as"), QStringLiteral("novak")}));
    EXPECT_EQ(denied.code, 1);
    EXPECT_TRUE(denied.out.isEmpty());
    expectPart(denied.err, "may not read recovery keys");
    EXPECT_EQ(
        run({QStringLiteral("keys"), QStringLiteral("show"), host, QStringLiteral("--reason"), QStringLiteral("x")})
            .code,
        1);
    const Answer none = run(show({devices("key:none").value(0)[QStringLiteral("host")].toString()}));
    EXPECT_EQ(none.code, 1);
    expectPart(none.err, "no key in any source");
    EXPECT_EQ(run(show({QStringLiteral("nobody")})).code, 1);
    EXPECT_EQ(run(show({QStringLiteral("--id"), QStringLiteral("00000000")})).code, 1);
}

TEST_F(KeysCtlTest, KeysOfAWardAreSealedAndPrinted)
{
    ASSERT_EQ(run("keys readiness").code, 0);
    const QString sealed = folder.filePath(QStringLiteral("ward.keys")),
                  pdf = folder.filePath(QStringLiteral("ward.pdf"));
    const QString words = write("words", "correct horse battery\n"), wrong = write("wrong", "wrong horse battery\n");
    const auto seal = [&](const QString &passphrase) {
        return run({QStringLiteral("keys"), QStringLiteral("seal"), QStringLiteral("--filter"),
                    QStringLiteral("tier:t0 (key:present or key:none)"), QStringLiteral("--reason"),
                    QStringLiteral("slips for the cupboards"), QStringLiteral("--out"), sealed,
                    QStringLiteral("--passphrase-file"), passphrase, QStringLiteral("--json")});
    };
    EXPECT_EQ(seal(write("short", "short\n")).code, 1);
    EXPECT_TRUE(run("keys rotation --json").lines().isEmpty()) << "a passphrase that will not do releases nothing";
    const Answer made = seal(words);
    const int keys = made.document()[QStringLiteral("keys")].toInt();
    EXPECT_EQ(made.code, made.document()[QStringLiteral("missing")].toArray().isEmpty() ? 0 : 3)
        << made.err.toStdString();
    ASSERT_GT(keys, 0);
    EXPECT_EQ(run("keys rotation --json").lines().size(), keys) << "each of them was read";
    const auto open = [&](const QString &passphrase) {
        return run({QStringLiteral("keys"), QStringLiteral("open-job"), sealed, QStringLiteral("--out"), pdf,
                    QStringLiteral("--passphrase-file"), passphrase, QStringLiteral("--json")});
    };
    EXPECT_EQ(open(wrong).code, 1);
    EXPECT_FALSE(QFile::exists(pdf));
    EXPECT_EQ(open(words).document()[QStringLiteral("keys")].toInt(), keys);
    EXPECT_TRUE(QFile::exists(pdf));
    int jobs = 0;
    for (const QJsonObject &entry : run("audit --json").lines())
        jobs += entry[QStringLiteral("deed")].toString() == u"key.job"
            || entry[QStringLiteral("deed")].toString() == u"key.opened";
    EXPECT_EQ(jobs, 2);
}

TEST_F(KeysCtlTest, WhereNothingDeletedIsKeptThatIsSaid)
{
    const Answer answer = run("keys deleted --id 3C9F71E4");
    EXPECT_EQ(answer.code, 1);
    expectPart(answer.err, "No source here keeps keys that were deleted");
}
