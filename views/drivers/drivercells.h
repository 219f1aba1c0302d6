#pragma once
#include "models/tables/drivertable.h"
#include "views/widgets/celllook.h"

#include <QIdentityProxyModel>

namespace ringward {

/// The table of drivers with what only the screen needs: letters over the glyph of the score, tooltips.
class DriverRows : public QIdentityProxyModel {
    Q_OBJECT
public:
    using QIdentityProxyModel::QIdentityProxyModel;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    void setToday(QDate today) { m_today = today; }
    QDate today() const { return m_today; }

private:
    const AssessedDriver &driver(const QModelIndex &index) const;
    QDate m_today;
};

/// Cells of the table of drivers that are drawn: score with its six parts, badges of evidence, state of the review.
class DriverCells : public CellDelegate {
    Q_OBJECT
public:
    DriverCells(const DriverTable &table, const DriverRows &rows, QObject *parent);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const DriverTable &m_table;
    const DriverRows &m_rows;
};

struct Theme;
/// Six uprights, S F R C G X, on grey tracks; run-time content in accent.
void paintScoreGlyph(QPainter &painter, const QRectF &box, const Exposure &exposure, const Theme &theme,
                     const QColor &override = {});
void paintBadge(QPainter &painter, const QRectF &box, const QString &text, int tone, const Theme &theme);

} // namespace ringward
