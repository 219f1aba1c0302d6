#pragma once
#include "models/sources/fleetkeeper.h"
#include "models/sources/synchroniser.h"

#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <deque>
#include <map>

namespace ringward {

/// One source at work.
struct LiveSource {
    SourceConfig config;
    QString kindLabel;
    std::shared_ptr<Source> source; ///< shared with the sync that runs, so that it may outlive its removal
    std::stop_source stop;
    bool syncing = false, loaded = false, historyAsked = false;
    int failures = 0;
    qint64 lastSuccessMs = 0, lastFullMs = 0, nextSyncMs = 0, lastSeenSavedMs = 0;
    qint64 done = 0, total = -1;
    quint32 devices = 0;
    std::vector<Refusal> refused;
    std::optional<Error> error;
};

/// What one piece of work on the fleet brought.
struct WorkResult {
    FleetSnapshotPtr snapshot; ///< null when nothing is to be published
    Harvest harvest;
    quint32 records = 0;
    DriverLibraryPtr drivers;
};

struct Synchroniser::Private {
    Private(Synchroniser *self, Parts given);
    ~Private();

    using Self = QPointer<Synchroniser>;
    using Keeper = std::shared_ptr<FleetKeeper>;

    LiveSource *find(SourceId id);
    const SourceKind *kindOf(const QString &kind) const;
    void makeSource(LiveSource &live); ///< an error stays in `error`
    KeptSource keptOf(const LiveSource &live) const;
    void place(const SourceConfig &config);
    void tellKeeper(const LiveSource &at);
    void statusChanged();

    void tick();
    void startDue();
    /// The fleet lacks what a source told the last run, until that source is read again.
    bool isPartial() const;
    bool isFirstReading() const; ///< some source is not read to its end for the first time
    void sample(qint64 nowMs); ///< only of a whole fleet
    void write(SourceId source, Harvest harvest); ///< in the background, in order
    void saveSnapshot();
    void take(SourceId source, WorkResult &result);

    static QCoro::Task<> restore(Self self);
    static QCoro::Task<> sync(Self self, SourceId id);
    static Async<Done> readPages(Self self, SourceId id, bool changesOnly, qint64 sinceMs);
    static QCoro::Task<> succeed(Self self, SourceId id, bool full, qint64 startedMs);
    void fail(SourceId id, const Error &error);
    static QCoro::Task<> seedHistory(Self self, SourceId id);
    static QCoro::Task<> run(Self self, SourceId id, std::function<WorkResult(FleetKeeper &)> work);
    static Async<std::vector<DeviceId>> devicesOf(Self self, SourceId source, std::vector<QString> records,
                                                  std::stop_token stop);
    static Async<DeviceDetail> detail(Self self, DeviceId device, std::stop_token stop);

    Synchroniser *q;
    Parts parts;
    Keeper keeper;
    DriverLibraryPtr drivers = std::make_shared<const DriverLibrary>();
    std::map<SourceId, LiveSource> live;
    QThreadPool work; ///< one thread: the keeper is for one at a time
    QThreadPool disk; ///< one thread: what is written stays in order
    QTimer ticker, statusTimer;
    bool ready = false; ///< the last run's records are read
    bool freshArchive = false; ///< had no samples when it was opened
    qint64 lastSampleMs = 0, lastPassMs = 0, lastPublishMs = 0, lastSaveMs = 0;
    bool unsaved = false;
    std::shared_ptr<std::atomic<bool>> saving = std::make_shared<std::atomic<bool>>(false);
};

} // namespace ringward
