#pragma once
#include "models/base/clock.h"

#include <QMainWindow>
#include <QMap>

class QLabel;
class QStackedWidget;

namespace ringward {

class ActionRegistry;
class CommandPalette;
class NoticeBar;
class PageHead;
class ProgressLine;
class ResultList;
class Sidebar;
class StatusLine;
class ThemeHub;
struct ResultLine;

/// The frame of the console: menu bar, sidebar, page head, pages, status line. The program makes one, adds its pages in
/// the order of the sidebar, tells it counts and sentences, then shows the first page.
class ShellWindow : public QMainWindow {
    Q_OBJECT
public:
    struct Page {
        QString id, title, icon;
        QWidget *widget = nullptr; ///< becomes the window's
        bool below = false; ///< in the lower group of the sidebar: Drill, Help
        QStringList buttons; ///< verbs in the page head, at most 4; "view.refresh" for example
        QStringList more; ///< verbs behind "…"
    };

    /// Registers the verbs of the window itself: go to a page, refresh, filter, pane, theme, copy, help, quit.
    ShellWindow(ActionRegistry &actions, ThemeHub &themes, const Clock &clock, QWidget *parent = nullptr);
    ~ShellWindow() override;

    void addPage(const Page &page);
    void showPage(const QString &id); ///< unknown ids are ignored
    QString currentPage() const { return m_current; }
    void setSentence(const QString &page, const QString &sentence); ///< the muted one behind the title
    void setBadge(const QString &page, const QString &count, bool warns = false);
    void setSelection(const QString &page, qint64 devices, qint64 wards); ///< in the status line, while it is shown
    void setRows(const QString &page, const QString &text); ///< likewise
    void setPlace(const QString &place, const QString &person); ///< right end of the menu bar

    StatusLine &status() { return *m_status; }
    NoticeBar &notice() { return *m_notice; } ///< above every page; hidden until it has something to say
    Sidebar &sidebar() { return *m_sidebar; }
    /// A line below the page head and words in the status line; `total` below 0: not known yet.
    void showProgress(const QString &text, qint64 done, qint64 total, bool cancellable = true);
    void hideProgress();
    ResultList &showResults(const QString &title, std::vector<ResultLine> lines, bool canRetry = false);

    void rememberLayout(); ///< restores size, place and page now, keeps them from then on

Q_SIGNALS:
    void pageShown(const QString &id);
    void refreshWanted();
    void paneToggleWanted(const QString &page); ///< F4
    void cancelWanted(); ///< of the progress shown
    void filesDropped(const QStringList &paths);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addVerbs();
    void addThemeVerbs();
    void filterVerbFollowsPage();
    void addToMenu(QAction *action);
    void focusNextPane();
    void copyFromFocus();
    void showHead();
    void showPageStatus();
    void adapt();

    ActionRegistry &m_actions;
    ThemeHub &m_themes;
    Sidebar *m_sidebar;
    PageHead *m_head;
    ProgressLine *m_progress;
    NoticeBar *m_notice;
    QStackedWidget *m_stack;
    StatusLine *m_status;
    CommandPalette *m_palette;
    ResultList *m_results = nullptr;
    QLabel *m_place;
    QMap<QString, QMenu *> m_menus;
    QMap<QString, Page> m_pages;
    struct PageStatus {
        qint64 devices = 0, wards = 0;
        QString rows;
    };
    QMap<QString, QString> m_sentences;
    QMap<QString, PageStatus> m_pageStatus;
    QString m_current;
    bool m_remembers = false;
};

} // namespace ringward
