#include "views/rings/ringcolumnview.h"

#include "models/base/counted.h"
#include "models/fleet/filterterm.h"
#include "views/widgets/digits.h"
#include "views/widgets/icons.h"
#include "views/widgets/theme.h"
#include "views/widgets/words.h"

#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QMenu>
#include <QMimeData>

#include <algorithm>
#include <set>

namespace ringward {

namespace {

const QString kMime = QStringLiteral("application/x-ringward-ward");

} // namespace

using namespace columnlayout;

RingColumnView::RingColumnView(int ring, QWidget *parent)
    : QWidget(parent)
    , m_ring(ring)
{
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setMouseTracking(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void RingColumnView::showPicture(RingPicturePtr picture)
{
    m_picture = std::move(picture);
    m_current = std::clamp(m_current, 0, std::max(0, int(column().wards.size()) - 1));
    announce();
    update();
}

QSize RingColumnView::sizeHint() const
{
    const Theme &theme = themeOf(this);
    return {theme.px(147), theme.px(kWards + 7 * kLine + 8)};
}

QSize RingColumnView::minimumSizeHint() const
{
    const Theme &theme = themeOf(this);
    return {theme.px(132), theme.px(kWards + 4 * kLine + 8)};
}

void RingColumnView::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->pos();
    const int line = lineAt(event->pos());
    if (line >= 0) {
        m_current = line;
        announce();
        update();
    }
}

void RingColumnView::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton) || !m_picture || lineAt(m_pressed) < 0
        || (event->pos() - m_pressed).manhattanLength() < QApplication::startDragDistance())
        return;
    const auto &ward = column().wards[std::size_t(m_current)];
    auto *drag = new QDrag(this); // Qt deletes it after the drop
    auto *carried = new QMimeData;
    carried->setData(kMime, QByteArray::number(m_ring) + ' ' + QByteArray::number(ward.ward));
    carried->setText(m_picture->facts->wardName(ward.ward));
    drag->setMimeData(carried);
    drag->exec(Qt::MoveAction);
}

void RingColumnView::dragEnterEvent(QDragEnterEvent *event)
{
    if (!event->mimeData()->hasFormat(kMime) || event->source() == this)
        return;
    event->acceptProposedAction();
    m_isTarget = true;
    update();
}

void RingColumnView::dragLeaveEvent(QDragLeaveEvent *)
{
    m_isTarget = false;
    update();
}

void RingColumnView::dropEvent(QDropEvent *event)
{
    m_isTarget = false;
    const QList<QByteArray> parts = event->mimeData()->data(kMime).split(' ');
    if (parts.size() == 2)
        Q_EMIT moveWanted(parts[1].toUInt(), parts[0].toInt(), m_ring, std::nullopt);
    event->acceptProposedAction();
    update();
}

void RingColumnView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_picture && (lineAt(event->pos()) >= 0 || event->pos().y() < themeOf(this).px(kContent))) {
        const QString ring = filterTerm("ring", rule().name.name);
        const int line = lineAt(event->pos());
        const auto &wards = m_picture->facts->fleet->names().wards();
        Q_EMIT opened(line < 0 ? ring : ring + u' ' + wardFilter(wards[column().wards[std::size_t(line)].ward]));
    }
}

void RingColumnView::keyPressEvent(QKeyEvent *event)
{
    const int last = m_picture ? int(column().wards.size()) - 1 : -1;
    switch (event->key()) {
    case Qt::Key_Down:
        m_current = std::min(last, m_current + 1);
        break;
    case Qt::Key_Up:
        m_current = std::max(0, m_current - 1);
        break;
    case Qt::Key_Home:
        m_current = 0;
        break;
    case Qt::Key_End:
        m_current = std::max(0, last);
        break;
    case Qt::Key_Left:
        focusNextPrevChild(false);
        return;
    case Qt::Key_Right:
        focusNextPrevChild(true);
        return;
    case Qt::Key_Space:
    case Qt::Key_Menu:
        showMenu(mapToGlobal(QPoint(width() / 2, themeOf(this).px(kWards))));
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (last >= 0)
            Q_EMIT opened(filterTerm("ring", rule().name.name));
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    announce();
    update();
}

void RingColumnView::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse && lineAt(event->pos()) >= 0)
        m_current = lineAt(event->pos());
    showMenu(event->globalPos());
}

void RingColumnView::showMenu(QPoint at)
{
    if (!m_picture || column().wards.empty())
        return;
    const RingFacts &facts = *m_picture->facts;
    const quint32 ward = column().wards[std::size_t(m_current)].ward;
    std::array<quint32, kTierCount> tiers{};
    for (const Row row : facts.rowsOf(ward)) {
        if (m_picture->rings[row] == m_ring)
            ++tiers[std::size_t(facts.tier[row])];
    }
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto addTargets = [&](QMenu *to, std::optional<Tier> tier) {
        for (int ring = 0; ring < int(facts.rings()); ++ring) {
            if (ring == m_ring)
                continue;
            QAction *action = to->addAction(facts.policy.rings[std::size_t(ring)].name.name);
            connect(action, &QAction::triggered, this,
                    [this, ward, ring, tier] { Q_EMIT moveWanted(ward, m_ring, ring, tier); });
        }
    };
    quint32 all = 0;
    for (const quint32 count : tiers)
        all += count;
    addTargets(menu->addMenu(tr("Move %1 of %2 to").arg(countText(all), facts.wardName(ward))), std::nullopt);
    for (int tier = 0; tier < kTierCount; ++tier) {
        if (tiers[std::size_t(tier)] && tiers[std::size_t(tier)] < all)
            addTargets(
                menu->addMenu(tr("Move its %1 %2 to").arg(countText(tiers[std::size_t(tier)]), tierLabel(Tier(tier)))),
                Tier(tier));
    }
    menu->addSeparator();
    QAction *show = menu->addAction(tr("Show devices"));
    connect(show, &QAction::triggered, this, [this, place = wardFilter(facts.fleet->names().wards()[ward])] {
        Q_EMIT opened(filterTerm("ring", rule().name.name) + u' ' + place);
    });
    menu->popup(at);
}

void RingColumnView::announce()
{
    if (!m_picture)
        return;
    QString below;
    setAccessibleName(tr("Ring %1").arg(rule().name.name));
    const QString ward = column().wards.empty()
        ? QString()
        : tr("; ward %1, %2")
              .arg(m_picture->facts->wardName(column().wards[std::size_t(m_current)].ward),
                   counted(column().wards[std::size_t(m_current)].devices
                               + column().wards[std::size_t(m_current)].change,
                           Noun::Device));
    setAccessibleDescription(
        tr("%1, content %2, soak: %3, gate: %4")
            .arg(counted(column().draft, Noun::Device), column().version, soakText(), gateText(&below))
        + ward);
}

void RingColumnView::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        updateGeometry();
    QWidget::changeEvent(event);
}

} // namespace ringward
