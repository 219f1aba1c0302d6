#include "views/rings/pindialog.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QCompleter>
#include <QDateEdit>
#include <QDateTime>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace ringward {

namespace {

constexpr std::array kKinds{PinKind::Ring, PinKind::Delay, PinKind::Version};
constexpr int kUsualDays = 30;

} // namespace

PinDialog::PinDialog(std::shared_ptr<const RingPicture> picture, qint64 nowMs, QWidget *parent)
    : QDialog(parent)
    , m_picture(std::move(picture))
    , m_nowMs(nowMs)
    , m_scope(new QComboBox)
    , m_kind(new QComboBox)
    , m_of(new QLineEdit)
    , m_target(new QLineEdit)
    , m_reason(new QLineEdit)
    , m_owner(new QLineEdit)
    , m_approval(new QLineEdit)
    , m_until(new QDateEdit(QDateTime::fromMSecsSinceEpoch(nowMs).date().addDays(kUsualDays)))
    , m_says(new WrapLabel)
    , m_make(new QPushButton(tr("Make the pin")))
{
    setWindowTitle(tr("Pin devices of %1").arg(streamLabel(m_picture->facts->policy.stream)));
    m_scope->addItems({tr("Ward"), tr("Filter line")});
    m_kind->addItems({tr("Ring"), tr("Delay of at least (minutes)"), tr("Version")});
    m_until->setCalendarPopup(true);
    QStringList wards;
    for (quint32 ward = 1; ward + 1 < m_picture->facts->wardStart.size(); ++ward)
        wards << m_picture->facts->wardName(ward);
    auto *completer = new QCompleter(wards, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    m_of->setCompleter(completer);
    m_target->setText(m_picture->facts->policy.rings.size() > 1 ? (m_picture->facts->policy.rings.end() - 2)->name.name
                                                                : m_picture->facts->policy.rings.front().name.name);
    m_approval->setPlaceholderText(tr("Reference of the change, if there is one"));
    auto *form = new QFormLayout;
    form->addRow(tr("Whom"), m_scope);
    form->addRow(QString(), m_of);
    form->addRow(tr("Held to"), m_kind);
    form->addRow(QString(), m_target);
    form->addRow(tr("Reason"), m_reason);
    form->addRow(tr("Owner"), m_owner);
    form->addRow(tr("Approval"), m_approval);
    form->addRow(tr("Until"), m_until);
    auto *cancel = new QPushButton(tr("Cancel"));
    setKind(m_make, ButtonKind::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_make);
    auto *all = new QVBoxLayout(this);
    all->addLayout(form);
    all->addWidget(m_says);
    all->addLayout(buttons);
    resize(480, sizeHint().height());
    for (QLineEdit *edit : {m_of, m_target, m_reason, m_owner, m_approval})
        connect(edit, &QLineEdit::textChanged, this, &PinDialog::look);
    for (QComboBox *box : {m_scope, m_kind})
        connect(box, &QComboBox::currentIndexChanged, this, &PinDialog::look);
    connect(m_until, &QDateEdit::dateChanged, this, &PinDialog::look);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_make, &QPushButton::clicked, this, [this] {
        Q_EMIT pinned(pin(), movesFor(pin(), *m_picture->facts, m_nowMs));
        accept();
    });
    look();
}

void PinDialog::setWard(const QString &ward)
{
    m_scope->setCurrentIndex(0);
    m_of->setText(ward);
}

Pin PinDialog::pin() const
{
    Pin made;
    made.stream = m_picture->facts->policy.stream;
    made.scope.kind = m_scope->currentIndex() == 0 ? PinScope::Kind::Ward : PinScope::Kind::Filter;
    made.scope.text = m_of->text().trimmed();
    made.kind = kKinds[std::size_t(std::max(0, m_kind->currentIndex()))];
    made.target = m_target->text().trimmed();
    made.reason = m_reason->text().trimmed();
    made.owner = m_owner->text().trimmed();
    made.approval = m_approval->text().trimmed();
    made.sinceMs = m_nowMs;
    made.expiresMs = m_until->date().endOfDay().toMSecsSinceEpoch();
    return made;
}

void PinDialog::look()
{
    const Pin now = pin();
    const auto fine = checkPin(now, m_picture->facts->policy, m_nowMs);
    const std::size_t devices = now.scope.text.isEmpty() ? 0 : pinnedRows(now, *m_picture->facts, m_nowMs).size();
    m_make->setEnabled(fine && devices > 0);
    setKind(m_says, fine && devices ? LabelKind::Muted : LabelKind::Bad);
    if (now.scope.text.isEmpty())
        m_says->setText(tr("Say which ward, or which devices by a filter line."));
    else if (!fine)
        m_says->setText(userMessage(fine.error()));
    else if (devices == 0)
        m_says->setText(tr("That finds no device."));
    else
        m_says->setText(tr("Holds %1, %2 behind. Moves: %3 of them, as a draft; nothing is sent.")
                            .arg(counted(qint64(devices), Noun::Device),
                                 durationText(protectionAgeMin(now, m_picture->facts->policy, m_nowMs)),
                                 countText(qint64(movesFor(now, *m_picture->facts, m_nowMs).size()))));
}

} // namespace ringward
