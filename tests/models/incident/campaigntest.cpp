#include "models/changes/execution.h"
#include "models/changes/planner.h"
#include "models/drill/demosource.h"
#include "models/fleet/fleetbuilder.h"
#include "models/incident/remedyguard.h"
#include "tests/models/drill/demoworld.h"
#include "tests/models/incident/campaignfixture.h"
#include "tests/support/settle.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <csignal>

using namespace ringward;
using namespace ringward::drill;
using ringward::testing::FastClock;
using ringward::testing::filledRunbook;
using ringward::testing::settle;

namespace {

/// A killed process loses nothing that it wrote, so thousands of syncs need not go to a disk.
const bool kInMemory = QFileInfo(QStringLiteral("/dev/shm")).isWritable() && qputenv("TMPDIR", "/dev/shm");

/// The remote control of the demonstration, with a count of the restarts that had an effect.
struct Remote : DemoSource, Hand {
    Remote(std::shared_ptr<DemoWorld> over, std::shared_ptr<const Clock> time, QString log)
        : DemoSource(over, DemoFacet::Remote, SourceId{3}, time)
        , world(std::move(over))
        , clock(std::move(time))
        , file(std::move(log))
    {
    }
    Hand *hand() override { return this; }
    Async<Reach> reach(QString key, std::stop_token stop) override { return DemoSource::hand()->reach(key, stop); }
    Async<HandAnswer> run(QString key, HandCommand command, std::stop_token stop) override
    {
        return DemoSource::hand()->run(key, std::move(command), stop);
    }
    Async<Done> power(QString key, PowerAction action, std::stop_token stop) override
    {
        const auto device = DemoRecordWriter::deviceOfKey(world->hospital, key);
        const bool wasPending = world->machines.machine(*device, clock->nowMs()).upAtMs != 0;
        auto acting = DemoSource::hand()->power(key, action, stop);
        const Result<Done> taken = co_await std::move(acting);
        QFile log(file);
        if (taken && !wasPending && log.open(QIODevice::Append))
            log.write(QByteArray::number(*device) + '\n');
        co_return taken;
    }
    std::shared_ptr<DemoWorld> world;
    std::shared_ptr<const Clock> clock;
    QString file;
};

struct CampaignTest : ringward::testing::ChangeTest {
    std::shared_ptr<FastClock> fast = std::make_shared<FastClock>(drill::testing::kOpenedMs, 400);
    QString memory = folder.filePath(QStringLiteral("hospital"));
    std::shared_ptr<DemoWorld> world;
    std::shared_ptr<Remote> remote;
    Change change;
    FleetHub hub;
    std::map<quint32, quint32> deviceOfCall; ///< number in the hospital, by DeviceId

