#include "views/shell/shellwindow.h"

#include "views/shell/noticebar.h"
#include "views/shell/resultlist.h"
#include "views/shell/sidebar.h"
#include "views/shell/statusline.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/commandpalette.h"
#include "views/widgets/pagehead.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QAction>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>
#include <QUrl>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

struct MenuSpec {
    const char *id, *title;
};
constexpr std::array kMenus{
    MenuSpec{"file", QT_TRANSLATE_NOOP("ringward::ShellWindow", "&File")},
    MenuSpec{"edit", QT_TRANSLATE_NOOP("ringward::ShellWindow", "&Edit")},
    MenuSpec{"view", QT_TRANSLATE_NOOP("ringward::ShellWindow", "&View")},
    MenuSpec{"devices", QT_TRANSLATE_NOOP("ringward::ShellWindow", "&Devices")},
    MenuSpec{"drivers", QT_TRANSLATE_NOOP("ringward::ShellWindow", "D&rivers")},
    MenuSpec{"sources", QT_TRANSLATE_NOOP("ringward::ShellWindow", "&Sources")},
    MenuSpec{"tools", QT_TRANSLATE_NOOP("ringward::ShellWindow", "&Tools")},
    MenuSpec{"help", QT_TRANSLATE_NOOP("ringward::ShellWindow", "&Help")},
};

} // namespace

ShellWindow::ShellWindow(ActionRegistry &actions, ThemeHub &themes, const Clock &clock, QWidget *parent)
    : QMainWindow(parent)
    , m_actions(actions)
    , m_themes(themes)
    , m_sidebar(new Sidebar)
    , m_head(new PageHead)
    , m_progress(new ProgressLine)
    , m_notice(new NoticeBar)
    , m_stack(new QStackedWidget)
    , m_status(new StatusLine(clock))
    , m_palette(new CommandPalette(actions, this))
    , m_place(new QLabel)
{
    setWindowTitle(QStringLiteral("Ringward"));
    setAcceptDrops(true);
    auto *right = new QVBoxLayout;
    right->setSpacing(0);
    right->addWidget(m_head);
    right->addWidget(m_progress);
    right->addWidget(m_notice);
    right->addWidget(m_stack, 1);
    m_progress->hide();
    auto *upper = new QHBoxLayout;
    upper->setSpacing(0);
    upper->addWidget(m_sidebar);
    upper->addLayout(right, 1);
    auto *centre = new QWidget;
    auto *all = new QVBoxLayout(centre);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addLayout(upper, 1);
    all->addWidget(m_status);
    setCentralWidget(centre);
    for (const MenuSpec &menu : kMenus) {
        m_menus[QString::fromLatin1(menu.id)] = menuBar()->addMenu(tr(menu.title));
        m_menus[QString::fromLatin1(menu.id)]->menuAction()->setVisible(false);
    }
    setKind(m_place, LabelKind::Caption);
    m_place->setContentsMargins(0, 0, 12, 0);
    menuBar()->setCornerWidget(m_place);

    connect(m_sidebar, &Sidebar::pageWanted, this, &ShellWindow::showPage);
    connect(m_head, &PageHead::paletteWanted, m_palette, &CommandPalette::open);
    connect(m_status, &StatusLine::cancelWanted, this, &ShellWindow::cancelWanted);
    connect(&m_actions, &ActionRegistry::pageWanted, this, &ShellWindow::showPage);
    for (QAction *action : m_actions.actions())
        addToMenu(action);
    connect(&m_actions, &ActionRegistry::added, this, &ShellWindow::addToMenu);
    addVerbs();
    addThemeVerbs();
    adapt();
}

ShellWindow::~ShellWindow() = default;

void ShellWindow::addPage(const Page &page)
{
    const auto number = int(m_pages.size()) + 1;
    m_pages.insert(page.id, page);
    m_stack->addWidget(page.widget);
    m_sidebar->addPage(page.id, page.title, page.icon, page.below);
    const QKeySequence shortcut = number <= 9 ? QKeySequence(Qt::ALT | Qt::Key(Qt::Key_0 + number)) : QKeySequence();
    m_actions.add({QStringLiteral("go.") + page.id,
                   tr("Go to %1").arg(page.title),
                   page.icon,
                   shortcut,
                   QStringLiteral("view"),
                   {}},
                  this, [this, id = page.id] { showPage(id); });
}

