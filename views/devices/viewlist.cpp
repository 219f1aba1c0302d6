#include "views/devices/viewlist.h"

#include <QCoreApplication>
#include <QSettings>

#include <algorithm>

namespace ringward {

namespace {

struct UsualView {
    const char *name, *filter;
};

constexpr UsualView kUsual[] = {
    {QT_TRANSLATE_NOOP("ringward::ViewList", "T0 not up"), "tier:t0 not health:up"},
    {QT_TRANSLATE_NOOP("ringward::ViewList", "Silent"), "health:silent"},
    {QT_TRANSLATE_NOOP("ringward::ViewList", "Crash-looping"), "health:crash-looping"},
    {QT_TRANSLATE_NOOP("ringward::ViewList", "Downtime PCs"), "downtime:yes"},
    {QT_TRANSLATE_NOOP("ringward::ViewList", "Pins expiring in 7 days"), "pinexpires<7d"},
    {QT_TRANSLATE_NOOP("ringward::ViewList", "Conflicts"), "conflicts>0"},
};

} // namespace

Result<Done> ViewList::reload()
{
    auto listed = m_store.list(m_page);
    if (!listed)
        return listed.error();
    m_views = std::move(*listed);
    return Done{};
}

Result<Done> ViewList::load()
{
    if (auto listed = reload(); !listed)
        return listed;
    // Somebody who removed them all does not want them back at the next start.
    const QString offered = QStringLiteral("views/%1/offered").arg(m_page);
    if (!m_views.empty() || QSettings().value(offered).toBool())
        return Done{};
    QSettings().setValue(offered, true);
    return addUsual();
}

Result<Done> ViewList::addUsual()
{
    for (const UsualView &usual : kUsual) {
        const QString name = QCoreApplication::translate("ringward::ViewList", usual.name);
        const bool known = std::any_of(m_views.begin(), m_views.end(), [&](const SavedView &view) {
            return view.name.compare(name, Qt::CaseInsensitive) == 0;
        });
        if (known)
            continue;
        SavedView view;
        view.page = m_page;
        view.name = name;
        view.filter = QString::fromLatin1(usual.filter);
        if (auto saved = m_store.save(view); !saved)
            return saved.error();
    }
    return reload();
}

const SavedView *ViewList::find(SavedViewId id) const
{
    const auto at = std::find_if(m_views.begin(), m_views.end(), [id](const SavedView &view) { return view.id == id; });
    return at == m_views.end() ? nullptr : &*at;
}

const SavedView *ViewList::withFilter(const QString &line) const
{
    const auto at = std::find_if(m_views.begin(), m_views.end(),
                                 [&](const SavedView &view) { return view.filter.simplified() == line.simplified(); });
    return at == m_views.end() ? nullptr : &*at;
}

Result<SavedViewId> ViewList::save(SavedView view)
{
    view.page = m_page;
    view.name = view.name.simplified();
    auto saved = m_store.save(view);
    if (!saved)
        return saved;
    if (auto listed = reload(); !listed)
        return listed.error();
    return saved;
}

Result<Done> ViewList::remove(SavedViewId id)
{
    auto removed = m_store.remove(id);
    return removed ? reload() : removed;
}

Result<Done> ViewList::move(SavedViewId id, int by)
{
    std::vector<SavedViewId> order;
    for (const SavedView &view : m_views)
        order.push_back(view.id);
    const auto at = std::find(order.begin(), order.end(), id);
    const auto to = at - order.begin() + by;
    if (at == order.end() || to < 0 || to >= std::ssize(order))
        return Done{};
    std::swap(*at, order[std::size_t(to)]);
    auto moved = m_store.reorder(m_page, order);
    return moved ? reload() : moved;
}

} // namespace ringward
