#pragma once
#include "models/base/result.h"
#include "models/base/strongid.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace ringward {

using SavedViewId = StrongId<struct SavedViewTag>;

/// A question about the fleet that somebody wants to ask again: a filter line and how its answer is shown.
struct SavedView {
    SavedViewId id; ///< 0 for one that is not saved yet
    QString page; ///< where it belongs: "devices"
    QString name; ///< unique on its page, in any case
    QString filter; ///< a line of the filter language; empty shows everything
    QStringList columns; ///< keys of the visible columns, left to right; empty leaves them as they are
    QString sortKey; ///< key of a column; empty leaves the order as it is
    Qt::SortOrder sortOrder = Qt::AscendingOrder;
    friend bool operator==(const SavedView &, const SavedView &) = default;
};

/// Saved views of all pages; implemented by the store. What is changed here is on disk when the call returns. Any
/// thread.
class SavedViewStore {
public:
    virtual ~SavedViewStore() = default;
    virtual Result<std::vector<SavedView>> list(const QString &page) = 0; ///< in the order that people gave them
    /// Id 0 makes a new one at the end. Conflict when another view of the page has that name.
    virtual Result<SavedViewId> save(const SavedView &view) = 0;
    virtual Result<Done> remove(SavedViewId view) = 0; ///< NotFound when it is gone already
    /// Puts the views of a page into this order; those left out keep their order behind them.
    virtual Result<Done> reorder(const QString &page, const std::vector<SavedViewId> &order) = 0;
};

} // namespace ringward
