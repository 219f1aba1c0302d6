#include "views/drivers/drivercells.h"

#include "views/drivers/driverwords.h"
#include "views/widgets/digits.h"
#include "views/widgets/marks.h"

#include <QPainter>

#include <cmath>

namespace ringward {

namespace {

constexpr int kGlyphWidth = 54, kGlyphHeight = 17, kBadgeHeight = 19;

struct Cell {
    QPainter &painter;
    const Theme &theme;
    QRectF box;
    const AssessedDriver &driver;
    QColor override;
    QDate today;
    QColor ink() const { return override.isValid() ? override : theme.text; }
};

void paintScore(const Cell &cell)
{
    const qreal width = cell.theme.px(kGlyphWidth), height = cell.theme.px(kGlyphHeight);
    cell.painter.setFont(cell.theme.bold);
    cell.painter.setPen(cell.ink());
    drawTabular(cell.painter, cell.box.adjusted(0, 0, -width - cell.theme.px(10), 0), Qt::AlignVCenter | Qt::AlignRight,
                QLocale().toString(cell.driver.exposure.total, 'f', 0));
    paintScoreGlyph(cell.painter, QRectF(cell.box.right() - width, cell.box.center().y() - height / 2, width, height),
                    cell.driver.exposure, cell.theme, cell.override);
}

void paintEvidence(const Cell &cell)
{
    const std::vector<DriverBadge> badges = badgesOf(cell.driver, cell.today);
    if (badges.empty()) {
        cell.painter.setFont(cell.theme.cell);
        cell.painter.setPen(cell.override.isValid() ? cell.override : cell.theme.muted);
        cell.painter.drawText(cell.box, Qt::AlignVCenter | Qt::AlignLeft, QStringLiteral("–"));
        return;
    }
    const QString more = badges.size() > 1 ? QStringLiteral("+%1").arg(badges.size() - 1) : QString();
    const QFontMetricsF metrics(cell.theme.caption);
    const qreal moreWidth = more.isEmpty() ? 0 : metrics.horizontalAdvance(more) + cell.theme.px(5);
    const qreal padding = cell.theme.px(6), height = cell.theme.px(kBadgeHeight);
    const QString text = metrics.elidedText(badges[0].text, Qt::ElideRight, cell.box.width() - moreWidth - 2 * padding);
    const QRectF badge(cell.box.left(), cell.box.center().y() - height / 2,
                       std::ceil(metrics.horizontalAdvance(text)) + 2 * padding, height);
    paintBadge(cell.painter, badge, text, int(badges[0].tone), cell.theme);
    if (more.isEmpty())
        return;
    cell.painter.setFont(cell.theme.caption);
    cell.painter.setPen(cell.override.isValid() ? cell.override : cell.theme.muted);
    cell.painter.drawText(cell.box.adjusted(badge.width() + cell.theme.px(5), 0, 0, 0),
                          Qt::AlignVCenter | Qt::AlignLeft, more);
}

void paintReview(const Cell &cell, const QString &word)
{
    const ReviewState state = cell.driver.review.state;
    const QColor ink = cell.override.isValid() ? cell.override : colourOf(inkOf(state), cell.theme);
    const qreal side = cell.theme.px(14);
    paintIcon(cell.painter, QRectF(cell.box.left(), cell.box.center().y() - side / 2, side, side), iconOf(state), ink);
    cell.painter.setFont(cell.theme.cell);
    cell.painter.setPen(cell.ink());
    const QRectF room = cell.box.adjusted(side + cell.theme.px(7), 0, 0, 0);
    cell.painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft,
                          QFontMetricsF(cell.theme.cell).elidedText(word.toLower(), Qt::ElideRight, room.width()));
}

} // namespace

