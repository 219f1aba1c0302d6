#pragma once
#include "models/changes/approvalpolicy.h"

#include <QWidget>

class QCheckBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace ringward {

/// One approval policy: who votes, how many, whose votes must be among them, who must agree in person, and the hours.
class ApprovalForm : public QWidget {
    Q_OBJECT
public:
    ApprovalForm(ApprovalPolicy policy, const std::vector<Person> &people, bool isEmergency, QWidget *parent = nullptr);
    ApprovalPolicy edited() const;

Q_SIGNALS:
    void changed();

private:
    void addVoters(QFormLayout &form);
    void addMandatory(QFormLayout &form, const std::vector<Person> &people);
    QSpinBox *number(int value, int least, int most, const QString &suffix = {});
    struct Voter {
        Role role;
        QCheckBox *votes;
        QSpinBox *atLeast;
    };
    ApprovalPolicy m_policy;
    QLineEdit *m_label;
    std::vector<Voter> m_voters;
    std::vector<std::pair<PersonId, QCheckBox *>> m_mandatory;
    QSpinBox *m_yes, *m_toVote, *m_toRun, *m_review;
};

} // namespace ringward
