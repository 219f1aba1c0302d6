#include "views/widgets/actionregistry.h"

#include "views/widgets/icons.h"

#include <QAction>

#include <algorithm>

namespace ringward {

namespace {

constexpr char kPage[] = "ringwardPage";
constexpr char kMenu[] = "ringwardMenu";
constexpr char kIcon[] = "ringwardIcon";
constexpr char kReason[] = "ringwardReason";
constexpr char kShortcut[] = "ringwardShortcut";

QString tipOf(const QAction *action)
{
    QString tip = action->text().remove(u'&');
    const QKeySequence shortcut = ActionRegistry::shortcutOf(action);
    if (!shortcut.isEmpty())
        tip += QStringLiteral(" (%1)").arg(shortcut.toString(QKeySequence::NativeText));
    const QString reason = ActionRegistry::reasonOf(action);
    return reason.isEmpty() ? tip : QStringLiteral("%1\n%2").arg(tip, reason);
}

} // namespace

QAction *ActionRegistry::add(const Verb &verb, QObject *context, std::function<void()> run)
{
    Q_ASSERT_X(!action(verb.id), "ActionRegistry::add", "two verbs of one id");
    auto *action = new QAction(themedIcon(verb.icon), verb.text, this);
    action->setObjectName(verb.id);
    action->setProperty(kPage, verb.page);
    action->setProperty(kMenu, verb.menu);
    action->setProperty(kIcon, verb.icon);
    action->setProperty(kShortcut, QVariant::fromValue(verb.shortcut));
    action->setToolTip(tipOf(action));
    applyShortcut(action);
    connect(action, &QAction::triggered, context, std::move(run));
    m_actions.push_back(action);
    Q_EMIT added(action);
    return action;
}

QAction *ActionRegistry::action(const QString &id) const
{
    const auto found =
        std::find_if(m_actions.begin(), m_actions.end(), [&](const QAction *a) { return a->objectName() == id; });
    return found == m_actions.end() ? nullptr : *found;
}

std::vector<QAction *> ActionRegistry::inMenu(const QString &menu) const
{
    std::vector<QAction *> found;
    std::copy_if(m_actions.begin(), m_actions.end(), std::back_inserter(found),
                 [&](const QAction *a) { return a->property(kMenu).toString() == menu; });
    return found;
}

void ActionRegistry::setAvailable(const QString &id, bool available, const QString &reasonWhyNot)
{
    QAction *const found = action(id);
    if (!found)
        return;
    found->setEnabled(available);
    found->setProperty(kReason, available ? QString() : reasonWhyNot);
    found->setToolTip(tipOf(found));
}

QString ActionRegistry::reasonOf(const QAction *action)
{
    return action->property(kReason).toString();
}

QString ActionRegistry::pageOf(const QAction *action)
{
    return action->property(kPage).toString();
}

QString ActionRegistry::iconOf(const QAction *action)
{
    return action->property(kIcon).toString();
}

QKeySequence ActionRegistry::shortcutOf(const QAction *action)
{
    return action->property(kShortcut).value<QKeySequence>();
}

void ActionRegistry::setCurrentPage(const QString &page)
{
    m_page = page;
    for (QAction *action : m_actions)
        applyShortcut(action);
}

void ActionRegistry::run(QAction *action)
{
    if (!action->isEnabled())
        return;
    const QString page = pageOf(action);
    if (!page.isEmpty() && page != m_page)
        Q_EMIT pageWanted(page);
    action->trigger();
}

void ActionRegistry::applyShortcut(QAction *action) const
{
    const QString page = pageOf(action);
    action->setShortcut(page.isEmpty() || page == m_page ? shortcutOf(action) : QKeySequence());
}

} // namespace ringward
