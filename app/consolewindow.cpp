#include "app/consolewindow.h"

#include "app/composition.h"
#include "connectors/files/filesource.h"
#include "views/help/helppage.h"
#include "views/shell/resultlist.h"
#include "views/shell/statusline.h"
#include "views/situation/situationpage.h"

#include <QCoroTask>
#include <QFileDialog>
#include <QLocale>
#include <QPixmap>
#include <QTimer>

namespace ringward {

namespace {

constexpr qint64 kDayMs = 24 * 3600 * 1000LL;
constexpr int kSamplesEveryMs = 60'000;
constexpr qint64 kOldDataMs = 10 * 60'000; ///< from here on the age of the data is shown as a warning

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
    parts.append(ConsoleWindow::tr("%1 devices, %2 drivers")
                     .arg(locale.toString(report.devices), locale.toString(report.drivers)));
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

SourceFact factOf(const SourceStatus &status)
{
    return {.name = status.config.name,
            .lastSuccessMs = status.lastSuccessMs,
            .limitSec = 2 * status.config.syncEverySec,
            .fresh = status.fresh,
            .problem = status.error ? userMessage(*status.error) : QString()};
}

} // namespace

ConsoleWindow::ConsoleWindow(Composition &composition, ThemeHub &themes, bool demonstration)
    : m_composition(composition)
    , m_themes(themes)
    , m_demonstration(demonstration)
    , m_shell(std::make_unique<ShellWindow>(m_actions, m_themes, m_composition.clock()))
{
    addVerbs();
    addPages();
    connectPages();
    showSources();
    showFleet();
    loadSamples();
}

ConsoleWindow::~ConsoleWindow()
{
    m_stop.request_stop();
}

void ConsoleWindow::addVerbs()
{
    m_actions.add({QStringLiteral("file.import"),
                   tr("Import files…"),
                   QStringLiteral("import"),
                   QKeySequence(QKeySequence::Open),
                   QStringLiteral("file"),
                   {}},
                  this, [this] { pickFiles(); });
}

void ConsoleWindow::addPages()
{
    m_situation = new SituationPage(m_composition.hub(), m_actions, m_composition.clock());
    m_help = new HelpPage;
    const std::array pages{
        ShellWindow::Page{QStringLiteral("situation"),
                          tr("Situation"),
                          QStringLiteral("situation"),
                          m_situation,
                          false,
                          {QStringLiteral("view.refresh"), QStringLiteral("situation.print")},
                          {}},
        ShellWindow::Page{QStringLiteral("help"), tr("Help"), QStringLiteral("help"), m_help, true, {}, {}},
    };
    for (const ShellWindow::Page &page : pages) {
        m_shell->addPage(page);
        m_pages.append(page.id);
    }
    m_shell->setPlace(m_demonstration ? tr("Demonstration hospital · simulated") : tr("This computer"), {});
    m_shell->showPage(m_pages.first());
}

void ConsoleWindow::connectPages()
{
    Synchroniser &synchroniser = m_composition.synchroniser();
    connect(&synchroniser, &Synchroniser::sourcesChanged, this, &ConsoleWindow::showSources);
    connect(&synchroniser, &Synchroniser::syncFinished, this, &ConsoleWindow::loadSamples);
    connect(&m_composition.hub(), &FleetHub::published, this, &ConsoleWindow::showFleet);
    connect(m_shell.get(), &ShellWindow::refreshWanted, &synchroniser, &Synchroniser::syncAll);
    connect(m_shell.get(), &ShellWindow::filesDropped, this, &ConsoleWindow::importFiles);
    connect(m_situation, &SituationPage::sentenceChanged, this,
            [this](const QString &sentence) { m_shell->setSentence(QStringLiteral("situation"), sentence); });
    auto *samples = new QTimer(this);
    connect(samples, &QTimer::timeout, this, &ConsoleWindow::loadSamples);
    samples->start(kSamplesEveryMs);
}

void ConsoleWindow::showSources()
{
    std::vector<SourceFact> facts;
    int fresh = 0;
    for (const SourceStatus &status : m_composition.synchroniser().sources()) {
        if (status.state == SourceStatus::State::Disabled)
            continue;
        facts.push_back(factOf(status));
        fresh += status.fresh;
    }
    const int all = int(facts.size());
    m_shell->status().setSources(fresh, all);
    m_shell->setBadge(QStringLiteral("sources"), fresh == all ? QString() : QString::number(all - fresh), true);
    m_situation->setSources(std::move(facts));
}

void ConsoleWindow::showFleet()
{
    const FleetSnapshot &fleet = *m_composition.hub().current();
    const std::size_t wards = fleet.names().wards().size() - 1;
    m_shell->status().setTotal(fleet.size(), quint32(wards));
    m_shell->status().setDataTime(fleet.takenMs(), kOldDataMs);
    m_shell->setBadge(QStringLiteral("devices"), QLocale().toString(fleet.size()));
}

void ConsoleWindow::loadSamples()
{
    const qint64 now = m_composition.clock().nowMs();
    QCoro::connect(m_composition.synchroniser().healthHistory(now - kDayMs, now, m_stop.get_token()), this,
                   [this](Result<std::vector<HealthSample>> samples) {
                       if (samples)
                           m_situation->setSamples(std::move(*samples));
                   });
}

void ConsoleWindow::pickFiles()
{
    // Not the static function: that one runs an event loop of its own.
    auto *dialog = new QFileDialog(m_shell.get(), tr("Import files"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &ConsoleWindow::importFiles);
    dialog->open();
}

void ConsoleWindow::importFiles(const QStringList &paths)
{
    const Result<FileSource *> files = m_composition.fileSource();
    if (!files || !*files) {
        const Error error = files ? Error{Error::Kind::NotFound, {}} : files.error();
        m_shell->showResults(tr("Import"),
                             {{ResultLine::Outcome::Failed, tr("Files"), userMessage(error) + u' ' + error.detail}});
        return;
    }
    m_shell->showProgress(tr("Importing %1 files").arg(paths.size()), 0, -1, false);
    QCoro::connect((*files)->add(paths, m_stop.get_token()), this, [this](Result<std::vector<ImportReport>> reports) {
        m_shell->hideProgress();
        if (reports)
            showReports(*reports);
        else
            m_shell->showResults(tr("Import"),
                                 {{ResultLine::Outcome::Failed, tr("Files"), userMessage(reports.error())}});
    });
}

void ConsoleWindow::showReports(const std::vector<ImportReport> &reports)
{
    std::vector<ResultLine> lines;
    for (const ImportReport &report : reports)
        lines.push_back(lineOf(report));
    m_shell->showResults(tr("Import"), std::move(lines));
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

void ConsoleWindow::prepareForPicture(const QString &page)
{
    m_shell->showPage(page);
}

} // namespace ringward
