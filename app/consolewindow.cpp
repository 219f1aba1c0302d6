#include "app/consolewindow.h"

#include "models/base/counted.h"
#include "views/shell/resultlist.h"
#include "views/shell/statusline.h"

#include <QFileDialog>
#include <QLocale>
#include <QPixmap>

#include <algorithm>

namespace ringward {

namespace {

constexpr qint64 kOldDataMs = 10 * 60'000; ///< from here on the age of the data is shown as a warning

/// In the order of the sidebar.
constexpr std::array kPages{
    situationConsolePage,   devicesConsolePage, driversConsolePage, ringsConsolePage, changesConsolePage,
    remediationConsolePage, auditConsolePage,   sourcesConsolePage, helpConsolePage,
};

ResultLine lineOf(const ImportReport &report)
{
    ResultLine line;
    line.subject = QFileInfo(report.path).fileName();
    if (report.error) {
        line.outcome = ResultLine::Outcome::Failed;
        line.text = report.problem.isEmpty() ? userMessage(*report.error) : report.problem;
        return line;
    }
    const QLocale locale;
    QStringList parts{report.format, report.encoding};
    if (!report.host.isEmpty())
        parts.append(report.host);
    parts.append(
        ConsoleWindow::tr("%1, %2").arg(counted(report.devices, Noun::Device), counted(report.drivers, Noun::Driver)));
    if (report.refusedTotal > 0) {
        line.outcome = ResultLine::Outcome::Unknown;
        parts.append(ConsoleWindow::tr("%1 refused").arg(locale.toString(report.refusedTotal)));
        for (const Refusal &refusal : report.refused)
            parts.append(refusal.where + QStringLiteral(": ") + refusal.reason);
    }
    parts += report.notes;
    line.text = parts.join(QStringLiteral(" · "));
    return line;
}

} // namespace

ConsoleWindow::ConsoleWindow(Composition &composition, ThemeHub &themes, bool demonstration)
    : m_composition(composition)
    , m_import(composition)
    , m_shell(std::make_unique<ShellWindow>(m_actions, themes, m_composition.clock()))
{
    m_shell->setPlace(demonstration ? tr("Demonstration hospital · simulated") : tr("This computer"), {});
    connectImport();
    addPages(); // signs in, which says who that is
    m_shell->showPage(pages().first());
    const Synchroniser &synchroniser = m_composition.synchroniser();
    connect(&synchroniser, &Synchroniser::sourcesChanged, this, &ConsoleWindow::showSources);
    connect(m_shell.get(), &ShellWindow::refreshWanted, &synchroniser, &Synchroniser::syncAll);
    connect(&m_composition.hub(), &FleetHub::published, this, &ConsoleWindow::showFleet);
    m_composition.keys().keepAsking();
    showSources();
    showFleet();
}

ConsoleWindow::~ConsoleWindow() = default;

void ConsoleWindow::addPages()
{
    const PageContext context{m_composition, m_actions, *m_shell, m_import};
    for (const auto makePage : kPages) {
        m_pages.push_back(makePage(context));
        m_shell->addPage(m_pages.back()->page());
        connect(m_pages.back().get(), &ConsolePage::pageWanted, this, &ConsoleWindow::openPage);
    }
    connect(m_shell.get(), &ShellWindow::paneToggleWanted, this, [this](const QString &id) {
        if (ConsolePage *page = pageOf(id))
            page->togglePane();
    });
}

QStringList ConsoleWindow::pages() const
{
    QStringList ids;
    for (const ConsolePagePtr &page : m_pages)
        ids.append(page->page().id);
    return ids;
}

ConsolePage *ConsoleWindow::pageOf(const QString &id) const
{
    const auto known =
        std::find_if(m_pages.begin(), m_pages.end(), [&](const ConsolePagePtr &page) { return page->page().id == id; });
    return known == m_pages.end() ? nullptr : known->get();
}

void ConsoleWindow::openPage(const QString &id, const QString &detail)
{
    ConsolePage *page = pageOf(id);
    if (!page)
        return;
    page->open(detail);
    m_shell->showPage(id);
}

void ConsoleWindow::showSources()
{
    const std::vector<SourceStatus> all = m_composition.synchroniser().sources();
    const auto enabled = std::count_if(all.begin(), all.end(), [](const SourceStatus &status) {
        return status.state != SourceStatus::State::Disabled;
    });
    const auto fresh = std::count_if(all.begin(), all.end(), [](const SourceStatus &status) {
        return status.state != SourceStatus::State::Disabled && status.fresh;
    });
    m_shell->status().setSources(int(fresh), int(enabled));
    m_shell->setBadge(QStringLiteral("sources"), fresh == enabled ? QString() : QString::number(enabled - fresh),
                      fresh != enabled);
}

void ConsoleWindow::showFleet()
{
    const FleetSnapshot &fleet = *m_composition.hub().current();
    const std::size_t wards = fleet.names().wards().size() - 1;
    m_shell->status().setTotal(fleet.size(), quint32(wards));
    m_shell->status().setDataTime(fleet.takenMs(), kOldDataMs);
    m_shell->setBadge(QStringLiteral("devices"), QLocale().toString(fleet.size()));
}

void ConsoleWindow::connectImport()
{
    m_actions.add({QStringLiteral("file.import"),
                   tr("Import files…"),
                   QStringLiteral("import"),
                   QKeySequence(QKeySequence::Open),
                   QStringLiteral("file"),
                   {}},
                  this, [this] { pickFiles(); });
    connect(m_shell.get(), &ShellWindow::filesDropped, &m_import, &ImportFlow::import);
    connect(m_shell.get(), &ShellWindow::cancelWanted, &m_import, &ImportFlow::cancel);
    connect(&m_import, &ImportFlow::progressed, this,
            [this](const QString &text, qint64 done, qint64 total) { m_shell->showProgress(text, done, total); });
    connect(&m_import, &ImportFlow::finished, this, &ConsoleWindow::showReports);
    connect(&m_import, &ImportFlow::failed, this, &ConsoleWindow::showFailure);
}

void ConsoleWindow::pickFiles()
{
    // Not the static function: that one runs an event loop of its own.
    auto *dialog = new QFileDialog(m_shell.get(), tr("Import files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, &m_import, &ImportFlow::import);
    dialog->open();
}

void ConsoleWindow::importFiles(const QStringList &paths)
{
    m_import.import(paths);
}

void ConsoleWindow::showReports(const std::vector<ImportReport> &reports)
{
    m_shell->hideProgress();
    std::vector<ResultLine> lines;
    for (const ImportReport &report : reports)
        lines.push_back(lineOf(report));
    m_shell->showResults(tr("Import"), std::move(lines));
}

void ConsoleWindow::showFailure(const Error &error)
{
    m_shell->hideProgress();
    m_shell->showResults(tr("Import"),
                         {{ResultLine::Outcome::Failed, tr("Files"), userMessage(error) + u' ' + error.detail}});
}

void ConsoleWindow::rememberLayout()
{
    m_shell->rememberLayout();
}

void ConsoleWindow::show()
{
    m_shell->show();
}

void ConsoleWindow::resize(QSize size)
{
    m_shell->resize(size);
}

QPixmap ConsoleWindow::grab()
{
    return m_shell->grab();
}

void ConsoleWindow::prepareForPicture(const QString &id)
{
    m_shell->showPage(id);
    if (ConsolePage *page = pageOf(id))
        page->prepareForPicture();
}

} // namespace ringward
