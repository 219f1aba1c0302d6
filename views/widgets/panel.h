#pragma once
#include <QBoxLayout>
#include <QFrame>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace ringward {

/// Surface with a border, radius 6, and a head: title, one muted remark, something at the right end. A panel never
/// holds a panel; divide it by Rule instead.
class Panel : public QFrame {
    Q_OBJECT
public:
    /// Without a title there is no head.
    explicit Panel(const QString &title = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setRemark(const QString &remark); ///< muted, behind the title
    void setNote(const QString &note); ///< muted, at the right end
    QHBoxLayout *head() const { return m_head; } ///< add legends or buttons here; the space between is stretched
    QVBoxLayout *body() const { return m_body; } ///< margins 12, 8, 12, 12 at 10 pt
    void setBodyMargins(int left, int top, int right, int bottom); ///< at 10 pt

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void adapt();
    QWidget *m_headBox;
    QLabel *m_title, *m_remark, *m_note;
    QHBoxLayout *m_head;
    QVBoxLayout *m_body;
    QMargins m_margins{12, 8, 12, 12};
};

/// A line of one pixel in the grid colour.
class Rule : public QWidget {
public:
    explicit Rule(Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);
    QSize sizeHint() const override { return {1, 1}; }

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace ringward
