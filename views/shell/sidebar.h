#pragma once
#include <QBoxLayout>
#include <QMap>
#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace ringward {

class NavItem;

/// The pages of the console, 184 px; folded to 56 px of icons in a narrow window. Only pages that exist are in it.
class Sidebar : public QWidget {
    Q_OBJECT
public:
    explicit Sidebar(QWidget *parent = nullptr);

    void addPage(const QString &id, const QString &title, const QString &icon, bool below);
    void setCurrent(const QString &id);
    void setBadge(const QString &id, const QString &count, bool warns);
    void setFoot(const QString &boldLine, const QStringList &lines); ///< empty takes it away
    void setFolded(bool folded);
    bool isFolded() const { return m_folded; }
    void focusCurrent();

Q_SIGNALS:
    void pageWanted(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void adapt();
    QMap<QString, NavItem *> m_items;
    QVBoxLayout *m_pages, *m_below;
    QLabel *m_foot;
    QWidget *m_rule;
    bool m_folded = false;
};

} // namespace ringward
