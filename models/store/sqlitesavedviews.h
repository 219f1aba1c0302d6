#pragma once
#include "models/fleet/savedviews.h"
#include "models/store/database.h"

namespace ringward {

class SqliteSavedViews : public SavedViewStore {
public:
    explicit SqliteSavedViews(const Database &database); ///< must outlive this
    Result<std::vector<SavedView>> list(const QString &page) override;
    Result<SavedViewId> save(const SavedView &view) override;
    Result<Done> remove(SavedViewId view) override;
    Result<Done> reorder(const QString &page, const std::vector<SavedViewId> &order) override;

private:
    const Database &m_database;
};

} // namespace ringward
