#include "models/drivers/driverdesk.h"

#include "models/drivers/drivertime.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QLoggingCategory>
#include <QPointer>
#include <QtConcurrent>
#include <qcorofuture.h>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverDesk", text);
}

/// A catalogue that was read from a file and is to be kept.
struct Imported {
    StoredCatalogue stored;
    ReadCatalogue read;
};

/// Works on its own thread: files of catalogues are large.
Result<Imported> importFile(const QString &path, qint64 nowMs, CatalogueStore &store, const std::stop_token &stop)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::NotFound, file.errorString(), tr("%1 cannot be read.").arg(name)};
    if (file.size() > kMostCatalogueBytes)
        return Error{Error::Kind::Malformed, name, tr("%1 is larger than 64 MB; no catalogue is.").arg(name)};
    const QByteArray bytes = file.readAll();
    Result<ReadCatalogue> read = readCatalogue(bytes);
    if (!read) {
        Error error = read.error();
        error.advice = tr("%1 was not taken, and what was imported before stays. %2").arg(name, error.detail);
        return error;
    }
    if (stop.stop_requested())
        return Error{Error::Kind::Cancelled, {}};
    Imported imported{{read->info.kind, name, nowMs, bytes}, std::move(*read)};
    if (const Result<Done> put = store.put(imported.stored); !put)
        return put.error();
    return imported;
}

constexpr int kSoonMs = 100;
constexpr int kShareOfTime = 20; ///< assessing takes at most one part in so many of the time of a fleet that grows

Q_LOGGING_CATEGORY(logDesk, "ringward.drivers")

struct Shelf {
    std::vector<ShelvedCatalogue> lines;
    Catalogues catalogues;
};

Result<Shelf> readShelf(CatalogueStore &store)
{
    const Result<std::vector<StoredCatalogue>> stored = store.load();
    if (!stored)
        return stored.error();
    Shelf shelf;
    for (const StoredCatalogue &catalogue : *stored) {
        const Result<ReadCatalogue> read = readCatalogue(catalogue.bytes);
        if (read)
            addTo(shelf.catalogues, *read);
        shelf.lines.push_back({read ? read->info : CatalogueInfo{.kind = catalogue.kind}, catalogue.file,
                               catalogue.importedMs, read ? QString() : read.error().detail});
    }
    return shelf;
}

/// Ends with the next assessment, or with the desk. The signal itself is not awaited: QCoro 0.8 would resume the
/// coroutine again for each emission that is queued already.
QFuture<void> nextAssessment(DriverDesk &desk)
{
    struct Ending {
        QPromise<void> promise;
        ~Ending() { promise.finish(); }
    };
    const auto ending = std::make_shared<Ending>();
    ending->promise.start();
    const QFuture<void> future = ending->promise.future();
    QObject::connect(
        &desk, &DriverDesk::assessed, &desk, [ending] { ending->promise.finish(); }, Qt::SingleShotConnection);
    return future;
}

} // namespace

/// The fleet up to which everything that happened is on disk.
struct DriverDesk::Watch {
    FleetSnapshotPtr seen;

    /// What happened since, written down. When that fails it is told again with the next fleet.
    DriverNews look(const DriverInputs &inputs, DriverHistoryStore &history, const std::stop_token &stop)
    {
        std::optional<DriverNews> news = driverNews(*seen, *inputs.fleet, inputs.nowMs, stop);
        if (!news)
            return {};
        news->opened = reviewsFor(news->events, *inputs.library, *inputs.reviews);
        if (news->any()) {
            if (const Result<Done> written = history.append(*news); !written) {
                qCWarning(logDesk, "not written: %ls", qUtf16Printable(written.error().detail));
                return {};
            }
        }
        seen = inputs.fleet;
        return std::move(*news);
    }
};

