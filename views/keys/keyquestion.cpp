#include "views/keys/keyquestion.h"

#include "models/audit/rights.h"
#include "models/fleet/place.h"
#include "models/keys/keyreadiness.h"
#include "views/widgets/banner.h"
#include "views/widgets/labels.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRadioButton>
#include <qcorotask.h>

namespace ringward {

namespace {

constexpr qint64 kDayMs = 86'400'000;
constexpr int kLongestId = 40; ///< a whole id with braces and a few blanks

KeySubject subjectOf(const FleetSnapshot &fleet, DeviceId device)
{
    const auto row = device ? fleet.find(device) : std::nullopt;
    if (!row)
        return {};
    return {device, hostText(fleet, *row), wardText(fleet, *row), placeText(fleet, *row), fleet.tier(*row)};
}

} // namespace

QString keyAgeText(qint64 createdMs, qint64 nowMs)
{
    if (createdMs == 0)
        return KeyQuestion::tr("age not told");
    const qint64 days = std::max<qint64>(0, nowMs - createdMs) / kDayMs;
    return days == 1 ? KeyQuestion::tr("1 day old") : KeyQuestion::tr("%1 days old").arg(QLocale().toString(days));
}

KeyQuestion::KeyQuestion(const Parts &parts, DeviceId device, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
{
    build();
    connect(&m_parts.desk, &KeyDesk::changed, this, &KeyQuestion::showKeys);
    setDevice(device);
}

KeyQuestion::~KeyQuestion()
{
    m_stop.request_stop();
}

void KeyQuestion::build()
{
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(18, 18, 18, 18);
    column->setSpacing(8);
    column->addWidget(m_banner = new Banner);
    m_banner->setRetryVisible(false);
    m_banner->hide();
    column->addWidget(m_place = wrappedLabel(LabelKind::Bold));
    column->addWidget(m_state = wrappedLabel(LabelKind::Muted));
    column->addSpacing(6);
    column->addWidget(lineLabel(LabelKind::CaptionBold, tr("Key id on the blue screen, its first 8 digits")));
    column->addWidget(m_id = new QLineEdit);
    m_id->setPlaceholderText(tr("3C9F71E4"));
    m_id->setAccessibleName(tr("Key id on the blue screen"));
    m_id->setMaxLength(kLongestId);
    column->addLayout(m_choices = new QVBoxLayout);
    m_choices->setSpacing(2);
    m_group = new QButtonGroup(this);
    column->addSpacing(6);
    column->addWidget(lineLabel(LabelKind::CaptionBold, tr("Reason, for the audit")));
    column->addWidget(m_reason = new QLineEdit);
    m_reason->setPlaceholderText(tr("silent 16 min, ward asked"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(int(KeyDesk::kLongestReason));
    column->addWidget(m_who = wrappedLabel(LabelKind::Caption));
    column->addStretch(1);
    auto *const buttons = new QHBoxLayout;
    buttons->setContentsMargins(0, 8, 0, 0);
    buttons->addStretch(1);
    auto *const close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    buttons->addWidget(close);
    buttons->addWidget(m_askButton = new QPushButton(tr("Show the key")));
    setKind(m_askButton, ButtonKind::Primary);
    m_askButton->setDefault(true);
    column->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &KeyQuestion::closeWanted);
    connect(m_askButton, &QPushButton::clicked, this, &KeyQuestion::ask);
    connect(m_id, &QLineEdit::textEdited, this, &KeyQuestion::findById);
    connect(m_reason, &QLineEdit::textChanged, this, &KeyQuestion::updateAsking);
}

void KeyQuestion::setDevice(DeviceId device)
{
    m_subject = subjectOf(*m_parts.hub.current(), device);
    m_place->setText(m_subject.device ? m_subject.place : tr("Which device? Type the id that its blue screen shows."));
    const Person me = m_parts.desk.me();
    const Result<Done> allowed = allow(me, Deed::ReadKey);
    m_who->setText(allowed ? tr("%1 (%2). It is in the audit before the key is shown.").arg(me.name, labels(me.roles))
                           : userMessage(allowed.error()));
    showKeys();
    Q_EMIT subjectChanged();
}

/// Offers the keys of the device, newest first; those that do not begin with the digits typed are left out.
void KeyQuestion::showKeys()
{
    const QString typed = m_id->text(), before = chosenKey();
    const DeviceId device = m_subject.device;
    const auto readiness = device ? m_parts.desk.readiness(device) : std::nullopt;
    const qint64 nowMs = m_parts.clock.nowMs();
    m_keys.clear();
    for (QAbstractButton *old : m_group->buttons()) {
        m_group->removeButton(old);
        delete old;
    }
    m_state->setVisible(readiness.has_value());
    if (readiness)
        m_state->setText(
            readiness->keys.size() > 1
                ? tr("%1 keys are held. Compare the id with the one on the screen.").arg(readiness->keys.size())
                : tr("Key: %1").arg(keyStateText(*readiness, nowMs)));
    for (const DeviceRecoveryKey &key : readiness ? readiness->keys : std::vector<DeviceRecoveryKey>()) {
        if (isKeyIdQuery(typed) && !matchesKeyId(key.keyId, typed))
            continue;
        QStringList holders;
        for (const HeldKey &copy : key.copies) {
            if (const HolderState *holder = m_parts.desk.book()->holder(copy.source))
                holders << holder->name;
        }
        auto *const choice = new QRadioButton(
            QStringLiteral("%1 · %2 · %3")
                .arg(spacedKeyId(key.keyId), keyAgeText(key.createdMs, nowMs), holders.join(tr(", "))));
        m_group->addButton(choice, int(m_keys.size()));
        m_choices->addWidget(choice);
        choice->setChecked(m_keys.empty() || key.keyId == before);
        m_keys.push_back(key);
    }
    updateAsking();
}

void KeyQuestion::findById(const QString &typed)
{
    if (isKeyIdQuery(typed)) {
        const std::vector<DeviceId> devices = m_parts.desk.book()->devicesWith(typed);
        const bool isOurs = std::find(devices.begin(), devices.end(), m_subject.device) != devices.end();
        if (devices.size() == 1 && !isOurs)
            return setDevice(devices.front()); // the screen that somebody stands before is right
        if (devices.empty())
            m_state->setText(tr("No key with that id is known."));
    }
    showKeys();
}

QString KeyQuestion::chosenKey() const
{
    const int at = m_group->checkedId();
    return at >= 0 && at < int(m_keys.size()) ? m_keys[std::size_t(at)].keyId : QString();
}

void KeyQuestion::updateAsking()
{
    const bool allowed = allow(m_parts.desk.me(), Deed::ReadKey).has_value();
    const bool hasReason = m_reason->text().trimmed().size() >= KeyDesk::kShortestReason;
    QString why;
    if (!allowed)
        why = tr("Your role may not read keys.");
    else if (!m_subject.device)
        why = tr("No device yet.");
    else if (chosenKey().isEmpty())
        why = isKeyIdQuery(m_id->text()) ? tr("No key of this device has that id.") : tr("There is no key to show.");
    else if (!hasReason)
        why = tr("A reason is missing.");
    m_askButton->setEnabled(why.isEmpty() && !m_isAsking);
    m_askButton->setToolTip(why);
}

void KeyQuestion::ask()
{
    if (!m_askButton->isEnabled())
        return;
    m_isAsking = true;
    m_banner->hide();
    updateAsking();
    askFor(this, {m_subject.device, chosenKey(), m_reason->text()}, m_stop.get_token());
}

QCoro::Task<> KeyQuestion::askFor(QPointer<KeyQuestion> self, KeyRequest request, std::stop_token stop)
{
    auto asking = self->m_parts.desk.release(std::move(request), std::move(stop));
    Result<ReleasedKey> answer = co_await std::move(asking);
    if (self)
        self->take(std::move(answer));
}

void KeyQuestion::take(Result<ReleasedKey> answer)
{
    m_isAsking = false;
    updateAsking();
    if (answer) {
        Q_EMIT released(std::make_shared<ReleasedKey>(std::move(*answer)));
        return;
    }
    m_banner->showError(tr("Recovery key"), answer.error());
    m_banner->show();
}

void KeyQuestion::startAnew(const QString &why)
{
    m_reason->clear();
    m_banner->setVisible(!why.isEmpty());
    if (!why.isEmpty())
        m_banner->showMessage(Banner::Tone::Plain, why);
    showKeys();
    m_reason->setFocus();
}

void KeyQuestion::focusFirst()
{
    (m_subject.device ? m_reason : m_id)->setFocus();
}

} // namespace ringward
