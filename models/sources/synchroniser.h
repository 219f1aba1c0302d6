#pragma once
#include "models/base/clock.h"
#include "models/drivers/driverlibrary.h"
#include "models/fleet/fleethub.h"
#include "models/sources/devicedetail.h"
#include "models/sources/sourcekind.h"

#include <QObject>

namespace ringward {

/// How one source is doing.
struct SourceStatus {
    SourceConfig config;
    QString kindLabel;
    enum class State { Idle, Syncing, Disabled } state = State::Idle;
    qint64 lastSuccessMs = 0, nextSyncMs = 0; ///< UTC; 0 is never
    quint32 devices = 0; ///< records it holds
    std::vector<Refusal> refused; ///< of the last sync
    std::optional<Error> error; ///< of the last attempt; gone after a success
    qint64 done = 0, total = -1; ///< of the sync that runs
    bool fresh = false; ///< succeeded within twice its interval
};

/// One proof of identity and the device it belongs to. The proof is a stable 64-bit hash of kind and value (see
/// models/sources/identity.h), unique in the archive; nothing but equality is asked of it.
struct KnownIdentity {
    quint64 proof = 0;
    DeviceId device;
    friend bool operator==(const KnownIdentity &, const KnownIdentity &) = default;
};

/// What outlives the program; implemented by the store. Calls are synced to disk when they return. Every call may come
/// from any thread; the Synchroniser writes from one thread while the GUI thread reads.
class FleetArchive {
public:
    virtual ~FleetArchive() = default;
    virtual Result<FleetSnapshotPtr> loadSnapshot() = 0; ///< an empty one when there is none yet
    virtual Result<Done> saveSnapshot(const FleetSnapshotPtr &snapshot) = 0; ///< writes only what changed
    virtual Result<std::vector<SourceConfig>> loadSources() = 0;
    virtual Result<SourceId> saveSource(const SourceConfig &config) = 0; ///< id 0 makes a new one
    virtual Result<Done> removeSource(SourceId source) = 0; ///< with its records and its last success
    virtual Result<std::vector<SourceRecord>> loadRecords(SourceId source) = 0;
    virtual Result<Done> replaceRecords(SourceId source, const std::vector<SourceRecord> &records) = 0;
    /// Writes `changed` over the records of the same keys, or beside the others, and drops those with a key in `gone`.
    virtual Result<Done> updateRecords(SourceId source, const std::vector<SourceRecord> &changed,
                                       const std::vector<QString> &gone) = 0;
    /// All proofs ever saved, in any order. They keep a device's number the same over restarts; up to five a device.
    virtual Result<std::vector<KnownIdentity>> loadIdentities() = 0;
    virtual Result<Done> saveIdentities(const std::vector<KnownIdentity> &identities) = 0; ///< adds; newest device wins
    /// Every kernel image that any source ever told of, in any order.
    virtual Result<std::vector<DriverImage>> loadDrivers() = 0;
    virtual Result<Done> saveDrivers(const std::vector<DriverImage> &images) = 0; ///< adds, or replaces those known
    /// When each source last answered in full (UTC); those that never did are left out.
    virtual Result<std::vector<std::pair<SourceId, qint64>>> loadSuccesses() = 0;
    virtual Result<Done> saveSuccess(SourceId source, qint64 atMs) = 0;
    virtual Result<Done> appendHistory(const std::vector<std::pair<DeviceId, HistoryEntry>> &entries) = 0;
    virtual Result<std::vector<HistoryEntry>> history(DeviceId device, int limit) = 0; ///< newest first
    virtual Result<Done> appendSamples(const std::vector<HealthSample> &samples) = 0; ///< one a time; the newest wins
    virtual Result<std::vector<HealthSample>> samples(qint64 fromMs, qint64 toMs) = 0; ///< oldest first
};

/// Keeps the fleet in step with its sources: asks them on their interval, reconciles what comes, derives health,
/// writes it down and publishes the next snapshot. Lives on the GUI thread; the work is done on the thread pool.
class Synchroniser : public QObject {
    Q_OBJECT
public:
    struct Parts {
        FleetHub &hub;
        FleetArchive &archive;
        SecretStore &secrets;
        const Clock &clock;
        std::vector<SourceKind> kinds;
    };
    explicit Synchroniser(Parts parts, QObject *parent = nullptr);
    ~Synchroniser() override;

    /// Publishes the last state from the archive, then starts asking the sources.
    Result<Done> open();
    bool isRestored() const; ///< what the last run knew is read; before that, no device has a detail

    const std::vector<SourceKind> &kinds() const;
    std::vector<SourceStatus> sources() const;
    /// What is known of the drivers that the hub's fleet refers to, from open() on; never null. It changes before a
    /// fleet that needs it is published.
    const DriverLibraryPtr &drivers() const;
    Result<SourceId> saveSource(SourceConfig config); ///< adds (id 0) or changes; durable when it returns
    Result<Done> removeSource(SourceId source);
    Async<QString> testSource(SourceConfig config, std::stop_token stop); ///< without saving it
    Async<Diagnosis> diagnose(SourceId source, std::stop_token stop); ///< also of a disabled one
    void syncNow(SourceId source);
    void syncAll();
    void cancel(SourceId source);
    Source *source(SourceId source) const; ///< null when unknown or disabled
    std::shared_ptr<Source> share(SourceId source) const; ///< the same, for who awaits its answers
    /// The way out to a source, for the one door (models/changes/execution.h) only. Denied while its writing is off.
    Result<std::shared_ptr<Source>> writable(SourceId source) const;

    /// Which devices the records of a source belong to, id 0 for those that nobody knows; in the order of `records`.
    Async<std::vector<DeviceId>> devicesOf(SourceId source, std::vector<QString> records, std::stop_token stop);
    Async<DeviceDetail> detail(DeviceId device, std::stop_token stop);
    Async<std::vector<HealthSample>> healthHistory(qint64 fromMs, qint64 toMs, std::stop_token stop);

Q_SIGNALS:
    void restored(); ///< once, after open()
    void sourcesChanged(); ///< any SourceStatus; at most ten times a second
    void syncFinished(ringward::SourceId source);
    void driversChanged(ringward::DriverLibraryPtr drivers);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ringward
