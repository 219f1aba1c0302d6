#include "views/devices/viewsrow.h"

#include "views/widgets/chip.h"
#include "views/widgets/digits.h"
#include "views/widgets/icons.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QMenu>
#include <QPainter>
#include <QResizeEvent>
#include <QToolButton>

namespace ringward {

namespace {

constexpr int kHeight = 34, kSide = 12, kGap = 6;

} // namespace

ViewsRow::ViewsRow(QWidget *parent)
    : QWidget(parent)
    , m_more(new QToolButton(this))
    , m_moreMenu(new QMenu(this))
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_more->setIcon(themedIcon(QStringLiteral("more")));
    m_more->setToolTip(tr("More views"));
    m_more->setAccessibleName(tr("More views"));
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_moreMenu);
    setKind(m_more, ButtonKind::Ghost);
    connect(m_moreMenu, &QMenu::aboutToShow, this, &ViewsRow::fillMore);
    setViews({});
}

Chip *ViewsRow::makeChip(const QString &name, const QString &icon)
{
    auto *const chip = new Chip(name, this);
    chip->setIconName(icon);
    chip->setClickable(true);
    chip->setAccessibleName(tr("View: %1").arg(name));
    chip->show();
    return chip;
}

void ViewsRow::setViews(const std::vector<SavedView> &views)
{
    qDeleteAll(m_chips);
    m_chips.clear();
    m_views = views;
    m_chips.push_back(makeChip(tr("All devices"), QStringLiteral("devices")));
    connect(m_chips.back(), &QAbstractButton::clicked, this, &ViewsRow::allWanted);
    for (std::size_t i = 0; i < m_views.size(); ++i) {
        Chip *const chip = makeChip(m_views[i].name, QStringLiteral("star"));
        const SavedViewId id = m_views[i].id;
        connect(chip, &QAbstractButton::clicked, this, [this, id] { Q_EMIT viewWanted(id); });
        chip->setContextMenuPolicy(Qt::CustomContextMenu);
        connect(chip, &QWidget::customContextMenuRequested, this, [this, chip, i](const QPoint &at) {
            auto *const menu = new QMenu(this);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            fillMenu(*menu, i);
            menu->popup(chip->mapToGlobal(at));
        });
        m_chips.push_back(chip);
    }
    place();
}

void ViewsRow::setCounts(qint64 all, const QList<qint64> &counts)
{
    m_chips[0]->setCount(all);
    for (qsizetype i = 0; i < counts.size() && std::size_t(i) + 1 < m_chips.size(); ++i)
        m_chips[std::size_t(i) + 1]->setCount(counts[i] < 0 ? std::nullopt : std::optional(counts[i]));
    place();
}

void ViewsRow::setCurrent(SavedViewId view, bool all)
{
    m_chips[0]->setChecked(all);
    for (std::size_t i = 0; i < m_views.size(); ++i)
        m_chips[i + 1]->setChecked(!all && view && m_views[i].id == view);
}

void ViewsRow::fillMenu(QMenu &menu, std::size_t position)
{
    const SavedViewId id = m_views[position].id;
    menu.addAction(tr("Rename…"), this, [this, id] { Q_EMIT renameWanted(id); });
    menu.addAction(tr("Replace by the filter shown"), this, [this, id] { Q_EMIT replaceWanted(id); });
    menu.addSeparator();
    menu.addAction(tr("Move left"), this, [this, id] { Q_EMIT moveWanted(id, -1); })->setEnabled(position > 0);
    menu.addAction(tr("Move right"), this, [this, id] { Q_EMIT moveWanted(id, 1); })
        ->setEnabled(position + 1 < m_views.size());
    menu.addSeparator();
    menu.addAction(tr("Remove"), this, [this, id] { Q_EMIT removeWanted(id); });
}

void ViewsRow::fillMore()
{
    m_moreMenu->clear();
    for (std::size_t i = std::max<std::size_t>(1, m_shown); i < m_chips.size(); ++i) {
        const SavedViewId id = m_views[i - 1].id;
        m_moreMenu->addAction(m_views[i - 1].name, this, [this, id] { Q_EMIT viewWanted(id); });
    }
    m_moreMenu->addSeparator();
    for (std::size_t i = 0; i < m_views.size(); ++i)
        fillMenu(*m_moreMenu->addMenu(tr("Edit “%1”").arg(m_views[i].name)), i);
    m_moreMenu->addSeparator();
    m_moreMenu->addAction(tr("Add the usual views"), this, &ViewsRow::usualWanted);
}

void ViewsRow::place()
{
    const Theme &theme = themeOf(this);
    const int side = theme.px(kSide), gap = theme.px(kGap), height = theme.px(kHeight), more = theme.px(28);
    int x = side + QFontMetrics(theme.caption).horizontalAdvance(tr("Views")) + theme.px(8);
    m_shown = 0;
    bool fits = true; // once one does not, none behind it is shown: the order stays readable
    for (Chip *chip : m_chips) {
        const QSize size = chip->sizeHint();
        fits = fits && x + size.width() + gap + more + side <= width();
        chip->setVisible(fits);
        if (!fits)
            continue;
        chip->setGeometry(x, (height - size.height()) / 2, size.width(), size.height());
        x += size.width() + gap;
        ++m_shown;
    }
    m_more->setIconSize({theme.px(16), theme.px(16)});
    m_more->setGeometry(x, (height - theme.px(24)) / 2, more, theme.px(24));
}

void ViewsRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.fillRect(rect(), theme.surface);
    painter.fillRect(0, height() - 1, width(), 1, theme.border);
    painter.setFont(theme.caption);
    painter.setPen(theme.muted);
    painter.drawText(rect().adjusted(theme.px(kSide), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, tr("Views"));
}

void ViewsRow::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    place();
}

void ViewsRow::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) {
        updateGeometry();
        place();
    }
}

QSize ViewsRow::sizeHint() const
{
    return {themeOf(this).px(600), themeOf(this).px(kHeight)};
}

QSize ViewsRow::minimumSizeHint() const
{
    return {themeOf(this).px(200), themeOf(this).px(kHeight)};
}

} // namespace ringward
