#include "views/rings/pindialog.h"

#include "models/base/counted.h"
#include "models/fleet/filter.h"
#include "views/widgets/closingrow.h"
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

#include <algorithm>

namespace ringward {

namespace {

constexpr std::array kKinds{PinKind::Ring, PinKind::Delay, PinKind::Version};
constexpr int kUsualDays = 30, kNamed = 6;

} // namespace

PinDialog::PinDialog(std::shared_ptr<const RingPicture> picture, qint64 nowMs, QWidget *parent)
    : QDialog(parent)
    , m_picture(std::move(picture))
    , m_nowMs(nowMs)
    , m_stream(new QComboBox)
    , m_scope(new QComboBox)
    , m_kind(new QComboBox)
    , m_of(new QLineEdit)
    , m_target(new QLineEdit)
    , m_reason(new QLineEdit)
    , m_owner(new QLineEdit)
    , m_approval(new QLineEdit)
    , m_until(new QDateEdit(QDateTime::fromMSecsSinceEpoch(nowMs).date().addDays(kUsualDays)))
    , m_named(new WrapLabel)
    , m_says(new WrapLabel)
    , m_form(new QFormLayout)
    , m_make(new QPushButton(tr("Make the pin")))
{
    m_scope->addItem(tr("Ward"), int(PinScope::Kind::Ward));
    m_scope->addItem(tr("Filter line"), int(PinScope::Kind::Filter));
    m_kind->addItems({tr("Ring"), tr("Delay of at least, such as 4 h"), tr("Version")});
    m_until->setCalendarPopup(true);
    m_approval->setPlaceholderText(tr("Reference of the change, if there is one"));
    m_of->setAccessibleName(tr("Ward or filter line"));
    m_target->setAccessibleName(tr("Held to"));
    m_named->setObjectName(QStringLiteral("named"));
    m_says->setObjectName(QStringLiteral("says"));
    m_form->addRow(tr("Stream"), m_stream);
    m_form->addRow(tr("Whom"), m_scope);
    m_form->addRow(QString(), m_of);
    m_form->addRow(QString(), m_named);
    m_form->addRow(tr("Held to"), m_kind);
    m_form->addRow(QString(), m_target);
    m_form->addRow(tr("Reason"), m_reason);
    m_form->addRow(tr("Owner"), m_owner);
    m_form->addRow(tr("Approval"), m_approval);
    m_form->addRow(tr("Until"), m_until);
    auto *all = new QVBoxLayout(this);
    all->addLayout(m_form);
    all->addWidget(m_says);
    all->addLayout(closingRow(*this, m_make));
    setStreams({}, 0);
    takePicture();
    resize(480, sizeHint().height());
    for (QLineEdit *edit : {m_of, m_target, m_reason, m_owner, m_approval})
        connect(edit, &QLineEdit::textChanged, this, &PinDialog::look);
    for (QComboBox *box : {m_scope, m_kind})
        connect(box, &QComboBox::currentIndexChanged, this, &PinDialog::look);
    connect(m_stream, &QComboBox::activated, this, &PinDialog::streamWanted);
    connect(m_until, &QDateEdit::dateChanged, this, &PinDialog::look);
    connect(m_make, &QPushButton::clicked, this, [this] {
        Q_EMIT pinned(pin(), m_hold->moves);
        accept();
    });
    look();
}

PinDialog::~PinDialog() = default;

void PinDialog::setWard(const QString &ward)
{
    m_scope->setCurrentIndex(m_scope->findData(int(PinScope::Kind::Ward)));
    m_of->setText(ward);
}

void PinDialog::setDevices(std::vector<DeviceId> devices, qint64 selected, const QString &filterLine)
{
    if (std::size_t(selected) <= kMostPinnedByName) {
        m_devices = std::move(devices);
        m_names = devicesText();
        m_scope->insertItem(0, tr("Selected devices"), int(PinScope::Kind::Devices));
        m_scope->setCurrentIndex(0);
    } else {
        m_note = tr("%1 are selected; a pin names %2 at most. Narrow this filter line, which is that of the Devices "
                    "page. It also holds devices that fit it later.")
                     .arg(counted(selected, Noun::Device), countText(qint64(kMostPinnedByName)));
        m_scope->setCurrentIndex(m_scope->findData(int(PinScope::Kind::Filter)));
        m_of->setText(filterLine);
    }
    look();
}

void PinDialog::setStreams(const QStringList &labels, int current)
{
    m_stream->clear();
    m_stream->addItems(labels);
    m_stream->setCurrentIndex(current);
    m_stream->setVisible(labels.size() > 1);
    m_form->labelForField(m_stream)->setVisible(labels.size() > 1);
}

void PinDialog::setPicture(std::shared_ptr<const RingPicture> picture)
{
    const bool isAnother = picture->facts->policy.stream != m_picture->facts->policy.stream;
    m_picture = std::move(picture);
    if (isAnother)
        takePicture();
    look();
}

void PinDialog::setOwner(const QString &owner)
{
    m_owner->setText(owner);
}

/// Names what can be chosen in this stream.
void PinDialog::takePicture()
{
    const RingFacts &facts = *m_picture->facts;
    setWindowTitle(tr("Pin devices of %1").arg(streamLabel(facts.policy.stream)));
    QStringList wards, rings;
    for (quint32 ward = 1; ward + 1 < facts.wardStart.size(); ++ward)
        wards << facts.wardName(ward);
    for (const Ring &ring : facts.policy.rings)
        rings << ring.name.name;
    const auto complete = [this](QLineEdit *edit, const QStringList &words) {
        auto *completer = new QCompleter(words, this);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setFilterMode(Qt::MatchContains);
        delete edit->completer();
        edit->setCompleter(completer);
    };
    complete(m_of, wards);
    complete(m_target, rings);
    if (m_kind->currentIndex() == 0 && !rings.contains(m_target->text()))
        m_target->setText(rings[std::max<qsizetype>(0, rings.size() - 2)]);
}

PinScope::Kind PinDialog::scope() const
{
    return PinScope::Kind(m_scope->currentData().toInt());
}

Pin PinDialog::pin() const
{
    Pin made;
    made.stream = m_picture->facts->policy.stream;
    made.scope.kind = scope();
    if (made.scope.kind == PinScope::Kind::Devices)
        made.scope.devices = m_devices;
    else
        made.scope.text = m_of->text().trimmed();
    made.kind = kKinds[std::size_t(std::max(0, m_kind->currentIndex()))];
    made.target = m_target->text().trimmed();
    if (made.kind == PinKind::Delay)
        made.target = QString::number(minutesFromText(made.target).value_or(0));
    made.reason = m_reason->text().trimmed();
    made.owner = m_owner->text().trimmed();
    made.approval = m_approval->text().trimmed();
    made.sinceMs = m_nowMs;
    made.expiresMs = m_until->date().endOfDay().toMSecsSinceEpoch();
    return made;
}

PinDialog::Hold PinDialog::count(const Pin &pin, const RingFacts &facts, qint64 nowMs)
{
    Hold hold;
    for (const Row row : pinnedRows(pin, facts, nowMs)) {
        ++hold.devices;
        hold.apart += facts.today[row] == kNoRing;
    }
    hold.moves = movesFor(pin, facts, nowMs);
    return hold;
}

void PinDialog::look()
{
    const bool byName = scope() == PinScope::Kind::Devices;
    m_of->setVisible(!byName);
    m_named->setVisible(byName || !m_note.isEmpty());
    m_named->setText(byName ? m_names : m_note);
    setKind(m_named, byName ? LabelKind::Muted : LabelKind::Warn);
    const Pin now = pin();
    m_hold.reset();
    const bool names = byName || !now.scope.text.isEmpty();
    const bool found = now.scope.kind != PinScope::Kind::Filter || Filter::parse(now.scope.text).isValid();
    if (names && found) {
        // The job ends before this dialog does, and a call to a dialog that is gone is not made.
        m_job.start([this, now, picture = m_picture, nowMs = m_nowMs](std::stop_token stop) {
            Hold hold = count(now, *picture->facts, nowMs);
            QMetaObject::invokeMethod(this, [this, stop, hold = std::move(hold), now] {
                if (stop.stop_requested())
                    return;
                m_hold = hold;
                say(now);
            });
        });
    } else {
        m_job.start([](std::stop_token) {}); // what was counted before is of no use
    }
    say(now);
}

/// Looks its devices up one by one, so it is called once.
QString PinDialog::devicesText() const
{
    const FleetSnapshot &fleet = *m_picture->facts->fleet;
    QStringList hosts;
    for (const DeviceId device : m_devices) {
        if (hosts.size() == kNamed)
            break;
        if (const auto row = fleet.find(device))
            hosts << m_picture->facts->host(*row);
    }
    const auto more = qsizetype(m_devices.size()) - hosts.size();
    const QString names = hosts.join(QStringLiteral(", "));
    return more > 0 ? tr("%1 and %2 more").arg(names, countText(more)) : names;
}

void PinDialog::say(const Pin &pin)
{
    const auto fine = checkPin(pin, m_picture->facts->policy, m_nowMs);
    const bool isNamed = pin.scope.kind == PinScope::Kind::Devices || !pin.scope.text.isEmpty();
    const bool holds = m_hold && m_hold->devices > m_hold->apart;
    m_make->setEnabled(fine && holds);
    setKind(m_says, fine && (holds || !m_hold) ? LabelKind::Muted : LabelKind::Bad);
    if (!isNamed) {
        m_says->setText(tr("Say which ward, or which devices by a filter line."));
    } else if (!fine) {
        m_says->setText(userMessage(fine.error()));
    } else if (!m_hold) {
        m_says->setText(tr("Counting the devices…"));
    } else if (m_hold->devices == 0) {
        m_says->setText(tr("That finds no device."));
    } else if (!holds) {
        m_says->setText(tr("None of them has a ring in this stream, so there is nothing to hold."));
    } else {
        QString text = tr("Holds %1, %2 behind. Moves: %3 of them, as a draft; nothing is sent.")
                           .arg(counted(qint64(m_hold->devices - m_hold->apart), Noun::Device),
                                durationText(protectionAgeMin(pin, m_picture->facts->policy, m_nowMs)),
                                countText(qint64(m_hold->moves.size())));
        if (m_hold->apart)
            text +=
                u' ' + tr("%1 more without a ring in this stream.").arg(counted(qint64(m_hold->apart), Noun::Device));
        m_says->setText(text);
    }
}

} // namespace ringward
