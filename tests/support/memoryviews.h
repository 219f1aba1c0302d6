#pragma once
#include "models/fleet/savedviews.h"

#include <algorithm>

namespace ringward::testing {

/// A SavedViewStore in memory. `failing` makes every change answer Storage.
class MemoryViews : public SavedViewStore {
public:
    bool failing = false;
    std::vector<SavedView> views;

    Result<std::vector<SavedView>> list(const QString &page) override
    {
        std::vector<SavedView> found;
        std::copy_if(views.begin(), views.end(), std::back_inserter(found),
                     [&](const SavedView &view) { return view.page == page; });
        return found;
    }
    Result<SavedViewId> save(const SavedView &view) override
    {
        if (failing)
            return Error{Error::Kind::Storage, QStringLiteral("disk full")};
        for (const SavedView &other : views) {
            if (other.id != view.id && other.page == view.page
                && other.name.compare(view.name, Qt::CaseInsensitive) == 0)
                return Error{Error::Kind::Conflict, view.name};
        }
        const auto at =
            std::find_if(views.begin(), views.end(), [&](const SavedView &each) { return each.id == view.id; });
        SavedView kept = view;
        if (at != views.end()) {
            *at = kept;
        } else {
            kept.id = SavedViewId{++m_last};
            views.push_back(kept);
        }
        return kept.id;
    }
    Result<Done> remove(SavedViewId view) override
    {
        if (failing)
            return Error{Error::Kind::Storage, QStringLiteral("disk full")};
        std::erase_if(views, [&](const SavedView &each) { return each.id == view; });
        return Done{};
    }
    Result<Done> reorder(const QString &, const std::vector<SavedViewId> &order) override
    {
        if (failing)
            return Error{Error::Kind::Storage, QStringLiteral("disk full")};
        std::stable_sort(views.begin(), views.end(), [&](const SavedView &a, const SavedView &b) {
            return std::find(order.begin(), order.end(), a.id) < std::find(order.begin(), order.end(), b.id);
        });
        return Done{};
    }

private:
    quint32 m_last = 0;
};

} // namespace ringward::testing