void paintScoreGlyph(QPainter &painter, const QRectF &box, const Exposure &exposure, const Theme &theme,
                     const QColor &override)
{
    const qreal step = box.width() / kExposurePartCount, width = step - theme.px(2);
    for (std::size_t i = 0; i < kExposurePartCount; ++i) {
        const ExposureShare &share = exposure.parts[i];
        const QRectF track(box.left() + step * qreal(i), box.top(), width, box.height());
        painter.fillRect(track, override.isValid() ? Qt::transparent : theme.grid);
        qreal height = share.most > 0 ? track.height() * share.points / share.most : 0;
        height = std::max(height, share.points > 0 ? 2.0 : 1.0);
        const QColor full = ExposurePart(i) == ExposurePart::Content ? theme.accent : theme.tier1;
        const QRectF bar(track.left(), track.bottom() - height, width, height);
        if (share.told)
            painter.fillRect(bar, override.isValid() ? override : full);
        else // points of caution, because nobody told: an outline only
            painter.fillRect(bar, override.isValid() ? override : theme.control);
    }
}

void paintBadge(QPainter &painter, const QRectF &box, const QString &text, int tone, const Theme &theme)
{
    const HealthInk &warn = theme.of(AgentHealth::Degraded), &bad = theme.of(AgentHealth::CrashLooping);
    struct Look {
        QColor ground, frame, ink;
    };
    const std::array looks{Look{theme.raised, theme.border, theme.text}, Look{warn.tint, warn.mark, warn.ink},
                           Look{bad.tint, bad.mark, bad.ink}};
    const Look &look = looks[std::size_t(tone)];
    paintChip(painter, box, look.ground, look.frame, theme);
    painter.setFont(theme.caption);
    painter.setPen(look.ink);
    painter.drawText(box, Qt::AlignCenter, text);
}

const AssessedDriver &DriverRows::driver(const QModelIndex &index) const
{
    return static_cast<const DriverTable *>(sourceModel())->driverAt(index.row());
}

QVariant DriverRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && section == DriverTable::ScoreColumn && role == Qt::DisplayRole)
        return tr("Score · SFRCGX");
    return QIdentityProxyModel::headerData(section, orientation, role);
}

QVariant DriverRows::data(const QModelIndex &index, int role) const
{
    if (role != Qt::ToolTipRole && role != Qt::AccessibleTextRole)
        return QIdentityProxyModel::data(index, role);
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    QStringList lines;
    if (index.column() == DriverTable::ScoreColumn) {
        const Exposure &exposure = driver(index).exposure;
        for (std::size_t i = 0; i < kExposurePartCount; ++i)
            lines << tr("%1 %2: %3 of %4, %5")
                         .arg(letter(ExposurePart(i)), label(ExposurePart(i)))
                         .arg(exposure.parts[i].points)
                         .arg(exposure.parts[i].most)
                         .arg(exposure.parts[i].why);
    } else if (index.column() == DriverTable::EvidenceColumn) {
        for (const DriverBadge &badge : badgesOf(driver(index), m_today))
            lines << badge.text;
    }
    if (lines.isEmpty())
        return QIdentityProxyModel::data(index, role);
    return role == Qt::AccessibleTextRole ? QVariant(index.data().toString() + QStringLiteral(". ") + lines.join(u"; "))
                                          : QVariant(lines.join(u'\n'));
}

DriverCells::DriverCells(const DriverTable &table, const DriverRows &rows, QObject *parent)
    : CellDelegate(parent)
    , m_table(table)
    , m_rows(rows)
{
}

void DriverCells::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    painter->save();
    paintGround(*painter, option, theme);
    const bool inverted =
        theme.isHighContrast() && option.state & QStyle::State_Selected && option.state & QStyle::State_Active;
    const Cell cell{*painter,
                    theme,
                    QRectF(option.rect).adjusted(theme.px(8), 0, -theme.px(8), -1),
                    m_table.driverAt(index.row()),
                    inverted ? theme.selectionText : QColor(),
                    m_rows.today()};
    if (index.column() == DriverTable::ScoreColumn)
        paintScore(cell);
    else if (index.column() == DriverTable::EvidenceColumn)
        paintEvidence(cell);
    else
        paintReview(cell, index.data().toString());
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(inverted ? theme.selectionText : theme.focus, theme.focusWidth));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(QRectF(option.rect).adjusted(1, 1, -1, -2));
    }
    painter->restore();
}

QSize DriverCells::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = themeOf(option.widget);
    return {theme.px(110), theme.rowHeight()};
}

} // namespace ringward
