#include "models/changes/changecodec.h"
#include "tests/models/changes/executionfixture.h"

#include <QSignalSpy>

using namespace ringward;
using namespace ringward::testing;
using enum OperationState;

TEST_F(ExecutionTest, EveryCallIsSentOnceConfirmedAndAudited)
{
    run(planOf(40));
    EXPECT_EQ(outcome->kind, Execution::Outcome::Kind::Finished);
    EXPECT_EQ(count(Confirmed), 40);
    QList<int> calls = outside->calls();
    EXPECT_EQ(calls.size(), 40);
    EXPECT_EQ(QSet<int>(calls.begin(), calls.end()).size(), 40);
    EXPECT_EQ(audited("call.sent"), 40);
    EXPECT_EQ(audited("call.confirmed"), 40);
    EXPECT_FALSE(verifyLog(log)->broken);
}

TEST_F(ExecutionTest, AStepBeginsWhenTheOneBeforeIsOver)
{
    run(planOf(40, true, 10, 2)); // 4 wards, 5 steps of 2 a ward
    const QList<int> calls = outside->calls();
    for (int i = 0; i < calls.size(); ++i)
        EXPECT_EQ(calls[i] % 10 / 2, i / 8) << "call " << calls[i] << " at place " << i;
}

TEST_F(ExecutionTest, NoMoreAtOnceThanAllowedAndNoMoreInAWard)
{
    Plan plan = planOf(30, true, 30, 30);
    plan.limits.atOnce = 8;
    plan.limits.perWard = 3;
    std::map<QString, int> inWard;
    int most = 0;
    execution = executionOf(approved(plan));
    QObject::connect(execution.get(), &Execution::progressed, execution.get(),
                     [&] { most = std::max(most, OperationCounts(execution->operations()).of(Sent)); });
    run();
    EXPECT_LE(most, 3) << "all devices are in one ward";
    EXPECT_EQ(count(Confirmed), 30);
}

TEST_F(ExecutionTest, ARefusalFailsTheDeviceAndStopsAtTheThreshold)
{
    outside->ignores = [](int number) {
        return number == 4;
    };
    outside->answer = [](int number) -> Result<Done> {
        return number == 4 ? Result<Done>(Error{Error::Kind::Denied, QStringLiteral("403"), {}}) : Done{};
    };
    Plan plan = planOf(30);
    plan.limits.atOnce = 1;
    run(plan);
    EXPECT_EQ(outcome->kind, Execution::Outcome::Kind::Stopped);
    EXPECT_EQ(count(Failed), 1);
    EXPECT_GT(count(Planned), 10) << "nothing more was sent";
    EXPECT_EQ(count(Sent) + count(Unknown), 0);
    EXPECT_EQ(audited("call.failed"), 1);
}

TEST_F(ExecutionTest, AThresholdOfThreeGoesOnAfterTwo)
{
    outside->answer = [](int number) -> Result<Done> {
        return number < 2 ? Result<Done>(Error{Error::Kind::Denied, {}, {}}) : Done{};
    };
    outside->ignores = [](int number) {
        return number < 2;
    };
    Plan plan = planOf(20);
    plan.limits.stopAfter = 3;
    run(plan);
    EXPECT_EQ(count(Failed), 2);
    EXPECT_EQ(count(Confirmed), 18);
}

TEST_F(ExecutionTest, RetryingSendsOnlyWhatFailed)
{
    bool isUp = false;
    outside->ignores = [&](int number) {
        return !isUp && number % 5 == 0;
    };
    outside->answer = [&](int number) -> Result<Done> {
        return !isUp && number % 5 == 0 ? Result<Done>(Error{Error::Kind::Denied, {}, {}}) : Done{};
    };
    Plan plan = planOf(20);
    plan.limits.stopAfter = 100;
    run(plan);
    ASSERT_EQ(count(Failed), 4);
    ASSERT_EQ(outside->calls().size(), 16);
    isUp = true;
    run();
    EXPECT_EQ(outside->calls().size(), 16) << "failed stays failed until somebody asks";
    run(true);
    EXPECT_EQ(outcome->kind, Execution::Outcome::Kind::Finished);
    EXPECT_EQ(outside->calls().size(), 20);
}

TEST_F(ExecutionTest, ASuccessThatReadBackDoesNotSeeIsAFailure)
{
    outside->ignores = [](int) {
        return true;
    };
    Plan plan = planOf(1);
    plan.limits.readBackSec = 0;
    run(plan);
    EXPECT_EQ(count(Failed), 1) << "a 200 is no proof";
    EXPECT_TRUE(execution->operations()[0].detail.contains(QStringLiteral("still tells the old ring")));
}

TEST_F(ExecutionTest, ReadBackWaitsAsLongAsTheSourceMayTake)
{
    bool isApplied = false;
    outside->ignores = [&](int) {
        return !isApplied;
    };
    Plan plan = planOf(1);
    plan.limits.readBackSec = 60;
    execution = executionOf(approved(plan));
    ASSERT_TRUE(execution->start());
    QTest::qWait(50);
    EXPECT_FALSE(outcome);
    EXPECT_EQ(execution->operations()[0].state, Sent);
    QFile world(folder.filePath(QStringLiteral("outside")));
    ASSERT_TRUE(world.open(QIODevice::WriteOnly) && world.write("move 0\n"));
    world.close();
    ASSERT_TRUE(QTest::qWaitFor([&] { return outcome.has_value(); }));
    EXPECT_EQ(count(Confirmed), 1);
}

