#pragma once
#include "views/widgets/theme.h"

#include <QAbstractButton>

#include <optional>

namespace ringward {

/// 20 px, icon or mark first. As a badge it only says something; setClickable() makes it a view to choose, with the
/// count in bold and a frame in accent while it is the current one.
class Chip : public QAbstractButton {
    Q_OBJECT
public:
    explicit Chip(const QString &text, QWidget *parent = nullptr);

    void setHealth(AgentHealth health); ///< mark, tint and frame of that state
    void setRing(int order, bool held);
    void setTier(Tier tier);
    void setIconName(const QString &name);
    void setCount(std::optional<qint64> count); ///< nullopt while it is not known
    void setClickable(bool clickable);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int signWidth(const Theme &theme) const;
    void paintSign(QPainter &painter, const QRectF &box, const Theme &theme) const;
    std::optional<AgentHealth> m_health;
    std::optional<Tier> m_tier;
    std::optional<std::pair<int, bool>> m_ring;
    std::optional<qint64> m_count;
    QString m_icon;
    bool m_clickable = false;
};

} // namespace ringward
