#include "views/keys/keydigits.h"

#include "views/widgets/icons.h"
#include "views/widgets/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kColumns = 4, kGap = 8, kBoxHeight = 57;
constexpr qreal kPoints = 19;

QFont digitFont(const Theme &theme)
{
    QFont font = theme.fixed;
    font.setPointSizeF(kPoints * theme.scale);
    font.setWeight(QFont::DemiBold);
    return font;
}

} // namespace

KeyDigits::KeyDigits(QWidget *parent)
    : SecretWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("The recovery key, eight groups of six digits. “Copy” hands it to a reader."));
}

void KeyDigits::setKey(std::shared_ptr<const RecoveryKey> key)
{
    m_key = std::move(key);
    m_typed = {};
    update();
}

void KeyDigits::setTyped(const QString &typed)
{
    m_typed = checkTypedKey(typed);
    qsizetype at = 0;
    for (int group = 0; m_key && group < kKeyGroups; ++group) {
        while (at < typed.size() && !typed[at].isDigit())
            ++at;
        KeyGroup &state = m_typed[std::size_t(group)];
        if (state == KeyGroup::Empty)
            break;
        qsizetype end = at;
        while (end < typed.size() && end - at < kKeyGroupDigits && typed[end].isDigit())
            ++end;
        if (state == KeyGroup::Good && !m_key->hasGroup(group, QStringView(typed).sliced(at, end - at)))
            state = KeyGroup::Wrong;
        at = end;
    }
    update();
}

int KeyDigits::wrongGroup() const
{
    return firstWrongGroup(m_typed);
}

bool KeyDigits::isComplete() const
{
    return std::all_of(m_typed.begin(), m_typed.end(), [](KeyGroup group) { return group == KeyGroup::Good; });
}

QSize KeyDigits::sizeHint() const
{
    const Theme &theme = themeOf(this);
    const int group = QFontMetrics(digitFont(theme)).horizontalAdvance(QStringLiteral("000000")) + theme.px(24);
    return {kColumns * group + (kColumns - 1) * theme.px(kGap), 2 * theme.px(kBoxHeight) + theme.px(kGap)};
}

void KeyDigits::paintEvent(QPaintEvent *)
{
    if (paintedCover())
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const qreal gap = theme.px(kGap), boxWidth = (width() - (kColumns - 1) * gap) / kColumns;
    const qreal boxHeight = (height() - gap) / 2;
    for (int group = 0; group < kKeyGroups; ++group) {
        const QRectF box((group % kColumns) * (boxWidth + gap), (group / kColumns) * (boxHeight + gap), boxWidth,
                         boxHeight);
        const KeyGroup typed = m_typed[std::size_t(group)];
        const bool wrong = typed == KeyGroup::Wrong, good = typed == KeyGroup::Good;
        const QColor edge = wrong ? theme.of(AgentHealth::CrashLooping).mark : good ? theme.accent : theme.border;
        painter.setPen(QPen(edge, wrong || good ? theme.focusWidth : 1));
        painter.setBrush(wrong ? theme.badGround : good ? theme.validGround : theme.raised);
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), theme.px(4), theme.px(4));
        painter.setFont(theme.caption);
        painter.setPen(theme.muted);
        const QRectF head(box.x(), box.y() + theme.px(4), box.width(), theme.px(15));
        painter.drawText(head, Qt::AlignHCenter | Qt::AlignVCenter, QString::number(group + 1));
        if (wrong || good)
            paintIcon(painter,
                      {box.right() - theme.px(20), box.y() + theme.px(5), qreal(theme.px(14)), qreal(theme.px(14))},
                      wrong ? QStringLiteral("cross") : QStringLiteral("check"), edge);
        painter.setFont(digitFont(theme));
        painter.setPen(theme.text);
        const QRectF below = box.adjusted(0, theme.px(17), 0, -theme.px(2));
        if (!m_key) {
            painter.drawText(below, Qt::AlignCenter, QString(kKeyGroupDigits, QChar(0x2022)));
            continue;
        }
        QString text =
            m_key->use([&](QByteArrayView digits) { return QString::fromLatin1(m_key->groupOf(digits, group)); });
        painter.drawText(below, Qt::AlignCenter, text);
        text.fill(u'0');
    }
}

} // namespace ringward
