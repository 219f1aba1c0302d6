#include "app/changeoffice.h"
#include "app/pages/consolepage.h"
#include "models/base/latestjob.h"
#include "models/changes/changeattention.h"
#include "models/drivers/driverattention.h"
#include "views/situation/situationpage.h"

#include <QCoroTask>
#include <QTimer>

namespace ringward {

namespace {

constexpr qint64 kDayMs = 24 * 3600 * 1000LL;
constexpr int kSamplesEveryMs = 60'000;

SourceFact factOf(const SourceStatus &status)
{
    return {.name = status.config.name,
            .lastSuccessMs = status.lastSuccessMs,
            .limitSec = 2 * status.config.syncEverySec,
            .fresh = status.fresh,
            .problem = status.error ? userMessage(*status.error) : QString()};
}

class SituationConsolePage : public ConsolePage {
public:
    explicit SituationConsolePage(const PageContext &context)
        : m_composition(context.composition)
        , m_widget(new SituationPage(m_composition.hub(), context.actions, m_composition.clock()))
    {
        connect(m_widget, &SituationPage::openDevices, this,
                [this](const QString &line) { Q_EMIT pageWanted(QStringLiteral("devices"), line); });
        connect(m_widget, &SituationPage::openSources, this,
                [this] { Q_EMIT pageWanted(QStringLiteral("sources"), {}); });
        connect(m_widget, &SituationPage::sentenceChanged, &context.shell,
                [shell = &context.shell](const QString &sentence) {
                    shell->setSentence(QStringLiteral("situation"), sentence);
                });
        connect(m_widget, &SituationPage::openDrivers, this,
                [this](const QString &line) { Q_EMIT pageWanted(QStringLiteral("drivers"), line); });
        connect(m_widget, &SituationPage::openChange, this,
                [this](const QString &reference) { Q_EMIT pageWanted(QStringLiteral("changes"), reference); });
        connect(&m_composition.changes().desk(), &ChangeDesk::changed, this, &SituationConsolePage::showFurther);
        connect(&m_composition.drivers(), &DriverDesk::assessed, this, [this](const DriverAssessmentPtr &assessment) {
            m_driverRows = driverAttention(*assessment);
            showFurther();
        });
        connect(&m_composition.changes().remedies(), &RemedyDesk::modesChanged, this,
                &SituationConsolePage::showFurther);
        const Synchroniser &synchroniser = m_composition.synchroniser();
        connect(&synchroniser, &Synchroniser::sourcesChanged, this, &SituationConsolePage::showSources);
        connect(&synchroniser, &Synchroniser::syncFinished, this, &SituationConsolePage::loadSamples);
        auto *samples = new QTimer(this);
        connect(samples, &QTimer::timeout, this, &SituationConsolePage::loadSamples);
        connect(samples, &QTimer::timeout, this, &SituationConsolePage::showFurther); // a way back may be overdue
        samples->start(kSamplesEveryMs);
        showSources();
        loadSamples();
        showFurther();
    }
    ~SituationConsolePage() override { m_stop.request_stop(); }

    ShellWindow::Page page() const override
    {
        return {.id = QStringLiteral("situation"),
                .title = tr("Situation"),
                .icon = QStringLiteral("situation"),
                .widget = m_widget,
                .buttons = {QStringLiteral("view.refresh"), QStringLiteral("situation.print")}};
    }

private:
    /// What the store has; read in the background, as it is asked for with every change.
    struct Kept {
        Result<std::vector<ModeEntry>> modes;
        Result<std::vector<Change>> changes;
    };
    void showFurther()
    {
        // The job ends before this page does, and a call to a page that is gone is not made.
        const auto job = [this, office = &m_composition.changes()](const std::stop_token &) {
            auto kept = std::make_shared<const Kept>(Kept{office->remedies().openModes(), office->board().list()});
            QMetaObject::invokeMethod(this, [this, kept] { showKept(*kept); });
        };
        m_job.start(job, LatestJob::Running::Finish);
    }

    void showKept(const Kept &kept)
    {
        if (!kept.modes || !kept.changes)
            return; // what was known before stays: a list without them would say that all is well
        std::vector<AttentionRow> rows = m_composition.changes().remedies().attention(*kept.modes);
        const auto owed = changeAttention(*kept.changes, m_composition.clock().nowMs());
        rows.insert(rows.end(), owed.begin(), owed.end());
        rows.insert(rows.end(), m_driverRows.begin(), m_driverRows.end());
        m_widget->setFurtherAttention(std::move(rows));
    }

    void showSources()
    {
        std::vector<SourceFact> facts;
        for (const SourceStatus &status : m_composition.synchroniser().sources()) {
            if (status.state != SourceStatus::State::Disabled)
                facts.push_back(factOf(status));
        }
        m_widget->setSources(std::move(facts));
    }

    void loadSamples()
    {
        const qint64 now = m_composition.clock().nowMs();
        QCoro::connect(m_composition.synchroniser().healthHistory(now - kDayMs, now, m_stop.get_token()), m_widget,
                       [widget = m_widget](Result<std::vector<HealthSample>> samples) {
                           if (samples)
                               widget->setSamples(std::move(*samples));
                       });
    }

    Composition &m_composition;
    SituationPage *m_widget;
    std::vector<AttentionRow> m_driverRows;
    std::stop_source m_stop;
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace

ConsolePagePtr situationConsolePage(const PageContext &context)
{
    return std::make_unique<SituationConsolePage>(context);
}

} // namespace ringward
