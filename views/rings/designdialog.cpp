#include "views/rings/designdialog.h"

#include "models/base/counted.h"
#include "views/widgets/digits.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QTextBrowser>

namespace ringward {

namespace {

constexpr qsizetype kMostUnsatisfied = 12;

QString listOf(const QStringList &lines)
{
    QString html = QStringLiteral("<ul>");
    for (const QString &line : lines)
        html += QStringLiteral("<li>%1</li>").arg(line.toHtmlEscaped());
    return html + QStringLiteral("</ul>");
}

} // namespace

DesignDialog::DesignDialog(std::shared_ptr<const RingPicture> picture, GuardrailSet guardrails, qint64 nowMs,
                           QWidget *parent)
    : QDialog(parent)
    , m_picture(std::move(picture))
    , m_state(new QLabel(tr("Designing rings for %1…").arg(counted(m_picture->facts->participants, Noun::Device))))
    , m_text(new QTextBrowser)
    , m_take(new QPushButton(tr("Take as draft")))
{
    setWindowTitle(tr("Ring designer · %1").arg(streamLabel(m_picture->facts->policy.stream)));
    setKind(m_state, LabelKind::Bold);
    setKind(m_take, ButtonKind::Primary);
    m_take->setEnabled(false);
    m_text->setProperty("plain", true);
    m_text->setAccessibleName(tr("What the designer proposes"));
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_take);
    auto *all = new QVBoxLayout(this);
    all->addWidget(m_state);
    all->addWidget(m_text, 1);
    all->addLayout(buttons);
    resize(640, 480);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_take, &QPushButton::clicked, this, [this] {
        Q_EMIT taken(m_moves);
        accept();
    });
    m_job.start([facts = m_picture->facts, rules = std::move(guardrails), nowMs, this](std::stop_token stop) {
        const BoundGuardrails bound(facts, rules, nowMs, stop);
        auto design = std::make_shared<std::optional<RingDesign>>(designRings(bound, facts->today, nowMs, stop));
        if (!stop.stop_requested())
            QMetaObject::invokeMethod(this, [this, design] { show(*design); });
    });
}

void DesignDialog::show(const std::optional<RingDesign> &design)
{
    if (!design)
        return;
    m_moves = movesOf(*m_picture->facts, design->rings, design->waves);
    const bool permitted = isPermitted(design->results);
    m_state->setText(
        m_moves.empty() ? tr("The rings are as the designer would have them.")
            : permitted
            ? agreeing(qint64(m_moves.size()), tr("%1 satisfies every guardrail."), tr("%1 satisfy every guardrail."))
                  .arg(counted(qint64(m_moves.size()), Noun::Move))
            : tr("%1; some guardrails cannot be satisfied.").arg(counted(qint64(m_moves.size()), Noun::Move)));
    m_take->setEnabled(!m_moves.empty());
    QString html = listOf(design->explanation);
    if (!design->unsatisfied.isEmpty()) {
        html += QStringLiteral("<p><b>%1</b></p>").arg(tr("What cannot be had, and why"));
        html += listOf(design->unsatisfied.mid(0, kMostUnsatisfied));
        if (design->unsatisfied.size() > kMostUnsatisfied)
            html += tr("<p>%1 more; “ringwardctl design” lists all.</p>")
                        .arg(design->unsatisfied.size() - kMostUnsatisfied);
    }
    m_text->setHtml(html);
}

} // namespace ringward
