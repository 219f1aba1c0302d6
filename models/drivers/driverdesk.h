#pragma once
#include "models/base/async.h"
#include "models/base/clock.h"
#include "models/base/latestjob.h"
#include "models/drivers/cataloguestore.h"
#include "models/drivers/driverassessment.h"
#include "models/drivers/drivernews.h"
#include "models/drivers/reductionplan.h"
#include "models/fleet/fleethub.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace ringward {

/// Keeps the assessment of the fleet's drivers up to date, off the GUI thread, and takes what people decide about them.
/// Lives on the GUI thread.
class DriverDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        const FleetHub &fleet;
        CatalogueStore &catalogues;
        DriverReviewStore &reviews;
        DriverHistoryStore &history;
        const Clock &clock;
        std::shared_ptr<const ExposureWeights> weights = nullptr; ///< null for the built-in ones
    };
    explicit DriverDesk(Parts parts, QObject *parent = nullptr);
    ~DriverDesk() override;

    /// Reads reviews and catalogues; call it when the fleet's last state is published, which is what arrivals are told
    /// from. A catalogue that is damaged is not used, and catalogues() says so.
    Async<Done> open(std::stop_token stop = {});
    /// Answers when the fleet of now is assessed and what happened to its drivers is on disk.
    QCoro::Task<> settle();
    void setDrivers(ringward::DriverLibraryPtr drivers);

    /// Never null; empty until the first one is made. May be older than the fleet by the time it takes to make one.
    const DriverAssessmentPtr &assessment() const { return m_assessment; }
    bool isBusy() const { return m_busy; }

    const std::vector<ShelvedCatalogue> &catalogues() const { return m_shelf; } ///< one a kind at most
    /// Reads the file, and when all of it is sound keeps it in place of the one of its kind. Malformed says what is
    /// wrong and where; the previous one stays.
    Async<CatalogueInfo> importCatalogue(QString file, std::stop_token stop);

    const std::vector<DriverReview> &reviews() const { return *m_reviews; }
    /// All or none of them; on disk when it returns. Id 0 makes a new one, or replaces the one of equal subject, name
    /// and scope.
    Result<Done> saveReviews(std::vector<DriverReview> reviews);
    Result<Done> removeReviews(const std::vector<DriverReviewId> &ids);

    /// What happened to kernel code, oldest first, ends included (UTC).
    Async<std::vector<DriverEvent>> events(qint64 fromMs, qint64 toMs);
    /// The devices of `now` with the drivers that they had at that moment (UTC); see fleetAt(). Two moments are
    /// compared on one `now`: the fleet goes on changing meanwhile.
    Async<FleetSnapshotPtr> fleetAt(FleetSnapshotPtr now, qint64 atMs);
    /// What is to go, in which order, and how far it has come since `fromMs` (UTC).
    Async<std::vector<ReductionItem>> reductionPlan(qint64 fromMs);

Q_SIGNALS:
    void happened(const std::vector<ringward::DriverEvent> &events); ///< kernel code arrived or left; on disk by now
    void assessed(ringward::DriverAssessmentPtr assessment);
    void reviewsChanged();
    void cataloguesChanged();

private:
    struct Watch;
    void wake();
    void run();
    void deliver(const DriverAssessmentPtr &made, const DriverNews &news, quint64 question);
    Result<Done> readReviews();

    Parts m_parts;
    DriverLibraryPtr m_library = std::make_shared<const DriverLibrary>();
    Catalogues m_catalogues;
    std::vector<ShelvedCatalogue> m_shelf;
    DriverReviewsPtr m_reviews = std::make_shared<const std::vector<DriverReview>>();
    DriverAssessmentPtr m_assessment;
    quint64 m_question = 0;
    bool m_busy = false, m_opened = false;
    std::shared_ptr<Watch> m_watch; ///< touched by the job only, but for its making
    qint64 m_tookMs = 0;
    QTimer m_timer;
    QThreadPool m_disk; ///< waits for what runs when it goes
    LatestJob m_job; ///< last, so that it ends before what it uses
};

} // namespace ringward