DriverDesk::DriverDesk(Parts parts, QObject *parent)
    : QObject(parent)
    , m_parts(parts)
    , m_assessment(std::make_shared<const DriverAssessment>(
          DriverAssessment{.inputs = {parts.fleet.current(), m_library, {}, m_reviews, nullptr, 0}}))
{
    m_disk.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] { run(); });
    connect(&parts.fleet, &FleetHub::published, this, [this] { wake(); });
}

DriverDesk::~DriverDesk() = default;

Async<Done> DriverDesk::open(std::stop_token stop)
{
    m_watch = std::make_shared<Watch>(Watch{m_parts.fleet.current()});
    const Result<Done> reviews = readReviews();
    const QPointer<DriverDesk> self(this);
    using Answer = std::shared_ptr<Result<Shelf>>;
    auto working = QtConcurrent::run(
        &m_disk, [store = &m_parts.catalogues] { return std::make_shared<Result<Shelf>>(readShelf(*store)); });
    const Answer shelf = co_await working;
    if (!self || stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}};
    self->m_opened = true; // without catalogues there is still much to tell
    if (*shelf) {
        self->m_shelf = std::move((*shelf)->lines);
        self->m_catalogues = (*shelf)->catalogues;
    }
    self->run();
    Q_EMIT self->cataloguesChanged();
    if (!*shelf)
        co_return shelf->error();
    co_return reviews;
}

Result<Done> DriverDesk::readReviews()
{
    Result<std::vector<DriverReview>> reviews = m_parts.reviews.list();
    if (!reviews)
        return reviews.error();
    m_reviews = std::make_shared<const std::vector<DriverReview>>(std::move(*reviews));
    return Done{};
}

void DriverDesk::setDrivers(DriverLibraryPtr drivers)
{
    m_library = std::move(drivers);
    wake();
}

/// A fleet that is read for the first time is published twice a second, and a large one takes longer to assess.
void DriverDesk::wake()
{
    m_busy = true;
    if (!m_timer.isActive())
        m_timer.start(int(std::max<qint64>(kSoonMs, m_tookMs * kShareOfTime)));
}

void DriverDesk::run()
{
    m_timer.stop();
    if (!m_opened)
        return; // open() does it
    m_busy = true;
    const DriverInputs inputs{m_parts.fleet.current(), m_library, m_catalogues, m_reviews, m_parts.weights,
                              m_parts.clock.nowMs()};
    m_job.start(
        [this, inputs, previous = m_assessment, watch = m_watch, history = &m_parts.history,
         number = ++m_question](const std::stop_token &stop) {
            QElapsedTimer timer;
            timer.start();
            const DriverAssessmentPtr made = assessDrivers(inputs, previous, stop);
            if (!made)
                return;
            const DriverNews news = watch->look(inputs, *history, stop);
            QMetaObject::invokeMethod(
                this,
                [this, made, news, number, took = timer.elapsed()] {
                    m_tookMs = took;
                    deliver(made, news, number);
                },
                Qt::QueuedConnection);
        },
        LatestJob::Running::Finish); // a fleet that changes all the time would never be assessed otherwise
}

void DriverDesk::deliver(const DriverAssessmentPtr &made, const DriverNews &news, quint64 question)
{
    m_assessment = made;
    if (!news.opened.empty() && readReviews()) {
        run(); // they are part of the next one
        Q_EMIT reviewsChanged();
    }
    m_busy = question != m_question || m_timer.isActive();
    if (!news.events.empty())
        Q_EMIT happened(news.events);
    Q_EMIT assessed(made);
}

QCoro::Task<> DriverDesk::settle()
{
    const QPointer<DriverDesk> self(this);
    if (m_opened && m_timer.isActive())
        run();
    while (self && (self->m_busy || !self->m_opened)) {
        auto next = nextAssessment(*self);
        co_await next;
    }
}

