#include "views/widgets/keybutton.h"

#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

#include <QAction>
#include <QPainter>
#include <QStyleOptionButton>
#include <QStylePainter>

namespace ringward {

KeyButton::KeyButton(const QString &text, const QKeySequence &key, QWidget *parent)
    : QPushButton(parent)
    , m_key(key)
    , m_text(text)
{
    setAccessibleName(text);
    setToolTip(text);
    setAutoDefault(false);
}

void KeyButton::follow(QAction *action)
{
    m_action = action;
    const auto adopt = [this] {
        if (!m_action)
            return;
        m_text = m_action->text().remove(u'&');
        setAccessibleName(m_text);
        setIcon(m_action->icon());
        setEnabled(m_action->isEnabled());
        setCheckable(m_action->isCheckable());
        setChecked(m_action->isChecked());
        setToolTip(m_action->toolTip());
        updateGeometry();
        update();
    };
    connect(action, &QAction::changed, this, adopt);
    connect(this, &QPushButton::clicked, action, &QAction::trigger);
    adopt();
}

void KeyButton::setIconOnly(bool iconOnly)
{
    iconOnly = iconOnly && !icon().isNull();
    if (std::exchange(m_iconOnly, iconOnly) != iconOnly)
        updateGeometry();
    update();
}

QString KeyButton::keyText() const
{
    return m_key.isEmpty() || m_iconOnly ? QString() : m_key.toString(QKeySequence::NativeText);
}

int KeyButton::capWidth() const
{
    const Theme &theme = themeOf(this);
    const QString key = keyText();
    return key.isEmpty() ? 0 : QFontMetrics(theme.tiny).horizontalAdvance(key) + theme.px(10);
}

QSize KeyButton::sizeHint() const
{
    const Theme &theme = themeOf(this);
    int width = theme.px(24);
    if (!icon().isNull())
        width += theme.px(m_iconOnly ? 14 : 22);
    if (!m_iconOnly)
        width += fontMetrics().horizontalAdvance(m_text);
    if (const int cap = capWidth())
        width += cap + theme.px(8);
    return {width, theme.controlHeight()};
}

void KeyButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    option.icon = {};
    painter.drawControl(QStyle::CE_PushButton, option);

    const bool primary = property("kind").toString() == QStringLiteral("primary") && isEnabled();
    const QColor ink = !isEnabled() ? theme.muted
        : primary                   ? theme.onAccent
        : isChecked()               ? theme.selectionText
                                    : theme.text;
    int x = theme.px(12);
    if (!icon().isNull()) {
        const int side = theme.px(14);
        const int left = m_iconOnly ? (width() - side) / 2 : x;
        icon().paint(&painter, QRect(left, (height() - side) / 2, side, side), Qt::AlignCenter,
                     isEnabled() ? QIcon::Normal : QIcon::Disabled);
        x += side + theme.px(8);
    }
    if (m_iconOnly)
        return;
    const int cap = capWidth();
    painter.setPen(ink);
    painter.drawText(QRect(x, 0, width() - x - (cap ? cap + theme.px(12) : 0), height()),
                     Qt::AlignVCenter | Qt::AlignLeft | Qt::TextSingleLine, m_text);
    if (!cap)
        return;
    const int high = theme.px(16);
    const QRectF box(width() - cap - theme.px(8), (height() - high) / 2.0, cap, high);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(primary ? QColor(Qt::transparent) : theme.raised);
    painter.setPen(primary ? theme.onAccent : theme.border);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.setFont(theme.tiny);
    painter.setPen(primary ? theme.onAccent : theme.muted);
    painter.drawText(box, Qt::AlignCenter, keyText());
}

} // namespace ringward
