#pragma once
#include "models/audit/auditlog.h"
#include "models/keys/keymarker.h"
#include "models/keys/keystore.h"
#include "models/keys/releasedkey.h"
#include "models/sources/synchroniser.h"

#include <QPointer>
#include <QThreadPool>
#include <QTimer>

#include <map>
#include <set>

namespace ringward {

/// The one place that asks sources about recovery keys: who holds which, and the way of a key to a person. Lives on the
/// GUI thread.
class KeyDesk : public QObject {
    Q_OBJECT
public:
    static constexpr qsizetype kShortestReason = 5, kLongestReason = 300; ///< characters
    struct Parts {
        Synchroniser &synchroniser;
        FleetHub &hub;
        KeyStore &store;
        AuditLog &audit;
        const Clock &clock;
        std::function<Person()> me; ///< who is at this computer
    };
    explicit KeyDesk(Parts parts, QObject *parent = nullptr);
    ~KeyDesk() override;

    const KeyBookPtr &book() const { return m_marker.book(); } ///< never null
    FleetSnapshotPtr mark(const FleetSnapshotPtr &fleet) { return m_marker.mark(fleet); }
    std::optional<KeyReadiness> readiness(DeviceId device) const; ///< nullopt for a device that the fleet has not
    Person me() const { return m_parts.me(); }

    Result<Done> load(); ///< the book as the store has it, before the call returns
    Async<Done> reload(); ///< the same in the background
    /// Asks every source that holds keys, one after the other. An error is one that kept the answers from being
    /// written; what a single source answered is in its HolderState.
    Async<Done> ask(std::stop_token stop);
    void keepAsking(); ///< from now on, after a sync of a source whose answer is older than a quarter of an hour

    /// Right, reason and an audit entry on disk come first, then the source is asked, then the release is written; only
    /// then is there a key. A copy that cannot be had is tried elsewhere.
    Async<ReleasedKey> release(KeyRequest request, std::stop_token stop);
    /// The same way for the password of the local administrator (LAPS), from the first source of the device that has
    /// it.
    Async<ReleasedPassword> releaseLocalAdmin(DeviceId device, QString reason, std::stop_token stop);

    bool canSearchDeleted() const; ///< some source keeps what was deleted
    /// Asks every such source for keys whose id begins as `typed` does, see matchesKeyId().
    Async<DeletedKeys> searchDeleted(QString typed, std::stop_token stop);
    Async<ReleasedKey> releaseDeleted(DeletedKey key, QString reason, std::stop_token stop); ///< as release()

    Result<Done> noteWorked(const KeyRelease &release); ///< it was scanned back, or the machine took it
    Result<Done> notePrinted(const KeyRelease &release);
    /// Puts something else about keys into the audit: "key.job".
    Result<Done> note(const char *deed, const QString &object, const QString &text, const QString &data);

Q_SIGNALS:
    void changed(); ///< the book

private:
    using Self = QPointer<KeyDesk>;
    static Async<Done> reload(Self self);
    static Async<Done> askAll(Self self, std::stop_token stop);
    static Async<Done> askOne(Self self, SourceId source, std::stop_token stop);
    static Async<ReleasedKey> releaseFor(Self self, KeyRequest request, std::stop_token stop);
    static Async<ReleasedPassword> localAdminFor(Self self, DeviceId device, QString reason, std::stop_token stop);
    static Async<RecoveryKey> fetch(Self self, DeviceRecoveryKey key, SourceId *from, std::stop_token stop);
    static Async<DeletedKeys> searchIn(Self self, QString typed, std::stop_token stop);
    static Async<ReleasedKey> releaseDeletedFor(Self self, DeletedKey key, QString reason, std::stop_token stop);
    static Async<RecoveryKey> fetchDeleted(Self self, DeletedKey key, SourceId *from, std::stop_token stop);
    /// What every release has in common, once the person may have the key. `host` is what they call the machine.
    struct Asked {
        QString object, host, reason;
        KeyRelease release; ///< without source, time and person
        qint64 createdMs = 0;
    };
    using Fetch = std::function<Async<RecoveryKey>(SourceId *from)>;
    static Async<ReleasedKey> grant(Self self, Asked asked, Fetch fetch);
    std::vector<HolderState> liveHolders() const; ///< the sources that hold keys now, names and errors filled in
    static Result<Done> checkAsking(const Person &me, const QString &reason); ///< right and reason
    Result<DeviceRecoveryKey> check(const KeyRequest &request, const Person &me) const;
    QString hostOf(DeviceId device) const;
    QString nameOf(SourceId source) const; ///< also of one that the book has not yet
    void show(KeyBookPtr book);
    void noticeSources();

    Parts m_parts;
    KeyMarker m_marker;
    std::map<SourceId, Error> m_errors; ///< of the last attempt
    std::set<SourceId> m_asking, m_known;
    std::stop_source m_stop;
    QThreadPool m_disk; ///< one thread: what is written stays in order
    QTimer m_later; ///< reloads once after many releases
    quint64 m_reloads = 0, m_shown = 0; ///< turns of reading the store; the one that is in book()
};

QString deviceObject(DeviceId device); ///< what the audit calls it: "device 17"

} // namespace ringward
