#include "views/devices/nameline.h"

#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace ringward {

NameLine::NameLine(QWidget *parent)
    : QWidget(parent)
    , m_question(new QLabel)
    , m_problem(new QLabel)
    , m_name(new QLineEdit)
    , m_verb(new QPushButton)
{
    auto *const cancel = new QPushButton(tr("Cancel"));
    m_name->setMaxLength(60);
    m_name->setMinimumWidth(220);
    setKind(m_problem, LabelKind::Bad);
    setKind(m_verb, ButtonKind::Primary);
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 12, 8);
    row->setSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{m_question, m_name, m_verb, cancel, m_problem})
        row->addWidget(part);
    row->addStretch(1);
    connect(m_name, &QLineEdit::returnPressed, this, &NameLine::accept);
    connect(m_name, &QLineEdit::textEdited, m_problem, &QLabel::clear);
    connect(m_verb, &QPushButton::clicked, this, &NameLine::accept);
    connect(cancel, &QPushButton::clicked, this, &NameLine::close);
    hide();
}

void NameLine::ask(const QString &question, const QString &verb, const QString &name)
{
    m_question->setText(question);
    m_name->setAccessibleName(question);
    m_verb->setText(verb);
    m_name->setText(name);
    m_problem->clear();
    show();
    m_name->selectAll();
    m_name->setFocus(Qt::OtherFocusReason);
}

void NameLine::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_name->setFocus(Qt::OtherFocusReason);
}

void NameLine::close()
{
    hide();
    Q_EMIT closed();
}

void NameLine::accept()
{
    const QString name = m_name->text().simplified();
    if (name.isEmpty())
        showProblem(tr("Type a name."));
    else
        Q_EMIT named(name);
}

void NameLine::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ringward
