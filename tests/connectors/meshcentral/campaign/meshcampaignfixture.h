#pragma once
#include "models/incident/remedyplanner.h"
#include "models/store/sqlitearchive.h"
#include "tests/connectors/meshcentral/campaign/liveloop.h"
#include "tests/connectors/meshcentral/campaign/playedmachines.h"
#include "tests/connectors/meshcentral/campaign/sharedclock.h"
#include "tests/connectors/meshcentral/meshfixture.h"
#include "tests/models/incident/campaignfixture.h"

#include <QElapsedTimer>

namespace ringward::testing {

/// A real server, played machines at it, and a plan for them that was made and approved by the product's own code. The
/// console that carries it out is another process (campaignconsole.cpp).
struct MeshCampaignTest : ChangeTest {
    static constexpr int kPollMs = 150;
    static void SetUpTestSuite();
    static void TearDownTestSuite() { server.reset(); }

    /// Machines at the server, `inWard` in a ward, found by a synchroniser, planned and approved; time runs `factor`
    /// times as fast from carryOut() on.
    void begin(int count, int inWard, int factor);
    struct Kills {
        int inAll = 0; ///< every other one by the console itself, right after a write, the others from outside
        int writes = 0; ///< steps it writes before it kills itself
        int afterMs = 0; ///< it is killed from outside
    };
    void carryOut(Kills kills, int limitMs);
    /// Asks those that may be in safe mode where they stand, an hour after the campaign.
    void lookAnHourLater();
    /// Prints how many ended how, and holds each end against what the machine is.
    void expectTruth();

    QStringList makeGroups(int count);
    void findFleet(int count);
    KeyFacts keyFacts();
    Result<PlannedRemedy> planAll(int count);
    std::vector<Operation> operations() { return journal.load(change.id).value(); }
    std::vector<ModeEntry> openModes() { return ledger.openModes().value(); }
    void expectEnd(const Operation &operation, const std::map<DeviceId, ModeEntry> &open);

    static inline std::unique_ptr<MeshServer> server;
    std::shared_ptr<SharedClock> shared;
    std::unique_ptr<PlayedMachines> played;
    OneSecret secret{QByteArray()};
    FleetHub hub;
    SqliteArchive archive{*database};
    SystemClock wall;
    std::unique_ptr<Synchroniser> synchroniser;
    SourceId source;
    Change change;
    SqliteStepLedger ledger{*database};
    int killed = 0;
    QElapsedTimer since;
};

} // namespace ringward::testing
