#pragma once
#include "models/base/async.h"
#include "models/fleet/healthcounts.h"
#include "models/sources/diagnosis.h"
#include "models/sources/sourcerecord.h"

namespace ringward {

class Hand;
class KeyHolder;

/// A record that did not make it, and why.
struct Refusal {
    QString where; ///< "line 17", "record 3"
    QString reason; ///< translated
};

struct RecordPage {
    std::vector<SourceRecord> records;
    std::vector<Refusal> refused;
    QByteArray next; ///< give it to the next call; empty after the last page
    qint64 total = -1; ///< records in all pages, -1 when the source does not tell
};

/// A call that changes something outside, ready to be shown to a board and sent as it is.
struct WriteCall {
    QString what; ///< translated: "Falcon: move to ring Delayed of rapid response"
    QByteArray request; ///< the exact bytes for send(); no secret in it
    bool repeatable = false; ///< sending it twice is the same as once
};

/// One configured connection to an outside system. Called on the GUI thread; heavy work goes to the thread pool.
/// What a source cannot do answers `NotSupported`; capabilities() lets a view say so before anyone clicks.
class Source {
public:
    enum Capability : quint32 {
        ReadDevices = 1,
        ReadDrivers = 2, ///< records may carry a driver list
        ReadChanges = 4, ///< fetchChanges() is cheaper than everything again
        ReadRecord = 8, ///< fetchRecord() gives one record again, so that nobody need keep it
        ReadHistory = 16,
        MoveRing = 32,
        PauseContent = 64,
        ReadKeys = 128, ///< keys() is not null
        ReachMachines = 256, ///< hand() is not null
    };
    Q_DECLARE_FLAGS(Capabilities, Capability)

    virtual ~Source() = default;
    virtual Capabilities capabilities() const = 0;

    /// All devices, page by page; start with an empty `after`.
    virtual Async<RecordPage> fetchDevices(QByteArray after, std::stop_token stop) = 0;
    /// Records that changed at or after `sinceMs` (UTC, clock of the source), page by page.
    virtual Async<RecordPage> fetchChanges(qint64 sinceMs, QByteArray after, std::stop_token stop);
    virtual Async<SourceRecord> fetchRecord(QString key, std::stop_token stop);
    /// How many devices were in which state at past times, oldest first, as far as the source knows.
    virtual Async<std::vector<HealthSample>> fetchHistory(qint64 fromMs, qint64 toMs, std::stop_token stop);
    /// Tries the connection; the answer is a sentence about what was found.
    virtual Async<QString> test(std::stop_token stop) = 0;
    /// Tries everything that the source is for, step by step; what fails is a step, not an Error. Only ever asked for
    /// by a person: it may try a sign-in that was refused before. Here test() as one step.
    virtual Async<Diagnosis> diagnose(std::stop_token stop);

    /// The call that moves the record `key` to another ring of a stream; sends nothing. NotSupported, or an Error whose
    /// advice says what the source would refuse.
    virtual Result<WriteCall> moveRing(const QString &key, const Stream &stream, const RingName &to) const;
    /// Sends a call made by this source. Success says that the source took it, not that it happened: read it back.
    /// Denied, NotSupported, NotFound and Conflict say that nothing has changed; after any other Error it may have.
    virtual Async<Done> send(QByteArray request, std::stop_token stop);

    /// Null when the source keeps no recovery keys, or reaches no machines; lives as long as the source.
    virtual KeyHolder *keys() { return nullptr; }
    virtual Hand *hand() { return nullptr; }
};
Q_DECLARE_OPERATORS_FOR_FLAGS(Source::Capabilities)

} // namespace ringward
