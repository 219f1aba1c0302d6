#include "views/remediation/remedypreview.h"

#include "models/base/counted.h"
#include "views/widgets/icons.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QTabWidget>

namespace ringward {

namespace {

using Row_ = PreviewRow;

std::vector<RecordTable<PreviewRow>::Column> columns()
{
    const auto tr = [](const char *text) {
        return RemedyPreview::tr(text);
    };
    return {{tr("Step"), [](const Row_ &r) { return QString::number(r.step); },
             [](const Row_ &r) {
                 return QVariant(r.step);
             }},
            {tr("Host"), [](const Row_ &r) { return r.host; },
             [](const Row_ &r) {
                 return QVariant(r.host);
             }},
            {tr("Ward"), [](const Row_ &r) { return r.ward; },
             [](const Row_ &r) {
                 return QVariant(r.ward);
             }},
            {tr("Tier"), [](const Row_ &r) { return r.tier; },
             [](const Row_ &r) {
                 return QVariant(r.tier);
             }},
            {tr("State"), [](const Row_ &r) { return r.health; },
             [](const Row_ &r) {
                 return QVariant(r.health);
             }},
            {tr("Reach"), [](const Row_ &r) { return r.reach; },
             [](const Row_ &r) {
                 return QVariant(r.reach);
             }},
            {tr("In use by"), [](const Row_ &r) { return r.user; },
             [](const Row_ &r) {
                 return QVariant(r.user);
             }},
            {tr("Why"), [](const Row_ &r) { return r.why; },
             [](const Row_ &r) {
                 return QVariant(r.why);
             }}};
}

struct Sign {
    const char *icon;
    IconInk ink;
};
// Positions are the values of GuardrailResult::State.
constexpr std::array kSigns{Sign{"check", IconInk::Text}, Sign{"warning", IconInk::Degraded},
                            Sign{"clock", IconInk::Degraded}, Sign{"cross", IconInk::Bad},
                            Sign{"help", IconInk::Muted}};

} // namespace

RemedyPreview::RemedyPreview(QWidget *parent)
    : QWidget(parent)
    , m_rows(columns())
    , m_sum(new QLabel)
    , m_reach(new QLabel)
    , m_guardrails(new QVBoxLayout)
    , m_tabs(new QTabWidget)
    , m_view(new StyledTable)
    , m_scripts(new QPlainTextEdit)
{
    setKind(m_sum, LabelKind::Bold);
    m_sum->setObjectName(QStringLiteral("previewSum"));
    m_sum->setWordWrap(true);
    m_reach->setWordWrap(true);
    m_reach->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setKind(m_reach, LabelKind::Muted);
    m_guardrails->setSpacing(4);
    m_view->setObjectName(QStringLiteral("previewDevices"));
    m_view->setAccessibleName(tr("Devices of the plan"));
    m_view->setModel(&m_rows);
    m_view->setLook(0, {CellLook::Kind::Number, -1, -1});
    m_view->setInitialWidths({58, 152, 104, 46, 104, 104, 96, 112});
    m_view->setFilling(7);
    m_scripts->setObjectName(QStringLiteral("scripts"));
    m_scripts->setAccessibleName(tr("Scripts, word for word"));
    m_scripts->setReadOnly(true);
    m_scripts->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_scripts->setTabChangesFocus(true);
    setKind(m_scripts, LabelKind::Fixed);
    m_tabs->addTab(m_view, tr("Devices"));
    m_tabs->addTab(m_scripts, tr("What is sent"));
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 12);
    column->setSpacing(8);
    column->addWidget(m_sum);
    column->addLayout(m_guardrails);
    column->addWidget(m_reach);
    column->addWidget(m_tabs, 1);
}

void RemedyPreview::show(const PlannedRemedy &planned, const FleetSnapshot &)
{
    std::vector<PreviewRow> rows;
    for (std::size_t i = 0; i < planned.devices.size(); ++i) {
        const PlannedCall &call = planned.plan.calls[i];
        const RemedyDevice &device = planned.devices[i];
        rows.push_back({call.host, call.ward, tierLabel(call.tier), healthName(device.health),
                        label(device.preflight.level), device.preflight.text(), device.user, call.step + 1});
    }
    m_sum->setText(tr("%1 in %2, %3. Nothing has been sent.")
                       .arg(counted(qint64(rows.size()), Noun::Device),
                            counted(qint64(planned.plan.cover.size()), Noun::Ward),
                            counted(planned.plan.steps, Noun::Step)));
    m_rows.show(std::move(rows));
    showGuardrails(planned);
    const PreflightSummary &summary = planned.summary;
    QStringList lines{tr("Reach in safe mode: %1 ready, %2 doubtful, %3 not reachable.")
                          .arg(countText(summary.ready), countText(summary.doubtful), countText(summary.notReachable))};
    for (const auto &[kind, devices] : summary.plan)
        lines << tr("%1: %2. %3").arg(countText(devices), label(kind), remedyOf(kind));
    for (const FreezeHit &hit : planned.plan.freezes)
        lines << tr("It collides with the freeze “%1”.").arg(hit.name);
    for (const Refusal &refusal : planned.refused)
        lines << tr("Left out: %1. %2").arg(refusal.where, refusal.reason);
    if (lines.size() > 6) {
        const qsizetype more = lines.size() - 6;
        lines = lines.mid(0, 6) << tr("… and %1 more.").arg(more);
    }
    m_reach->setText(lines.join(u'\n'));
    showScripts(planned.filled);
}

void RemedyPreview::showGuardrails(const PlannedRemedy &planned)
{
    while (QLayoutItem *const item = m_guardrails->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const GuardrailResult &each : planned.plan.guardrails) {
        auto *const row = new QWidget;
        auto *const line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(8);
        const Sign &sign = kSigns[std::size_t(each.state)];
        auto *const icon = new QLabel;
        const int side = themeOf(this).px(16);
        icon->setPixmap(
            iconPixmap(QString::fromLatin1(sign.icon), side, colourOf(sign.ink, themeOf(this)), devicePixelRatioF()));
        auto *const name = new QLabel(each.name);
        setKind(name, each.state == GuardrailResult::State::Blocks ? LabelKind::Bad : LabelKind::Bold);
        auto *const text =
            new QLabel(each.detail.isEmpty() ? tr("%1; limit: %2").arg(each.value, each.limit) : each.detail);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line->addWidget(icon, 0, Qt::AlignTop);
        line->addWidget(name, 0, Qt::AlignTop);
        line->addWidget(text, 1);
        m_guardrails->addWidget(row);
    }
}

void RemedyPreview::showScripts(const Runbook &runbook)
{
    QString text;
    const auto add = [&](const RunbookStep &step, const QString &kind) {
        text += QStringLiteral("──── %1%2 · %3 · %4 s\n").arg(kind, step.title, word(step.deed)).arg(step.limitSec);
        if (!step.needs.isEmpty())
            text += tr("Needs: %1\n").arg(step.needs);
        if (!step.words.isEmpty())
            text += step.words + u'\n';
        for (std::size_t i = 0; i < kShells; ++i) {
            if (!step.scripts[i].isEmpty())
                text += step.scripts[i] + u'\n';
        }
        if (!step.output.isEmpty())
            text += tr("Proof: the output shows %1\n").arg(step.output);
        text += u'\n';
    };
    for (const RunbookStep &step : runbook.steps)
        add(step, {});
    for (const RunbookStep &step : runbook.wayBack)
        add(step, tr("Way back: "));
    m_scripts->setPlainText(text);
}

} // namespace ringward
