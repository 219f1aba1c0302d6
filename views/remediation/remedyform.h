#pragma once
#include "models/base/latestjob.h"
#include "models/incident/remedydesk.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace ringward {

class Banner;
class FilterBar;

/// Where a remediation is written: runbook, its values, which devices, and what for.
class RemedyForm : public QWidget {
    Q_OBJECT
public:
    explicit RemedyForm(RemedyDesk &desk, QWidget *parent = nullptr);

    void setDevices(const QString &filterLine);
    void setRunbook(const QString &id);
    void setValue(const QString &name, const QString &value);
    void setWords(const QString &title, const QString &why);
    QString filterLine() const;
    /// What is written, with the devices of the newest fleet; Malformed with a sentence when something is missing.
    Result<RemedyWish> wish() const;
    ChangeKind kind() const;
    QString title() const;
    QString why() const;
    Banner &banner() { return *m_banner; }
    void setPlanned(bool isPlanned); ///< a preview of exactly this is shown
    void refill(); ///< the library or the fleet has changed

Q_SIGNALS:
    void previewWanted();
    void proposeWanted();
    void edited(); ///< what was previewed is no longer what is written

private:
    void build();
    void showRunbook();
    void countDevices(); ///< in the background
    void showCount(quint32 devices, quint32 wards);
    const Runbook *runbook() const;

    RemedyDesk &m_desk;
    Banner *m_banner;
    QComboBox *m_runbook, *m_kind;
    QLabel *m_about, *m_count;
    QFormLayout *m_values;
    std::vector<std::pair<QString, QLineEdit *>> m_edits;
    FilterBar *m_filter;
    QLineEdit *m_title, *m_override;
    QPlainTextEdit *m_why;
    QSpinBox *m_atOnce, *m_perWard, *m_stopAfter;
    QPushButton *m_preview, *m_propose;
    bool m_isStopChosen = false; ///< somebody set the failures that stop it; else they follow from the devices
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace ringward
