#include "views/shell/shellwindow.h"
#include "views/shell/sidebar.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/commandpalette.h"
#include "views/widgets/detailpane.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/themehub.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QKeyEvent>
#include <QSettings>
#include <QStackedWidget>

#include <algorithm>
#include <array>

// The verbs that the window itself has, whatever pages it shows.

namespace ringward {

namespace {

constexpr char kThemeKey[] = "window/theme";

FilterBar *filterBarOf(const QWidget *page)
{
    return page ? page->findChild<FilterBar *>() : nullptr;
}

/// Where F6 stops on a page, top to bottom, then left to right.
QList<QWidget *> panesOf(QWidget *page)
{
    QList<QWidget *> panes;
    for (QWidget *widget : page->findChildren<QWidget *>()) {
        const bool stop = qobject_cast<FilterBar *>(widget) || qobject_cast<QAbstractScrollArea *>(widget)
            || qobject_cast<DetailPane *>(widget) || widget->property("pane").toBool();
        if (stop && widget->isVisible() && widget->focusPolicy() != Qt::NoFocus)
            panes << widget;
    }
    std::stable_sort(panes.begin(), panes.end(), [page](const QWidget *a, const QWidget *b) {
        const QPoint p = a->mapTo(page, QPoint()), q = b->mapTo(page, QPoint());
        return std::pair(p.y() / 40, p.x()) < std::pair(q.y() / 40, q.x());
    });
    return panes;
}

} // namespace

void ShellWindow::addVerbs()
{
    const auto file = QStringLiteral("file"), edit = QStringLiteral("edit"), view = QStringLiteral("view");
    m_actions.add({QStringLiteral("app.palette"),
                   tr("Go to or do…"),
                   QStringLiteral("search"),
                   QKeySequence(Qt::CTRL | Qt::Key_K),
                   view,
                   {}},
                  m_palette, [this] { m_palette->open(); });
    m_actions.add(
        {QStringLiteral("view.refresh"), tr("Refresh"), QStringLiteral("refresh"), QKeySequence(Qt::Key_F5), view, {}},
        this, [this] { Q_EMIT refreshWanted(); });
    QAction *filter = m_actions.add({QStringLiteral("view.filter"),
                                     tr("Filter"),
                                     QStringLiteral("filter"),
                                     QKeySequence(Qt::CTRL | Qt::Key_F),
                                     view,
                                     {}},
                                    this, [this] {
                                        if (FilterBar *bar = filterBarOf(m_stack->currentWidget()))
                                            bar->focusLine();
                                    });
    filter->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_F), QKeySequence(Qt::CTRL | Qt::Key_L)});
    connect(this, &ShellWindow::pageShown, this, [this] { filterVerbFollowsPage(); });
    m_actions.add({QStringLiteral("view.pane"),
                   tr("Show or hide the detail pane"),
                   QStringLiteral("pane"),
                   QKeySequence(Qt::Key_F4),
                   view,
                   {}},
                  this, [this] { Q_EMIT paneToggleWanted(m_current); });
    m_actions.add(
        {QStringLiteral("view.nextPane"), tr("Next part of the page"), {}, QKeySequence(Qt::Key_F6), view, {}}, this,
        [this] { focusNextPane(); });
    m_actions.add(
        {QStringLiteral("edit.copy"), tr("Copy"), QStringLiteral("copy"), QKeySequence(QKeySequence::Copy), edit, {}},
        this, [this] { copyFromFocus(); });
    m_actions.add(
        {QStringLiteral("app.quit"), tr("Quit"), QStringLiteral("quit"), QKeySequence(Qt::CTRL | Qt::Key_Q), file, {}},
        this, [this] { close(); });
}

void ShellWindow::filterVerbFollowsPage()
{
    m_actions.setAvailable(QStringLiteral("view.filter"), filterBarOf(m_stack->currentWidget()) != nullptr,
                           tr("this page has no filter"));
    QAction *filter = m_actions.action(QStringLiteral("view.filter"));
    filter->setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_F), QKeySequence(Qt::CTRL | Qt::Key_L)});
    const bool hasPane = m_stack->currentWidget() && m_stack->currentWidget()->findChild<DetailPane *>();
    m_actions.setAvailable(QStringLiteral("view.pane"), hasPane, tr("this page has no detail pane"));
}

void ShellWindow::addThemeVerbs()
{
    using Choice = ThemeHub::Choice;
    const std::array choices{
        std::pair{Choice::System, tr("Theme: as the system")},
        std::pair{Choice::Light, tr("Theme: light")},
        std::pair{Choice::Dark, tr("Theme: dark")},
        std::pair{Choice::HighContrast, tr("Theme: high contrast")},
    };
    auto *group = new QActionGroup(this);
    for (const auto &[choice, text] : choices) {
        QAction *action =
            m_actions.add({QStringLiteral("view.theme.") + ThemeHub::word(choice),
                           text,
                           QStringLiteral("theme"),
                           {},
                           QStringLiteral("view"),
                           {}},
                          this, [this, choice = choice] {
                              m_themes.choose(choice);
                              if (m_remembers)
                                  QSettings().setValue(QString::fromLatin1(kThemeKey), ThemeHub::word(choice));
                          });
        action->setCheckable(true);
        action->setChecked(m_themes.choice() == choice);
        group->addAction(action);
    }
}

void ShellWindow::focusNextPane()
{
    QWidget *const page = m_stack->currentWidget();
    QWidget *const focus = QApplication::focusWidget();
    if (!page)
        return;
    const QList<QWidget *> panes = panesOf(page);
    qsizetype at = -1;
    for (qsizetype i = 0; i < panes.size(); ++i) {
        if (focus && (panes[i] == focus || panes[i]->isAncestorOf(focus)))
            at = i;
    }
    if (at < 0 && focus && m_sidebar->isAncestorOf(focus)) {
        if (!panes.isEmpty())
            panes.first()->setFocus(Qt::ShortcutFocusReason);
        return;
    }
    at + 1 < panes.size() ? panes[at + 1]->setFocus(Qt::ShortcutFocusReason) : m_sidebar->focusCurrent();
}

void ShellWindow::copyFromFocus()
{
    QWidget *const focus = QApplication::focusWidget();
    if (auto *table = qobject_cast<StyledTable *>(focus)) {
        table->copySelection();
    } else if (focus) {
        QKeyEvent press(QEvent::KeyPress, Qt::Key_C, Qt::ControlModifier);
        QApplication::sendEvent(focus, &press);
    }
}

} // namespace ringward
