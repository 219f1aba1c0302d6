#pragma once
#include "models/base/clock.h"
#include "models/changes/operationjournal.h"
#include "models/changes/performer.h"
#include "models/sources/source.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace ringward {

/// The one door to the outside: carries out an approved plan, device by device, through the journal.
///
/// An intent is on disk before its call goes out. What the journal says was sent and nobody saw the end of is read back
/// first; it is sent again only when the call is repeatable. Only what the source tells of the device turns `sent` into
/// `confirmed`. A step begins when the one before has ended without too many failures. Lives on the GUI thread.
class Execution : public QObject {
    Q_OBJECT
public:
    /// The source to write to; Denied while its writing is switched off, NotFound when it is gone.
    using Door = std::function<Result<std::shared_ptr<Source>>(SourceId)>;
    struct Parts {
        OperationJournal &journal;
        const Clock &clock;
        Door door;
        std::shared_ptr<Performer> performer; ///< of calls that are orders; null where there are none
    };
    struct Outcome {
        enum class Kind { Finished, Stopped, Cancelled } kind = Kind::Finished;
        OperationCounts counts;
        std::optional<Error> error; ///< when something other than a device stopped it: the journal, a source
    };

    Execution(Parts parts, Change change, Person actor, QObject *parent = nullptr);
    ~Execution() override; ///< lets go of what is in flight; the journal knows it

    /// Begins, or goes on where the journal stands. Failed operations stay failed unless `retry` plans them again.
    Result<Done> start(bool retry = false);
    void cancel(); ///< nothing more is sent; what is in flight is read back to its end
    bool isRunning() const;

    const Change &change() const;
    const std::vector<Operation> &operations() const; ///< as in the journal

Q_SIGNALS:
    void progressed(); ///< an operation has moved
    void ended(const ringward::Execution::Outcome &outcome); ///< once a start

private:
    struct Run;
    using RunPtr = std::shared_ptr<Run>;
    static QCoro::Task<> carry(QPointer<Execution> self, RunPtr run, quint32 number);
    void pump();
    bool startNext();
    void finish();
    RunPtr m_run;
};

} // namespace ringward
