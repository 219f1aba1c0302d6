#include "models/audit/rights.h"
#include "views/remediation/campaignview.h"
#include "views/remediation/remediationpage.h"
#include "views/remediation/remedyform.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/tableexport.h"

#include <QCoroTask>

namespace ringward {

// What can be asked for on the page; the page itself is in remediationpage.cpp.

void RemediationPage::addVerbs()
{
    const QString page = QStringLiteral("remediation");
    const auto add = [&](const char *id, const QString &text, const char *icon, const QKeySequence &key, auto run) {
        m_actions.add({QString::fromLatin1(id), text, QString::fromLatin1(icon), key, QStringLiteral("tools"), page},
                      this, std::move(run));
    };
    add("remediation.preview", tr("Preview the remediation"), "eye", QKeySequence(Qt::CTRL | Qt::Key_Return),
        [this] { preview(); });
    add("remediation.run", tr("Carry out"), "play", {}, [this] { carryOut(false); });
    add("remediation.retry", tr("Retry the failures"), "refresh", {}, [this] { carryOut(true); });
    add("remediation.cancel", tr("Begin no more devices"), "pause", {}, [this] { m_desk.desk().cancel(current()); });
    add("remediation.look", tr("Ask the devices in safe mode again"), "eye", {}, [this] { lookAgain(); });
    add("remediation.change", tr("Show the change"), "changes", {}, [this] { Q_EMIT changeWanted(current()); });
    add("remediation.copy", tr("Copy the rows"), "copy", {}, [this] { m_campaign->view().copySelection(); });
    add("remediation.export", tr("Export as CSV…"), "export", {}, [this] { exportCsv(); });
    add("remediation.reload", tr("Read the runbooks again"), "refresh", {}, [this] {
        m_desk.reloadLibrary();
        m_form->refill();
        QStringList lines;
        for (const RefusedRunbook &each : m_desk.library().refused)
            lines << each.file + QStringLiteral(": ") + each.reason;
        if (lines.isEmpty())
            return;
        m_form->banner().showMessage(Banner::Tone::Warning, tr("%1 runbooks were not taken.").arg(lines.size()),
                                     lines.join(u'\n'), lines.join(u'\n'));
        m_form->banner().show();
    });
}

void RemediationPage::adaptVerbs()
{
    const std::optional<Campaign> &shown = m_campaign->table().campaign();
    const bool has = current() && shown && shown->change.id == current();
    const QString none = tr("Choose a campaign first.");
    const auto set = [&](const char *id, bool can, const QString &why) {
        m_actions.setAvailable(QString::fromLatin1(id), has && can, has ? why : none);
    };
    const ChangeState state = has ? shown->change.state : ChangeState::Withdrawn;
    const bool runsHere = has && m_desk.desk().execution(current());
    const bool mayExecute = may(m_desk.desk().me().roles, Deed::Execute);
    const QString who = tr("This is for: %1.").arg(labels(whoMay(Deed::Execute)));
    const bool isReady =
        state == ChangeState::Approved || state == ChangeState::Stopped || (state == ChangeState::Running && !runsHere);
    bool hasFailures = false;
    for (const CampaignDevice &device : has ? shown->devices : std::vector<CampaignDevice>())
        hasFailures = hasFailures || device.operation.state == OperationState::Failed
            || device.operation.state == OperationState::Unknown;
    set("remediation.run", isReady && mayExecute, mayExecute ? tr("Only an approved change can be carried out.") : who);
    set("remediation.retry", state == ChangeState::Stopped && hasFailures && mayExecute,
        mayExecute ? tr("Nothing of it has failed, or it still runs.") : who);
    set("remediation.cancel", runsHere, tr("It does not run here."));
    set("remediation.change", true, {});
    set("remediation.copy", true, {});
    set("remediation.export", true, {});
    m_actions.setAvailable(QStringLiteral("remediation.look"), m_hasOpenModes && !m_isLooking,
                           m_isLooking ? tr("They are being asked.") : tr("No device may be in safe mode."));
}

void RemediationPage::carryOut(bool retry)
{
    m_banner->hide();
    const Result<Done> started = m_desk.desk().run(current(), retry);
    if (!started)
        tell(tr("It was not started."), started.error());
    refresh();
}

void RemediationPage::lookAgain()
{
    m_isLooking = true;
    adaptVerbs();
    auto looking = m_desk.lookAgain(m_stop.get_token());
    QCoro::connect(std::move(looking), this, [this](const Result<Done> &looked) {
        m_isLooking = false;
        if (!looked)
            tell(tr("They could not all be asked."), looked.error());
        refresh();
    });
}

void RemediationPage::exportCsv()
{
    const std::optional<Campaign> &campaign = m_campaign->table().campaign();
    if (!campaign)
        return;
    auto still = std::make_shared<CampaignTable>();
    still->show(*campaign);
    QList<int> columns;
    for (int i = 0; i < still->columnCount(); ++i)
        columns << i;
    const ExportNotes notes{campaign->change.title,
                            {},
                            m_desk.desk().parts().clock.nowMs(),
                            m_desk.desk().parts().clock.nowMs(),
                            m_desk.desk().me().name,
                            m_desk.desk().me().simulated};
    m_export->askCsv({still, columns, notes, reference(campaign->change.id), Qt::DisplayRole});
}

} // namespace ringward
