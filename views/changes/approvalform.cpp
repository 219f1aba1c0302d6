#include "views/changes/approvalform.h"

#include "models/audit/rights.h"
#include "models/changes/policycheck.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kMostVotes = 20;

bool isIn(const std::vector<PersonId> &people, PersonId person)
{
    return std::find(people.begin(), people.end(), person) != people.end();
}

} // namespace

ApprovalForm::ApprovalForm(ApprovalPolicy policy, const std::vector<Person> &people, bool isEmergency, QWidget *parent)
    : QWidget(parent)
    , m_policy(std::move(policy))
    , m_label(new QLineEdit(m_policy.label))
    , m_yes(number(m_policy.yes, 1, kMostVotes))
    , m_toVote(number(m_policy.hoursToVote, 1, isEmergency ? kMostEmergencyHours : kMostHours, tr(" h")))
    , m_toRun(number(m_policy.hoursToRun, 1, isEmergency ? kMostEmergencyHours : kMostHours, tr(" h")))
    , m_review(number(m_policy.reviewHours, isEmergency ? 1 : 0, kMostHours, tr(" h")))
{
    auto *const form = new QFormLayout(this);
    form->setLabelAlignment(Qt::AlignLeft);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->addRow(tr("In words"), m_label);
    form->addRow(tr("Votes needed"), m_yes);
    addVoters(*form);
    addMandatory(*form, people);
    form->addRow(tr("Time to vote"), m_toVote);
    form->addRow(tr("Time to carry out"), m_toRun);
    form->addRow(tr("Review within"), m_review);
    form->setRowVisible(m_review, isEmergency);
    connect(m_label, &QLineEdit::textChanged, this, &ApprovalForm::changed);
}

QSpinBox *ApprovalForm::number(int value, int least, int most, const QString &suffix)
{
    auto *const box = new QSpinBox;
    box->setRange(least, most);
    box->setValue(value);
    box->setSuffix(suffix);
    connect(box, &QSpinBox::valueChanged, this, &ApprovalForm::changed);
    return box;
}

/// A line a role that may vote at all: whether it does here, and how many of the votes must be its own.
void ApprovalForm::addVoters(QFormLayout &form)
{
    auto *const grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    auto *const head = new QLabel(tr("of these at least"));
    setKind(head, LabelKind::Muted);
    grid->addWidget(head, 0, 1);
    grid->setColumnStretch(2, 1);
    for (const Role role : kRoles) {
        if (!whoMay(Deed::Vote).testFlag(role))
            continue;
        Voter voter{role, new QCheckBox(label(role)), number(0, 0, kMostVotes)};
        voter.votes->setChecked(m_policy.from.testFlag(role));
        for (const ApprovalPolicy::Quota &quota : m_policy.quotas) {
            if (quota.role == role)
                voter.atLeast->setValue(quota.yes);
        }
        voter.atLeast->setAccessibleName(tr("At least so many votes of a %1").arg(label(role)));
        voter.atLeast->setEnabled(voter.votes->isChecked());
        connect(voter.votes, &QCheckBox::toggled, this, [this, atLeast = voter.atLeast](bool votes) {
            atLeast->setEnabled(votes);
            if (!votes)
                atLeast->setValue(0);
            Q_EMIT changed();
        });
        const int row = int(m_voters.size()) + 1;
        grid->addWidget(voter.votes, row, 0);
        grid->addWidget(voter.atLeast, row, 1);
        m_voters.push_back(voter);
    }
    form.addRow(tr("Who votes"), grid);
}

/// Those who may vote, and those who were named before and may not any more.
void ApprovalForm::addMandatory(QFormLayout &form, const std::vector<Person> &people)
{
    auto *const column = new QVBoxLayout;
    column->setSpacing(2);
    for (const Person &person : people) {
        const bool isNamed = isIn(m_policy.mandatory, person.id);
        if (!isNamed && !(person.active && may(person.roles, Deed::Vote)))
            continue;
        auto *const box = new QCheckBox(person.active ? QStringLiteral("%1 · %2").arg(person.name, labels(person.roles))
                                                      : tr("%1 (has left)").arg(person.name));
        box->setChecked(isNamed);
        connect(box, &QCheckBox::toggled, this, &ApprovalForm::changed);
        column->addWidget(box);
        m_mandatory.emplace_back(person.id, box);
    }
    if (!m_mandatory.empty())
        form.addRow(tr("Must agree"), column);
}

ApprovalPolicy ApprovalForm::edited() const
{
    ApprovalPolicy made = m_policy;
    made.label = m_label->text().trimmed();
    made.yes = m_yes->value();
    made.from = {};
    made.quotas.clear();
    for (const Voter &voter : m_voters) {
        made.from.setFlag(voter.role, voter.votes->isChecked());
        if (voter.atLeast->value() > 0)
            made.quotas.push_back({voter.role, voter.atLeast->value()});
    }
    for (const auto &[person, box] : m_mandatory) {
        if (box->isChecked() && !isIn(made.mandatory, person))
            made.mandatory.push_back(person);
        else if (!box->isChecked())
            std::erase(made.mandatory, person);
    }
    made.hoursToVote = m_toVote->value();
    made.hoursToRun = m_toRun->value();
    made.reviewHours = m_review->value();
    return made;
}

} // namespace ringward
