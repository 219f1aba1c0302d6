#pragma once
#include "models/changes/changedesk.h"
#include "models/incident/remedydesk.h"
#include "models/rings/ringdesk.h"
#include "models/store/sqliteauditlog.h"
#include "models/store/sqlitechanges.h"
#include "models/store/sqlitefreezes.h"
#include "models/store/sqlitejournal.h"
#include "models/store/sqlitepolicies.h"
#include "models/store/sqliteroster.h"
#include "models/store/sqlitestepledger.h"

#include <memory>

namespace ringward {

/// Roster, audit, board and the one door of one store, put together. What the console and ringwardctl have in common.
class ChangeOffice {
public:
    struct Parts {
        const Database &database;
        SecretStore &keychain;
        RingBook &rings;
        Synchroniser &synchroniser;
        FleetHub &hub;
        const Clock &clock;
    };
    /// Where a person's key is kept instead of the keychain; for computers on which none runs.
    struct KeyFile {
        QString file;
        std::function<Secret()> passphrase;
    };
    static Result<std::unique_ptr<ChangeOffice>> open(const Parts &parts);

    /// Says who is at this computer: `login`, or the one of the operating system when it is empty. Only simulated
    /// people can be chosen freely. In an empty roster the person at the computer becomes the first admin; that of a
    /// demonstration gets its simulated people, with their keys.
    Async<Person> signIn(QString login, std::stop_token stop);
    /// Who became the first admin by opening an empty store, as long as nobody else was added; none in a demonstration.
    Result<std::optional<Person>> loneFirstAdmin();
    void useKeyFile(const KeyFile &keyFile);

    AuditLog &audit() { return m_audit; }
    Roster &roster() { return m_roster; }
    RosterDesk &people() { return m_people; }
    ChangeBoard &board() { return m_board; }
    FreezeStore &freezes() { return m_freezes; }
    ChangeDesk &desk() { return *m_desk; }
    /// The rules in force, with the freeze calendar from that time (UTC) on.
    Result<GuardrailSet> guardrails(qint64 fromMs);
    /// For decisions about drivers: who makes them and when, or Denied.
    Result<AuditDraft> decider() const;
    RingDesk &rings() { return m_rings; } ///< decides for whoever is signed in at desk()
    RemedyDesk &remedies() { return *m_remedies; }

private:
    ChangeOffice(const Parts &parts, PolicyBook policies);
    SecretStore &keysOf(const Person &person);
    void keepIntentOf(ChangeId change);
    Async<Done> makeSimulatedPeople(std::stop_token stop);

    Parts m_parts;
    SqliteAuditLog m_audit;
    SqliteRoster m_roster;
    SqliteChanges m_changes;
    SqlitePolicies m_policies;
    SqliteJournal m_journal;
    SqliteFreezes m_freezes;
    SqliteStepLedger m_ledger;
    RosterDesk m_people;
    ChangeBoard m_board;
    std::unique_ptr<SecretStore> m_simulatedKeys, m_keyFile;
    std::unique_ptr<ChangeDesk> m_desk;
    RingDesk m_rings;
    std::unique_ptr<RemedyDesk> m_remedies;
};

} // namespace ringward