TEST_F(ExecutionTest, ALostAnswerIsReadBack)
{
    outside->answer = [](int) -> Result<Done> {
        return Error{Error::Kind::Timeout, {}, {}};
    };
    run(planOf(10, false));
    EXPECT_EQ(count(Confirmed), 10);
    EXPECT_EQ(outside->calls().size(), 10);
}

TEST_F(ExecutionTest, ALostAnswerToWhatMustNotBeSentTwiceStaysUnknownAndIsNeverSentAgain)
{
    outside->answer = [](int) -> Result<Done> {
        return Error{Error::Kind::Timeout, {}, {}};
    };
    outside->isMute = true;
    Plan plan = planOf(1, false);
    plan.limits.readBackSec = 0;
    run(plan);
    EXPECT_EQ(count(Unknown), 1);
    run(true);
    EXPECT_EQ(count(Unknown), 1) << "nobody can tell";
    EXPECT_EQ(outside->calls().size(), 1);
    outside->isMute = false;
    run();
    EXPECT_EQ(count(Confirmed), 1) << "the source tells at last";
    EXPECT_EQ(outside->calls().size(), 1);
}

TEST_F(ExecutionTest, WhatHappenedAlreadyIsNotSentAgain)
{
    outside->answer = [](int) -> Result<Done> {
        return Error{Error::Kind::Denied, {}, {}};
    };
    run(planOf(1, false)); // it took effect although it was refused
    ASSERT_EQ(count(Failed), 1);
    run(true);
    EXPECT_EQ(count(Confirmed), 1);
    EXPECT_EQ(outside->calls().size(), 1);
}

TEST_F(ExecutionTest, CancellingSendsNothingMoreAndReadsBackWhatIsOut)
{
    execution = executionOf(approved(planOf(40)));
    outside->received = [&, n = 0]() mutable {
        if (++n == 6)
            execution->cancel();
    };
    run();
    EXPECT_EQ(outcome->kind, Execution::Outcome::Kind::Cancelled);
    EXPECT_LT(outside->calls().size(), 20);
    EXPECT_EQ(count(Confirmed), outside->calls().size());
    EXPECT_EQ(count(Sent), 0);
    run();
    EXPECT_EQ(outcome->kind, Execution::Outcome::Kind::Finished);
    EXPECT_EQ(outside->calls().size(), 40);
}

TEST_F(ExecutionTest, AReadOnlySourceIsNotWrittenTo)
{
    way = Error{Error::Kind::Denied, QStringLiteral("Falcon"), QStringLiteral("The source “Falcon” is read-only.")};
    run(planOf(10));
    EXPECT_EQ(outcome->kind, Execution::Outcome::Kind::Stopped);
    ASSERT_TRUE(outcome->error);
    EXPECT_EQ(outcome->error->kind, Error::Kind::Denied);
    EXPECT_EQ(count(Planned), 10);
    EXPECT_TRUE(outside->calls().isEmpty());
}

TEST_F(ExecutionTest, NothingIsSentThatTheJournalDoesNotHold)
{
    const Change change = approved(planOf(4));
    struct Broken : SqliteJournal {
        using SqliteJournal::SqliteJournal;
        Result<Done> move(ChangeId, OperationState, const Operation &, const AuditDraft &) override
        {
            return Error{Error::Kind::Storage, QStringLiteral("disk full"), {}};
        }
    } broken(*database);
    execution = std::make_unique<Execution>(Execution::Parts{broken, clock,
                                                             [this](SourceId) {
                                                                 return way;
                                                             }},
                                            change, whitfield.person);
    QObject::connect(execution.get(), &Execution::ended, execution.get(),
                     [this](const Execution::Outcome &reached) { outcome = reached; });
    run();
    EXPECT_EQ(outcome->kind, Execution::Outcome::Kind::Stopped);
    EXPECT_EQ(outcome->error->kind, Error::Kind::Storage);
    EXPECT_TRUE(outside->calls().isEmpty());
}

TEST_F(ExecutionTest, TwoConsolesAtOnceSendEverythingOnce)
{
    const Change change = approved(planOf(30, false));
    auto second = executionOf(change);
    execution = executionOf(change);
    ASSERT_TRUE(second->start());
    run();
    ASSERT_TRUE(QTest::qWaitFor([&] { return !second->isRunning(); }));
    while (OperationCounts(*journal.load(change.id)).of(Confirmed) < 30)
        run();
    QList<int> calls = outside->calls();
    EXPECT_EQ(calls.size(), 30);
    EXPECT_EQ(QSet<int>(calls.begin(), calls.end()).size(), 30);
}

TEST_F(ExecutionTest, GoneMeanwhileItGoesOnFromTheJournal)
{
    const Change change = approved(planOf(20, false));
    execution = executionOf(change);
    outside->received = [&, n = 0]() mutable {
        if (++n == 5)
            QMetaObject::invokeMethod(
                qApp, [&] { execution.reset(); }, Qt::QueuedConnection);
    };
    ASSERT_TRUE(execution->start());
    ASSERT_TRUE(QTest::qWaitFor([&] { return !execution; }));
    outside->received = nullptr;
    execution = executionOf(change);
    run();
    EXPECT_EQ(count(Confirmed), 20);
    EXPECT_EQ(outside->calls().size(), 20);
}
