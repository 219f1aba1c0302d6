#include "tests/app/ctlfixture.h"

#include <QElapsedTimer>
#include <QThread>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct RemediateCtlTest : CtlTest {
    QString sum = QString(64, u'b');

    RemediateCtlTest()
    {
        const Answer made = run("demo --devices 1200 --seed 291");
        EXPECT_EQ(made.code, 0) << made.err.toStdString();
    }
    QStringList planOf(const char *verb, const char *runbook, const QString &line) const
    {
        return {QStringLiteral("remediate"), QString::fromLatin1(verb),
                QStringLiteral("--runbook"), QString::fromLatin1(runbook),
                QStringLiteral("--set"),     QStringLiteral("sha256=") + sum,
                QStringLiteral("--filter"),  line};
    }
    QJsonObject status(const QString &change) const
    {
        return run({QStringLiteral("remediate"), QStringLiteral("status"), change, QStringLiteral("--json")})
            .document();
    }
    /// The step that waits for a person now; empty when none does within the time.
    QString waitingStep(const QString &change, const QString &after) const
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 20'000) {
            const QJsonObject device = status(change)[u"devices"].toArray().first().toObject();
            for (const QJsonValue &step : device[u"steps"].toArray()) {
                if (step[u"state"].toString() == u"waiting" && step[u"step"].toString() != after)
                    return step[u"step"].toString();
            }
            QThread::msleep(200);
        }
        return {};
    }
};

/// A console without a window that is running; gone, by force, with this.
struct Running : QProcess {
    Running(const CtlTest &test, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"})
            environment.insert(QString::fromLatin1(name), test.folder.path());
        setProcessEnvironment(environment);
        start(places::ringwardctl(), QStringList{QStringLiteral("--store"), test.store} + arguments);
        EXPECT_TRUE(waitForStarted());
    }
    ~Running() override
    {
        kill();
        waitForFinished();
    }
};

} // namespace

TEST_F(CtlTest, WrongUsageOfRemediateEndsWith2)
{
    for (const char *line : {"remediate dance", "remediate run", "remediate done CHG-1 host", "remediate status a b"})
        EXPECT_EQ(run(line).code, 2) << line;
    EXPECT_EQ(run("remediate").code, 1) << "without a store";
}

TEST_F(RemediateCtlTest, ListsRunbooksAndReachAndPreviewsWithEveryScript)
{
    const QList<QJsonObject> runbooks = run("remediate runbooks --json").lines();
    EXPECT_GE(runbooks.size(), 6);
    const QList<QJsonObject> reach =
        run({QStringLiteral("remediate"), QStringLiteral("reach"), QStringLiteral("--filter"),
             QStringLiteral("ward:icu"), QStringLiteral("--json")})
            .lines();
    ASSERT_FALSE(reach.isEmpty());
    EXPECT_FALSE(reach.first()[u"reach"].toString().isEmpty());
    const Answer plan =
        run(planOf("plan", "remove-content-file", QStringLiteral("ward:icu tier:t1")) << QStringLiteral("--json"));
    const QJsonObject document = plan.document();
    ASSERT_FALSE(document.isEmpty()) << plan.err.toStdString();
    EXPECT_EQ(document[u"guardrails"].toArray().size(), 4);
    EXPECT_FALSE(document[u"devices"].toArray().isEmpty());
    EXPECT_TRUE(plan.out.contains(QStringLiteral("safeboot network")));
    EXPECT_EQ(run({QStringLiteral("remediate"), QStringLiteral("plan"), QStringLiteral("--runbook"),
                   QStringLiteral("remove-content-file"), QStringLiteral("--filter"), QStringLiteral("ward:icu")})
                  .code,
              1)
        << "the sum is missing";
    EXPECT_TRUE(run("remediate status --json").document()[u"may_be_in_safe_mode"].toArray().isEmpty());
}

/// A campaign of persons' steps over three processes, one of them killed.
TEST_F(RemediateCtlTest, AKilledConsoleGoesOnWhereTheCampaignStands)
{
    const QList<QJsonObject> machines =
        run({QStringLiteral("devices"), QStringLiteral("--filter"),
             QStringLiteral("health:up tier:t2 driver:csagent.sys"), QStringLiteral("--json")})
            .lines();
    ASSERT_FALSE(machines.isEmpty());
    const QString host = machines.first()[u"host"].toString();
    QStringList propose = planOf("propose", "recovery-by-hand", QStringLiteral("host:") + host);
    propose << QStringLiteral("--title") << QStringLiteral("By hand") << QStringLiteral("--why")
            << QStringLiteral("It loops.") << QStringLiteral("--json");
    const Answer proposed = run(propose);
    const QString change = proposed.document()[u"change"].toString();
    ASSERT_FALSE(change.isEmpty()) << proposed.err.toStdString();
    for (const char *voter : {"lindqvist", "okafor"})
        ASSERT_EQ(run({QStringLiteral("changes"), QStringLiteral("vote"), change, QStringLiteral("yes"),
                       QStringLiteral("--as"), QString::fromLatin1(voter)})
                      .code,
                  0);
    for (const char *source : {"Falcon (demonstration)", "MeshCentral (demonstration)"})
        ASSERT_EQ(run({QStringLiteral("sources"), QStringLiteral("writing"), QString::fromLatin1(source),
                       QStringLiteral("on")})
                      .code,
                  0);
    const QStringList runIt{QStringLiteral("remediate"), QStringLiteral("run"), change};
    QString step;
    {
        const Running console(*this, runIt);
        step = waitingStep(change, {});
        ASSERT_EQ(step, QStringLiteral("go"));
        ASSERT_EQ(run({QStringLiteral("remediate"), QStringLiteral("done"), change, host, step, QStringLiteral("stood"),
                       QStringLiteral("there")})
                      .code,
                  0);
        step = waitingStep(change, step);
        ASSERT_EQ(step, QStringLiteral("recovery"));
    } // kill -9
    Running console(*this, runIt);
    while (!step.isEmpty()) {
        ASSERT_EQ(run({QStringLiteral("remediate"), QStringLiteral("done"), change, host, step}).code, 0);
        step = step == u"start" ? QString() : waitingStep(change, step);
    }
    ASSERT_TRUE(console.waitForFinished(20'000));
    EXPECT_EQ(console.exitCode(), 0);
    const QJsonObject device = status(change)[u"devices"].toArray().first().toObject();
    EXPECT_EQ(device[u"state"].toString(), QStringLiteral("confirmed"));
    EXPECT_EQ(device[u"steps"].toArray().size(), 5);
    for (const QJsonValue &each : device[u"steps"].toArray())
        EXPECT_EQ(each[u"tries"].toInt(), 1) << each[u"step"].toString().toStdString();
    EXPECT_EQ(run("audit verify").code, 0);
}
