#include "views/changes/policybookdialog.h"

#include "models/audit/rights.h"
#include "models/changes/policycheck.h"
#include "views/changes/approvalform.h"
#include "views/changes/templateform.h"
#include "views/widgets/closingrow.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabWidget>

namespace ringward {

namespace {

QStringList ringsOf(const FleetSnapshot &fleet)
{
    QStringList rings;
    for (const RingName &ring : fleet.names().rings()) {
        if (!ring.name.isEmpty() && !rings.contains(ring.name))
            rings << ring.name;
    }
    return rings;
}

QScrollArea *scrolled(QWidget *content)
{
    auto *const area = new QScrollArea;
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    return area;
}

} // namespace

PolicyBookDialog::PolicyBookDialog(ChangeDesk &desk, PolicyBook book, std::vector<Person> people, QWidget *parent)
    : QDialog(parent)
    , m_desk(desk)
    , m_book(std::move(book))
    , m_people(std::move(people))
    , m_normal(new ApprovalForm(m_book.normal, m_people, false))
    , m_emergency(new ApprovalForm(m_book.emergency, m_people, true))
    , m_templates(new TemplateForm(m_book.templates, ringsOf(*desk.parts().hub.current())))
    , m_reason(new QLineEdit)
    , m_says(new WrapLabel)
    , m_keep(new QPushButton(tr("Save as version %1").arg(m_book.version + 1)))
{
    setWindowTitle(tr("Approval policies and templates"));
    m_normal->setObjectName(QStringLiteral("normal"));
    m_emergency->setObjectName(QStringLiteral("emergency"));
    m_reason->setObjectName(QStringLiteral("reason"));
    m_says->setObjectName(QStringLiteral("says"));
    m_reason->setPlaceholderText(tr("Why they change; the audit keeps it"));
    m_reason->setAccessibleName(tr("Reason"));
    auto *const tabs = new QTabWidget;
    tabs->addTab(scrolled(m_normal), tr("&Normal changes"));
    tabs->addTab(scrolled(m_emergency), tr("&Emergencies"));
    tabs->addTab(m_templates, tr("&Standard changes"));
    auto *const note =
        new WrapLabel(tr("They count for what is proposed from now on; a change keeps the policy that it was proposed "
                         "under. Who proposes never votes."));
    setKind(note, LabelKind::Muted);
    auto *const all = new QVBoxLayout(this);
    all->addWidget(note);
    all->addWidget(tabs, 1);
    all->addWidget(m_reason);
    all->addWidget(m_says);
    all->addLayout(closingRow(*this, m_keep));
    const Theme &theme = themeOf(this);
    resize(theme.px(720), theme.px(560));
    for (const ApprovalForm *form : {m_normal, m_emergency})
        connect(form, &ApprovalForm::changed, this, &PolicyBookDialog::look);
    connect(m_templates, &TemplateForm::changed, this, &PolicyBookDialog::look);
    connect(m_reason, &QLineEdit::textChanged, this, &PolicyBookDialog::look);
    connect(m_keep, &QPushButton::clicked, this, &PolicyBookDialog::keep);
    look();
}

PolicyBook PolicyBookDialog::edited() const
{
    return {m_book.version, m_normal->edited(), m_emergency->edited(), m_templates->edited()};
}

void PolicyBookDialog::look()
{
    m_keep->setEnabled(false);
    if (const Result<Done> allowed = allow(m_desk.me(), Deed::EditPolicies); !allowed) {
        say(userMessage(allowed.error()), true);
        return;
    }
    const PolicyBook made = edited();
    const QStringList problems = m_templates->problems() + problemsOf(made, m_people);
    const bool isChanged = made != m_book, hasReason = !m_reason->text().trimmed().isEmpty();
    m_keep->setEnabled(problems.isEmpty() && isChanged && hasReason);
    if (!problems.isEmpty())
        say(problems.join(u'\n'), true);
    else
        say(!isChanged       ? tr("Nothing is changed yet.")
                : !hasReason ? tr("Say why they change.")
                             : tr("Ready to be saved."),
            false);
}

void PolicyBookDialog::keep()
{
    const Result<Done> saved = m_desk.board().savePolicies(m_desk.me(), edited(), m_reason->text());
    if (saved)
        accept();
    else
        say(userMessage(saved.error()), true);
}

void PolicyBookDialog::say(const QString &text, bool isBad)
{
    setKind(m_says, isBad ? LabelKind::Bad : LabelKind::Muted);
    m_says->setText(text);
}

} // namespace ringward
