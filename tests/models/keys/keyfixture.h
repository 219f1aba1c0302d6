#pragma once
#include "models/keys/keydesk.h"
#include "models/store/sqlitearchive.h"
#include "models/store/sqliteauditlog.h"
#include "models/store/sqlitekeys.h"
#include "models/store/sqliteroster.h"
#include "tests/models/sources/records.h"
#include "tests/models/store/storefixture.h"
#include "tests/support/fakekeys.h"
#include "tests/support/fakesource.h"
#include "tests/support/manualclock.h"
#include "tests/support/memoryarchive.h"
#include "tests/support/settle.h"

#include <QSignalSpy>

namespace ringward::testing {

inline constexpr qint64 kDay = 86'400'000, kNow = 1'757'320'000'000; // 8 September 2025

/// A log that can be made to fail, and tells what was in it when somebody asks.
class BrittleAudit : public AuditLog {
public:
    explicit BrittleAudit(AuditLog &log)
        : m_log(log)
    {
    }
    bool failing = false;
    Result<AuditEntry> append(const AuditDraft &draft) override
    {
        if (failing)
            return Error{Error::Kind::Storage, QStringLiteral("the test wants it so"), {}};
        return m_log.append(draft);
    }
    Result<std::optional<AuditEntry>> last() override { return m_log.last(); }
    Result<std::vector<AuditEntry>> find(const AuditQuery &query) override { return m_log.find(query); }
    Result<Done> visit(qint64 from, const Visitor &visitor) override { return m_log.visit(from, visitor); }
    Result<Done> saveHead(const AuditHead &head) override { return m_log.saveHead(head); }
    Result<std::vector<AuditHead>> heads() override { return m_log.heads(); }

private:
    AuditLog &m_log;
};

/// Two sources with four machines, the directory and a relay, over a real store.
struct KeyDeskTest : StoreTest {
    std::unique_ptr<Database> database = open();
    SqliteArchive archive{*database};
    SqliteAuditLog log{*database};
    SqliteRoster roster{*database};
    SqliteKeys store{*database};
    BrittleAudit audit{log};
    MemorySecrets secrets;
    ManualClock clock{kNow};
    FleetHub hub;
    std::shared_ptr<FakeKeys> directoryKeys = std::make_shared<FakeKeys>(), relayKeys = std::make_shared<FakeKeys>();
    std::map<QString, std::shared_ptr<FakeScript>> scripts{
        {QStringLiteral("Directory"), std::make_shared<FakeScript>()},
        {QStringLiteral("Relay"), std::make_shared<FakeScript>()}};
    std::unique_ptr<Synchroniser> sync;
    std::unique_ptr<KeyDesk> desk;
    SourceId directory, relay;
    Person me;

    void SetUp() override
    {
        FakeScript &first = *scripts[QStringLiteral("Directory")], &second = *scripts[QStringLiteral("Relay")];
        first.keys = directoryKeys;
        second.keys = relayKeys;
        relayKeys->directory = false;
        first.pages = {{record({.host = "icu-1", .seenMs = kNow}), record({.host = "icu-2", .seenMs = kNow}),
                        record({.host = "lab-1", .seenMs = kNow})}};
        second.pages = {{record({.source = 2, .key = "r1", .host = "icu-1", .seenMs = kNow}),
                         record({.source = 2, .key = "r9", .host = "office-9", .seenMs = kNow})}};
        std::vector<SourceKind> kinds;
        kinds.push_back(FakeSource::kind(scripts));
        sync = std::make_unique<Synchroniser>(Synchroniser::Parts{hub, archive, secrets, clock, std::move(kinds)});
        desk = std::make_unique<KeyDesk>(KeyDesk::Parts{*sync, hub, store, audit, clock, [this] {
                                                            return me;
                                                        }});
        hub.setAmendment([this](const FleetSnapshotPtr &fleet) { return desk->mark(fleet); });
        ASSERT_TRUE(sync->open());
        directory = add("Directory"), relay = add("Relay");
        ASSERT_TRUE(QTest::qWaitFor([this] { return hub.current()->size() == 4; }));
        me.login = me.name = QStringLiteral("whitfield");
        me.roles = Role::Admin;
        me.id = *roster.save(me, {.deed = QStringLiteral("person.added")});
    }
    void TearDown() override
    {
        hub.setAmendment(nullptr);
        desk.reset();
        sync.reset();
        QTest::qWait(20); // what was under way ends
    }
    SourceId add(const char *name)
    {
        QSignalSpy finished(sync.get(), &Synchroniser::syncFinished);
        SourceConfig config;
        config.kind = QStringLiteral("fake");
        config.name = QString::fromLatin1(name);
        config.checkInSec = 300;
        const SourceId id = sync->saveSource(config).value_or(SourceId{});
        EXPECT_TRUE(QTest::qWaitFor([&] { return !finished.isEmpty(); }));
        return id;
    }
    Row rowOf(const char *host)
    {
        for (Row row = 0; row < hub.current()->size(); ++row) {
            if (hub.current()->host(row) == host)
                return row;
        }
        ADD_FAILURE() << "no " << host;
        return 0;
    }
    DeviceId idOf(const char *host) { return hub.current()->id(rowOf(host)); }
    KeyState state(const char *host) { return hub.current()->recovery(rowOf(host)).state; }
    void ask() { ASSERT_TRUE(settle(desk->ask({}))); }
    void giveKeyToIcu1(qint64 createdMs = kNow - 41 * kDay)
    {
        directoryKeys->infos = {{QStringLiteral("icu-1"), QString::fromLatin1(kIdA), {}, createdMs}};
        directoryKeys->digits[QString::fromLatin1(kIdA)] = kKeyA;
        ask();
    }
    KeyRequest request(const char *host = "icu-1", const char *id = kIdA)
    {
        return {idOf(host), QString::fromLatin1(id), QStringLiteral("silent 16 min, ward asked")};
    }
    std::vector<AuditEntry> entries(const char *deed) { return *log.find({.deed = QString::fromLatin1(deed)}); }
};

} // namespace ringward::testing
