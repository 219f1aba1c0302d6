#pragma once
#include "models/fleet/device.h"

#include <QBoxLayout>
#include <QFrame>

#include <optional>
#include <vector>

class QGridLayout;
class QHBoxLayout;
class QLabel;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace ringward {

/// The pane at the right of a list, 380 px, F4: name and tier, place, chips; tabs; verbs in a footer that never
/// scrolls. In a window under 1200 px it lies over the list (setOverlay) and Esc closes it.
class DetailPane : public QFrame {
    Q_OBJECT
public:
    explicit DetailPane(QWidget *parent = nullptr);

    void setHead(const QString &name, std::optional<Tier> tier, const QString &place);
    QHBoxLayout *chips() const { return m_chips; } ///< add Chips here; clearChips() drops them
    void clearChips();
    /// The page scrolls by itself when it is higher than the pane. Answers the position of the tab.
    int addTab(const QString &title, QWidget *page);
    void setTabTitle(int tab, const QString &title);
    int currentTab() const;
    void setCurrentTab(int tab);
    void setFooter(QWidget *footer); ///< null takes it away
    /// Shows `note` in place of the tabs ("Nothing selected."); empty shows the tabs again.
    void setNote(const QString &note);
    QSize sizeHint() const override;

Q_SIGNALS:
    void closeWanted();
    void tabChanged(int tab);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void adapt();
    class TierBadge;
    QWidget *m_head, *m_footer = nullptr;
    QLabel *m_name, *m_place, *m_note;
    TierBadge *m_tier;
    QHBoxLayout *m_chips;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    QLayout *m_column;
};

/// A titled part of a detail tab, divided from the next by a rule.
class DetailSection : public QWidget {
    Q_OBJECT
public:
    explicit DetailSection(const QString &title, QWidget *parent = nullptr);
    void setTitle(const QString &title, const QString &remark = {}, bool remarkWarns = false);
    QVBoxLayout *body() const { return m_body; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QLabel *m_title, *m_remark;
    QVBoxLayout *m_body;
};

/// Labels in one left-aligned column, values beside them; values can be selected and wrap, they are never cut.
class FactList : public QWidget {
    Q_OBJECT
public:
    explicit FactList(QWidget *parent = nullptr);
    struct Fact {
        QString label, value;
        bool fixedFont = false; ///< keys, hashes, calls
        bool muted = false; ///< "not told by this source"
    };
    void setFacts(const std::vector<Fact> &facts);

protected:
    void changeEvent(QEvent *event) override;

private:
    QGridLayout *m_grid;
};

} // namespace ringward
