#pragma once
#include "models/base/clock.h"
#include "models/drivers/driverdesk.h"
#include "models/fleet/fleethub.h"
#include "models/keys/keydesk.h"
#include "models/sources/synchroniser.h"
#include "models/store/sqlitearchive.h"
#include "models/store/sqlitedrivers.h"
#include "models/store/sqliteimportmappings.h"
#include "models/store/sqlitekeys.h"
#include "models/store/sqliteringbook.h"
#include "models/store/sqlitesavedviews.h"

#include <memory>

namespace ringward {

class ChangeOffice;
class FileSource;

/// Where sources meet models: everything that the console and ringwardctl have in common, without a window.
/// Lives on the thread that opened it.
class Composition {
public:
    struct Request {
        QString store; ///< path of the store; empty for the user's own (see defaultStore())
        bool demonstration = false; ///< makes the sources of the demonstration when the store has none
        quint32 devices = 5216;
        quint64 seed = 291;
    };

    /// Where the demonstration hospital of a store remembers what it was told to change.
    QString demonstrationMemory() const;
    /// The user's store, or the one of the demonstration, which never mix.
    static QString defaultStore(bool demonstration);
    /// Opens the store and publishes its last state; sources are asked from then on.
    static Result<std::unique_ptr<Composition>> open(const Request &request);
    ~Composition();

    const Clock &clock() const { return *m_clock; }
    const QString &storeFile() const { return m_database->file(); }
    FleetHub &hub() { return m_hub; }
    FleetArchive &archive() { return *m_archive; }
    SavedViewStore &savedViews() { return *m_savedViews; }
    ImportMappings &mappings() { return *m_mappings; }
    RingBook &rings() { return *m_rings; }
    SecretStore &secrets() { return *m_secrets; }
    Synchroniser &synchroniser() { return *m_synchroniser; }
    /// Kernel drivers: what is known and decided about them. Its catalogues come a moment after open().
    DriverDesk &drivers() { return *m_drivers; }
    ChangeOffice &changes() { return *m_changes; }
    KeyDesk &keys() { return *m_keys; }

    /// The source that dropped and imported files go to; made when there is none.
    Result<FileSource *> fileSource();

    /// Reads the tier rules again and shows the fleet as they have it; after they were saved.
    Result<Done> applyTiers();

private:
    explicit Composition(std::unique_ptr<Database> database);
    Result<Done> start(const Request &request);
    void watchFileSources();

    std::shared_ptr<const Clock> m_clock;
    std::unique_ptr<Database> m_database;
    std::unique_ptr<SqliteArchive> m_archive;
    std::unique_ptr<SqliteSavedViews> m_savedViews;
    std::unique_ptr<SqliteImportMappings> m_mappings;
    std::unique_ptr<SqliteRingBook> m_rings;
    std::unique_ptr<SecretStore> m_secrets;
    std::unique_ptr<CatalogueStore> m_catalogues;
    std::unique_ptr<DriverReviewStore> m_driverReviews;
    std::unique_ptr<DriverHistoryStore> m_driverHistory;
    std::unique_ptr<SqliteKeys> m_keyStore;
    FleetHub m_hub;
    std::unique_ptr<Synchroniser> m_synchroniser;
    std::unique_ptr<DriverDesk> m_drivers;
    std::unique_ptr<ChangeOffice> m_changes;
    std::unique_ptr<KeyDesk> m_keys;
};

} // namespace ringward
