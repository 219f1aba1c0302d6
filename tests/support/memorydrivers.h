#pragma once
#include "models/drivers/cataloguestore.h"
#include "models/drivers/drivernews.h"

#include <QMutex>

namespace ringward::testing {

/// Catalogues, reviews and history that are forgotten when it goes. `failing` makes every call answer Storage.
struct MemoryDrivers {
    struct Catalogues : CatalogueStore {
        std::vector<StoredCatalogue> kept;
        Result<std::vector<StoredCatalogue>> load() override { return kept; }
        Result<Done> put(const StoredCatalogue &catalogue) override
        {
            std::erase_if(kept, [&](const StoredCatalogue &known) { return known.kind == catalogue.kind; });
            kept.push_back(catalogue);
            return Done{};
        }
    } catalogues;

    struct Reviews : DriverReviewStore {
        QMutex mutex;
        bool failing = false;
        std::vector<DriverReview> kept;
        quint32 lastId = 0;
        Result<std::vector<DriverReview>> list() override
        {
            const QMutexLocker lock(&mutex);
            return kept;
        }
        Result<Done> save(const std::vector<DriverReview> &saved) override
        {
            const QMutexLocker lock(&mutex);
            if (failing)
                return Error{Error::Kind::Storage, {}};
            for (DriverReview review : saved) {
                const auto same = [&](const DriverReview &known) {
                    return review.id
                        ? known.id == review.id
                        : known.subject == review.subject && known.name == review.name && known.scope == review.scope;
                };
                const auto known = std::find_if(kept.begin(), kept.end(), same);
                review.id = known == kept.end() ? DriverReviewId{++lastId} : known->id;
                if (known == kept.end())
                    kept.push_back(review);
                else
                    *known = review;
            }
            return Done{};
        }
        Result<Done> remove(const std::vector<DriverReviewId> &ids) override
        {
            const QMutexLocker lock(&mutex);
            for (const DriverReviewId id : ids)
                std::erase_if(kept, [&](const DriverReview &known) { return known.id == id; });
            return Done{};
        }
    } reviews;

    struct History : DriverHistoryStore {
        explicit History(Reviews &opened)
            : m_opened(opened)
        {
        }
        Result<Done> append(const DriverNews &news) override
        {
            const QMutexLocker lock(&m_mutex);
            m_events.insert(m_events.end(), news.events.begin(), news.events.end());
            m_changes.insert(m_changes.begin(), news.changes.begin(), news.changes.end());
            return m_opened.save(news.opened);
        }
        Result<std::vector<DriverEvent>> events(qint64 fromMs, qint64 toMs) override
        {
            const QMutexLocker lock(&m_mutex);
            std::vector<DriverEvent> found;
            std::copy_if(m_events.begin(), m_events.end(), std::back_inserter(found),
                         [&](const DriverEvent &event) { return event.atMs >= fromMs && event.atMs <= toMs; });
            return found;
        }
        Result<std::vector<SetChange>> changesSince(qint64 atMs) override
        {
            const QMutexLocker lock(&m_mutex);
            std::vector<SetChange> found;
            std::copy_if(m_changes.begin(), m_changes.end(), std::back_inserter(found),
                         [&](const SetChange &change) { return change.atMs > atMs; });
            return found;
        }

    private:
        QMutex m_mutex;
        Reviews &m_opened;
        std::vector<DriverEvent> m_events;
        std::vector<SetChange> m_changes;
    } history{reviews};
};

} // namespace ringward::testing
