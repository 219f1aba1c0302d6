#pragma once
#include "app/importflow.h"
#include "app/pages/consolepage.h"

#include <vector>

namespace ringward {

class ThemeHub;

/// The console's window: the shell with its pages, and what concerns all of them: counts, files on their way in, the
/// way from one page to another.
class ConsoleWindow : public QObject {
    Q_OBJECT
public:
    ConsoleWindow(Composition &composition, ThemeHub &themes, bool demonstration);
    ~ConsoleWindow() override;

    void show();
    void resize(QSize size);
    QPixmap grab();
    QStringList pages() const; ///< ids, in the order of the sidebar
    /// Shows a page as a picture wants it: with something selected, and a filter where the page has one.
    void prepareForPicture(const QString &page);

    /// Imports files that were dropped, picked or named on the command line; ends in a result list.
    void importFiles(const QStringList &paths);
    void rememberLayout();

private:
    void addPages();
    void connectImport();
    ConsolePage *pageOf(const QString &id) const; ///< null when there is none
    void openPage(const QString &id, const QString &detail);
    void showSources();
    void showFleet();
    void pickFiles();
    void showReports(const std::vector<ImportReport> &reports);
    void showFailure(const Error &error);

    Composition &m_composition;
    ImportFlow m_import;
    ActionRegistry m_actions;
    std::unique_ptr<ShellWindow> m_shell;
    std::vector<ConsolePagePtr> m_pages;
};

} // namespace ringward
