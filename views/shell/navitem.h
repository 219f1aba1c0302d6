#pragma once
#include <QAbstractButton>

namespace ringward {

/// One page in the sidebar: icon, title, count or warning at the right end; the icon alone when folded.
class NavItem : public QAbstractButton {
    Q_OBJECT
public:
    NavItem(const QString &title, const QString &icon, QWidget *parent = nullptr);
    void setFolded(bool folded);
    void setBadge(const QString &count, bool warns);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon, m_count;
    bool m_folded = false, m_warns = false;
};

} // namespace ringward