void ShellWindow::showPage(const QString &id)
{
    const auto page = m_pages.constFind(id);
    if (page == m_pages.constEnd() || m_current == id)
        return;
    m_current = id;
    m_stack->setCurrentWidget(page->widget);
    m_sidebar->setCurrent(id);
    m_actions.setCurrentPage(id);
    showHead();
    showPageStatus();
    page->widget->setFocus(Qt::OtherFocusReason);
    Q_EMIT pageShown(id);
}

void ShellWindow::setSelection(const QString &page, qint64 devices, qint64 wards)
{
    PageStatus &status = m_pageStatus[page];
    status.devices = devices;
    status.wards = wards;
    showPageStatus();
}

void ShellWindow::setRows(const QString &page, const QString &text)
{
    m_pageStatus[page].rows = text;
    showPageStatus();
}

void ShellWindow::showPageStatus()
{
    const PageStatus status = m_pageStatus.value(m_current);
    m_status->setSelection(status.devices, status.wards);
    m_status->setRows(status.rows);
}

void ShellWindow::setSentence(const QString &page, const QString &sentence)
{
    m_sentences[page] = sentence;
    if (page == m_current)
        m_head->setSentence(sentence);
}

void ShellWindow::setBadge(const QString &page, const QString &count, bool warns)
{
    m_sidebar->setBadge(page, count, warns);
}

void ShellWindow::setPlace(const QString &place, const QString &person)
{
    m_place->setText(person.isEmpty() ? place : QStringLiteral("%1   |   %2").arg(place, person));
    menuBar()->setCornerWidget(m_place); // measures it again
    m_place->show();
}

void ShellWindow::showHead()
{
    const Page page = m_pages.value(m_current);
    const auto verbs = [this](const QStringList &ids) {
        QList<QAction *> found;
        for (const QString &id : ids) {
            if (QAction *action = m_actions.action(id))
                found << action;
        }
        return found;
    };
    m_head->setTitle(page.title);
    m_head->setSentence(m_sentences.value(m_current));
    m_head->setActions(verbs(page.buttons), verbs(page.more));
    setWindowTitle(QStringLiteral("%1 – Ringward").arg(page.title));
}

void ShellWindow::showProgress(const QString &text, qint64 done, qint64 total, bool cancellable)
{
    m_progress->setProgress(done, total);
    m_progress->show();
    m_status->setProgress(text, cancellable);
}

void ShellWindow::hideProgress()
{
    m_progress->hide();
    m_status->setProgress({}, false);
}

ResultList &ShellWindow::showResults(const QString &title, std::vector<ResultLine> lines, bool canRetry)
{
    if (!m_results)
        m_results = new ResultList(this);
    m_results->showResults(title, std::move(lines), canRetry);
    return *m_results;
}

void ShellWindow::rememberLayout()
{
    const QSettings settings;
    restoreGeometry(settings.value(QStringLiteral("window/geometry")).toByteArray());
    showPage(settings.value(QStringLiteral("window/page")).toString());
    m_remembers = true;
}

void ShellWindow::addToMenu(QAction *action)
{
    addAction(action); // its shortcut works wherever the focus is
    for (auto menu = m_menus.begin(); menu != m_menus.end(); ++menu) {
        const auto verbs = m_actions.inMenu(menu.key());
        if (std::find(verbs.begin(), verbs.end(), action) != verbs.end()) {
            menu.value()->addAction(action);
            menu.value()->menuAction()->setVisible(true);
        }
    }
}

void ShellWindow::adapt()
{
    const Theme &theme = themeOf(this);
    // 200 % text makes the window behave as if it were half as wide.
    const bool narrow = width() < theme.px(1200);
    if (m_sidebar->isFolded() != narrow)
        m_sidebar->setFolded(narrow);
    m_status->setFolded(narrow);
    menuBar()->setFixedHeight(theme.px(28));
    m_place->setFixedHeight(theme.px(27));
}

void ShellWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    adapt();
}

void ShellWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::StyleChange)
        adapt();
}

void ShellWindow::dragEnterEvent(QDragEnterEvent *event)
{
    const auto urls = event->mimeData()->urls();
    if (std::any_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); }))
        event->acceptProposedAction();
}

void ShellWindow::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls()) {
        if (url.isLocalFile())
            paths << url.toLocalFile();
    }
    event->acceptProposedAction();
    if (!paths.isEmpty())
        Q_EMIT filesDropped(paths);
}

void ShellWindow::closeEvent(QCloseEvent *event)
{
    if (m_remembers) {
        QSettings settings;
        settings.setValue(QStringLiteral("window/geometry"), saveGeometry());
        settings.setValue(QStringLiteral("window/page"), m_current);
    }
    QMainWindow::closeEvent(event);
}

} // namespace ringward
