#include "views/rings/waiverdialog.h"

#include "views/widgets/closingrow.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QDateEdit>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace ringward {

namespace {

constexpr int kUsualDays = 14, kMostDays = 90;

} // namespace

WaiverDialog::WaiverDialog(const Guardrail &rule, qint64 nowMs, QWidget *parent)
    : QDialog(parent)
    , m_rule(rule.id)
    , m_owner(new QLineEdit)
    , m_reason(new QLineEdit)
    , m_until(new QDateEdit)
    , m_says(new WrapLabel)
    , m_waive(new QPushButton(tr("Waive")))
{
    setWindowTitle(tr("Waive “%1”").arg(rule.name));
    const QDate today = QDateTime::fromMSecsSinceEpoch(nowMs).date();
    m_until->setDateRange(today, today.addDays(kMostDays));
    m_until->setDate(today.addDays(kUsualDays));
    m_until->setCalendarPopup(true);
    m_reason->setPlaceholderText(tr("What makes it bearable, and what ends it"));
    auto *why = new WrapLabel(rule.why);
    why->setVisible(!rule.why.isEmpty());
    auto *form = new QFormLayout;
    form->addRow(tr("&Owner"), m_owner);
    form->addRow(tr("&Reason"), m_reason);
    form->addRow(tr("&Until"), m_until);
    setKind(m_says, LabelKind::Muted);
    auto *all = new QVBoxLayout(this);
    all->addWidget(why);
    all->addLayout(form);
    all->addWidget(m_says);
    all->addLayout(closingRow(*this, m_waive));
    resize(460, sizeHint().height());
    for (QLineEdit *edit : {m_owner, m_reason})
        connect(edit, &QLineEdit::textChanged, this, &WaiverDialog::look);
    connect(m_waive, &QPushButton::clicked, this, [this] {
        Q_EMIT waived(waiver());
        accept();
    });
    look();
}

void WaiverDialog::setOwner(const QString &owner)
{
    m_owner->setText(owner);
    m_reason->setFocus();
}

Waiver WaiverDialog::waiver() const
{
    return {m_rule, m_owner->text().trimmed(), m_reason->text().trimmed(),
            m_until->date().endOfDay().toMSecsSinceEpoch()};
}

void WaiverDialog::look()
{
    const Waiver now = waiver();
    const bool isComplete = !now.owner.isEmpty() && !now.reason.isEmpty();
    m_waive->setEnabled(isComplete);
    m_says->setText(isComplete ? tr("The rule no longer blocks until then. The audit keeps who waived it and why.")
                               : tr("Somebody has to answer for it, and say why."));
}

} // namespace ringward
