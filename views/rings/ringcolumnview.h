#pragma once
#include "models/rings/ringpicture.h"

#include <QWidget>

namespace ringward {

struct Theme;
using RingPicturePtr = std::shared_ptr<const RingPicture>;

/// One ring: members by tier, content and its age, soak clock, gate, and its wards. Wards can be dragged to another
/// column, or moved by the menu (context menu, Space); arrow keys choose.
class RingColumnView : public QWidget {
    Q_OBJECT
public:
    explicit RingColumnView(int ring, QWidget *parent = nullptr);
    void showPicture(RingPicturePtr picture);
    int ring() const { return m_ring; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Devices of `ward` (0: all wards) in ring `from`, of `tier` only when given, are to go to ring `to`.
    void moveWanted(quint32 ward, int from, int to, std::optional<ringward::Tier> tier);
    void opened(const QString &filterLine); ///< Enter or double click: shows the devices

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    const RingColumn &column() const { return m_picture->columns[std::size_t(m_ring)]; }
    const Ring &rule() const { return m_picture->facts->policy.rings[std::size_t(m_ring)]; }
    int lineAt(QPoint point) const; ///< -1 when there is no ward
    int shownLines() const;
    void showMenu(QPoint at);
    void announce();
    void paintHead(QPainter &painter, const Theme &theme) const;
    void paintTiers(QPainter &painter, const Theme &theme) const;
    void paintContent(QPainter &painter, const Theme &theme) const;
    void paintSoak(QPainter &painter, const Theme &theme) const;
    void paintGate(QPainter &painter, const Theme &theme) const;
    void paintWards(QPainter &painter, const Theme &theme) const;
    void paintPair(QPainter &painter, const Theme &theme, qreal top, const QString &left, const QString &right,
                   bool labels) const;
    QString soakText() const;
    QString gateText(QString *below) const;

    int m_ring;
    RingPicturePtr m_picture;
    int m_current = 0;
    QPoint m_pressed;
    bool m_isTarget = false;
};

/// Measures of a column in px at 10 pt, top down. The painter and the mouse agree on them.
namespace columnlayout {
inline constexpr int kHead = 12, kCount = 32, kBar = 64, kTiers = 80, kContent = 124, kSoak = 168, kGate = 218,
                     kWards = 288, kLine = 22, kSide = 10;
}

} // namespace ringward
