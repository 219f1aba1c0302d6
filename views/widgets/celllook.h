#pragma once
#include <QStyledItemDelegate>

#include <array>
#include <map>

namespace ringward {

struct Theme;

/// How one column of a table is drawn and aligned. Meanings come from the model as roles, words as Qt::DisplayRole.
struct CellLook {
    enum class Kind {
        Text, ///< elided, full text in the tooltip
        Number, ///< right, tabular, never elided; 0 is muted
        Age, ///< like Number; `role` (bool) true: beyond its limit, in the ink of degraded
        Health, ///< `role`: int(AgentHealth); mark and word
        Tier, ///< `role`: int(Tier); badge in the centre
        Ring, ///< `role`: order as int, `second`: held as bool; disc and name. No order: plain text
        Bar, ///< like Number, then a bar of fixed width; `role`: share of the track, 0 to 1
        Fixed, ///< fixed font, elided in the middle
        Signed, ///< `role`: name of an icon, `second`: int(IconInk); icon and word in that ink
    };
    Kind kind = Kind::Text;
    int role = -1, second = -1;
};

/// Draws every cell of a StyledTable: 1 px row lines, no zebra, selection in the theme's colour.
class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void setLook(int column, CellLook look) { m_looks[column] = look; }
    CellLook look(int column) const;
    static Qt::Alignment alignment(CellLook::Kind kind);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;

protected:
    /// Selection, hover and the row line, for cells that a subclass draws itself.
    static void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const Theme &theme);

private:
    std::map<int, CellLook> m_looks;
};

} // namespace ringward
