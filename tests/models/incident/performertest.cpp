#include "models/changes/execution.h"
#include "tests/models/incident/campaignfixture.h"
#include "tests/support/settle.h"

#include <QCoreApplication>
#include <QCoroTask>

using namespace ringward;
using ringward::testing::filledRunbook;
using ringward::testing::planOf;
using ringward::testing::remediationOf;
using ringward::testing::settle;

namespace {

/// A machine of a test that does what it is told, at once. A test bends it by `before`.
struct Bench : Source, Hand {
    bool isSafe = false, isNextSafe = false, isArmed = false, isConnected = true;
    qint64 bootMs = 1'000;
    QString user = QStringLiteral("-");
    QStringList done; ///< steps, in their order
    int restarts = 0;
    /// What happens instead; nullopt goes on as usual.
    std::function<std::optional<Result<HandAnswer>>(const ScriptMark &)> before;
    std::function<void()> onRestart;
    std::shared_ptr<const Runbook> runbook;

    Capabilities capabilities() const override { return ReachMachines; }
    Hand *hand() override { return this; }
    Async<RecordPage> fetchDevices(QByteArray, std::stop_token) override { co_return RecordPage(); }
    Async<QString> test(std::stop_token) override { co_return QString(); }
    Async<Reach> reach(QString, std::stop_token) override
    {
        Reach now;
        now.connected = isConnected;
        now.bootMs = bootMs;
        co_return now;
    }
    QString state() const
    {
        return QStringLiteral("RW-STATE mode=%1 next=%2 boot=%3 user=%4 bitlocker=suspended wayback=%5\n")
            .arg(isSafe ? QStringLiteral("safe") : QStringLiteral("normal"),
                 isNextSafe ? QStringLiteral("safe") : QStringLiteral("normal"), QString::number(bootMs), user,
                 isArmed ? QStringLiteral("armed") : QStringLiteral("none"));
    }
    Async<HandAnswer> run(QString, HandCommand command, std::stop_token) override
    {
        const auto mark = markOfScript(command.script);
        EXPECT_TRUE(mark);
        if (before) {
            if (auto instead = before(*mark))
                co_return *instead;
        }
        if (!isConnected)
            co_return Error{Error::Kind::Offline, {}, {}};
        co_return obey(*mark);
    }
    HandAnswer obey(const ScriptMark &mark)
    {
        done << mark.step;
        HandAnswer answer;
        switch (mark.deed) {
        case StepDeed::Arm:
            isArmed = true;
            break;
        case StepDeed::Enter:
            isNextSafe = true;
            break;
        case StepDeed::Fix:
            answer.output = QStringLiteral("RW-FIXED removed=1 left=0 kept=0\n");
            isNextSafe = false;
            break;
        case StepDeed::Disarm:
            isNextSafe = false;
            break;
        case StepDeed::Confirm:
            if (isSafe || isNextSafe)
                answer.exitCode = 1;
            else {
                answer.output = QStringLiteral("RW-CONFIRMED left=0\n");
                isArmed = false;
            }
            break;
        default:
            break;
        }
        answer.output += state();
        return answer;
    }
    Async<Done> power(QString, PowerAction, std::stop_token) override
    {
        if (!isConnected)
            co_return Error{Error::Kind::Offline, {}, {}};
        done << QStringLiteral("restart");
        ++restarts;
        if (onRestart) {
            onRestart();
            co_return Done{};
        }
        bootMs += 60'000;
        isSafe = isNextSafe;
        co_return Done{};
    }
};

struct PerformerTest : ringward::testing::ChangeTest {
    SqliteStepLedger ledger{*database};
    std::shared_ptr<Bench> bench = std::make_shared<Bench>();
    std::shared_ptr<Change> change = std::make_shared<Change>();
    ringward::testing::FastClock fast{kNowMs, 5'000};
    std::optional<QString> objection;
    std::shared_ptr<RunbookPerformer> performer = std::make_shared<RunbookPerformer>(
        RunbookPerformer::Parts{ledger, fast, 1, {}, [this](DeviceId, const std::set<DeviceId> &) {
                                    return objection;
                                }});

    void SetUp() override { order(filledRunbook()); }
    void order(const QByteArray &document, const QString &overriddenBy = {})
    {
        change->id = propose();
        change->plan = remediationOf(planOf(3), document);
        for (PlannedCall &call : change->plan.calls)
            call.remediation->overriddenBy = overriddenBy;
    }
    Performance perform(int attempt = 1)
    {
        const auto done = settle(performer->perform({change, 0, attempt, bench}, std::stop_token()), 20'000);
        EXPECT_TRUE(done) << (done ? std::string() : done.error().detail.toStdString());
        return done.value_or(Performance());
    }
    std::optional<StepEntry> step(const char *id, int attempt = 1)
    {
        const auto known = ledger.steps(StepPlace{change->id, 0, attempt});
        for (const StepEntry &each : *known) {
            if (each.step == QLatin1StringView(id))
                return each;
        }
        return std::nullopt;
    }
    bool isOpen() { return !ledger.openModes()->empty(); }
};

using enum OperationState;

} // namespace

TEST_F(PerformerTest, AMachineGoesInIsPutRightComesOutAndIsConfirmedByItsOwnWord)
{
    const Performance performance = perform();
    EXPECT_EQ(performance.state, Confirmed) << performance.detail.toStdString();
    EXPECT_TRUE(performance.detail.contains(QStringLiteral("RW-CONFIRMED left=0")));
    const QStringList expected{QStringLiteral("look"),    QStringLiteral("arm"),          QStringLiteral("go-in"),
                               QStringLiteral("restart"), QStringLiteral("in-safe-mode"), QStringLiteral("fix"),
                               QStringLiteral("clear"),   QStringLiteral("restart"),      QStringLiteral("confirm")};
    EXPECT_EQ(bench->done, expected);
    EXPECT_FALSE(isOpen());
    EXPECT_FALSE(bench->isArmed) << "the way back is taken away in the end";
    const auto known = ledger.steps(change->id);
    for (const StepEntry &each : *known)
        EXPECT_EQ(each.state, StepState::Done) << each.step.toStdString();
}

TEST_F(PerformerTest, AnOkThatShowsNothingIsNotBelieved)
{
    bench->before = [](const ScriptMark &mark) -> std::optional<Result<HandAnswer>> {
        if (mark.deed == StepDeed::Arm)
            return HandAnswer{QStringLiteral("OK\n"), 0, false};
        return std::nullopt;
    };
    const Performance performance = perform();
    EXPECT_EQ(performance.state, Failed);
    EXPECT_TRUE(performance.detail.contains(QStringLiteral("OK")));
    EXPECT_EQ(bench->restarts, 0);
    EXPECT_FALSE(bench->done.contains(QStringLiteral("go-in"))) << "never in without the way back";
}

TEST_F(PerformerTest, AMachineThatTakesTheRestartAndDoesNotRestartIsBroughtBack)
{
    bench->onRestart = [] {
    };
    const Performance performance = perform();
    EXPECT_EQ(performance.state, Failed);
    EXPECT_TRUE(performance.detail.contains(QStringLiteral("has not restarted"))) << performance.detail.toStdString();
    EXPECT_TRUE(performance.detail.contains(QStringLiteral("brought back")));
    EXPECT_FALSE(bench->isNextSafe);
    EXPECT_FALSE(bench->isArmed);
    EXPECT_FALSE(isOpen());
}

TEST_F(PerformerTest, AMachineThatNeverComesBackIsAnAlarmUntilItSaysThatItIsOut)
{
    bench->onRestart = [this] {
        bench->isConnected = false;
    };
    const Performance performance = perform();
    EXPECT_EQ(performance.state, Failed);
    EXPECT_TRUE(performance.detail.contains(QStringLiteral("has not come back"))) << performance.detail.toStdString();
    EXPECT_TRUE(performance.detail.contains(QStringLiteral("MAY BE IN SAFE MODE")));
    ASSERT_TRUE(isOpen());
    EXPECT_GT(ledger.openModes()->front().wayBackMs, kNowMs);
    EXPECT_FALSE(settle(performer->lookAgain({change, 0, 1, bench}, std::stop_token()))) << "it does not answer";
    EXPECT_TRUE(isOpen());
    bench->isConnected = true; // its own way back has fired
    bench->isNextSafe = bench->isSafe = false;
    const auto out = settle(performer->lookAgain({change, 0, 1, bench}, std::stop_token()));
    ASSERT_TRUE(out);
    EXPECT_TRUE(*out);
    EXPECT_FALSE(isOpen());
}

TEST_F(PerformerTest, AMachineThatComesBackInSafeModeIsFetchedOutAndConfirmed)
{
    int restarts = 0;
    bench->onRestart = [&] {
        bench->bootMs += 60'000;
        bench->isSafe = bench->isNextSafe || ++restarts == 1; // the first restart out ends there again
    };
    const Performance performance = perform();
    EXPECT_EQ(performance.state, Confirmed) << performance.detail.toStdString();
    EXPECT_TRUE(performance.detail.contains(QStringLiteral("after the way back")));
    EXPECT_EQ(bench->restarts, 3);
    EXPECT_FALSE(isOpen());
}

TEST_F(PerformerTest, AMachineThatStaysInSafeModeIsSaidToBeLeftThere)
{
    bench->onRestart = [&] {
        bench->bootMs += 60'000;
        bench->isSafe = true;
    };
    const Performance performance = perform();
    EXPECT_EQ(performance.state, Failed);
    EXPECT_TRUE(performance.detail.contains(QStringLiteral("LEFT IN SAFE MODE"))) << performance.detail.toStdString();
    EXPECT_TRUE(isOpen());
    bench->onRestart = nullptr; // a retry begins anew, and brings it out
    EXPECT_EQ(perform(2).state, Confirmed);
    EXPECT_FALSE(isOpen());
}

TEST_F(PerformerTest, AMachineInUseIsLeftAloneUnlessSomebodyAnswersForIt)
{
    bench->user = QStringLiteral("RGH\\nurse");
    const Performance performance = perform();
    EXPECT_EQ(performance.state, Failed);
    EXPECT_TRUE(performance.detail.contains(QStringLiteral("RGH\\nurse")));
    EXPECT_EQ(bench->done, QStringList{QStringLiteral("look")});
    order(filledRunbook(), QStringLiteral("Dr A. Okafor"));
    EXPECT_EQ(perform().state, Confirmed);
}

TEST_F(PerformerTest, SomebodyWhoSignsInBeforeTheRestartKeepsTheMachine)
{
    bench->before = [this](const ScriptMark &mark) -> std::optional<Result<HandAnswer>> {
        if (mark.deed == StepDeed::Enter)
            bench->user = QStringLiteral("RGH\\nurse");
        return std::nullopt;
    };
    const Performance performance = perform();
    EXPECT_EQ(performance.state, Failed);
    EXPECT_EQ(bench->restarts, 0);
    EXPECT_FALSE(bench->isNextSafe) << "the flag was cleared again";
    EXPECT_FALSE(isOpen());
}

TEST_F(PerformerTest, TheWardAsItIsThenIsAskedBeforeAMachineIsTaken)
{
    objection = QStringLiteral("It is the last working machine of RGH W0.");
    const Performance performance = perform();
    EXPECT_EQ(performance.state, Failed);
    EXPECT_TRUE(performance.detail.contains(*objection));
    EXPECT_EQ(bench->done, QStringList{QStringLiteral("look")});
}

TEST_F(PerformerTest, ALostAnswerIsAskedForAgainWhereThatIsHarmless)
{
    int lost = 0;
    bench->before = [&](const ScriptMark &mark) -> std::optional<Result<HandAnswer>> {
        if (mark.deed == StepDeed::Fix && lost++ == 0) {
            bench->obey(mark); // it was done, and nobody heard of it
            return Result<HandAnswer>(Error{Error::Kind::Timeout, {}, {}});
        }
        return std::nullopt;
    };
    EXPECT_EQ(perform().state, Confirmed);
    EXPECT_EQ(bench->done.count(QStringLiteral("fix")), 2);
    EXPECT_EQ(step("fix")->tries, 2);
}

TEST_F(PerformerTest, WhatMustNotBeDoneTwiceIsReadBackInstead)
{
    QByteArray document = filledRunbook();
    // The step “go-in”, made one that must not be repeated.
    const QByteArray repeatable = "\"repeatable\": true";
    const qsizetype goIn = document.indexOf("\"id\": \"go-in\"");
    const qsizetype at = document.indexOf(repeatable, goIn);
    document.replace(at, repeatable.size(), "\"repeatable\": false, \"settled_by\": \"next=safe\"");
    for (const bool wasDone : {true, false}) {
        *bench = Bench();
        order(document);
        bool isFirst = true;
        bench->before = [&](const ScriptMark &mark) -> std::optional<Result<HandAnswer>> {
            if (mark.deed != StepDeed::Enter || !isFirst)
                return std::nullopt;
            isFirst = false;
            if (wasDone)
                bench->obey(mark);
            return Result<HandAnswer>(Error{Error::Kind::Timeout, {}, {}});
        };
        const Performance performance = perform();
        EXPECT_EQ(performance.state, wasDone ? Confirmed : Failed) << performance.detail.toStdString();
        EXPECT_EQ(bench->done.count(QStringLiteral("go-in")), wasDone ? 1 : 0);
        EXPECT_FALSE(isOpen());
    }
}

TEST_F(PerformerTest, AStopLeavesEverythingAsItIsAndTheNextRunGoesOn)
{
    std::stop_source stop;
    bench->before = [&](const ScriptMark &mark) -> std::optional<Result<HandAnswer>> {
        if (mark.deed == StepDeed::Fix)
            stop.request_stop();
        return std::nullopt;
    };
    const auto stopped = settle(performer->perform({change, 0, 1, bench}, stop.get_token()));
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().kind, Error::Kind::Cancelled);
    EXPECT_TRUE(isOpen());
    bench->before = nullptr;
    EXPECT_EQ(perform().state, Confirmed);
    EXPECT_EQ(bench->restarts, 2) << "in once, out once";
    EXPECT_EQ(bench->done.count(QStringLiteral("arm")), 1);
}

TEST_F(PerformerTest, APersonsStepsWaitForAPerson)
{
    order(filledRunbook("recovery-by-hand"));
    std::optional<Result<Performance>> done;
    auto running = performer->perform({change, 0, 1, bench}, std::stop_token());
    QCoro::connect(std::move(running), qApp, [&](const Result<Performance> &result) { done.emplace(result); });
    for (const char *id : {"go", "recovery", "key", "remove", "start"}) {
        ASSERT_TRUE(QTest::qWaitFor([&] {
            const auto entry = step(id);
            return entry && entry->state == StepState::Waiting;
        }));
        EXPECT_FALSE(done);
        ASSERT_TRUE(settleByPerson(ledger, {change->id, 0, 1}, QString::fromLatin1(id), true, QStringLiteral("T."), 1));
    }
    ASSERT_TRUE(QTest::qWaitFor([&] { return done.has_value(); }));
    EXPECT_EQ((*done)->state, Confirmed);
}

TEST_F(PerformerTest, ADocumentThatIsNotInThePlanIsNotCarriedOut)
{
    change->plan.documents.front() += ' ';
    EXPECT_EQ(perform().state, Failed);
    EXPECT_TRUE(bench->done.isEmpty());
}
