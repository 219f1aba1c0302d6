#pragma once
#include "models/base/latestjob.h"
#include "models/incident/remedydesk.h"

#include <QTimer>
#include <QWidget>

#include <stop_token>

class QComboBox;
class QStackedWidget;

namespace ringward {

class ActionRegistry;
class Banner;
class CampaignView;
class EmptyState;
class Panel;
class RemedyForm;
class RemedyPreview;
class TableExport;

/// Machines are worked through runbooks here: write and preview a remediation at the left, follow the campaigns at the
/// right. Its verbs are registered under "remediation.".
class RemediationPage : public QWidget {
    Q_OBJECT
public:
    RemediationPage(RemedyDesk &desk, ActionRegistry &actions, QWidget *parent = nullptr);
    ~RemediationPage() override;

    void begin(const QString &filterLine, const QString &runbook = {}); ///< a new one, for those devices
    void openCampaign(ChangeId change);
    void refresh(); ///< reads in the background; refreshed() follows
    void preview();
    RemedyForm &form() { return *m_form; }
    CampaignView &campaignView() { return *m_campaign; }

Q_SIGNALS:
    void sentenceChanged(const QString &sentence); ///< for the page head
    void alarmChanged(int devices); ///< that may be left in safe mode
    void changeWanted(ringward::ChangeId change); ///< on the Changes page
    void refreshed(); ///< what is shown is what the store has

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build();
    void addVerbs();
    void adaptVerbs();
    void propose();
    void pick();
    void showPlanned();
    void take(const CampaignReading &reading);
    void fillCampaigns(const std::vector<Change> &campaigns);
    void showAlarm(const Result<std::vector<ModeEntry>> &modes);
    void tell(const QString &what, const Error &error);
    void carryOut(bool retry);
    void lookAgain();
    void exportCsv();
    ChangeId current() const { return m_wanted; } ///< the campaign that is shown, or read; none for the preview

    RemedyDesk &m_desk;
    ActionRegistry &m_actions;
    Panel *m_formPanel;
    RemedyForm *m_form;
    QComboBox *m_picker;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    RemedyPreview *m_preview;
    CampaignView *m_campaign;
    Banner *m_banner;
    TableExport *m_export;
    std::optional<PlannedRemedy> m_planned;
    QTimer m_later; ///< many steps, one look
    ChangeId m_wanted;
    bool m_hasOpenModes = false, m_isLooking = false;
    std::stop_source m_stop;
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace ringward