Async<std::vector<DriverEvent>> DriverDesk::events(qint64 fromMs, qint64 toMs)
{
    using Answer = std::shared_ptr<Result<std::vector<DriverEvent>>>;
    auto working = QtConcurrent::run(&m_disk, [history = &m_parts.history, fromMs, toMs]() -> Answer {
        return std::make_shared<Result<std::vector<DriverEvent>>>(history->events(fromMs, toMs));
    });
    const Answer answer = co_await working;
    co_return std::move(*answer);
}

Async<FleetSnapshotPtr> DriverDesk::fleetAt(FleetSnapshotPtr now, qint64 atMs)
{
    using Answer = std::shared_ptr<Result<FleetSnapshotPtr>>;
    auto working = QtConcurrent::run(&m_disk, [fleet = std::move(now), history = &m_parts.history, atMs]() -> Answer {
        const Result<std::vector<SetChange>> changes = history->changesSince(atMs);
        if (!changes)
            return std::make_shared<Result<FleetSnapshotPtr>>(changes.error());
        return std::make_shared<Result<FleetSnapshotPtr>>(ringward::fleetAt(fleet, *changes));
    });
    const Answer answer = co_await working;
    co_return std::move(*answer);
}

Async<std::vector<ReductionItem>> DriverDesk::reductionPlan(qint64 fromMs)
{
    using Answer = std::shared_ptr<Result<std::vector<ReductionItem>>>;
    auto working =
        QtConcurrent::run(&m_disk, [assessment = m_assessment, history = &m_parts.history, fromMs]() -> Answer {
            const Result<std::vector<SetChange>> changes = history->changesSince(fromMs);
            if (!changes)
                return std::make_shared<Result<std::vector<ReductionItem>>>(changes.error());
            return std::make_shared<Result<std::vector<ReductionItem>>>(planReduction(*assessment, *changes, fromMs));
        });
    const Answer answer = co_await working;
    co_return std::move(*answer);
}

Async<CatalogueInfo> DriverDesk::importCatalogue(QString file, std::stop_token stop)
{
    using Answer = std::shared_ptr<Result<Imported>>;
    const QPointer<DriverDesk> self(this);
    auto working = QtConcurrent::run(&m_disk, [file, nowMs = m_parts.clock.nowMs(), store = &m_parts.catalogues, stop] {
        return std::make_shared<Result<Imported>>(importFile(file, nowMs, *store, stop));
    });
    const Answer answer = co_await working;
    if (!self)
        co_return Error{Error::Kind::Cancelled, {}};
    if (!*answer)
        co_return answer->error();
    const Imported &imported = **answer;
    const CatalogueInfo info = imported.read.info;
    std::erase_if(self->m_shelf, [&](const ShelvedCatalogue &known) { return known.info.kind == info.kind; });
    self->m_shelf.push_back({info, imported.stored.file, imported.stored.importedMs, {}});
    addTo(self->m_catalogues, imported.read);
    self->run();
    Q_EMIT self->cataloguesChanged();
    co_return info;
}

Result<Done> DriverDesk::saveReviews(std::vector<DriverReview> reviews)
{
    for (DriverReview &review : reviews) {
        if (const QString problem = problemOf(review); !problem.isEmpty())
            return Error{Error::Kind::Malformed, review.name, problem};
        review.name = review.name.trimmed().toLower();
        if (review.openedMs == 0)
            review.openedMs = m_parts.clock.nowMs();
        review.decidedMs = review.state == ReviewState::Unreviewed ? 0 : m_parts.clock.nowMs();
    }
    if (const Result<Done> saved = m_parts.reviews.save(reviews); !saved)
        return saved;
    const Result<Done> read = readReviews();
    run();
    Q_EMIT reviewsChanged();
    return read;
}

Result<Done> DriverDesk::removeReviews(const std::vector<DriverReviewId> &ids)
{
    if (const Result<Done> removed = m_parts.reviews.remove(ids); !removed)
        return removed;
    const Result<Done> read = readReviews();
    run();
    Q_EMIT reviewsChanged();
    return read;
}

} // namespace ringward
