#pragma once
#include <QAction>
#include <QKeySequence>
#include <QPointer>
#include <QPushButton>

class QAction;

namespace ringward {

/// A button that shows its key at the right end, in a small cap.
class KeyButton : public QPushButton {
    Q_OBJECT
public:
    KeyButton(const QString &text, const QKeySequence &key, QWidget *parent = nullptr);
    void follow(QAction *action); ///< text, icon, availability and click
    void setIconOnly(bool iconOnly);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString keyText() const;
    int capWidth() const;
    QPointer<QAction> m_action;
    QKeySequence m_key;
    QString m_text;
    bool m_iconOnly = false;
};

} // namespace ringward
