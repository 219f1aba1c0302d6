#pragma once
#include <QBoxLayout>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace ringward {

/// The head of a page, which is its toolbar: title, one muted sentence, the Ctrl+K field, up to four buttons, then the
/// more menu. In a narrow window buttons become icons with their names in the tooltip.
class PageHead : public QWidget {
    Q_OBJECT
public:
    explicit PageHead(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setSentence(const QString &sentence);
    /// `first` become buttons, `more` the menu behind "…".
    void setActions(const QList<QAction *> &first, const QList<QAction *> &more = {});
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void paletteWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void adapt();
    QLabel *m_title, *m_sentence;
    QPushButton *m_goTo;
    QHBoxLayout *m_row, *m_buttons;
    QToolButton *m_more;
    QMenu *m_menu;
    QString m_text;
};

} // namespace ringward
