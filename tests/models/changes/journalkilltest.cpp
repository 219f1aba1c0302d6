#include "models/changes/execution.h"
#include "tests/models/changes/changefixture.h"
#include "tests/models/changes/outside.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QFileInfo>

#include <csignal>

using namespace ringward;
using ringward::testing::Outside;
using ringward::testing::planOf;

namespace {

constexpr quint32 kDevices = 1'000, kFewDevices = 60;

/// Where the child is killed: before a move of the journal is on disk, after it, when the outside has received a call
/// and not yet answered, or at that moment and after each result, whichever comes first.
enum class Moment { BeforeMove, AfterMove, Received, ReceivedOrResult };

/// A killed process loses nothing that it wrote, so thousands of syncs need not go to a disk.
const bool kInMemory = QFileInfo(QStringLiteral("/dev/shm")).isWritable() && qputenv("TMPDIR", "/dev/shm");

/// A journal that kills its process at the n-th moment.
struct DeadlyJournal : SqliteJournal {
    DeadlyJournal(const Database &database, Moment at, int moves)
        : SqliteJournal(database)
        , moment(at)
        , left(moves)
    {
    }
    Result<Done> move(ChangeId change, OperationState from, const Operation &to, const AuditDraft &why) override
    {
        --left;
        if (moment == Moment::BeforeMove && left <= 0)
            raise(SIGKILL);
        const Result<Done> moved = SqliteJournal::move(change, from, to, why);
        const bool isResult = moment == Moment::ReceivedOrResult && to.state != OperationState::Sent;
        if ((moment == Moment::AfterMove && left <= 0) || isResult)
            raise(SIGKILL);
        return moved;
    }
    Moment moment;
    int left;
};

struct JournalKillTest : ringward::testing::ChangeTest {
    QString outsideFile = folder.filePath(QStringLiteral("outside"));
    ChangeId change;
    Change plan; ///< the copies of the process have it without reading it again

    void begin(bool repeatable, quint32 devices)
    {
        Proposal made = proposal();
        made.plan = planOf(devices, repeatable, 50, 50);
        made.plan.limits = {
            .atOnce = 1, .perWard = 1, .stopAfter = int(devices) * 3, .readBackSec = 0, .askAgainSec = 0};
        change = *board.propose(whitfield.person, made);
        approve(change);
        plan = *board.start(whitfield.person, change);
        ASSERT_TRUE(journal.begin(change, devices, 1));
        database.reset(); // no connection is open when the process is copied
    }
    /// A copy of this process carries the plan out until it is killed. True when it got to the end.
    bool carryOutUntilKilled(Moment moment, int moves, bool retry = false)
    {
        const pid_t child = fork();
        if (child == 0) {
            execute(moment, moves, retry);
            _exit(0);
        }
        int status = 0;
        waitpid(child, &status, 0);
        EXPECT_TRUE((WIFEXITED(status) && WEXITSTATUS(status) == 0)
                    || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL));
        return WIFEXITED(status);
    }
    void execute(Moment moment, int moves, bool retry)
    {
        const auto own = open();
        DeadlyJournal deadly(*own, moment, moves);
        const auto outside = std::make_shared<Outside>(outsideFile);
        if (moment == Moment::Received || moment == Moment::ReceivedOrResult)
            outside->received = [left = moves]() mutable {
                if (--left <= 0)
                    raise(SIGKILL);
            };
        Execution execution({deadly, clock,
                             [&](SourceId) {
                                 return Result<std::shared_ptr<Source>>(outside);
                             }},
                            plan, whitfield.person);
        bool hasEnded = false;
        QObject::connect(&execution, &Execution::ended, &execution, [&] { hasEnded = true; });
        if (!execution.start(retry))
            return;
        while (!hasEnded)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    std::vector<Operation> operations() const
    {
        const auto own = open();
        return *SqliteJournal(*own).load(change);
    }
    QList<int> calls() const { return Outside(outsideFile).calls(); }
};

int doubles(QList<int> calls)
{
    return int(calls.size() - QSet<int>(calls.begin(), calls.end()).size());
}

} // namespace

/// Two deaths a device: when its call has had its effect, and when its result is on disk.
TEST_F(JournalKillTest, KilledAtEveryTransitionOfAThousandDevicesNothingIsSentTwiceAndNothingIsLost)
{
    begin(false, kDevices);
    int kills = 0;
    while (!carryOutUntilKilled(Moment::ReceivedOrResult, 1) && ++kills < 5 * int(kDevices)) {}
    std::printf("killed %d times\n", kills);
    EXPECT_EQ(kills, 2 * int(kDevices));
    EXPECT_EQ(doubles(calls()), 0) << "sent twice";
    EXPECT_EQ(calls().size(), int(kDevices)) << "lost";
    EXPECT_EQ(OperationCounts(operations()).of(OperationState::Confirmed), int(kDevices));
    const auto own = open();
    SqliteAuditLog kept(*own);
    EXPECT_FALSE(verifyLog(kept)->broken);
}

/// Killed after every single move, also between the intent and its call: those calls never go out, and nobody can know
/// that. None is sent again; the source still tells the old ring at the second look, so they are listed as failed, for
/// a person to decide.
TEST_F(JournalKillTest, KilledBetweenIntentAndCallNothingIsSentUntilAPersonRetries)
{
    begin(false, kFewDevices);
    int kills = 0;
    while (!carryOutUntilKilled(Moment::AfterMove, 1) && ++kills < 5 * int(kFewDevices)) {}
    EXPECT_EQ(kills, 3 * int(kFewDevices)) << "sent, unknown, failed";
    const OperationCounts counts(operations());
    EXPECT_EQ(counts.of(OperationState::Failed), int(kFewDevices));
    EXPECT_EQ(counts.total(), int(kFewDevices)) << "lost";
    EXPECT_TRUE(calls().isEmpty());
    EXPECT_TRUE(carryOutUntilKilled(Moment::AfterMove, 1'000'000, true)) << "the retry is not killed";
    EXPECT_EQ(OperationCounts(operations()).of(OperationState::Confirmed), int(kFewDevices));
    EXPECT_EQ(calls().size(), int(kFewDevices));
    EXPECT_EQ(doubles(calls()), 0);
}

/// The child makes one move and dies before the second is on disk.
TEST_F(JournalKillTest, KilledBeforeAMoveIsOnDiskNothingIsSentTwiceAndNothingIsLost)
{
    begin(false, kFewDevices);
    int kills = 0;
    while (!carryOutUntilKilled(Moment::BeforeMove, 2) && ++kills < 5 * int(kFewDevices)) {}
    EXPECT_GE(kills, int(kFewDevices));
    EXPECT_EQ(doubles(calls()), 0);
    EXPECT_EQ(OperationCounts(operations()).of(OperationState::Confirmed), int(kFewDevices));
    EXPECT_EQ(calls().size(), int(kFewDevices));
}

/// What may be sent twice reaches its end without anybody's help.
TEST_F(JournalKillTest, WhatIsRepeatableEndsConfirmedHoweverOftenItIsKilled)
{
    begin(true, kFewDevices);
    int kills = 0;
    while (!carryOutUntilKilled(Moment::AfterMove, 2) && ++kills < 5 * int(kFewDevices)) {}
    EXPECT_GE(kills, int(kFewDevices) / 2);
    EXPECT_EQ(OperationCounts(operations()).of(OperationState::Confirmed), int(kFewDevices));
}
