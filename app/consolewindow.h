#pragma once
#include "app/importflow.h"
#include "models/sources/synchroniser.h"
#include "views/shell/shellwindow.h"
#include "views/widgets/actionregistry.h"

#include <memory>

namespace ringward {

class Composition;
class DevicesPage;
class HelpPage;
class SituationPage;
class SourcesPage;

/// The console's window: the shell with its pages, fed from the composition.
class ConsoleWindow : public QObject {
    Q_OBJECT
public:
    ConsoleWindow(Composition &composition, ThemeHub &themes, bool demonstration);
    ~ConsoleWindow() override;

    void show();
    void resize(QSize size);
    QPixmap grab();
    QStringList pages() const { return m_pages; } ///< ids, in the order of the sidebar
    /// Shows a page as a picture wants it: with something selected, and a filter where the page has one.
    void prepareForPicture(const QString &page);

    /// Imports files that were dropped, picked or named on the command line; ends in a result list.
    void importFiles(const QStringList &paths);
    void rememberLayout();

private:
    void addPages();
    void addVerbs();
    void connectPages();
    void showSources();
    void showFleet();
    void loadSamples();
    void connectDevices();
    void connectImport();
    void pickFiles();
    void showReports(const std::vector<ImportReport> &reports);
    void showFailure(const Error &error);
    QString sourceName(SourceId source) const;

    Composition &m_composition;
    ThemeHub &m_themes;
    bool m_demonstration;
    ImportFlow m_import;
    ActionRegistry m_actions;
    std::unique_ptr<ShellWindow> m_shell;
    SituationPage *m_situation = nullptr;
    DevicesPage *m_devices = nullptr;
    SourcesPage *m_sources = nullptr;
    HelpPage *m_help = nullptr;
    QStringList m_pages;
    std::stop_source m_stop;
};

} // namespace ringward
