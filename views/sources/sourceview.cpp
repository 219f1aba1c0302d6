#include "views/sources/sourceview.h"

#include "models/base/counted.h"
#include "views/sources/diagnosispanel.h"
#include "views/sources/reportlist.h"
#include "views/sources/sourcetable.h"
#include "views/widgets/banner.h"
#include "views/widgets/detailpane.h"
#include "views/widgets/exporttext.h"
#include "views/widgets/icons.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

namespace ringward {

namespace {

constexpr std::size_t kShownRefusals = 500;

QLabel *text(LabelKind kind)
{
    auto *const label = new QLabel;
    setKind(label, kind);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

} // namespace

SourceView::SourceView(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
{
    build();
}

void SourceView::build()
{
    m_title = text(LabelKind::Title);
    m_state = text(LabelKind::Caption);
    m_progress = new ProgressLine;
    const auto button = [](const QString &words, const char *name) {
        auto *const made = new QPushButton(words);
        made->setObjectName(QString::fromLatin1(name));
        return made;
    };
    m_sync = button(tr("Sync now"), "sync");
    m_diagnose = button(tr("Diagnose"), "diagnose");
    m_change = button(tr("Change…"), "change");
    m_enable = button(tr("Disable"), "enable");
    m_remove = button(tr("Remove…"), "remove");
    auto *const copy = button(tr("Copy details"), "copy");
    setKind(m_remove, ButtonKind::Danger);
    auto *const buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *each : {m_sync, m_diagnose, m_change, m_enable, copy, m_remove})
        buttons->addWidget(each);
    buttons->addStretch(1);
    m_question = removeQuestion();

    m_errorSection = new DetailSection(tr("What went wrong"));
    m_diagnosisSection = new DetailSection(tr("Diagnosis"));
    m_factSection = new DetailSection(tr("What it is"));
    m_refusedSection = new DetailSection(tr("Refused records"));
    m_fileSection = new DetailSection(tr("Files"));
    m_errorSection->body()->addWidget(m_errorText = text(LabelKind::Fixed));
    m_diagnosisSection->body()->addWidget(m_diagnosis = new DiagnosisPanel);
    m_diagnosisSection->hide();
    m_factSection->body()->addWidget(m_facts = new FactList);
    m_refusedSection->body()->addWidget(m_refused = new QListWidget);
    m_refusedSection->body()->addWidget(m_refusedNote = text(LabelKind::Caption));
    m_fileSection->body()->addWidget(m_reports = new ReportList);
    m_refused->setProperty("plain", true);
    m_refused->setAccessibleName(tr("Refused records"));
    m_refused->setWordWrap(true);

    auto *const head = new QVBoxLayout;
    head->setContentsMargins(14, 12, 14, 10);
    head->setSpacing(6);
    head->addWidget(m_title);
    head->addWidget(m_state);
    head->addLayout(buttons);
    head->addWidget(m_question);
    m_banner = new Banner;
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_progress);
    column->addWidget(m_banner);
    column->addLayout(head);
    for (QWidget *section : std::initializer_list<QWidget *>{m_errorSection, m_diagnosisSection, m_factSection,
                                                             m_fileSection, m_refusedSection})
        column->addWidget(section);
    column->addStretch(1);

    connect(m_sync, &QPushButton::clicked, this, [this] {
        if (m_status.state == SourceStatus::State::Syncing)
            Q_EMIT cancelWanted(m_source);
        else
            Q_EMIT syncWanted(m_source);
    });
    connect(m_diagnose, &QPushButton::clicked, this, [this] {
        if (m_isDiagnosing)
            Q_EMIT diagnoseStopWanted();
        else
            Q_EMIT diagnoseWanted(m_source);
    });
    connect(m_change, &QPushButton::clicked, this, [this] { Q_EMIT changeWanted(m_source); });
    connect(m_enable, &QPushButton::clicked, this, [this] { Q_EMIT enableWanted(m_source, !m_status.config.enabled); });
    connect(m_remove, &QPushButton::clicked, this, [this] { setAsking(true); });
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(details()); });
    connect(m_banner, &Banner::retryWanted, this, [this] { Q_EMIT syncWanted(m_source); });
}

QWidget *SourceView::removeQuestion()
{
    auto *const box = new QWidget;
    m_removeText = text(LabelKind::Cell);
    auto *const yes = new QPushButton(tr("Remove the source"));
    auto *const no = new QPushButton(tr("Keep it"));
    yes->setObjectName(QStringLiteral("removeYes"));
    no->setObjectName(QStringLiteral("removeNo"));
    setKind(yes, ButtonKind::Danger);
    auto *const row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(no);
    row->addWidget(yes);
    row->addStretch(1);
    auto *const column = new QVBoxLayout(box);
    column->setContentsMargins(0, 6, 0, 0);
    column->addWidget(m_removeText);
    column->addLayout(row);
    connect(yes, &QPushButton::clicked, this, [this] {
        setAsking(false);
        Q_EMIT removeWanted(m_source);
    });
    connect(no, &QPushButton::clicked, this, [this] { setAsking(false); });
    box->hide();
    return box;
}

void SourceView::setAsking(bool asks)
{
    m_removeText->setText(tr("With “%1” go %2 and what was found out from them. Devices that other sources "
                             "know stay; devices that only it knows go. Nothing is changed in the outside system.")
                              .arg(m_status.config.name, counted(m_status.devices, Noun::Record)));
    m_question->setVisible(asks);
    if (asks)
        m_question->findChild<QPushButton *>(QStringLiteral("removeNo"))->setFocus(Qt::OtherFocusReason);
}

