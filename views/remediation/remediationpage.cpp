#include "views/remediation/remediationpage.h"

#include "models/base/counted.h"
#include "views/remediation/campaignview.h"
#include "views/remediation/remedyform.h"
#include "views/remediation/remedypreview.h"
#include "views/widgets/banner.h"
#include "views/widgets/panel.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/tableexport.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCoroTask>
#include <QStackedWidget>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kLaterMs = 400, kFormWidth = 372, kNarrow = 1000;

} // namespace

RemediationPage::RemediationPage(RemedyDesk &desk, ActionRegistry &actions, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_actions(actions)
    , m_export(new TableExport(*this))
{
    build();
    addVerbs();
    m_later.setSingleShot(true);
    m_later.setInterval(kLaterMs);
    connect(&m_later, &QTimer::timeout, this, &RemediationPage::refresh);
    const auto later = [this] {
        if (!m_later.isActive())
            m_later.start();
    };
    connect(&m_desk, &RemedyDesk::stepped, this, later);
    connect(&m_desk, &RemedyDesk::modesChanged, this, later);
    connect(&m_desk.desk(), &ChangeDesk::changed, this, later);
    connect(&m_desk.desk(), &ChangeDesk::progressed, this, later);
    connect(&m_desk.desk(), &ChangeDesk::meChanged, this, later);
    connect(&m_desk.desk().parts().hub, &FleetHub::published, m_form, &RemedyForm::refill);
    connect(m_form, &RemedyForm::previewWanted, this, &RemediationPage::preview);
    connect(m_form, &RemedyForm::proposeWanted, this, &RemediationPage::propose);
    connect(m_form, &RemedyForm::edited, this, [this] {
        m_planned.reset();
        m_form->setPlanned(false);
    });
    connect(m_picker, &QComboBox::activated, this, &RemediationPage::pick);
    connect(m_campaign, &CampaignView::settled, this,
            [this](quint32 number, const QString &step, bool isDone, const QString &words) {
                // Of the campaign that is seen, also while another one is being read.
                const ChangeId seen = m_campaign->table().campaign()->change.id;
                const Result<Done> done = m_desk.settle(seen, number, step, isDone, words);
                if (!done)
                    tell(tr("It was not written down."), done.error());
            });
    connect(m_export, &TableExport::failed, this, &RemediationPage::tell);
    refresh();
}

RemediationPage::~RemediationPage()
{
    m_stop.request_stop();
}

void RemediationPage::build()
{
    m_form = new RemedyForm(m_desk);
    m_formPanel = new Panel(tr("New remediation"));
    m_formPanel->setBodyMargins(0, 0, 0, 0);
    m_formPanel->body()->addWidget(m_form);
    m_formPanel->setFixedWidth(themeOf(this).px(kFormWidth));
    m_picker = new QComboBox;
    m_picker->setObjectName(QStringLiteral("campaigns"));
    m_picker->setAccessibleName(tr("Campaign"));
    m_picker->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_empty =
        new EmptyState(tr("The plan and the campaigns are shown here."),
                       tr("Nothing has been proposed yet. Choose a runbook and devices at the left and look at the "
                          "preview; nothing is sent before the board has approved it."));
    m_preview = new RemedyPreview;
    m_campaign = new CampaignView;
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_preview);
    m_stack->addWidget(m_campaign);
    auto *const right = new Panel(tr("Campaign"));
    right->setBodyMargins(0, 0, 0, 0);
    right->head()->addWidget(m_picker);
    right->body()->addWidget(m_banner);
    right->body()->addWidget(m_stack, 1);
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 12, 12, 12);
    row->setSpacing(12);
    row->addWidget(m_formPanel);
    row->addWidget(right, 1);
    setFocusProxy(m_form);
}

void RemediationPage::begin(const QString &line, const QString &runbook)
{
    if (!runbook.isEmpty())
        m_form->setRunbook(runbook);
    m_form->setDevices(line);
    showPlanned();
}

/// The plan that was made, or what would be here.
void RemediationPage::showPlanned()
{
    m_wanted = {};
    m_picker->setCurrentIndex(0);
    m_stack->setCurrentWidget(m_planned ? static_cast<QWidget *>(m_preview) : m_empty);
    adaptVerbs();
}

void RemediationPage::pick()
{
    const ChangeId picked{m_picker->currentData().toUInt()};
    if (picked)
        openCampaign(picked);
    else
        showPlanned();
}

