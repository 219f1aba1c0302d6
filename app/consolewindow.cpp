#include "app/consolewindow.h"

#include "app/composition.h"
#include "connectors/files/filesource.h"
#include "views/devices/devicespage.h"
#include "views/help/helppage.h"
#include "views/shell/resultlist.h"
#include "views/shell/statusline.h"
#include "views/situation/situationpage.h"
#include "views/sources/sourcespage.h"

#include <QCoroTask>
#include <QFileDialog>
#include <QLocale>
#include <QPixmap>
#include <QTimer>

namespace ringward {

namespace {

constexpr qint64 kDayMs = 24 * 3600 * 1000LL;
constexpr int kSamplesEveryMs = 60'000;
constexpr int kAnswerMs = 400; ///< plenty for a filter on the demonstration
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
    , m_import(composition)
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
    m_actions.add({QStringLiteral("help.page"),
                   tr("Explain this page"),
                   QStringLiteral("help"),
                   QKeySequence(Qt::Key_F1),
                   QStringLiteral("help"),
                   {}},
                  this, [this] {
                      m_help->openTopic(m_shell->currentPage());
                      m_shell->showPage(QStringLiteral("help"));
                  });
    m_actions.add(
        {QStringLiteral("help.keyboard"), tr("List the keys"), QString(), QKeySequence(), QStringLiteral("help"), {}},
        this, [this] {
            m_help->openTopic(QStringLiteral("keyboard"));
            m_shell->showPage(QStringLiteral("help"));
        });
}

void ConsoleWindow::addPages()
{
    Synchroniser &synchroniser = m_composition.synchroniser();
    const Clock &clock = m_composition.clock();
    m_situation = new SituationPage(m_composition.hub(), m_actions, clock);
    m_devices = new DevicesPage(
        {.hub = m_composition.hub(),
         .clock = clock,
         .views = m_composition.savedViews(),
         .actions = m_actions,
         .detail = [&synchroniser](DeviceId device,
                                   std::stop_token stop) { return synchroniser.detail(device, std::move(stop)); },
         .sourceName =
             [this](SourceId source) {
                 return sourceName(source);
             }});
    m_sources =
        new SourcesPage({.synchroniser = synchroniser,
                         .secrets = m_composition.secrets(),
                         .clock = clock,
                         .actions = m_actions,
                         .reports = [&synchroniser](SourceId source) -> std::optional<std::vector<ImportReport>> {
                             const auto *files = dynamic_cast<FileSource *>(synchroniser.source(source));
                             return files ? std::optional(files->lastReports()) : std::nullopt;
                         }});
    m_help = new HelpPage;
    const auto text = [](const char *latin) {
        return QString::fromLatin1(latin);
    };
    const std::array pages{
        ShellWindow::Page{text("situation"),
                          tr("Situation"),
                          text("situation"),
                          m_situation,
                          false,
                          {text("view.refresh"), text("situation.print")},
                          {}},
        ShellWindow::Page{text("devices"),
                          tr("Devices"),
                          text("devices"),
                          m_devices,
                          false,
                          {text("view.refresh"), text("devices.print")},
                          {text("devices.export"), text("devices.columns")}},
        ShellWindow::Page{text("sources"),
                          tr("Sources"),
                          text("sources"),
                          m_sources,
                          false,
                          {text("sources.add"), text("file.import"), text("view.refresh")},
                          {}},
        ShellWindow::Page{text("help"), tr("Help"), text("help"), m_help, true, {}, {}},
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
    connect(m_situation, &SituationPage::sentenceChanged, this,
            [this](const QString &sentence) { m_shell->setSentence(QStringLiteral("situation"), sentence); });
    connectDevices();
    connectImport();
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

QString ConsoleWindow::sourceName(SourceId source) const
{
    for (const SourceStatus &status : m_composition.synchroniser().sources()) {
        if (status.config.id == source)
            return status.config.name;
    }
    return {};
}

void ConsoleWindow::connectDevices()
{
    const auto openDevices = [this](const QString &line) {
        m_devices->setFilter(line);
        m_shell->showPage(QStringLiteral("devices"));
    };
    const auto openSources = [this] {
        m_shell->showPage(QStringLiteral("sources"));
    };
    connect(m_situation, &SituationPage::openDevices, this, openDevices);
    connect(m_situation, &SituationPage::openSources, this, openSources);
    connect(m_devices, &DevicesPage::sourcesWanted, this, openSources);
    connect(m_devices, &DevicesPage::demonstrationWanted, this, [this, openSources] {
        openSources();
        m_sources->addSource(QStringLiteral("demonstration"));
    });
    connect(m_devices, &DevicesPage::selectionCounted, this,
            [this](qint64 devices, qint64 wards) { m_shell->status().setSelection(devices, wards); });
    connect(m_devices, &DevicesPage::rowsDescribed, this,
            [this](const QString &text) { m_shell->status().setRows(text); });
    connect(m_devices, &DevicesPage::progressed, this, [this](const QString &text, qint64 done, qint64 total) {
        if (done == total)
            m_shell->hideProgress();
        else
            m_shell->showProgress(text, done, total, false);
    });
    connect(m_shell.get(), &ShellWindow::refreshWanted, m_devices, &DevicesPage::refresh);
    connect(m_shell.get(), &ShellWindow::paneToggleWanted, this, [this](const QString &page) {
        if (page == u"devices")
            m_devices->togglePane();
    });
    connect(m_shell.get(), &ShellWindow::pageShown, this, [this](const QString &page) {
        if (page != u"devices") {
            m_shell->status().setSelection(0, 0);
            m_shell->status().setRows({});
        }
    });
}

void ConsoleWindow::connectImport()
{
    connect(m_shell.get(), &ShellWindow::filesDropped, &m_import, &ImportFlow::import);
    connect(m_shell.get(), &ShellWindow::cancelWanted, &m_import, &ImportFlow::cancel);
    connect(&m_import, &ImportFlow::progressed, this,
            [this](const QString &text, qint64 done, qint64 total) { m_shell->showProgress(text, done, total); });
    connect(&m_import, &ImportFlow::finished, this, &ConsoleWindow::showReports);
    connect(&m_import, &ImportFlow::failed, this, &ConsoleWindow::showFailure);
    connect(&m_import, &ImportFlow::mappingWanted, this, [this](const QString &file, const MappingProposal &proposal) {
        m_shell->showPage(QStringLiteral("sources"));
        m_sources->askMapping(file, proposal);
    });
    connect(m_sources, &SourcesPage::mappingConfirmed, &m_import, &ImportFlow::confirm);
    connect(m_sources, &SourcesPage::mappingCancelled, &m_import, &ImportFlow::skip);
    connect(m_sources, &SourcesPage::importWanted, this, &ConsoleWindow::pickFiles);
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

void ConsoleWindow::prepareForPicture(const QString &page)
{
    m_shell->showPage(page);
    if (page == u"devices") {
        m_devices->setFilter(QStringLiteral("tier<=1 (health:silent or health:crash-looping)"));
        // Once the filter has been answered: the first of those rows in the fleet's own order.
        QTimer::singleShot(kAnswerMs, m_devices, [this, fleet = m_composition.hub().current()] {
            for (Row row = 0; row < fleet->size(); ++row) {
                if (fleet->tier(row) == Tier::T0 && fleet->health(row) == AgentHealth::Silent) {
                    m_devices->openDevice(fleet->id(row));
                    return;
                }
            }
        });
    }
    const std::vector<SourceStatus> sources = m_composition.synchroniser().sources();
    if (page == u"sources" && !sources.empty())
        m_sources->selectSource(sources.front().config.id);
}

} // namespace ringward
