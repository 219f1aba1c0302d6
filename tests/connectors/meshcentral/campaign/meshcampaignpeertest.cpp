#include "models/audit/auditchain.h"
#include "models/incident/safemodewatch.h"
#include "tests/connectors/meshcentral/campaign/meshcampaignfixture.h"

#include <QFileInfo>

namespace ringward::testing {

namespace {

/// A killed process loses nothing that it wrote, so thousands of syncs need not go to a disk.
const bool kInMemory = QFileInfo(QStringLiteral("/dev/shm")).isWritable() && qputenv("TMPDIR", "/dev/shm");

/// How a machine must end, whatever becomes of the console meanwhile.
struct Ending {
    bool isConfirmed = false;
    int restarts = 0; ///< that had an effect
    bool isListed = false; ///< an hour later, as perhaps in safe mode
    const char *says = ""; ///< part of what the journal says
};
constexpr std::array kEndings{
    Ending{true, 2, false, "RW-CONFIRMED left=0"}, // Well
    Ending{false, 1, false, "It went down and has not come back"}, // NotInSafeMode: its own way back gets it out
    Ending{false, 1, true, "It went down and has not come back"}, // NeverBack
    Ending{true, 3, false, "Confirmed after the way back"}, // BackInSafeMode
    Ending{false, 3, true, "LEFT IN SAFE MODE"}, // LeftInSafeMode
    Ending{true, 2, false, "RW-CONFIRMED left=0"}, // AnswersTwice
    Ending{false, 0, false, "It took the order to restart and has not restarted"}, // DoesNothing
    Ending{false, 0, false, "BitLocker could not be suspended"}, // NoKey
    Ending{false, 0, false, "In use by"}, // Busy
};

} // namespace

void MeshCampaignTest::expectEnd(const Operation &operation, const std::map<DeviceId, ModeEntry> &open)
{
    const PlannedCall &call = change.plan.calls[operation.number];
    PlayedMachines::Machine &machine = played->of(call.key);
    const Ending &ending = kEndings[std::size_t(machine.fate)];
    const drill::DemoMachines::Machine now = played->state(machine);
    const std::string who = call.host.toStdString() + " (" + kPlayedFates[std::size_t(machine.fate)]
        + "): " + operation.detail.toStdString();
    EXPECT_EQ(operation.state, ending.isConfirmed ? OperationState::Confirmed : OperationState::Failed) << who;
    EXPECT_TRUE(operation.detail.contains(QLatin1StringView(ending.says))) << who;
    EXPECT_EQ(machine.restarts, ending.restarts) << who;
    EXPECT_EQ(machine.twice, 0) << "told to restart while it did: " << who;
    EXPECT_EQ(machine.repeatedMarks, 0) << who;
    // A machine that plainly did not hear of its restart may be told again by the next console; no other may.
    const int mostOrders = ending.restarts + (machine.fate == Fate::DoesNothing ? 1 + killed : 0);
    EXPECT_LE(machine.agent->powers, mostOrders) << who;
    const bool isWell = now.isFixed && !now.isSafe && !now.isNextSafe && !now.isArmed;
    EXPECT_TRUE(isWell || operation.state != OperationState::Confirmed) << who;
    const bool mayBeIn = now.isSafe || now.isNextSafe || now.isDead;
    EXPECT_EQ(mayBeIn, ending.isListed) << who;
    EXPECT_EQ(open.contains(call.move.device), ending.isListed) << who;
}

void MeshCampaignTest::expectTruth()
{
    std::map<DeviceId, ModeEntry> open;
    for (const ModeEntry &mode : openModes())
        open.emplace(mode.device, mode);
    std::map<std::pair<Fate, OperationState>, int> ends, listed;
    std::map<Fate, QString> example;
    int orders = 0;
    for (const Operation &operation : operations()) {
        const PlannedCall &call = change.plan.calls[operation.number];
        const PlayedMachines::Machine &machine = played->of(call.key);
        ++ends[{machine.fate, operation.state}];
        listed[{machine.fate, operation.state}] += open.contains(call.move.device);
        example.emplace(machine.fate, operation.detail);
        orders += machine.agent->powers;
        expectEnd(operation, open);
    }
    for (const auto &[end, count] : ends)
        std::printf("%-22s %-9s %4d, still listed as in safe mode %3d  | %s\n", kPlayedFates[std::size_t(end.first)],
                    word(end.second).toUtf8().constData(), count, listed[end],
                    example[end.first].left(150).toUtf8().constData());
    std::printf("%d orders to restart in all; %d connections of agents were lost by themselves\n", orders,
                played->lostByItself);
    EXPECT_EQ(ends.size(), kEndings.size()) << "each fate has one end";
    EXPECT_EQ(played->strangeScripts, 0) << "nothing is sent but what was approved";
    const auto rows = safeModeAttention(openModes(), shared->nowMs(), [](const auto &) { return false; });
    for (const AttentionRow &row : rows)
        std::printf("alarm: %s: %s\n", row.title.toUtf8().constData(), row.remark.toUtf8().constData());
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows.front().count, open.size());
    EXPECT_FALSE(verifyLog(log)->broken);
}

TEST_F(MeshCampaignTest, AHundredMachinesEndInTrueExplainedStatesThoughTheConsoleIsKilled)
{
    begin(100, 4, 100);
    ASSERT_FALSE(HasFatalFailure());
    carryOut({.inAll = 4, .writes = 150, .afterMs = 2500}, 120'000);
    ASSERT_FALSE(HasFatalFailure());
    lookAnHourLater();
    expectTruth();
}

/// By hand: --gtest_also_run_disabled_tests --gtest_filter=*AThousand*
TEST_F(MeshCampaignTest, DISABLED_AThousandMachinesEndInTrueExplainedStatesThoughTheConsoleIsKilled)
{
    begin(1000, 8, 60);
    ASSERT_FALSE(HasFatalFailure());
    carryOut({.inAll = 10, .writes = 900, .afterMs = 15'000}, 1'200'000);
    ASSERT_FALSE(HasFatalFailure());
    lookAnHourLater();
    expectTruth();
}

} // namespace ringward::testing
