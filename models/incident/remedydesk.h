#pragma once
#include "models/changes/changedesk.h"
#include "models/fleet/situation.h"
#include "models/incident/campaign.h"
#include "models/incident/remedyplanner.h"
#include "models/incident/runbooklibrary.h"
#include "models/incident/runbookperformer.h"

namespace ringward {

/// Everything that the Remediation page and `ringwardctl remediate` do, on top of the one door. Lives on the GUI
/// thread.
class RemedyDesk : public QObject {
    Q_OBJECT
public:
    struct Parts {
        ChangeDesk &desk; ///< gets the performer that carries remediations out
        StepLedger &ledger;
        QString ownRunbooks; ///< folder of a hospital's own runbooks; need not be there
        KeyFacts keys; ///< may be empty
        int pollMs = 5000;
    };
    explicit RemedyDesk(Parts parts, QObject *parent = nullptr);

    void setKeys(KeyFacts keys) { m_parts.keys = std::move(keys); } ///< once there is somebody who knows
    ChangeDesk &desk() { return m_parts.desk; }
    const RunbookLibrary &library() const { return m_library; }
    void reloadLibrary();

    /// With guardrails and the freezes that a start at that time (UTC; 0 for now) collides with.
    Async<PlannedRemedy> plan(RemedyWish wish, qint64 startMs, std::stop_token stop);
    Async<std::vector<RemedyDevice>> reachOf(std::vector<DeviceId> devices, std::stop_token stop);
    Result<ChangeId> propose(ChangeKind kind, const QString &title, const QString &why, const PlannedRemedy &planned);

    Result<std::vector<Change>> campaigns() const { return readCampaigns(books()); } ///< newest first
    Result<Campaign> campaign(ChangeId change) const;
    /// All that a page shows of campaigns, and of `change` unless its id is 0. To be called on any thread while this
    /// desk lives: it takes its time.
    std::function<CampaignReading()> reading(ChangeId change) const;
    /// What a person says of a step that waits for one. In the audit.
    Result<Done> settle(ChangeId change, quint32 number, const QString &step, bool isDone, const QString &words);

    Result<std::vector<ModeEntry>> openModes() const { return m_parts.ledger.openModes(); } ///< any thread
    std::vector<AttentionRow> attention(const std::vector<ModeEntry> &open) const; ///< for openModes()
    bool isUnderWay(const ModeEntry &mode) const; ///< worked at this desk now
    /// Asks every device that may be in safe mode, and is not being worked, where it stands.
    Async<Done> lookAgain(std::stop_token stop);

Q_SIGNALS:
    void stepped(ringward::ChangeId change); ///< a step of one of its devices is on disk
    void modesChanged();

private:
    CampaignBooks books() const { return {m_parts.desk.board(), m_parts.desk.parts().journal, m_parts.ledger}; }

    Parts m_parts;
    std::shared_ptr<RunbookPerformer> m_performer;
    RunbookLibrary m_library;
};

} // namespace ringward
