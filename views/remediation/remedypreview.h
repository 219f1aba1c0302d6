#pragma once
#include "models/incident/remedydesk.h"
#include "models/tables/recordtable.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QTabWidget;
class QVBoxLayout;

namespace ringward {

class StyledTable;

/// One device of a plan, for its table.
struct PreviewRow {
    QString host, ward, tier, health, reach, why, user;
    int step = 0;
};

/// What a remediation would do: how many devices and wards, guardrails, reachability with a plan to improve, each
/// device, and the scripts word for word.
class RemedyPreview : public QWidget {
    Q_OBJECT
public:
    explicit RemedyPreview(QWidget *parent = nullptr);
    void show(const PlannedRemedy &planned, const FleetSnapshot &fleet);
    const RecordTable<PreviewRow> &rows() const { return m_rows; }

private:
    void showGuardrails(const PlannedRemedy &planned);
    void showScripts(const Runbook &runbook);
    RecordTable<PreviewRow> m_rows;
    QLabel *m_sum, *m_reach;
    QVBoxLayout *m_guardrails;
    QTabWidget *m_tabs;
    StyledTable *m_view;
    QPlainTextEdit *m_scripts;
};

} // namespace ringward
