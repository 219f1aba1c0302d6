#include "views/widgets/banner.h"

#include "views/widgets/icons.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace ringward {

Banner::Banner(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel)
    , m_retry(new QPushButton(tr("Retry")))
    , m_copy(new QPushButton(tr("Copy details")))
{
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::RichText);
    setKind(m_retry, ButtonKind::Link);
    setKind(m_copy, ButtonKind::Link);
    m_retry->hide();
    auto *row = new QHBoxLayout(this);
    const Theme &theme = themeOf(this);
    row->setContentsMargins(theme.px(38), theme.px(4), theme.px(8), theme.px(5));
    row->setSpacing(theme.px(4));
    row->addWidget(m_text, 1);
    row->addWidget(m_retry);
    row->addWidget(m_copy);
    connect(m_retry, &QPushButton::clicked, this, &Banner::retryWanted);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_details); });
    hide();
}

void Banner::showMessage(Tone tone, const QString &what, const QString &stillTrue, const QString &details)
{
    m_tone = tone;
    m_details = details.isEmpty() ? QStringLiteral("%1 %2").arg(what, stillTrue) : details;
    m_text->setText(QStringLiteral("<b>%1</b> %2").arg(what.toHtmlEscaped(), stillTrue.toHtmlEscaped()));
    setAccessibleName(QStringLiteral("%1 %2").arg(what, stillTrue));
    show();
    update();
}

void Banner::showError(const QString &subject, const Error &error, const QString &stillTrue)
{
    const QString what = QStringLiteral("%1: %2").arg(subject, userMessage(error));
    showMessage(Tone::Error, what, stillTrue, QStringLiteral("%1\n%2").arg(what, error.detail));
}

void Banner::setRetryVisible(bool visible)
{
    m_retry->setVisible(visible);
}

void Banner::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    struct Look {
        QColor ground, rule;
        QString icon;
    };
    const HealthInk &bad = theme.of(AgentHealth::CrashLooping), &warn = theme.of(AgentHealth::Degraded);
    const Look look = m_tone == Tone::Error ? Look{theme.badGround, bad.mark, QStringLiteral("warning")}
        : m_tone == Tone::Warning           ? Look{theme.warnGround, warn.mark, QStringLiteral("warning")}
                                            : Look{theme.raised, theme.border, QStringLiteral("info")};
    QPainter painter(this);
    painter.fillRect(rect(), look.ground);
    painter.fillRect(0, height() - theme.frameWidth, width(), theme.frameWidth, look.rule);
    const int side = theme.px(16);
    paintIcon(painter, QRectF(theme.px(13), (height() - side) / 2.0, side, side), look.icon,
              m_tone == Tone::Plain ? theme.muted : look.rule);
}

EmptyState::EmptyState(const QString &what, const QString &why, const QString &verb, QWidget *parent)
    : QWidget(parent)
    , m_what(new QLabel(what))
    , m_why(new QLabel(why))
{
    setKind(m_what, LabelKind::Bold);
    setKind(m_why, LabelKind::Caption);
    for (QLabel *label : {m_what, m_why})
        label->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    const Theme &theme = themeOf(this);
    column->setContentsMargins(theme.px(12), theme.px(12), theme.px(12), theme.px(12));
    column->setSpacing(theme.px(4));
    column->addWidget(m_what);
    column->addWidget(m_why);
    if (!verb.isEmpty()) {
        auto *button = new QPushButton(verb);
        column->addSpacing(theme.px(4));
        column->addWidget(button, 0, Qt::AlignLeft);
        connect(button, &QPushButton::clicked, this, &EmptyState::verbWanted);
    }
    column->addStretch(1);
}

void EmptyState::setTexts(const QString &what, const QString &why)
{
    m_what->setText(what);
    m_why->setText(why);
}

ProgressLine::ProgressLine(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(3);
}

void ProgressLine::setProgress(qint64 done, qint64 total)
{
    m_done = done;
    m_total = total;
    update();
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.grid);
    const double share = m_total > 0 ? std::clamp(double(m_done) / double(m_total), 0.0, 1.0) : 1.0 / 3;
    painter.fillRect(QRectF(0, 0, width() * share, height()), theme.accent);
}

} // namespace ringward
