#pragma once
#include "models/drivers/driverassessment.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace ringward {

class FilterBar;

/// Asks for one decision about one or several drivers. What it gives are drafts; nothing is saved here.
class DecisionForm : public QDialog {
    Q_OBJECT
public:
    /// `keys` name drivers of the assessment; the fields start with what holds for the first of them.
    DecisionForm(const DriverAssessmentPtr &assessment, const QStringList &keys,
                 const std::vector<DriverReview> &reviews, const QString &person, QWidget *parent = nullptr);
    std::vector<DriverReview> decisions() const; ///< one a subject
    void setState(ReviewState state);

Q_SIGNALS:
    void decided(const std::vector<ringward::DriverReview> &decisions);

private:
    void build();
    void fill(const std::vector<DriverReview> &reviews, const QString &person);
    void check();
    ReviewSubject subject() const;
    QString nameOf(const AssessedDriver &driver) const;

    DriverAssessmentPtr m_assessment;
    std::vector<const AssessedDriver *> m_drivers;
    std::vector<DriverReview> m_reviews;
    QComboBox *m_state, *m_subject;
    FilterBar *m_scope;
    QLineEdit *m_owner, *m_waiver;
    QPlainTextEdit *m_reason;
    QCheckBox *m_hasReview, *m_hasWaiver;
    QDateEdit *m_reviewBy, *m_waiverUntil;
    QLabel *m_about, *m_problem;
    QPushButton *m_accept;
};

} // namespace ringward
