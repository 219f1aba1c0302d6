#pragma once
#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;

namespace ringward {

/// At the bottom while a draft exists: what, how many, "Nothing has been sent.", undo, redo, discard, one primary verb.
class DraftBar : public QWidget {
    Q_OBJECT
public:
    explicit DraftBar(QWidget *parent = nullptr);
    struct Draft {
        QString what;
        int blocked = 0; ///< how many guardrails block
        bool canFix = false; ///< one of them has a smallest fix
        QString undo, redo; ///< what the next would be; empty: nothing
        QString cannotPropose; ///< why not, translated; empty when it can be
    };
    void showDraft(const Draft &draft);

Q_SIGNALS:
    void undoWanted();
    void redoWanted();
    void discardWanted();
    void proposeWanted();
    void fixWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QBoxLayout *m_rows; ///< words beside the verbs, or above them where there is little room
    QLabel *m_what, *m_blocked;
    QPushButton *m_undo, *m_redo, *m_propose, *m_fix;
};

} // namespace ringward
