#include "views/drivers/decisionform.h"

#include "models/base/counted.h"
#include "models/tables/drivercolumns.h"
#include "views/drivers/driverwords.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace ringward {

namespace {

constexpr int kMonthsToReview = 6, kMonthsOfWaiver = 3, kNamesShown = 6;

QDateEdit *dateField(QDate day)
{
    auto *const field = new QDateEdit(day);
    field->setCalendarPopup(true);
    field->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    return field;
}

} // namespace

DecisionForm::DecisionForm(const DriverAssessmentPtr &assessment, const QStringList &keys,
                           const std::vector<DriverReview> &reviews, const QString &person, QWidget *parent)
    : QDialog(parent)
    , m_assessment(assessment)
    , m_reviews(reviews)
{
    setAttribute(Qt::WA_DeleteOnClose);
    for (const QString &key : keys) {
        if (const AssessedDriver *driver = assessment->find(key))
            m_drivers.push_back(driver);
    }
    QStringList names;
    for (const AssessedDriver *driver : m_drivers)
        names << driver->name();
    names.removeDuplicates(); // versions of one image are one driver
    setWindowTitle(tr("Decide about %1").arg(names.size() == 1 ? names.front() : counted(names.size(), Noun::Driver)));
    build();
    fill(reviews, person);
    check();
}

void DecisionForm::build()
{
    m_about = new QLabel;
    m_about->setWordWrap(true);
    setKind(m_about, LabelKind::Caption);
    m_state = new QComboBox;
    m_state->setObjectName(QStringLiteral("state"));
    for (int state = 0; state < kReviewStateCount; ++state)
        m_state->addItem(themedIcon(iconOf(ReviewState(state)), inkOf(ReviewState(state))), label(ReviewState(state)),
                         state);
    m_subject = new QComboBox;
    m_subject->setObjectName(QStringLiteral("subject"));
    m_subject->addItem(tr("every version of the image"), int(ReviewSubject::Image));
    m_subject->addItem(tr("this version only"), int(ReviewSubject::Key));
    const bool hasPublisher = std::all_of(m_drivers.begin(), m_drivers.end(), [](const AssessedDriver *driver) {
        return !driver->judged->image.told.publisher.isEmpty();
    });
    if (hasPublisher && !m_drivers.empty())
        m_subject->addItem(tr("everything of its publisher"), int(ReviewSubject::Publisher));
    m_scope = new FilterBar;
    m_scope->setObjectName(QStringLiteral("scope"));
    m_scope->setPlaceholder(tr("all devices; or a filter line: ward:icu tier<=1"));
    m_scope->setNames(m_assessment->fleet().sharedNames());
    m_owner = new QLineEdit;
    m_owner->setObjectName(QStringLiteral("owner"));
    m_reason = new QPlainTextEdit;
    m_reason->setObjectName(QStringLiteral("reason"));
    m_reason->setTabChangesFocus(true);
    m_reason->setPlaceholderText(tr("why, in words a ward understands"));
    m_reason->setFixedHeight(themeOf(this).px(58));
    const QDate today = dayOf(m_assessment->inputs.nowMs);
    m_hasReview = new QCheckBox(tr("look again by"));
    m_hasReview->setObjectName(QStringLiteral("hasReview"));
    m_reviewBy = dateField(today.addMonths(kMonthsToReview));
    m_hasWaiver = new QCheckBox(tr("may stay until"));
    m_hasWaiver->setObjectName(QStringLiteral("hasWaiver"));
    m_waiverUntil = dateField(today.addMonths(kMonthsOfWaiver));
    m_waiver = new QLineEdit;
    m_waiver->setObjectName(QStringLiteral("waiver"));
    m_waiver->setPlaceholderText(tr("why it may stay although it is to go"));
    m_problem = new QLabel;
    m_problem->setObjectName(QStringLiteral("problem"));
    m_problem->setWordWrap(true);
    setKind(m_problem, LabelKind::Bad);

    auto *const form = new QFormLayout;
    form->setLabelAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->addRow(tr("Decision"), m_state);
    form->addRow(tr("Holds for"), m_subject);
    form->addRow(tr("On devices"), m_scope);
    form->addRow(tr("Owner"), m_owner);
    form->addRow(tr("Clinical reason"), m_reason);
    const auto pair = [&](const QString &title, QCheckBox *box, QDateEdit *date) {
        auto *const row = new QHBoxLayout;
        row->setSpacing(8);
        row->addWidget(box);
        row->addWidget(date, 1);
        form->addRow(title, row);
    };
    pair(tr("Review date"), m_hasReview, m_reviewBy);
    pair(tr("Waiver"), m_hasWaiver, m_waiverUntil);
    form->addRow(QString(), m_waiver);
    form->addRow(QString(), m_problem);

    auto *const cancel = new QPushButton(tr("Cancel"));
    m_accept = new QPushButton;
    m_accept->setObjectName(QStringLiteral("accept"));
    setKind(m_accept, ButtonKind::Primary);
    m_accept->setDefault(true);
    auto *const buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_accept);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(16, 16, 16, 16);
    column->setSpacing(12);
    column->addWidget(m_about);
    column->addLayout(form);
    column->addStretch(1);
    column->addLayout(buttons);
    setMinimumWidth(themeOf(this).px(560));

    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_accept, &QPushButton::clicked, this, [this] {
        Q_EMIT decided(decisions());
        accept();
    });
    for (QComboBox *box : {m_state, m_subject})
        connect(box, &QComboBox::currentIndexChanged, this, &DecisionForm::check);
    for (QLineEdit *edit : {m_owner, m_waiver})
        connect(edit, &QLineEdit::textChanged, this, &DecisionForm::check);
    for (QCheckBox *box : {m_hasReview, m_hasWaiver})
        connect(box, &QCheckBox::toggled, this, &DecisionForm::check);
    for (QDateEdit *date : {m_reviewBy, m_waiverUntil})
        connect(date, &QDateEdit::dateChanged, this, &DecisionForm::check);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &DecisionForm::check);
    connect(m_scope, &FilterBar::edited, this, &DecisionForm::check);
}

