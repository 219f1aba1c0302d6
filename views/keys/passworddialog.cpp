#include "views/keys/passworddialog.h"

#include "models/audit/rights.h"
#include "models/fleet/place.h"
#include "views/keys/countdown.h"
#include "views/keys/secretclipboard.h"
#include "views/keys/secrettext.h"
#include "views/widgets/banner.h"
#include "views/widgets/chip.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/words.h"
#include "views/widgets/wraplabel.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPushButton>
#include <qcorotask.h>

namespace ringward {

namespace {

constexpr int kTickMs = 250, kWidth = 560; // at 10 pt

} // namespace

PasswordDialog::PasswordDialog(const Parts &parts, DeviceId device, QWidget *parent)
    : QDialog(parent)
    , m_parts(parts)
    , m_device(device)
{
    setWindowTitle(tr("Local administrator's password"));
    setAttribute(Qt::WA_DeleteOnClose);
    setModal(false);
    build();
    const FleetSnapshot &fleet = *m_parts.hub.current();
    if (const auto row = fleet.find(device)) {
        m_host->setText(hostText(fleet, *row));
        m_place->setText(placeText(fleet, *row));
        m_tier->setTier(fleet.tier(*row));
    }
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &PasswordDialog::countDown);
    adapt();
    m_reason->setFocus();
    resize(themeOf(this).px(kWidth), sizeHint().height());
}

PasswordDialog::~PasswordDialog()
{
    m_stop.request_stop();
}

void PasswordDialog::build()
{
    m_banner = new Banner;
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_host = new QLabel;
    setKind(m_host, LabelKind::Title);
    m_place = new QLabel;
    setKind(m_place, LabelKind::Muted);
    m_tier = new Chip({});
    m_countdown = new Chip({});
    m_countdown->setIconName(QStringLiteral("clock"));
    m_text = new SecretText;
    m_reason = new QLineEdit;
    m_reason->setPlaceholderText(tr("safe mode without network, ward asked"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setMaxLength(int(KeyDesk::kLongestReason));
    m_note = new WrapLabel;
    setKind(m_note, LabelKind::Caption);
    m_show = new QPushButton(tr("Show the password"));
    m_copy = new QPushButton(tr("Copy, cleared after %1 s").arg(m_parts.copiedMs / 1000));
    m_hide = new QPushButton(tr("Hide now"));
    auto *const close = new QPushButton(tr("Close"));
    for (QPushButton *each : {m_show, m_copy, m_hide, close})
        each->setAutoDefault(false);
    m_show->setDefault(true);
    setKind(m_show, ButtonKind::Primary);
    auto *const head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_host);
    head->addWidget(m_tier);
    head->addStretch(1);
    head->addWidget(m_countdown);
    auto *const verbs = new QHBoxLayout;
    verbs->setSpacing(8);
    verbs->addStretch(1);
    for (QPushButton *each : {m_copy, m_hide, close, m_show})
        verbs->addWidget(each);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(18, 14, 18, 14);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_place);
    for (QWidget *each : std::initializer_list<QWidget *>{m_banner, m_text, m_reason, m_note})
        column->addWidget(each);
    column->addStretch(1);
    column->addLayout(verbs);
    connect(m_reason, &QLineEdit::textChanged, this, &PasswordDialog::adapt);
    connect(m_show, &QPushButton::clicked, this, &PasswordDialog::ask);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        if (m_password)
            copyForAWhile(*m_password, m_parts.copiedMs);
    });
    connect(m_hide, &QPushButton::clicked, this, [this] { hidePassword(); });
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void PasswordDialog::adapt()
{
    const bool shows = showsPassword();
    for (QWidget *each : std::initializer_list<QWidget *>{m_text, m_countdown, m_copy, m_hide})
        each->setVisible(shows);
    for (QWidget *each : std::initializer_list<QWidget *>{m_reason, m_show})
        each->setVisible(!shows);
    const Person me = m_parts.desk.me();
    const Result<Done> allowed = allow(me, Deed::ReadKey);
    const bool hasReason = m_reason->text().trimmed().size() >= KeyDesk::kShortestReason;
    m_show->setEnabled(allowed && hasReason && !m_isAsking);
    m_show->setToolTip(allowed && !hasReason ? tr("A reason is missing.") : QString());
    if (!shows)
        m_note->setText(
            allowed ? tr("%1 (%2). It is in the audit before the password is shown.").arg(me.name, labels(me.roles))
                    : userMessage(allowed.error()));
}

void PasswordDialog::ask()
{
    m_isAsking = true;
    m_banner->hide();
    adapt();
    askFor(this, m_device, m_reason->text(), m_stop.get_token());
}

QCoro::Task<> PasswordDialog::askFor(QPointer<PasswordDialog> self, DeviceId device, QString reason,
                                     std::stop_token stop)
{
    auto asking = self->m_parts.desk.releaseLocalAdmin(device, std::move(reason), std::move(stop));
    const Result<ReleasedPassword> released = co_await std::move(asking);
    if (self)
        self->take(released);
}

void PasswordDialog::take(const Result<ReleasedPassword> &released)
{
    m_isAsking = false;
    if (!released) {
        m_banner->showError(tr("Local administrator's password"), released.error());
        m_banner->show();
        return adapt();
    }
    m_password = released->password;
    m_text->setSecret(m_password);
    m_note->setText(tr("From %1. In the audit since %2: %3. Reason: “%4”.")
                        .arg(released->from,
                             QDateTime::fromMSecsSinceEpoch(released->atMs).time().toString(QStringLiteral("HH:mm:ss")),
                             released->person.name, released->reason));
    m_deadline.setRemainingTime(m_parts.shownMs);
    m_tick.start();
    adapt();
    countDown();
    m_hide->setFocus();
}

void PasswordDialog::countDown()
{
    if (m_deadline.hasExpired())
        return hidePassword(tr("The password was hidden after its time. Showing it again asks anew."));
    m_countdown->setText(hidesInText(m_deadline.remainingTime()));
}

void PasswordDialog::hidePassword(const QString &why)
{
    m_tick.stop();
    m_password.reset();
    m_text->setSecret(nullptr);
    m_reason->clear();
    m_banner->setVisible(!why.isEmpty());
    if (!why.isEmpty())
        m_banner->showMessage(Banner::Tone::Plain, why);
    adapt();
    m_reason->setFocus();
}

void PasswordDialog::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && showsPassword())
        return hidePassword(); // the first one hides, the next one closes
    QDialog::keyPressEvent(event);
}

void PasswordDialog::showEvent(QShowEvent *event)
{
    keepOutOfCaptures(*this);
    QDialog::showEvent(event);
}

void PasswordDialog::closeEvent(QCloseEvent *event)
{
    hidePassword();
    QDialog::closeEvent(event);
}

} // namespace ringward
