#include "views/keys/secretwidget.h"

#include "views/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>

#ifdef Q_OS_WIN
#include <windows.h>
#endif

namespace ringward {

bool SecretWidget::paintedCover()
{
    // The screen is painted through an image of the window's own; QWidget::grab() asks for a pixmap.
    QPoint offset;
    const QPaintDevice *target = redirected(&offset);
    if (!target || target->devType() != QInternal::Pixmap)
        return false;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.grid);
    painter.setPen(theme.text);
    painter.setFont(theme.caption);
    painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap,
                     QCoreApplication::translate("ringward::SecretWidget", "Not in pictures"));
    return true;
}

void keepOutOfCaptures(QWidget &window)
{
#ifdef Q_OS_WIN
    constexpr DWORD kExcludeFromCapture = 0x11; // WDA_EXCLUDEFROMCAPTURE, Windows 10 2004; older ones show black
    const auto handle = reinterpret_cast<HWND>(window.winId());
    if (!SetWindowDisplayAffinity(handle, kExcludeFromCapture))
        SetWindowDisplayAffinity(handle, 1); // WDA_MONITOR
#else
    Q_UNUSED(window)
#endif
}

} // namespace ringward
