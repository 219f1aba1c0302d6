#include "views/widgets/pairrow.h"

#include "views/widgets/stylesheet.h"

#include <QFontMetrics>
#include <QLabel>
#include <QResizeEvent>

namespace ringward {

namespace {

constexpr int kGap = 8;

int widthOf(const QLabel *label)
{
    return QFontMetrics(label->font()).horizontalAdvance(label->text());
}

} // namespace

PairRow::PairRow(const QString &name, const QString &value, QWidget *parent)
    : QWidget(parent)
    , m_name(new QLabel(name))
    , m_value(new QLabel(value))
    , m_row(new QBoxLayout(QBoxLayout::LeftToRight, this))
{
    setKind(m_value, LabelKind::Caption);
    m_name->setWordWrap(true);
    m_value->setWordWrap(true);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(kGap);
    m_row->addWidget(m_name, 1);
    m_row->addWidget(m_value, 1);
}

void PairRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const int name = widthOf(m_name), value = widthOf(m_value), slack = kGap + 4;
    const bool fits = name + value + slack <= event->size().width();
    m_row->setDirection(fits ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_row->setSpacing(fits ? kGap : 0);
    m_row->setStretch(0, fits ? name + slack : 0);
    m_row->setStretch(1, fits ? value + slack : 0);
    m_value->setAlignment(fits ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignTop);
}

} // namespace ringward
