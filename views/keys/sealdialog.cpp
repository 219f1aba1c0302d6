#include "views/keys/sealdialog.h"

#include "models/audit/rights.h"
#include "models/keys/keyreadiness.h"
#include "views/widgets/banner.h"
#include "views/widgets/labels.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSaveFile>
#include <qcorotask.h>

namespace ringward {

namespace {

constexpr int kWidth = 520, kMargin = 18;

/// The field's text as a secret; the field keeps its own until it is cleared.
Secret secretIn(const QLineEdit &field)
{
    return Secret(field.text().toUtf8());
}

QString readyText(const SealDialog::Parts &parts)
{
    std::size_t ready = 0;
    for (const DeviceId device : parts.devices)
        ready += !parts.desk.book()->heldOf(device).empty();
    return SealDialog::tr(
               "%1 devices, %2 with a key at hand. Each key is read with this reason, each is in the audit, and "
               "each is on the rotation list.")
        .arg(QLocale().toString(qulonglong(parts.devices.size())), QLocale().toString(qulonglong(ready)));
}

} // namespace

SealDialog::SealDialog(Parts parts, QWidget *parent)
    : QDialog(parent)
    , m_parts(std::move(parts))
{
    setWindowTitle(tr("Seal recovery keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    column->setSpacing(6);
    column->addWidget(wrappedLabel(LabelKind::Title, tr("Seal recovery keys")));
    column->addWidget(wrappedLabel(LabelKind::Bold, m_parts.title));
    column->addWidget(wrappedLabel(LabelKind::Muted, readyText(m_parts)));
    column->addWidget(m_banner = new Banner);
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_reason = addField(tr("Reason, for the audit"), false);
    m_reason->setMaxLength(int(KeyDesk::kLongestReason));
    m_passphrase = addField(tr("Passphrase, at least %1 characters").arg(kShortestPassphrase), true);
    m_again = addField(tr("Passphrase again"), true);
    column->addWidget(wrappedLabel(LabelKind::Caption,
                                   tr("Keep the passphrase apart from the file. Without it nobody can open "
                                      "the file. Slips are printed with “ringwardctl keys open-job”.")));
    column->addWidget(m_progress = new ProgressLine);
    m_progress->hide();
    column->addWidget(m_why = wrappedLabel(LabelKind::Caption, {}));
    column->addStretch(1);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *close = new QPushButton(tr("Close"));
    close->setAutoDefault(false);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    row->addWidget(close);
    row->addWidget(m_seal = new QPushButton(tr("Seal to a file…")));
    setKind(m_seal, ButtonKind::Primary);
    connect(m_seal, &QPushButton::clicked, this, &SealDialog::chooseFile);
    column->addLayout(row);
    setMinimumWidth(themeOf(this).px(kWidth));
    updateButton();
}

SealDialog::~SealDialog()
{
    m_stop.request_stop();
}

QLineEdit *SealDialog::addField(const QString &title, bool secret)
{
    layout()->addWidget(wrappedLabel(LabelKind::CaptionBold, title));
    auto *field = new QLineEdit;
    field->setAccessibleName(title);
    if (secret)
        field->setEchoMode(QLineEdit::Password);
    layout()->addWidget(field);
    connect(field, &QLineEdit::textChanged, this, &SealDialog::updateButton);
    return field;
}

QString SealDialog::obstacle() const
{
    if (const Result<Done> allowed = allow(m_parts.desk.me(), Deed::ReadKey); !allowed)
        return userMessage(allowed.error());
    if (m_parts.devices.empty() || m_parts.devices.size() > kMostSlips)
        return tr("A job takes 1 to %1 devices.").arg(kMostSlips);
    if (m_reason->text().trimmed().size() < KeyDesk::kShortestReason)
        return tr("A reason is missing.");
    if (m_passphrase->text().toUtf8().size() < kShortestPassphrase)
        return tr("The passphrase is too short.");
    return m_passphrase->text() == m_again->text() ? QString() : tr("The two passphrases differ.");
}

void SealDialog::updateButton()
{
    const QString why = obstacle();
    m_seal->setEnabled(why.isEmpty() && !m_working);
    if (!m_working)
        m_why->setText(why);
}

void SealDialog::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Seal recovery keys"), QString(), tr("Sealed keys (*.ringkeys)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("ringkeys"));
    connect(dialog, &QFileDialog::fileSelected, this, &SealDialog::sealTo);
    dialog->open();
}

void SealDialog::sealTo(const QString &file)
{
    if (!obstacle().isEmpty() || m_working)
        return;
    m_working = true;
    m_banner->hide();
    m_progress->show();
    updateButton();
    const auto total = m_parts.devices.size();
    KeyJobOrder order{
        .devices = m_parts.devices, .title = m_parts.title, .reason = m_reason->text(), .simulated = m_parts.simulated};
    order.progress = [self = QPointer(this), total](std::size_t done) {
        if (!self)
            return;
        self->m_progress->setProgress(qint64(done), qint64(total));
        self->m_why->setText(tr("%1 of %2").arg(done).arg(total));
    };
    QCoro::connect(makeKeyJob(m_parts.desk, m_parts.fleet, std::move(order), m_stop.get_token()), this,
                   [this, file](const Result<KeyJob> &job) { write(file, job); });
}

void SealDialog::write(const QString &file, const Result<KeyJob> &job)
{
    m_working = false;
    m_progress->hide();
    const Result<QByteArray> sealed = job ? sealJob(*job, secretIn(*m_passphrase)) : job.error();
    m_passphrase->clear();
    m_again->clear();
    m_banner->show();
    if (!sealed)
        return m_banner->showError(tr("Nothing was sealed"), sealed.error());
    QSaveFile out(file);
    if (!out.open(QIODevice::WriteOnly) || !out.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        || out.write(*sealed) != sealed->size() || !out.commit())
        return m_banner->showError(tr("Nothing was sealed"),
                                   {Error::Kind::Storage, out.errorString(), tr("%1 cannot be written.").arg(file)});
    QStringList missing;
    for (const KeyJob::Missing &line : job->missing)
        missing << line.host + QStringLiteral(": ") + line.why;
    m_banner->showMessage(Banner::Tone::Plain, tr("%1 keys are sealed in %2.").arg(job->slips.size()).arg(file),
                          missing.isEmpty() ? QString() : tr("%1 devices have none.").arg(missing.size()),
                          missing.join(u'\n'));
    Q_EMIT this->sealed(file);
}

} // namespace ringward
