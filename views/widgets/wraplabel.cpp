#include "views/widgets/wraplabel.h"

#include <QResizeEvent>

namespace ringward {

WrapLabel::WrapLabel(const QString &text, QWidget *parent)
    : QLabel(text, parent)
{
    setWordWrap(true);
}

QSize WrapLabel::minimumSizeHint() const
{
    return {0, text().isEmpty() ? 0 : heightForWidth(width())};
}

void WrapLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        updateGeometry();
}

} // namespace ringward
