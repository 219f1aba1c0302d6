#pragma once
#include "models/base/clock.h"
#include "models/sources/importreport.h"
#include "models/sources/synchroniser.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;

namespace ringward {

class Banner;
class DetailSection;
class DiagnosisPanel;
class FactList;
class ProgressLine;
class ReportList;

/// How one source is doing: state, error in full, what was refused, its files, and what can be done with it.
class SourceView : public QWidget {
    Q_OBJECT
public:
    explicit SourceView(const Clock &clock, QWidget *parent = nullptr);

    void showSource(const SourceStatus &status, const SourceKind *kind);
    void setReports(std::optional<std::vector<ImportReport>> reports); ///< nullopt for a source that reads no files
    void showDiagnosisRunning();
    void showDiagnosis(const Result<Diagnosis> &diagnosis);
    SourceId source() const { return m_source; }
    QString details() const; ///< for the clipboard

Q_SIGNALS:
    void syncWanted(ringward::SourceId source);
    void cancelWanted(ringward::SourceId source);
    void diagnoseWanted(ringward::SourceId source);
    void diagnoseStopWanted();
    void changeWanted(ringward::SourceId source);
    void enableWanted(ringward::SourceId source, bool enabled);
    void removeWanted(ringward::SourceId source); ///< after the question was answered with yes

private:
    void build();
    QWidget *removeQuestion();
    void showError(const SourceStatus &status);
    void showRefused(const SourceStatus &status);
    void showFacts(const SourceStatus &status, const SourceKind *kind);
    void setAsking(bool asks);

    const Clock &m_clock;
    SourceId m_source;
    SourceStatus m_status;
    QStringList m_shownRefusals;
    QLabel *m_title, *m_state, *m_removeText, *m_refusedNote;
    Banner *m_banner;
    ProgressLine *m_progress;
    QPushButton *m_sync, *m_diagnose, *m_change, *m_enable, *m_remove;
    QWidget *m_question;
    DetailSection *m_errorSection, *m_diagnosisSection, *m_factSection, *m_refusedSection, *m_fileSection;
    QLabel *m_errorText;
    FactList *m_facts;
    QListWidget *m_refused;
    ReportList *m_reports;
    DiagnosisPanel *m_diagnosis;
    bool m_isDiagnosing = false;
};

} // namespace ringward
