#include "models/store/sqlitesavedviews.h"

#include "models/store/decisions.h"
#include "models/store/transaction.h"

#include <QCoreApplication>
#include <QJsonArray>

namespace ringward {

namespace {

QString kind()
{
    return QStringLiteral("saved-view");
}

Decision decisionOf(const SavedView &view)
{
    return {view.id.value,
            kind(),
            view.page,
            view.name.trimmed().toCaseFolded(),
            {{QStringLiteral("name"), view.name.trimmed()},
             {QStringLiteral("filter"), view.filter},
             {QStringLiteral("columns"), QJsonArray::fromStringList(view.columns)},
             {QStringLiteral("sort"), view.sortKey},
             {QStringLiteral("descending"), view.sortOrder == Qt::DescendingOrder}}};
}

SavedView viewOf(const Decision &decision)
{
    const QJsonObject &d = decision.document;
    SavedView view;
    view.id = SavedViewId{quint32(decision.id)};
    view.page = decision.scope;
    view.name = d[QStringLiteral("name")].toString();
    view.filter = d[QStringLiteral("filter")].toString();
    for (const QJsonValue &column : d[QStringLiteral("columns")].toArray())
        view.columns << column.toString();
    view.sortKey = d[QStringLiteral("sort")].toString();
    view.sortOrder = d[QStringLiteral("descending")].toBool() ? Qt::DescendingOrder : Qt::AscendingOrder;
    return view;
}

Error explained(Error error, const QString &name)
{
    if (error.kind == Error::Kind::Conflict)
        error.advice =
            QCoreApplication::translate("ringward::Store", "There is already a view named “%1”. Choose another name.")
                .arg(name);
    if (error.kind == Error::Kind::NotFound)
        error.advice = QCoreApplication::translate("ringward::Store",
                                                   "This view has been removed. Save it under a new name to keep it.");
    return error;
}

} // namespace

SqliteSavedViews::SqliteSavedViews(const Database &database)
    : m_database(database)
{
}

Result<std::vector<SavedView>> SqliteSavedViews::list(const QString &page)
{
    const auto decisions = reading(m_database, [&](const Connection &c) { return readDecisions(c, kind(), page); });
    if (!decisions)
        return decisions.error();
    std::vector<SavedView> views;
    for (const Decision &decision : *decisions)
        views.push_back(viewOf(decision));
    return views;
}

Result<SavedViewId> SqliteSavedViews::save(const SavedView &view)
{
    const Decision decision = decisionOf(view);
    const auto saved = writing(m_database, [&](const Connection &c) -> Result<qint64> {
        if (!decision.id) { // a new view must not replace another one by its name
            const auto known = readDecisions(c, kind(), view.page);
            if (!known)
                return known.error();
            for (const Decision &other : *known) {
                if (other.key == decision.key)
                    return Error{Error::Kind::Conflict, decision.key, {}};
            }
        }
        return writeDecision(c, decision);
    });
    if (!saved)
        return explained(saved.error(), view.name.trimmed());
    return SavedViewId{quint32(*saved)};
}

Result<Done> SqliteSavedViews::remove(SavedViewId view)
{
    const auto removed =
        writing(m_database, [&](const Connection &c) { return removeDecision(c, kind(), view.value); });
    if (!removed)
        return explained(removed.error(), {});
    return Done{};
}

Result<Done> SqliteSavedViews::reorder(const QString &page, const std::vector<SavedViewId> &order)
{
    std::vector<qint64> ids;
    for (const SavedViewId view : order)
        ids.push_back(view.value);
    return writing(m_database, [&](const Connection &c) { return orderDecisions(c, kind(), page, ids); });
}

} // namespace ringward
