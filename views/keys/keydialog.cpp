#include "views/keys/keydialog.h"

#include "views/keys/codeview.h"
#include "views/keys/countdown.h"
#include "views/keys/keydigits.h"
#include "views/keys/keyquestion.h"
#include "views/keys/keyslips.h"
#include "views/keys/secretclipboard.h"
#include "views/widgets/chip.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QStackedWidget>

namespace ringward {

namespace {

constexpr int kWidest = 1400, kTallest = 880; // also with large text it fits 1440 x 900
constexpr int kTickMs = 250;

} // namespace

KeyDialog::KeyDialog(const Parts &parts, DeviceId device, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_question(new KeyQuestion({parts.desk, parts.hub, parts.clock}, device))
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
    m_pages->addWidget(m_question);
    m_pages->addWidget(m_answer = buildAnswer());
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &KeyDialog::countDown);
    connect(m_question, &KeyQuestion::subjectChanged, this, [this] {
        if (!showsKey())
            showSubject(m_question->subject());
    });
    connect(m_question, &KeyQuestion::closeWanted, this, &KeyDialog::reject);
    connect(m_question, &KeyQuestion::released, this, &KeyDialog::take);
    m_countdown->hide();
    showSubject(m_question->subject());
    m_question->focusFirst();
}

KeyDialog::~KeyDialog() = default;

void KeyDialog::showSubject(const KeySubject &subject)
{
    m_host->setText(subject.host);
    m_tier->setVisible(subject.tier.has_value());
    if (subject.tier)
        m_tier->setTier(*subject.tier);
}

void KeyDialog::take(const std::shared_ptr<ReleasedKey> &released, const KeySubject &subject)
{
    m_subject = subject;
    showSubject(m_subject);
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
    m_facts[0]->setText(m_subject.place);
    m_facts[1]->setText(spacedKeyId(m_release.keyId));
    m_facts[2]->setText(tr("%1, %2").arg(m_from, keyAgeText(m_createdMs, nowMs)));
    m_digits->setKey(m_key);
    m_qr->setKey(m_key.get());
    m_bars->setKey(m_key.get());
    const auto readiness = m_parts.desk.readiness(m_release.device);
    m_elsewhere->setText(!m_subject.deleted.isEmpty() ? m_subject.deleted
                             : readiness && readiness->withoutDirectory
                             ? tr("Reachable if the directory is down.")
                             : tr("Only in the directory: out of reach when it is down."));
    m_rotates->setText(m_release.device ? tr("Rotates after use: on the list.")
                                        : tr("On no list: give the machine a new key when it is back in the domain."));
    m_asNoted->setText(
        tr("In the audit since %1: %2. Reason: “%3”.")
            .arg(QDateTime::fromMSecsSinceEpoch(m_release.releasedMs).time().toString(QStringLiteral("HH:mm:ss")),
                 m_whoAsked, m_reasonGiven));
    m_pages->setCurrentWidget(m_answer);
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
    m_pages->setCurrentWidget(m_question);
    showSubject(m_question->subject());
    m_question->startAnew(why);
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
    if (!m_key)
        return; // hidden meanwhile
    if (const Result<Done> noted = m_parts.desk.notePrinted(m_release); !noted)
        return hideKey(userMessage(noted.error()));
    KeyJob job;
    job.title = m_subject.ward;
    job.reason = m_reasonGiven;
    job.person = m_whoAsked;
    job.madeMs = m_release.releasedMs;
    job.simulated = m_parts.simulated;
    job.slips.push_back(
        {m_subject.ward, m_subject.place, m_subject.host, m_subject.tier, m_release.keyId, m_createdMs, m_key});
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
