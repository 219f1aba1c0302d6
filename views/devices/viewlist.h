#pragma once
#include "models/fleet/savedviews.h"

namespace ringward {

/// The saved views of the page, as it shows them and as they are on disk: a change is written first and seen after.
class ViewList {
public:
    ViewList(SavedViewStore &store, QString page)
        : m_store(store)
        , m_page(std::move(page))
    {
    }

    Result<Done> load(); ///< gives a store that never had any the usual views
    Result<Done> addUsual(); ///< those that are missing
    const std::vector<SavedView> &views() const { return m_views; }
    const SavedView *find(SavedViewId id) const;
    const SavedView *withFilter(const QString &line) const; ///< null when no view asks that

    Result<SavedViewId> save(SavedView view); ///< adds (id 0) or changes
    Result<Done> remove(SavedViewId id);
    Result<Done> move(SavedViewId id, int by); ///< to the left (-1) or right (1); at the end nothing happens

private:
    Result<Done> reload();
    SavedViewStore &m_store;
    QString m_page;
    std::vector<SavedView> m_views;
};

} // namespace ringward
