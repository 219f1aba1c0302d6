#include "views/keys/keydialog.h"

#include "models/audit/rights.h"
#include "models/fleet/place.h"
#include "models/keys/keyreadiness.h"
#include "views/keys/codeview.h"
#include "views/keys/countdown.h"
#include "views/keys/keydigits.h"
#include "views/keys/keyslips.h"
#include "views/keys/secretclipboard.h"
#include "views/widgets/banner.h"
#include "views/widgets/chip.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QButtonGroup>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPointer>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedWidget>
#include <qcorotask.h>

namespace ringward {

namespace {

constexpr int kWidest = 1400, kTallest = 880; // also with large text it fits 1440 x 900
constexpr int kQuestion = 0, kAnswer = 1, kTickMs = 250;
constexpr qint64 kDayMs = 86'400'000;

QString ageOf(qint64 createdMs, qint64 nowMs)
{
    if (createdMs == 0)
        return KeyDialog::tr("age not told");
    const qint64 days = std::max<qint64>(0, nowMs - createdMs) / kDayMs;
    return days == 1 ? KeyDialog::tr("1 day old") : KeyDialog::tr("%1 days old").arg(QLocale().toString(days));
}

} // namespace

KeyDialog::KeyDialog(const Parts &parts, DeviceId device, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_pages(new QStackedWidget)
{
    setWindowTitle(tr("Recovery key"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(false);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead());
    column->addWidget(new Rule);
    column->addWidget(m_pages, 1);
    m_pages->addWidget(buildQuestion());
    m_pages->addWidget(buildAnswer());
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &KeyDialog::countDown);
    connect(&m_parts.desk, &KeyDesk::changed, this, [this] {
        if (!showsKey())
            showKeys();
    });
    m_countdown->hide();
    setDevice(device);
    (device ? m_reason : m_idField)->setFocus();
}

KeyDialog::~KeyDialog()
{
    m_stop.request_stop();
}

void KeyDialog::setDevice(DeviceId device)
{
    m_device = device;
    const FleetSnapshot &fleet = *m_parts.hub.current();
    const auto row = device ? fleet.find(device) : std::nullopt;
    m_host->setText(row ? hostText(fleet, *row) : QString());
    m_tier->setVisible(row.has_value());
    if (row)
        m_tier->setTier(fleet.tier(*row));
    m_place = row ? placeText(fleet, *row) : QString();
    m_placeLabel->setText(row ? m_place : tr("Which device? Type the id that its blue screen shows."));
    const Person me = m_parts.desk.me();
    const Result<Done> allowed = allow(me, Deed::ReadKey);
    m_who->setText(allowed ? tr("%1 (%2). It is in the audit before the key is shown.").arg(me.name, labels(me.roles))
                           : userMessage(allowed.error()));
    showKeys();
}

/// Offers the keys of the device, newest first; those that do not begin with the digits typed are left out.
void KeyDialog::showKeys()
{
    const QString typed = m_idField->text(), before = chosenKey();
    const auto readiness = m_device ? m_parts.desk.readiness(m_device) : std::nullopt;
    const qint64 nowMs = m_parts.clock.nowMs();
    m_keys.clear();
    for (QAbstractButton *old : m_group->buttons()) {
        m_group->removeButton(old);
        delete old;
    }
    m_stateLabel->setVisible(readiness.has_value());
    if (readiness)
        m_stateLabel->setText(
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
        auto *choice =
            new QRadioButton(QStringLiteral("%1 · %2 · %3")
                                 .arg(spacedKeyId(key.keyId), ageOf(key.createdMs, nowMs), holders.join(tr(", "))));
        m_group->addButton(choice, int(m_keys.size()));
        m_choices->addWidget(choice);
        choice->setChecked(m_keys.empty() || key.keyId == before);
        m_keys.push_back(key);
    }
    updateAsking();
}

void KeyDialog::findById(const QString &typed)
{
    if (isKeyIdQuery(typed)) {
        const std::vector<DeviceId> devices = m_parts.desk.book()->devicesWith(typed);
        const bool isOurs = std::find(devices.begin(), devices.end(), m_device) != devices.end();
        if (devices.size() == 1 && !isOurs)
            return setDevice(devices.front()); // the screen that somebody stands before is right
        if (devices.empty())
            m_stateLabel->setText(tr("No key with that id is known."));
    }
    showKeys();
}

QString KeyDialog::chosenKey() const
{
    const int at = m_group->checkedId();
    return at >= 0 && at < int(m_keys.size()) ? m_keys[std::size_t(at)].keyId : QString();
}

void KeyDialog::updateAsking()
{
    const QString id = m_idField->text();
    const bool allowed = allow(m_parts.desk.me(), Deed::ReadKey).has_value();
    const bool hasReason = m_reason->text().trimmed().size() >= KeyDesk::kShortestReason;
    QString why;
    if (!allowed)
        why = tr("Your role may not read keys.");
    else if (!m_device)
        why = tr("No device yet.");
    else if (chosenKey().isEmpty())
        why = isKeyIdQuery(id) ? tr("No key of this device has that id.") : tr("There is no key to show.");
    else if (!hasReason)
        why = tr("A reason is missing.");
    m_askButton->setEnabled(why.isEmpty() && !m_asking);
    m_askButton->setToolTip(why);
}

void KeyDialog::ask()
{
    if (!m_askButton->isEnabled())
        return;
    m_asking = true;
    m_banner->hide();
    updateAsking();
    askFor(this, {m_device, chosenKey(), m_reason->text()}, m_stop.get_token());
}

QCoro::Task<> KeyDialog::askFor(QPointer<KeyDialog> self, KeyRequest request, std::stop_token stop)
{
    auto asking = self->m_parts.desk.release(std::move(request), std::move(stop));
    Result<ReleasedKey> released = co_await std::move(asking);
    if (self)
        self->take(std::move(released));
}

void KeyDialog::take(Result<ReleasedKey> released)
{
    m_asking = false;
    updateAsking();
    if (!released) {
        m_banner->showError(tr("Recovery key"), released.error());
        m_banner->show();
        return;
    }
    m_key = std::make_shared<const RecoveryKey>(std::move(released->key));
    m_release = released->release;
    m_reasonGiven = released->reason;
    m_whoAsked = released->person.name;
    m_from = released->from;
    m_createdMs = released->createdMs;
    m_deadline.setRemainingTime(m_parts.shownMs);
    m_tick.start();
    showAnswer();
}

void KeyDialog::showAnswer()
{
    const qint64 nowMs = m_parts.clock.nowMs();
    m_facts[0]->setText(m_place);
    m_facts[1]->setText(spacedKeyId(m_release.keyId));
    m_facts[2]->setText(tr("%1, %2").arg(m_from, ageOf(m_createdMs, nowMs)));
    m_digits->setKey(m_key);
    m_qr->setKey(m_key.get());
    m_bars->setKey(m_key.get());
    const auto readiness = m_parts.desk.readiness(m_device);
    m_elsewhere->setText(readiness && readiness->withoutDirectory
                             ? tr("Reachable if the directory is down.")
                             : tr("Only in the directory: out of reach when it is down."));
    m_asNoted->setText(
        tr("In the audit since %1: %2. Reason: “%3”.")
            .arg(QDateTime::fromMSecsSinceEpoch(m_release.releasedMs).time().toString(QStringLiteral("HH:mm:ss")),
                 m_whoAsked, m_reasonGiven));
    m_pages->setCurrentIndex(kAnswer);
    m_countdown->show();
    countDown();
    m_done->setFocus();
    resize(sizeHint().boundedTo({kWidest, kTallest}));
}

void KeyDialog::countDown()
{
    if (m_deadline.hasExpired())
        return hideKey(tr("The key was hidden after its time. Showing it again asks anew."));
    m_countdown->setText(hidesInText(m_deadline.remainingTime()));
}

void KeyDialog::hideKey(const QString &why)
{
    m_tick.stop();
    m_key.reset();
    m_digits->setKey(nullptr);
    m_qr->setKey(nullptr);
    m_bars->setKey(nullptr);
    m_typed->clear();
    m_countdown->hide();
    m_reason->clear();
    m_pages->setCurrentIndex(kQuestion);
    m_banner->setVisible(!why.isEmpty());
    if (!why.isEmpty())
        m_banner->showMessage(Banner::Tone::Plain, why);
    showKeys();
    m_reason->setFocus();
}

void KeyDialog::checkTyped(const QString &typed)
{
    m_digits->setTyped(typed);
    const int wrong = m_digits->wrongGroup();
    setKind(m_typedNote, wrong ? LabelKind::Bad : LabelKind::Caption);
    m_typedNote->setText(wrong                        ? tr("Group %1 is wrong. Read it again.").arg(wrong)
                             : m_digits->isComplete() ? tr("All eight groups are right.")
                                                      : QString());
}

void KeyDialog::copyKey()
{
    if (m_key)
        copyForAWhile(*m_key, m_parts.copiedMs);
}

void KeyDialog::printSlip()
{
    if (!m_key)
        return;
    auto printer = std::make_shared<QPrinter>(QPrinter::HighResolution);
    printer->setDocName(tr("Recovery key"));
    setUpForSlips(*printer);
    auto *dialog = new QPrintDialog(printer.get(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, printer] { print(*printer); });
    dialog->open();
}

void KeyDialog::print(QPrinter &printer)
{
    const FleetSnapshot &fleet = *m_parts.hub.current();
    const auto row = fleet.find(m_device);
    if (!m_key || !row)
        return; // hidden meanwhile
    if (const Result<Done> noted = m_parts.desk.notePrinted(m_release); !noted)
        return hideKey(userMessage(noted.error()));
    KeyJob job;
    job.title = wardText(fleet, *row);
    job.reason = m_reasonGiven;
    job.person = m_whoAsked;
    job.madeMs = m_release.releasedMs;
    job.simulated = m_parts.simulated;
    job.slips.push_back(
        {job.title, m_place, hostText(fleet, *row), fleet.tier(*row), m_release.keyId, m_createdMs, m_key});
    if (!KeySlipPages(job).print(printer))
        m_typedNote->setText(tr("The slip could not be printed. Check the printer."));
}

void KeyDialog::confirm()
{
    if (const Result<Done> noted = m_parts.desk.noteWorked(m_release); !noted)
        return hideKey(userMessage(noted.error()));
    hideKey();
    accept();
}

void KeyDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && showsKey())
        return hideKey(); // the first one hides, the next one closes
    QDialog::keyPressEvent(event);
}

void KeyDialog::showEvent(QShowEvent *event)
{
    keepOutOfCaptures(*this);
    QDialog::showEvent(event);
}

void KeyDialog::closeEvent(QCloseEvent *event)
{
    hideKey();
    QDialog::closeEvent(event);
}

} // namespace ringward
