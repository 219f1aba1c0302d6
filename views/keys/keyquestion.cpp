#include "views/keys/keyquestion.h"

#include "models/audit/rights.h"
#include "models/keys/keyreadiness.h"
#include "views/widgets/banner.h"
#include "views/widgets/labels.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <qcorotask.h>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kLongestId = 40; ///< a whole id with braces and a few blanks

}

KeyQuestion::KeyQuestion(const Parts &parts, DeviceId device, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
{
    build();
    connect(&m_parts.desk, &KeyDesk::changed, this, [this] {
        lookUp();
        showKeys();
    });
    setDevice(device);
}

KeyQuestion::~KeyQuestion()
{
    m_stop.request_stop();
    m_searching.request_stop();
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
    column->addWidget(m_searchButton = new QPushButton, 0, Qt::AlignLeft);
    m_searchButton->setAutoDefault(false);
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
    connect(m_searchButton, &QPushButton::clicked, this, &KeyQuestion::searchDeleted);
    connect(m_group, &QButtonGroup::idToggled, this, &KeyQuestion::updateSubject);
}

void KeyQuestion::setDevice(DeviceId device)
{
    m_device = device;
    const Person me = m_parts.desk.me();
    const Result<Done> allowed = allow(me, Deed::ReadKey);
    m_who->setText(allowed ? tr("%1 (%2). It is in the audit before the key is shown.").arg(me.name, labels(me.roles))
                           : userMessage(allowed.error()));
    showKeys();
}

/// Offers the keys of the device, newest first; those that do not begin with the digits typed are left out. Behind them
/// the deleted ones that were found.
void KeyQuestion::showKeys()
{
    const FleetSnapshot &fleet = *m_parts.hub.current();
    const qint64 nowMs = m_parts.clock.nowMs();
    const QString typed = m_id->text();
    const KeyChoice *const last = chosen();
    const QString before = last ? last->keyId : QString();
    const auto readiness = m_device ? m_parts.desk.readiness(m_device) : std::nullopt;
    for (QAbstractButton *old : m_group->buttons()) {
        m_group->removeButton(old);
        delete old;
    }
    m_offered = readiness ? keptChoices(*readiness, *m_parts.desk.book(), typed, nowMs) : std::vector<KeyChoice>();
    if (m_deleted)
        std::ranges::move(deletedChoices(*m_deleted, fleet, nowMs), std::back_inserter(m_offered));
    for (std::size_t i = 0; i < m_offered.size(); ++i) {
        auto *const choice = new QRadioButton(m_offered[i].text);
        m_group->addButton(choice, int(i));
        m_choices->addWidget(choice);
        choice->setChecked(i == 0 || m_offered[i].keyId == before);
    }
    const QString state = stateText(readiness);
    m_state->setVisible(!state.isEmpty());
    m_state->setText(state);
    const bool isUnknown = isKeyIdQuery(typed) && m_offered.empty();
    m_searchButton->setVisible(isUnknown && m_parts.desk.canSearchDeleted());
    m_searchButton->setEnabled(!m_isSearching);
    m_searchButton->setText(m_isSearching ? tr("Searching deleted keys…") : tr("Search deleted keys"));
    updateSubject();
}

QString KeyQuestion::stateText(const std::optional<KeyReadiness> &readiness) const
{
    const QString typed = m_id->text();
    if (isKeyIdQuery(typed) && m_fitting.empty()) {
        if (!m_deleted)
            return tr("No key with that id is known.");
        if (!m_deleted->found.empty())
            return tr("Found among deleted keys. Compare the id with the one on the screen.");
        return m_deleted->failures.empty() ? tr("No key with that id is known, and none was deleted lately.")
                                           : tr("No key with that id is known.");
    }
    if (m_fitting.size() > 1 && m_offered.empty())
        return tr("%1 devices have a key whose id begins so. Type more of the id.").arg(m_fitting.size());
    if (!readiness)
        return {};
    return readiness->keys.size() > 1
        ? tr("%1 keys are held. Compare the id with the one on the screen.").arg(readiness->keys.size())
        : tr("Key: %1").arg(keyStateText(*readiness, m_parts.clock.nowMs()));
}

void KeyQuestion::updateSubject()
{
    const FleetSnapshot &fleet = *m_parts.hub.current();
    const KeyChoice *const choice = chosen();
    m_subject = choice && choice->deleted ? subjectOf(fleet, *choice->deleted) : subjectOf(fleet, m_device);
    m_place->setText(m_subject.host.isEmpty() ? tr("Which device? Type the id that its blue screen shows.")
                                              : m_subject.place);
    updateAsking();
    Q_EMIT subjectChanged();
}

void KeyQuestion::lookUp()
{
    const QString typed = m_id->text();
    m_fitting = isKeyIdQuery(typed) ? m_parts.desk.book()->devicesWith(typed) : std::vector<DeviceId>();
}

void KeyQuestion::findById()
{
    forgetSearch();
    lookUp();
    if (m_fitting.size() == 1 && m_fitting.front() != m_device)
        setDevice(m_fitting.front()); // the screen that somebody stands before is right
    else
        showKeys();
}

const KeyChoice *KeyQuestion::chosen() const
{
    const int at = m_group->checkedId();
    return at >= 0 && at < int(m_offered.size()) ? &m_offered[std::size_t(at)] : nullptr;
}

void KeyQuestion::updateAsking()
{
    const bool allowed = allow(m_parts.desk.me(), Deed::ReadKey).has_value();
    const bool hasReason = m_reason->text().trimmed().size() >= KeyDesk::kShortestReason;
    QString why;
    if (!allowed)
        why = tr("Your role may not read keys.");
    else if (!chosen())
        why = !m_device                  ? tr("No device yet.")
            : isKeyIdQuery(m_id->text()) ? tr("No key of this device has that id.")
                                         : tr("There is no key to show.");
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
    askFor(this, *chosen(), m_stop.get_token());
}

QCoro::Task<> KeyQuestion::askFor(QPointer<KeyQuestion> self, KeyChoice choice, std::stop_token stop)
{
    KeyDesk &desk = self->m_parts.desk;
    const QString reason = self->m_reason->text();
    const KeySubject subject = self->m_subject; // another device may be chosen before the answer comes
    auto asking = choice.deleted ? desk.releaseDeleted(*choice.deleted, reason, stop)
                                 : desk.release({self->m_device, choice.keyId, reason}, stop);
    Result<ReleasedKey> answer = co_await std::move(asking);
    if (self)
        self->take(std::move(answer), subject);
}

void KeyQuestion::take(Result<ReleasedKey> answer, const KeySubject &subject)
{
    m_isAsking = false;
    updateAsking();
    if (answer) {
        Q_EMIT released(std::make_shared<ReleasedKey>(std::move(*answer)), subject);
        return;
    }
    m_banner->showError(tr("Recovery key"), answer.error());
    m_banner->show();
}

void KeyQuestion::searchDeleted()
{
    forgetSearch();
    m_isSearching = true;
    m_banner->hide();
    showKeys();
    searchFor(this, m_id->text(), m_searching.get_token());
}

QCoro::Task<> KeyQuestion::searchFor(QPointer<KeyQuestion> self, QString typed, std::stop_token stop)
{
    auto searching = self->m_parts.desk.searchDeleted(typed, stop);
    const Result<DeletedKeys> answer = co_await std::move(searching);
    if (self && !stop.stop_requested())
        self->takeDeleted(answer);
}

/// What was found belongs to the id it was asked for.
void KeyQuestion::forgetSearch()
{
    m_searching.request_stop();
    m_searching = {};
    m_isSearching = false;
    m_deleted.reset();
}

void KeyQuestion::takeDeleted(const Result<DeletedKeys> &answer)
{
    m_isSearching = false;
    if (answer)
        m_deleted = *answer;
    QStringList failures;
    for (const DeletedKeys::Failure &each : answer ? answer->failures : std::vector<DeletedKeys::Failure>())
        failures << tr("%1: %2").arg(each.source, userMessage(each.error));
    if (!answer)
        failures << userMessage(answer.error());
    m_banner->setVisible(!failures.isEmpty());
    if (!failures.isEmpty())
        m_banner->showMessage(Banner::Tone::Warning, failures.join(u' '));
    showKeys();
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
    (m_device ? m_reason : m_id)->setFocus();
}

} // namespace ringward
