#include "views/rings/ringboard.h"

#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>

namespace ringward {

RingBoard::RingBoard(QWidget *parent)
    : QWidget(parent)
    , m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    adapt();
}

void RingBoard::showPicture(const RingPicturePtr &picture)
{
    while (m_columns.size() > picture->columns.size()) {
        delete m_columns.back();
        m_columns.pop_back();
    }
    while (m_columns.size() < picture->columns.size()) {
        auto *column = new RingColumnView(int(m_columns.size()));
        connect(column, &RingColumnView::moveWanted, this, &RingBoard::moveWanted);
        connect(column, &RingColumnView::opened, this, &RingBoard::opened);
        m_row->addWidget(column, 1);
        m_columns.push_back(column);
    }
    for (RingColumnView *column : m_columns)
        column->showPicture(picture);
}

void RingBoard::adapt()
{
    m_row->setSpacing(themeOf(this).px(9));
}

void RingBoard::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        adapt();
    QWidget::changeEvent(event);
}

} // namespace ringward