    std::shared_ptr<DemoWorld> openWorld(quint32 troubles) const
    {
        auto made = std::make_shared<DemoWorld>(
            drill::testing::catalogue(), Hospital::Settings{5216, 291, drill::testing::kOpenedMs, 300'000}, memory);
        made->machines.setTroubles(troubles);
        made->machines.setAnswerMs(0);
        return made;
    }
    /// An approved change that works `count` machines which are reachable now and not seen in use.
    void begin(std::size_t count, quint32 troubles)
    {
        world = openWorld(troubles);
        remote = std::make_shared<Remote>(world, fast, folder.filePath(QStringLiteral("restarts")));
        const auto page = settle(remote->fetchDevices({}, std::stop_token()));
        ASSERT_TRUE(page);
        const QByteArray document = filledRunbook();
        FleetBuilder builder;
        std::vector<PlannedCall> calls;
        std::set<quint32> seen; // a machine whose agent was installed again has two records
        std::map<quint32, int> working; // by ward
        for (const SourceRecord &record : page->records) {
            const quint32 device = *DemoRecordWriter::deviceOfKey(world->hospital, record.key);
            if (!seen.insert(device).second)
                continue;
            const DevicePlace place = world->hospital.plan().place(device);
            const Reach reach = world->machines.reach(device, fast->nowMs());
            DeviceRow row;
            row.id = DeviceId{device + 1};
            row.host = record[Field::HostName].toStdString();
            row.ward = builder.editNames().ward({.siteCode = record[Field::SiteCode],
                                                 .siteName = {},
                                                 .building = {},
                                                 .code = record[Field::WardCode],
                                                 .name = {},
                                                 .kind = {},
                                                 .beds = 0,
                                                 .minimumCover = 0});
            row.tier = place.tier;
            row.health = reach.connected ? AgentHealth::Up : AgentHealth::Silent;
            builder.append(row);
            // Some have to work before the first of a ward is taken.
            const bool isAmongMany = reach.connected && ++working[row.ward] > 4;
            if (calls.size() >= count || !isAmongMany || !reach.user->isEmpty() || device % 3 == 0)
                continue;
            PlannedCall call;
            call.move.device = row.id;
            call.tier = place.tier;
            call.host = record[Field::HostName];
            call.ward = wardLabel(builder.editNames().wards()[row.ward]);
            call.source = SourceId{3};
            call.key = record.key;
            call.request = "RUN";
            call.remediation = RemediationOrder{QStringLiteral("remove-content-file"), documentHash(document), {}};
            calls.push_back(call);
            deviceOfCall.emplace(row.id.value, device);
        }
        hub.publish(builder.publish(fast->nowMs()));
        ASSERT_EQ(calls.size(), count);
        ExecutionLimits limits{.atOnce = 40, .perWard = 2, .stopAfter = int(count)};
        Proposal made = proposal();
        made.plan = makePlan(*hub.current(), calls, limits, 1, WardRule::KeepOneWorking);
        made.plan.documents = {document};
        made.plan.guardrails = checkRemedy(*hub.current(), made.plan, {});
        const auto id = board.propose(whitfield.person, made);
        ASSERT_TRUE(id) << userMessage(id.error()).toStdString();
        approve(*id);
        change = *board.start(whitfield.person, *id);
    }
    std::shared_ptr<RunbookPerformer> performerOn(StepLedger &ledger)
    {
        return std::make_shared<RunbookPerformer>(
            RunbookPerformer::Parts{ledger, *fast, 1, {}, [this](DeviceId device, const std::set<DeviceId> &underWay) {
                                        return objectionTo(*hub.current(), device, underWay);
                                    }});
    }
    static std::vector<ModeEntry> openModes(StepLedger &ledger) { return ledger.openModes().value(); }
    std::vector<Operation> operationsIn(OperationJournal &own) const { return own.load(change.id).value(); }
    /// True when the campaign got to its end.
    bool carryOut(OperationJournal &own, StepLedger &ledger, int timeoutMs = 120'000)
    {
        Execution execution(
            {own, *fast, [this](SourceId) { return Result<std::shared_ptr<Source>>(remote); }, performerOn(ledger)},
            change, whitfield.person);
        bool hasEnded = false;
        QObject::connect(&execution, &Execution::ended, &execution, [&] { hasEnded = true; });
        EXPECT_TRUE(execution.start());
        return QTest::qWaitFor([&] { return hasEnded; }, timeoutMs);
    }
    QHash<quint32, int> restarts() const
    {
        QHash<quint32, int> counts;
        QFile kept(folder.filePath(QStringLiteral("restarts")));
        if (kept.open(QIODevice::ReadOnly)) {
            for (const QByteArray &line : kept.readAll().split('\n')) {
                if (!line.isEmpty())
                    ++counts[line.toUInt()];
            }
        }
        return counts;
    }
    /// What the journal says is so; answers how many devices ended in which state.
    std::map<std::pair<DemoTrouble, OperationState>, int> expectTruth(OperationJournal &own, StepLedger &ledger)
    {
        std::map<std::pair<DemoTrouble, OperationState>, int> ends;
        std::set<DeviceId> open;
        for (const ModeEntry &mode : openModes(ledger))
            open.insert(mode.device);
        for (const Operation &operation : operationsIn(own)) {
            const PlannedCall &call = change.plan.calls[operation.number];
            const quint32 device = deviceOfCall.at(call.move.device.value);
            const DemoTrouble trouble = world->machines.troubleOf(device);
            const DemoMachines::Machine machine = world->machines.machine(device, fast->nowMs());
            const std::string who = call.host.toStdString() + ": " + operation.detail.toStdString();
            ++ends[{trouble, operation.state}];
            EXPECT_TRUE(operation.state == OperationState::Confirmed || operation.state == OperationState::Failed)
                << who;
            if (operation.state == OperationState::Confirmed) {
                EXPECT_TRUE(machine.isFixed && !machine.isSafe && !machine.isNextSafe && !machine.isArmed) << who;
            } else {
                EXPECT_FALSE(operation.detail.isEmpty()) << who;
            }
            const bool mayBeIn = machine.isSafe || machine.isNextSafe || machine.isDead;
            EXPECT_TRUE(!mayBeIn || open.contains(call.move.device)) << "no alarm for " << who;
        }
        return ends;
    }
};

const char *nameOf(DemoTrouble trouble)
{
    static constexpr std::array kNames{"well",   "never back", "back in safe mode", "answers twice", "does nothing",
                                       "no key", "busy"};
    return kNames[std::size_t(trouble)];
}

/// A ledger that kills its process after so many writes.
struct DeadlyLedger : SqliteStepLedger {
    DeadlyLedger(const Database &on, int writes)
        : SqliteStepLedger(on)
        , left(writes)
    {
    }
    Result<Done> write(const std::vector<StepEntry> &steps, const std::optional<ModeEntry> &mode) override
    {
        const Result<Done> written = SqliteStepLedger::write(steps, mode);
        if (!steps.empty() && --left <= 0)
            raise(SIGKILL);
        return written;
    }
    int left;
};

} // namespace

TEST_F(CampaignTest, TwoHundredMachinesWithFivePercentOfEachFailureEndInTrueExplainedStates)
{
    begin(200, 50);
    SqliteStepLedger ledger(*database);
    ASSERT_TRUE(carryOut(journal, ledger));
    const auto ends = expectTruth(journal, ledger);
    int confirmed = 0;
    for (const auto &[key, count] : ends) {
        const bool isConfirmed = key.second == OperationState::Confirmed;
        std::printf("%-18s %-9s %d\n", nameOf(key.first), isConfirmed ? "confirmed" : "failed", count);
        confirmed += isConfirmed ? count : 0;
        using enum DemoTrouble;
        const bool mustFail =
            key.first == NeverBack || key.first == DoesNothing || key.first == NoKey || key.first == Busy;
        EXPECT_FALSE(mustFail && isConfirmed) << nameOf(key.first);
    }
    EXPECT_GT(confirmed, 125);
    for (const DemoTrouble trouble : {DemoTrouble::NeverBack, DemoTrouble::BackInSafeMode, DemoTrouble::AnswersTwice,
                                      DemoTrouble::DoesNothing, DemoTrouble::NoKey, DemoTrouble::Busy})
        EXPECT_TRUE(ends.contains({trouble, OperationState::Failed})
                    || ends.contains({trouble, OperationState::Confirmed}))
            << "no machine with the trouble “" << nameOf(trouble) << "” in the campaign";
    // Machines whose agent does not run in safe mode leave it by themselves; a look tells so.
    const std::size_t open = ledger.openModes()->size();
    const qint64 later = fast->nowMs() + 60 * 60'000;
    ASSERT_TRUE(QTest::qWaitFor([&] { return fast->nowMs() > later; }, 10'000));
    const auto performer = performerOn(ledger);
    const auto approved = std::make_shared<const Change>(change);
    for (const ModeEntry &mode : openModes(ledger))
        (void)settle(performer->lookAgain({approved, mode.number, 1, remote}, std::stop_token()));
    std::printf("alarmed after the campaign: %zu, an hour later: %zu\n", open, ledger.openModes()->size());
    for (const ModeEntry &mode : openModes(ledger)) {
        const DemoMachines::Machine machine =
            world->machines.machine(deviceOfCall.at(mode.device.value), fast->nowMs());
        EXPECT_TRUE(machine.isDead || machine.isSafe) << mode.host.toStdString() << " is out, and alarmed all the same";
    }
    EXPECT_FALSE(verifyLog(log)->broken);
}

TEST_F(CampaignTest, KilledAfterEveryStepACampaignEndsAsIfItHadNotBeen)
{
    constexpr int kDevices = 6;
    begin(kDevices, 0);
    change.plan.limits.atOnce = 4;
    remote.reset();
    world.reset();
    database.reset(); // no connection is open when the process is copied
    int kills = 0;
    bool isOver = false;
    while (!isOver && kills < 1'000) {
        const pid_t child = fork();
        if (child == 0) {
            const auto own = open();
            world = openWorld(0);
            remote = std::make_shared<Remote>(world, fast, folder.filePath(QStringLiteral("restarts")));
            DeadlyLedger ledger(*own, 2);
            SqliteJournal ownJournal(*own);
            _exit(carryOut(ownJournal, ledger, 30'000) ? 0 : 1);
        }
        int status = 0;
        waitpid(child, &status, 0);
        ASSERT_TRUE((WIFEXITED(status) && WEXITSTATUS(status) == 0)
                    || (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL))
            << status;
        isOver = WIFEXITED(status);
        kills += !isOver;
    }
    std::printf("killed %d times\n", kills);
    ASSERT_TRUE(isOver);
    EXPECT_GE(kills, kDevices * 5);
    const auto own = open();
    world = openWorld(0);
    SqliteJournal ownJournal(*own);
    SqliteStepLedger ledger(*own);
    const auto ends = expectTruth(ownJournal, ledger);
    int confirmed = 0;
    for (const Operation &operation : operationsIn(ownJournal))
        confirmed += operation.state == OperationState::Confirmed;
    // An agent that does not run in safe mode is no fault of the kills.
    for (const Operation &operation : operationsIn(ownJournal)) {
        const quint32 device = deviceOfCall.at(change.plan.calls[operation.number].move.device.value);
        const bool canDo = *world->machines.reach(device, fast->nowMs()).safeModeNetworking;
        EXPECT_EQ(operation.state == OperationState::Confirmed, canDo) << operation.detail.toStdString();
        EXPECT_TRUE(!canDo || restarts()[device] == 2) << "in once and out once, not " << restarts()[device];
    }
    EXPECT_GE(confirmed, kDevices / 2);
}
