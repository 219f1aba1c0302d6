#include "models/base/counted.h"
#include "views/audit/auditpage.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/stylesheet.h"

#include <QCoroTask>
#include <QFileDialog>
#include <QLabel>
#include <QPushButton>
#include <QSaveFile>
#include <QtConcurrent>

namespace ringward {

// What can be asked for on the page; the page itself is in auditpage.cpp.

void AuditPage::addVerbs()
{
    const auto add = [&](const char *id, const QString &text, const char *icon, auto run) {
        m_parts.actions.add({QString::fromLatin1(id),
                             text,
                             QString::fromLatin1(icon),
                             {},
                             QStringLiteral("tools"),
                             QStringLiteral("audit")},
                            this, run);
    };
    add("audit.verify", tr("Verify the audit chain"), "check", [this] { verify(); });
    add("audit.export", tr("Export the audit…"), "export", [this] { exportFile(); });
    add("audit.sign", tr("Sign the head of the audit"), "key", [this] { sign(); });
}

void AuditPage::verify()
{
    if (m_verified)
        return;
    m_verified = std::make_shared<std::atomic<qint64>>(0);
    const auto work = [&log = m_parts.log, done = m_verified] {
        return verifyLog(log, [done](qint64 entries) {
            qint64 before = done->load();
            return before >= 0 && done->compare_exchange_strong(before, entries);
        });
    };
    QtConcurrent::run(work).then(this, [this](Result<ChainReport> report) {
        m_verified.reset();
        m_progress.stop();
        if (report)
            m_report = *report;
        else
            m_banner->showError(tr("The chain could not be verified."), report.error());
        m_banner->setVisible(!report);
        refresh(); // it may have grown since the list was read
    });
    m_progress.start();
    showVerdict();
}

/// "verified to entry n", or where it is broken; beside it what is signed.
void AuditPage::showVerdict()
{
    m_verify->setEnabled(!m_verified);
    QString text = tr("not verified since the start");
    LabelKind kind = LabelKind::Muted;
    if (m_verified) {
        text = tr("verifying: %1").arg(counted(m_verified->load(), Noun::Entry));
    } else if (m_report && m_report->broken) {
        text = tr("broken at entry %1: %2").arg(countText(m_report->broken->number), m_report->broken->reason);
        kind = LabelKind::Bad;
    } else if (m_report) {
        text = m_report->signedTo == 0 ? tr("verified to entry %1, not signed yet").arg(countText(m_report->last))
                                       : tr("verified to entry %1, signed to entry %2")
                                             .arg(countText(m_report->last), countText(m_report->signedTo));
        kind = LabelKind::Bold;
    }
    setKind(m_verdict, kind);
    m_verdict->setText(text);
    Q_EMIT sentenceChanged(text);
}

void AuditPage::sign()
{
    auto task = m_parts.signHead(m_stop.get_token());
    QCoro::connect(std::move(task), this, [this](const Result<AuditHead> &head) {
        if (!head)
            m_banner->showError(tr("The head was not signed."), head.error());
        else
            m_banner->showMessage(
                Banner::Tone::Plain,
                tr("Signed to entry %1 with key %2.").arg(countText(head->number), head->key.shortText()));
        m_banner->show();
        refresh();
    });
}

void AuditPage::exportFile()
{
    if (const Result<Done> allowed = m_parts.mayExport(); !allowed) {
        m_banner->showError(tr("The audit was not exported."), allowed.error());
        m_banner->show();
        return;
    }
    const QString whole = tr("Everything (*.jsonl)"), redacted = tr("Without names and texts (*.jsonl)");
    auto *const dialog = new QFileDialog(this, tr("Export the audit"), QStringLiteral("audit.jsonl"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({whole, redacted});
    connect(dialog, &QFileDialog::fileSelected, this, [this, dialog, redacted](const QString &path) {
        const bool isRedacted = dialog->selectedNameFilter() == redacted;
        exportTo(path, {isRedacted, isRedacted});
    });
    dialog->open();
}

void AuditPage::exportTo(const QString &path, Redaction redaction)
{
    const auto work = [&log = m_parts.log, path, redaction]() -> Result<qint64> {
        QSaveFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return Error{Error::Kind::Storage, file.errorString(), {}};
        Result<qint64> count = exportAudit(log, file, redaction);
        if (count && !file.commit())
            return Error{Error::Kind::Storage, file.errorString(), {}};
        return count;
    };
    QtConcurrent::run(work).then(this, [this, path](Result<qint64> count) {
        if (count)
            m_banner->showMessage(
                Banner::Tone::Plain,
                agreeing(*count, tr("%1 is in %2."), tr("%1 are in %2.")).arg(counted(*count, Noun::Entry), path),
                tr("“ringwardctl audit verify FILE” checks it anywhere."));
        else
            m_banner->showError(tr("The audit was not exported."), count.error());
        m_banner->show();
        if (count)
            Q_EMIT exported(path);
    });
}

} // namespace ringward
