#pragma once
#include "models/audit/auditentry.h"
#include "models/drivers/cataloguestore.h"
#include "models/drivers/drivernews.h"
#include "models/store/database.h"

#include <functional>

namespace ringward {

/// Imported catalogues in a SQLite store.
class SqliteCatalogues : public CatalogueStore {
public:
    explicit SqliteCatalogues(const Database &database); ///< must outlive this
    Result<std::vector<StoredCatalogue>> load() override;
    Result<Done> put(const StoredCatalogue &catalogue) override;

private:
    const Database &m_database;
};

/// Decisions about drivers in a SQLite store.
class SqliteDriverReviews : public DriverReviewStore {
public:
    /// Asked before anything is decided: time and person of the audit entry, or Denied when they may not.
    using Decider = std::function<Result<AuditDraft>()>;
    SqliteDriverReviews(const Database &database, Decider decider); ///< database must outlive this
    Result<std::vector<DriverReview>> list() override;
    Result<Done> save(const std::vector<DriverReview> &reviews) override;
    Result<Done> remove(const std::vector<DriverReviewId> &ids) override;

private:
    const Database &m_database;
    Decider m_decider;
};

/// What became of drivers over time, in a SQLite store.
class SqliteDriverHistory : public DriverHistoryStore {
public:
    explicit SqliteDriverHistory(const Database &database); ///< must outlive this
    Result<Done> append(const DriverNews &news) override;
    Result<std::vector<DriverEvent>> events(qint64 fromMs, qint64 toMs) override;
    Result<std::vector<SetChange>> changesSince(qint64 atMs) override;

private:
    const Database &m_database;
};

} // namespace ringward
