// The dead man's switch that a runbook leaves on a machine, run by the cmd, reg and find of Wine. bcdedit, sc, shutdown
// and the waiting ping are played: what Windows does with safe mode itself is not tested here.
#include "models/incident/runbooklibrary.h"
#include "models/incident/runbookvalues.h"
#include "tests/models/incident/winehost.h"
#include "tests/support/printers.h"

using namespace ringward;
using namespace ringward::testing;

namespace {

const auto kSafeBoot = QStringLiteral("\"HKLM\\SYSTEM\\CurrentControlSet\\Control\\SafeBoot\\%1\"");
const auto kRunOnce = QStringLiteral("\"HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\RunOnce\"");

class WayBackTest : public ::testing::Test {
protected:
    static void SetUpTestSuite() { s_host = new WineHost; }
    static void TearDownTestSuite()
    {
        delete s_host;
        s_host = nullptr;
    }
    void SetUp() override
    {
        using L = QStringList;
        const auto text = [](const char *line) {
            return QString::fromLatin1(line);
        };
        host().play(text("ping"),
                    L{text("set /a PINGS=PINGS+1"), text("if not %PINGS%==3 goto end"),
                      text("if exist stuck del stuck"), text("if exist mute del mute"), text(":end")});
        host().play(text("bcdedit"),
                    L{text("if %1==/enum goto enum"), text("if exist stuck goto end"), text("if exist flag del flag"),
                      text("goto end"), text(":enum"), text("if exist mute goto end"),
                      text("echo identifier              {current}"),
                      text("if exist flag echo safeboot                Network"), text(":end")});
        host().play(text("sc"), {});
        host().play(text("shutdown"), {});
        host().touch(QStringLiteral("flag"));
    }
    /// As the step "arm" leaves a machine, and started in safe mode when `isSafe`.
    void armed(bool isSafe)
    {
        QStringList lines{QStringLiteral("reg add %1 /v \"*RingwardWayBack\" /d x /f").arg(kRunOnce)};
        for (const char *mode : {"Network", "Minimal"})
            lines << QStringLiteral("reg add %1 /ve /d Service /f")
                         .arg(kSafeBoot.arg(QString::fromLatin1(mode) + QStringLiteral("\\RingwardWayBack")));
        lines << QStringLiteral("reg %1 %2 /f")
                     .arg(isSafe ? QStringLiteral("add") : QStringLiteral("delete"),
                          kSafeBoot.arg(QStringLiteral("Option")));
        host().batch(lines);
        ASSERT_EQ(remains(), 3) << host().output().toStdString();
        host().forgetCalls();
    }
    /// How many of the three marks of an armed way back are in the registry.
    int remains()
    {
        const QString network = kSafeBoot.arg(QStringLiteral("Network\\RingwardWayBack"));
        const QString minimal = kSafeBoot.arg(QStringLiteral("Minimal\\RingwardWayBack"));
        host().batch(
            {QStringLiteral("@echo off"), QStringLiteral("set N=0"),
             QStringLiteral("reg query %1 >nul 2>&1").arg(network), QStringLiteral("if not errorlevel 1 set /a N=N+1"),
             QStringLiteral("reg query %1 >nul 2>&1").arg(minimal), QStringLiteral("if not errorlevel 1 set /a N=N+1"),
             QStringLiteral("reg query %1 /v \"*RingwardWayBack\" >nul 2>&1").arg(kRunOnce),
             QStringLiteral("if not errorlevel 1 set /a N=N+1"), QStringLiteral("echo N=%N%")});
        const qsizetype at = host().output().lastIndexOf("N=");
        return at < 0 ? -1 : host().output().mid(at + 2).trimmed().toInt();
    }
    void runScript()
    {
        const RunbookLibrary library = loadRunbooks();
        const Runbook *runbook = library.find(u"remove-content-file");
        ASSERT_TRUE(runbook);
        QStringList lines;
        for (const QString &line : runbook->files.at(QStringLiteral("wayback.cmd")))
            lines << filled(line, [](const QString &) { return QStringLiteral("45"); });
        ASSERT_EQ(host().batch(lines), 0) << host().output().toStdString();
    }
    int countOf(const char *call) { return int(host().calls().count(QString::fromLatin1(call))); }
    WineHost &host() { return *s_host; }

private:
    static inline WineHost *s_host = nullptr;
};

constexpr const char *kWait = "ping -n 2701 127.0.0.1";
constexpr const char *kShutdown = "shutdown /r /f /t 0";
constexpr const char *kStandDown = "sc delete RingwardWayBack";

} // namespace

TEST_F(WayBackTest, LeavesSafeModeByItselfAndTakesItselfAway)
{
    armed(true);
    runScript();
    const QStringList calls = host().calls();
    ASSERT_FALSE(calls.isEmpty());
    EXPECT_EQ(calls.front(), QLatin1String(kWait)) << "forty-five minutes, and a second less for the first answer";
    EXPECT_EQ(calls.back(), QLatin1String(kShutdown));
    EXPECT_EQ(countOf("bcdedit /deletevalue {current} safeboot"), 1);
    EXPECT_EQ(countOf("bcdedit /deletevalue {default} safeboot"), 1);
    EXPECT_EQ(countOf(kStandDown), 1);
    EXPECT_FALSE(host().has(QStringLiteral("flag")));
    EXPECT_EQ(remains(), 0);
}

TEST_F(WayBackTest, NeverRestartsAMachineThatIsNotInSafeMode)
{
    armed(false);
    runScript();
    EXPECT_EQ(countOf(kShutdown), 0);
    EXPECT_FALSE(host().has(QStringLiteral("flag"))) << "which somebody may have forgotten to clear";
    EXPECT_EQ(countOf(kStandDown), 1);
    EXPECT_EQ(remains(), 0);
}

TEST_F(WayBackTest, StaysArmedUntilTheFlagReadsBackAsCleared)
{
    for (const char *trouble : {"stuck", "mute"}) { // the flag stays; bcdedit says nothing
        SCOPED_TRACE(trouble);
        host().touch(QStringLiteral("flag"));
        host().touch(QString::fromLatin1(trouble));
        armed(true);
        runScript();
        EXPECT_EQ(countOf(kWait), 3);
        const QStringList calls = host().calls();
        EXPECT_GT(calls.indexOf(QLatin1String(kStandDown)), calls.lastIndexOf(QLatin1String(kWait)))
            << "the service goes only when the flag has gone";
        EXPECT_EQ(countOf(kShutdown), 1);
        EXPECT_EQ(calls.back(), QLatin1String(kShutdown));
        EXPECT_FALSE(host().has(QStringLiteral("flag")));
    }
}

TEST(WayBackOfRunbooks, IsTheSameInEachThatEntersSafeMode)
{
    std::vector<QStringList> scripts;
    for (const Runbook &runbook : loadRunbooks().runbooks) {
        if (runbook.entersSafeMode())
            scripts.push_back(runbook.files.at(QStringLiteral("wayback.cmd")));
    }
    ASSERT_GE(scripts.size(), 2U);
    for (const QStringList &script : scripts)
        EXPECT_EQ(script, scripts.front()) << "only one is run above";
}
