#include "views/shell/statusline.h"

#include "models/base/counted.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

namespace ringward {

namespace {

QString bold(const QString &text)
{
    return QStringLiteral("<b>%1</b>").arg(text.toHtmlEscaped());
}

QString warned(const QString &html, const Theme &theme)
{
    return QStringLiteral("<span style='color:%1'>△ %2</span>").arg(theme.of(AgentHealth::Degraded).ink.name(), html);
}

} // namespace

StatusLine::StatusLine(const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_total(new QLabel(tr("No devices")))
    , m_selection(new QLabel(tr("Nothing selected")))
    , m_totalRule(new Rule(Qt::Vertical))
    , m_rows(new QLabel)
    , m_progress(new QLabel)
    , m_sources(new QLabel)
    , m_age(new QLabel)
    , m_time(new QLabel)
    , m_cancel(new QPushButton(tr("Cancel")))
    , m_timer(new QTimer(this))
{
    auto *row = new QHBoxLayout(this);
    row->setSpacing(10);
    for (QLabel *label : {m_total, m_selection, m_rows, m_progress, m_sources, m_age, m_time}) {
        setKind(label, LabelKind::Caption);
        label->setTextFormat(Qt::RichText);
    }
    row->addWidget(m_total);
    row->addWidget(m_totalRule);
    row->addWidget(m_selection);
    row->addWidget(new Rule(Qt::Vertical));
    row->addWidget(m_rows, 1); // takes what room is left, however little
    row->addWidget(m_progress);
    row->addWidget(m_cancel);
    row->addWidget(m_sources);
    row->addWidget(new Rule(Qt::Vertical));
    row->addWidget(m_age);
    row->addWidget(new Rule(Qt::Vertical));
    row->addWidget(m_time);
    setKind(m_cancel, ButtonKind::Link);
    m_cancel->hide();
    m_progress->hide();
    m_rows->setTextFormat(Qt::PlainText);
    m_rows->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_timer->setInterval(1000);
    connect(m_timer, &QTimer::timeout, this, &StatusLine::tick);
    connect(m_cancel, &QPushButton::clicked, this, &StatusLine::cancelWanted);
    m_timer->start();
    adapt();
    tick();
}

void StatusLine::setTotal(quint32 devices, quint32 wards)
{
    m_total->setText(tr("%1 in %2")
                         .arg(counted(devices, Noun::Device, bold(countText(devices))),
                              counted(wards, Noun::Ward, bold(countText(wards)))));
}

void StatusLine::setSelection(qint64 devices, qint64 wards)
{
    m_selection->setText(
        devices == 0 ? tr("Nothing selected")
            : wards > 0
            ? tr("%1 selected in %2").arg(bold(countText(devices)), counted(wards, Noun::Ward, bold(countText(wards))))
            : tr("%1 selected").arg(bold(countText(devices))));
}

void StatusLine::setRows(const QString &text)
{
    m_rowsText = text;
    elideRows();
}

void StatusLine::elideRows()
{
    m_rows->setText(m_rows->fontMetrics().elidedText(m_rowsText, Qt::ElideRight, m_rows->width()));
    m_rows->setToolTip(m_rows->text() == m_rowsText ? QString() : m_rowsText);
}

void StatusLine::setSources(int fresh, int all)
{
    m_fresh = fresh;
    m_all = all;
    const QString text =
        all == 0 ? tr("No source set up") : tr("%1 of %2 fresh").arg(countText(fresh), counted(all, Noun::Source));
    m_sources->setText(fresh < all || all == 0 ? warned(text, themeOf(this)) : text);
}

void StatusLine::setDataTime(qint64 takenMs, qint64 limitMs)
{
    m_takenMs = takenMs;
    m_limitMs = limitMs;
    tick();
}

void StatusLine::setProgress(const QString &text, bool cancellable)
{
    m_progress->setText(text.toHtmlEscaped());
    m_progress->setVisible(!text.isEmpty());
    m_cancel->setVisible(!text.isEmpty() && cancellable);
}

void StatusLine::setFolded(bool folded)
{
    m_folded = folded;
    m_total->setVisible(!folded);
    m_totalRule->setVisible(!folded);
    tick();
}

void StatusLine::tick()
{
    const qint64 now = m_clock.nowMs();
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now);
    const QLocale locale;
    const QString day = m_folded ? QString() : locale.toString(local, QStringLiteral("ddd d MMM "));
    m_time->setText(QStringLiteral("%1 %2 · %3 UTC")
                        .arg(bold(day + local.toString(QStringLiteral("HH:mm"))), local.timeZoneAbbreviation(),
                             local.toUTC().toString(QStringLiteral("HH:mm"))));
    if (m_takenMs == 0) {
        m_age->setText(tr("No data yet"));
        return;
    }
    const qint64 age = now - m_takenMs;
    const QString text = tr("Data %1 old").arg(bold(ageText(age)));
    m_age->setText(m_limitMs > 0 && age > m_limitMs ? warned(text, themeOf(this)) : text);
}

void StatusLine::adapt()
{
    const Theme &theme = themeOf(this);
    setFixedHeight(theme.px(26));
    layout()->setContentsMargins(theme.px(12), 1, theme.px(12), 0);
    setSources(m_fresh, m_all);
}

void StatusLine::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.sidebar);
    painter.fillRect(0, 0, width(), 1, theme.border);
}

void StatusLine::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate(); // the room for the rows is known before they are written
    elideRows();
}

void StatusLine::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange) {
        adapt();
        tick();
    }
    QWidget::changeEvent(event);
}

} // namespace ringward
