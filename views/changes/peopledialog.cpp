#include "views/changes/peopledialog.h"

#include "models/audit/rights.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>

namespace ringward {

PeopleDialog::PeopleDialog(Roster &roster, RosterDesk &desk, Person me, QWidget *parent)
    : QDialog(parent)
    , m_roster(roster)
    , m_desk(desk)
    , m_me(std::move(me))
    , m_list(new QListWidget)
    , m_login(new QLineEdit)
    , m_name(new QLineEdit)
    , m_post(new QLineEdit)
    , m_key(new WrapLabel)
    , m_says(new WrapLabel)
    , m_leave(new QPushButton)
    , m_keep(new QPushButton(tr("Save")))
{
    setWindowTitle(tr("People and roles"));
    m_list->setSpacing(3);
    m_list->setAccessibleName(tr("People"));
    m_login->setPlaceholderText(tr("As at this computer's sign-in"));
    setKind(m_key, LabelKind::Muted);
    setKind(m_keep, ButtonKind::Primary);
    auto *form = new QFormLayout;
    form->addRow(tr("&Login"), m_login);
    form->addRow(tr("&Name"), m_name);
    form->addRow(tr("&Post"), m_post);
    auto *roles = new QVBoxLayout;
    roles->setSpacing(2);
    for (const Role role : kRoles) {
        m_roles.push_back(new QCheckBox(label(role)));
        connect(m_roles.back(), &QCheckBox::toggled, this, &PeopleDialog::look);
        roles->addWidget(m_roles.back());
    }
    form->addRow(tr("Roles"), roles);
    form->addRow(tr("Key"), m_key);
    auto *add = new QPushButton(tr("Add person"));
    auto *close = new QPushButton(tr("Close"));
    auto *left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    left->addWidget(add);
    auto *right = new QVBoxLayout;
    right->addLayout(form);
    right->addWidget(m_says);
    right->addStretch(1);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_leave);
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_keep);
    right->addLayout(buttons);
    auto *all = new QHBoxLayout(this);
    all->addLayout(left, 2);
    all->addLayout(right, 3);
    resize(720, 440);
    for (QLineEdit *edit : {m_login, m_name, m_post})
        connect(edit, &QLineEdit::textChanged, this, &PeopleDialog::look);
    connect(m_list, &QListWidget::currentRowChanged, this, &PeopleDialog::showPerson);
    connect(add, &QPushButton::clicked, this, [this] {
        m_list->setCurrentRow(-1);
        m_login->setFocus();
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_keep, &QPushButton::clicked, this, [this] { keep(edited()); });
    connect(m_leave, &QPushButton::clicked, this, [this] {
        Person person = m_shown;
        person.active = !person.active;
        keep(person);
    });
    read(m_me.id);
}

void PeopleDialog::read(PersonId select)
{
    Result<std::vector<Person>> people = m_roster.people();
    if (!people) {
        showProblem(userMessage(people.error()));
        return;
    }
    m_people = std::move(*people);
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    int row = -1;
    for (const Person &person : m_people) {
        m_list->addItem((person.active ? person.name : tr("%1 (has left)").arg(person.name)) + u'\n'
                        + (person.roles ? labels(person.roles) : tr("no role")));
        if (person.id == select)
            row = m_list->count() - 1;
    }
    m_list->setCurrentRow(row);
    showPerson();
}

void PeopleDialog::showPerson()
{
    const int row = m_list->currentRow();
    m_shown = row >= 0 ? m_people[std::size_t(row)] : Person();
    m_login->setText(m_shown.login);
    m_login->setReadOnly(bool(m_shown.id));
    m_name->setText(m_shown.name);
    m_post->setText(m_shown.post);
    for (std::size_t i = 0; i < m_roles.size(); ++i)
        m_roles[i]->setChecked(m_shown.roles.testFlag(kRoles[i]));
    m_key->setText(m_shown.key.isNull() ? tr("None yet. It is made at this person's own sign-in, when they vote first.")
                                        : m_shown.key.shortText());
    m_leave->setText(m_shown.active ? tr("Has left") : tr("Is back"));
    m_says->clear();
    look();
}

Person PeopleDialog::edited() const
{
    Person person = m_shown;
    person.login = m_login->text().trimmed();
    person.name = m_name->text().trimmed();
    person.post = m_post->text().trimmed();
    person.roles = {};
    for (std::size_t i = 0; i < m_roles.size(); ++i)
        person.roles.setFlag(kRoles[i], m_roles[i]->isChecked());
    return person;
}

void PeopleDialog::look()
{
    const Result<Done> allowed = allow(m_me, Deed::ManagePeople);
    const Person now = edited();
    m_keep->setEnabled(allowed && now != m_shown && !now.login.isEmpty() && !now.name.isEmpty());
    m_leave->setEnabled(allowed && bool(m_shown.id));
    if (!allowed)
        showProblem(userMessage(allowed.error()));
}

void PeopleDialog::showProblem(const QString &text)
{
    setKind(m_says, LabelKind::Bad);
    m_says->setText(text);
}

void PeopleDialog::keep(Person person)
{
    const Result<PersonId> saved = m_desk.save(m_me, person);
    if (!saved) {
        showProblem(userMessage(saved.error()));
        return;
    }
    read(*saved);
    setKind(m_says, LabelKind::Muted);
    m_says->setText(tr("Saved. The audit has it."));
    Q_EMIT changed();
}

} // namespace ringward
