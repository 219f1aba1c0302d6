#pragma once
#include "models/drivers/drivermatch.h"
#include "models/drivers/driverreview.h"

namespace ringward {

/// An imported catalogue, as it was imported.
struct StoredCatalogue {
    CatalogueKind kind = CatalogueKind::Altitudes;
    QString file; ///< name of the file it came from
    qint64 importedMs = 0; ///< UTC
    QByteArray bytes;
};

/// What is known of an imported catalogue, for lists.
struct ShelvedCatalogue {
    CatalogueInfo info;
    QString file;
    qint64 importedMs = 0; ///< UTC
    QString problem; ///< translated; not empty when what is kept cannot be read, so it is not used

    /// Of the edition, or of the import when the file does not tell its own.
    QDate date() const;
    bool isOld(QDate today) const { return date().daysTo(today) > kOldAfterDays; }
    static constexpr int kOldAfterDays = 90; ///< the publishers bring a new edition about every month to quarter
};

/// Implemented by the store. What is put here is on disk when the call returns. Any thread.
class CatalogueStore {
public:
    virtual ~CatalogueStore() = default;
    virtual Result<std::vector<StoredCatalogue>> load() = 0;
    virtual Result<Done> put(const StoredCatalogue &catalogue) = 0; ///< in place of the one of its kind
};

/// Implemented by the store. Any thread.
class DriverReviewStore {
public:
    virtual ~DriverReviewStore() = default;
    virtual Result<std::vector<DriverReview>> list() = 0; ///< in the order they were made
    /// All or none. Id 0 makes a new one or replaces the one of equal subject, name and scope; NotFound when an id is
    /// gone, Conflict when another one speaks of the same.
    virtual Result<Done> save(const std::vector<DriverReview> &reviews) = 0;
    virtual Result<Done> remove(const std::vector<DriverReviewId> &ids) = 0;
};

/// One catalogue as read: the one that `info.kind` names is set.
struct ReadCatalogue {
    CatalogueInfo info;
    Catalogues part;
};
/// Tells the kind by the content and reads it; refuses it whole when anything is wrong.
Result<ReadCatalogue> readCatalogue(const QByteArray &bytes);
void addTo(Catalogues &catalogues, const ReadCatalogue &read);

} // namespace ringward