void DecisionForm::fill(const std::vector<DriverReview> &reviews, const QString &person)
{
    m_owner->setText(person);
    m_state->setCurrentIndex(int(ReviewState::Keep));
    if (m_drivers.empty())
        return;
    const JudgedImage &judged = *m_drivers.front()->judged;
    const ReviewStanding standing =
        standingOf(judged.image, judged.driverClass, reviews, dayOf(m_assessment->inputs.nowMs));
    if (standing.reviews.empty())
        return;
    const DriverReview &holds = reviews[standing.reviews.front()];
    if (holds.state != ReviewState::Unreviewed)
        m_state->setCurrentIndex(int(holds.state));
    m_subject->setCurrentIndex(std::max(0, m_subject->findData(int(holds.subject))));
    m_scope->setLine(holds.scope);
    if (!holds.owner.isEmpty())
        m_owner->setText(holds.owner);
    m_reason->setPlainText(holds.reason);
    m_hasReview->setChecked(holds.reviewBy.isValid());
    if (holds.reviewBy.isValid())
        m_reviewBy->setDate(holds.reviewBy);
    m_hasWaiver->setChecked(holds.waiverUntil.isValid());
    if (holds.waiverUntil.isValid())
        m_waiverUntil->setDate(holds.waiverUntil);
    m_waiver->setText(holds.waiver);
}

void DecisionForm::setState(ReviewState state)
{
    m_state->setCurrentIndex(int(state));
}

ReviewSubject DecisionForm::subject() const
{
    return ReviewSubject(m_subject->currentData().toInt());
}

QString DecisionForm::nameOf(const AssessedDriver &driver) const
{
    switch (subject()) {
    case ReviewSubject::Publisher:
        return driver.judged->image.told.publisher.toLower();
    case ReviewSubject::Image:
        return driver.name();
    case ReviewSubject::Key:
        break;
    }
    return driver.key();
}

std::vector<DriverReview> DecisionForm::decisions() const
{
    std::vector<DriverReview> made;
    for (const AssessedDriver *driver : m_drivers) {
        DriverReview decision;
        decision.subject = subject();
        decision.name = nameOf(*driver);
        decision.scope = m_scope->line().trimmed();
        const auto same = [&](const DriverReview &other) {
            return other.subject == decision.subject && other.name == decision.name && other.scope == decision.scope;
        };
        if (std::any_of(made.begin(), made.end(), same))
            continue;
        const auto known = std::find_if(m_reviews.begin(), m_reviews.end(), same);
        if (known != m_reviews.end())
            decision = *known; // what opened it, and when
        decision.state = ReviewState(m_state->currentData().toInt());
        decision.owner = m_owner->text().trimmed();
        decision.reason = m_reason->toPlainText().trimmed();
        decision.reviewBy = m_hasReview->isChecked() ? m_reviewBy->date() : QDate();
        decision.waiver = m_hasWaiver->isChecked() ? m_waiver->text().trimmed() : QString();
        decision.waiverUntil = m_hasWaiver->isChecked() ? m_waiverUntil->date() : QDate();
        decision.decidedMs = 0; // the desk says when
        made.push_back(decision);
    }
    return made;
}

void DecisionForm::check()
{
    m_reviewBy->setEnabled(m_hasReview->isChecked());
    m_waiverUntil->setEnabled(m_hasWaiver->isChecked());
    m_waiver->setEnabled(m_hasWaiver->isChecked());
    const std::vector<DriverReview> made = decisions();
    QString problem = made.empty() ? tr("No driver is selected.") : QString();
    for (const DriverReview &decision : made) {
        if (problem.isEmpty())
            problem = problemOf(decision);
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    m_accept->setEnabled(problem.isEmpty());
    m_accept->setText(made.size() == 1 ? tr("Draft the decision")
                                       : tr("Draft %1").arg(counted(qint64(made.size()), Noun::Decision)));
    QStringList names;
    for (std::size_t i = 0; i < made.size() && i < kNamesShown; ++i)
        names << made[i].name;
    if (made.size() > kNamesShown)
        names << tr("%1 more").arg(made.size() - kNamesShown);
    m_about->setText(tr("About %1. A draft is not saved until you say so, and can be undone.").arg(names.join(u", ")));
}

} // namespace ringward