void RemediationPage::fillCampaigns(const std::vector<Change> &campaigns)
{
    const QSignalBlocker quiet(m_picker);
    m_picker->clear();
    m_picker->addItem(tr("Preview"), 0U);
    for (const Change &change : campaigns)
        m_picker->addItem(
            QStringLiteral("%1 · %2 · %3").arg(reference(change.id), label(change.state), change.title.left(48)),
            change.id.value);
    m_picker->setCurrentIndex(std::max(0, m_picker->findData(m_wanted.value)));
}

void RemediationPage::openCampaign(ChangeId change)
{
    m_wanted = change;
    adaptVerbs();
    refresh();
}

void RemediationPage::refresh()
{
    // The job ends before this page does, and a call to a page that is gone is not made. A reading under way is taken,
    // too: while a campaign runs the next one is always wanted.
    const auto job = [this, read = m_desk.reading(m_wanted)](const std::stop_token &) {
        auto reading = std::make_shared<const CampaignReading>(read());
        QMetaObject::invokeMethod(this, [this, reading] { take(*reading); });
    };
    m_job.start(job, LatestJob::Running::Finish);
}

void RemediationPage::take(const CampaignReading &reading)
{
    if (reading.campaigns)
        fillCampaigns(*reading.campaigns);
    else
        tell(tr("The campaigns could not be read."), reading.campaigns.error());
    if (!m_wanted) {
        showPlanned();
    } else if (reading.wanted == m_wanted) { // if not, another one is being read
        if (*reading.campaign)
            m_campaign->show(**reading.campaign);
        else
            tell(tr("The campaign could not be read."), reading.campaign->error());
        m_stack->setCurrentWidget(m_campaign);
    }
    showAlarm(reading.modes);
    adaptVerbs();
    Q_EMIT refreshed();
}

void RemediationPage::showAlarm(const Result<std::vector<ModeEntry>> &modes)
{
    if (!modes) // what was known before stays: "nothing is left in safe mode" would be a guess
        return tell(tr("Which devices may be in safe mode could not be read."), modes.error());
    const std::vector<AttentionRow> alarm = m_desk.attention(*modes);
    m_hasOpenModes = !modes->empty();
    Q_EMIT alarmChanged(alarm.empty() ? 0 : int(alarm.front().count));
    Q_EMIT sentenceChanged(alarm.empty() ? tr("nothing is left in safe mode") : alarm.front().title);
}

void RemediationPage::tell(const QString &what, const Error &error)
{
    m_banner->showError(what, error);
    m_banner->show();
}

void RemediationPage::preview()
{
    m_banner->hide();
    m_form->banner().hide();
    Result<RemedyWish> wish = m_form->wish();
    if (!wish) {
        m_form->banner().showError(tr("There is nothing to preview yet."), wish.error());
        m_form->banner().show();
        return;
    }
    m_stop.request_stop();
    m_stop = std::stop_source();
    auto planning = m_desk.plan(std::move(*wish), 0, m_stop.get_token());
    QCoro::connect(std::move(planning), this, [this, stop = m_stop.get_token()](Result<PlannedRemedy> planned) {
        if (stop.stop_requested())
            return;
        if (!planned) {
            m_form->banner().showError(tr("The plan could not be made."), planned.error());
            m_form->banner().show();
            return;
        }
        m_planned = std::move(*planned);
        m_preview->show(*m_planned, *m_desk.desk().parts().hub.current());
        const bool isBlocked =
            std::any_of(m_planned->plan.guardrails.begin(), m_planned->plan.guardrails.end(),
                        [](const GuardrailResult &each) { return each.state == GuardrailResult::State::Blocks; });
        m_form->setPlanned(!isBlocked && !m_planned->plan.calls.empty());
        showPlanned();
    });
}

void RemediationPage::propose()
{
    if (!m_planned)
        return;
    const Result<ChangeId> id = m_desk.propose(m_form->kind(), m_form->title(), m_form->why(), *m_planned);
    if (!id) {
        m_form->banner().showError(tr("It was not proposed."), id.error());
        m_form->banner().show();
        return;
    }
    m_form->banner().hide();
    m_planned.reset();
    m_form->setPlanned(false);
    openCampaign(*id);
    m_banner->showMessage(Banner::Tone::Plain, tr("%1 is proposed.").arg(reference(*id)),
                          tr("It can be carried out when the board has approved it, on the Changes page."));
    m_banner->show();
}

void RemediationPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // In a narrow window the form gives way to a campaign.
    const bool isNarrow = width() < themeOf(this).px(kNarrow);
    m_formPanel->setFixedWidth(std::min(themeOf(this).px(kFormWidth), width() / (isNarrow ? 3 : 2)));
}

} // namespace ringward
