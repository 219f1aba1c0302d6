#pragma once
#include "models/fleet/savedviews.h"

#include <QWidget>

#include <map>

class QMenu;
class QToolButton;

namespace ringward {

class Chip;

/// The saved views as chips with their present counts: one click or Space asks the question. Its menu (right click,
/// Menu key, Shift+F10) renames, moves and removes. What does not fit stands in the menu at the right end.
class ViewsRow : public QWidget {
    Q_OBJECT
public:
    explicit ViewsRow(QWidget *parent = nullptr);

    void setViews(const std::vector<SavedView> &views); ///< the chip for all devices stands before them
    void setCounts(qint64 all, const QList<qint64> &counts); ///< at the positions of the views; -1 is not known
    void setCurrent(SavedViewId view, bool all); ///< neither: no chip is the current one
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void allWanted();
    void viewWanted(ringward::SavedViewId view);
    void renameWanted(ringward::SavedViewId view);
    void replaceWanted(ringward::SavedViewId view); ///< with the filter, columns and order shown now
    void removeWanted(ringward::SavedViewId view);
    void moveWanted(ringward::SavedViewId view, int by);
    void usualWanted(); ///< add the usual views that are missing

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    Chip *makeChip(const QString &name, const QString &icon);
    void fillMenu(QMenu &menu, std::size_t position);
    void fillMore();
    void place();

    std::vector<SavedView> m_views;
    std::vector<Chip *> m_chips; ///< all devices first
    QToolButton *m_more;
    QMenu *m_moreMenu;
    std::size_t m_shown = 0; ///< chips that fit
};

} // namespace ringward
