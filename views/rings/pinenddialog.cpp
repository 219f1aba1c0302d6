#include "views/rings/pinenddialog.h"

#include "models/base/counted.h"
#include "views/widgets/closingrow.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QDateEdit>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kUsualDays = 30;

QDate dayOf(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).date();
}

} // namespace

PinEndDialog::PinEndDialog(const Pin &pin, qint64 nowMs, QWidget *parent)
    : QDialog(parent)
    , m_endsMs(pin.expiresMs)
    , m_nowMs(nowMs)
    , m_until(new QDateEdit)
    , m_why(new QLineEdit)
    , m_says(new WrapLabel)
    , m_keep(new QPushButton(tr("Set the end")))
{
    setWindowTitle(tr("Another end for the pin of %1").arg(whomText(pin.scope)));
    m_until->setCalendarPopup(true);
    m_until->setMinimumDate(dayOf(nowMs));
    m_until->setDate(std::max(dayOf(pin.expiresMs), dayOf(nowMs)).addDays(kUsualDays));
    m_why->setPlaceholderText(tr("What is still missing; the audit keeps it"));
    auto *const what = new WrapLabel(
        tr("Held to %1 by %2: %3. It ends on %4.")
            .arg(heldText(pin), pin.owner, pin.reason, QLocale().toString(dayOf(pin.expiresMs), QLocale::ShortFormat)));
    auto *const form = new QFormLayout;
    form->addRow(tr("&Until"), m_until);
    form->addRow(tr("&Why"), m_why);
    auto *const all = new QVBoxLayout(this);
    all->addWidget(what);
    all->addLayout(form);
    all->addWidget(m_says);
    all->addLayout(closingRow(*this, m_keep));
    resize(460, sizeHint().height());
    connect(m_until, &QDateEdit::dateChanged, this, &PinEndDialog::look);
    connect(m_why, &QLineEdit::textChanged, this, &PinEndDialog::look);
    connect(m_keep, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(untilMs(), m_why->text().trimmed());
        accept();
    });
    m_why->setFocus();
    look();
}

qint64 PinEndDialog::untilMs() const
{
    return m_until->date().endOfDay().toMSecsSinceEpoch();
}

void PinEndDialog::look()
{
    const bool hasWhy = !m_why->text().trimmed().isEmpty(), isOther = m_until->date() != dayOf(m_endsMs);
    m_keep->setEnabled(hasWhy && isOther);
    const qint64 days = dayOf(m_nowMs).daysTo(m_until->date());
    setKind(m_says, LabelKind::Muted);
    m_says->setText(!isOther      ? tr("That is when it ends already.")
                        : !hasWhy ? tr("Say why it is to go on.")
                                  : tr("It ends in %1, and its owner is asked before.").arg(counted(days, Noun::Day)));
}

} // namespace ringward