void SourceView::showSource(const SourceStatus &status, const SourceKind *kind)
{
    if (status.config.id != m_source) {
        m_question->hide();
        m_diagnosisSection->hide();
    }
    m_source = status.config.id;
    m_status = status;
    const bool syncing = status.state == SourceStatus::State::Syncing;
    m_title->setText(status.config.name);
    QString state = tr("%1 · %2").arg(status.kindLabel, stateOf(status).word);
    if (syncing)
        state += status.total >= 0 ? tr(" · %1 of %2").arg(countText(status.done), countText(status.total))
                                   : tr(" · %1 so far").arg(countText(status.done));
    m_state->setText(state);
    m_progress->setProgress(status.done, status.total);
    m_progress->setVisible(syncing);
    m_sync->setText(syncing ? tr("Cancel") : tr("Sync now"));
    m_sync->setEnabled(status.config.enabled);
    m_sync->setToolTip(status.config.enabled ? QString() : tr("The source is disabled; enable it first."));
    m_enable->setText(status.config.enabled ? tr("Disable") : tr("Enable"));
    showError(status);
    showFacts(status, kind);
    showRefused(status);
}

void SourceView::showError(const SourceStatus &status)
{
    m_errorSection->setVisible(status.error && !status.error->detail.isEmpty());
    if (!status.error) {
        m_banner->hide();
        return;
    }
    m_banner->setRetryVisible(status.config.enabled);
    m_banner->showError(status.config.name, *status.error,
                        status.lastSuccessMs ? tr("Showing its data of %1.").arg(stampText(status.lastSuccessMs))
                                             : tr("It has never answered, so none of its devices are known."));
    m_errorText->setText(status.error->detail);
}

void SourceView::showFacts(const SourceStatus &status, const SourceKind *kind)
{
    const qint64 now = m_clock.nowMs();
    std::vector<FactList::Fact> facts{
        {tr("Last success"),
         status.lastSuccessMs
             ? tr("%1, %2 ago").arg(stampText(status.lastSuccessMs), ageText(now - status.lastSuccessMs))
             : tr("never"),
         false, status.lastSuccessMs == 0},
        {tr("Next question"), status.config.enabled ? untilText(status.nextSyncMs, now) : tr("none, it is disabled"),
         false, !status.config.enabled},
        {tr("Asked every"), ageText(qint64(status.config.syncEverySec) * 1000), false, false},
        {tr("Check-in"),
         status.config.checkInSec ? tr("a healthy device reports every %1; silence counts from that")
                                        .arg(ageText(qint64(status.config.checkInSec) * 1000))
                                  : tr("a list: nothing is called silent because of it alone"),
         false, false},
        {tr("Records"), countText(status.devices), false, false},
    };
    if (!kind) {
        facts.push_back({tr("Kind"), tr("not part of this program any more"), false, true});
        m_facts->setFacts(facts);
        return;
    }
    for (const SettingSpec &spec : kind->settings) {
        const bool secret = spec.type == SettingSpec::Type::Secret;
        const QString value = status.config.settings[spec.key].toVariant().toString();
        facts.push_back({spec.label,
                         secret                ? tr("in the keychain")
                             : value.isEmpty() ? QStringLiteral("–")
                                               : value,
                         false, secret || value.isEmpty()});
    }
    m_facts->setFacts(facts);
}

void SourceView::showRefused(const SourceStatus &status)
{
    m_refusedSection->setVisible(!status.refused.empty());
    m_refusedSection->setTitle(tr("Refused records"),
                               tr("· %1 in the last sync").arg(countText(qint64(status.refused.size()))), true);
    const std::size_t shown = std::min(kShownRefusals, status.refused.size());
    QStringList lines;
    for (std::size_t i = 0; i < shown; ++i)
        lines << QStringLiteral("%1: %2").arg(status.refused[i].where, status.refused[i].reason);
    if (lines != m_shownRefusals) { // a list that is the same keeps its place and its selection
        m_shownRefusals = lines;
        m_refused->clear();
        m_refused->addItems(lines);
    }
    const Theme &theme = themeOf(this);
    m_refused->setFixedHeight(int(std::min<std::size_t>(shown, 8)) * theme.rowHeight() + theme.px(6));
    m_refusedNote->setText(
        status.refused.size() > shown
            ? tr("%1 more; Copy details has all of them.").arg(countText(qint64(status.refused.size() - shown)))
            : tr("The other records of the source arrived."));
}

void SourceView::showDiagnosisRunning()
{
    m_isDiagnosing = true;
    m_diagnose->setText(tr("Stop the diagnosis"));
    m_diagnosis->showRunning();
    m_diagnosisSection->show();
}

void SourceView::showDiagnosis(const Result<Diagnosis> &diagnosis)
{
    m_isDiagnosing = false;
    m_diagnose->setText(tr("Diagnose"));
    if (diagnosis)
        m_diagnosis->showDiagnosis(*diagnosis);
    else
        m_diagnosis->showError(diagnosis.error());
}

void SourceView::setReports(std::optional<std::vector<ImportReport>> reports)
{
    m_fileSection->setVisible(reports.has_value());
    if (reports)
        m_reports->setReports(std::move(*reports));
}

QString SourceView::details() const
{
    QStringList lines{m_status.config.name, m_state->text()};
    if (m_status.error)
        lines << userMessage(*m_status.error) << m_status.error->detail;
    lines << tr("Last success: %1").arg(m_status.lastSuccessMs ? stampText(m_status.lastSuccessMs) : tr("never"));
    lines << tr("Devices: %1").arg(countText(m_status.devices));
    for (const Refusal &refusal : m_status.refused)
        lines << QStringLiteral("%1: %2").arg(refusal.where, refusal.reason);
    if (!m_diagnosisSection->isHidden() && !m_diagnosis->text().isEmpty())
        lines << QString() << m_diagnosis->text();
    return lines.join(u'\n');
}

} // namespace ringward
