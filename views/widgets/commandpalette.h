#pragma once
#include <QFrame>
#include <QPointer>

#include <vector>

class QAction;
class QLineEdit;

namespace ringward {

class ActionRegistry;
class SuggestionList;

/// Ctrl+K: 560 wide, top centre, over the page. Type any letters of a verb in their order; Enter runs the current one.
/// Verbs that cannot run now stay listed with the reason.
class CommandPalette : public QFrame {
    Q_OBJECT
public:
    CommandPalette(ActionRegistry &registry, QWidget *window);
    void open();

    /// How well `typed` fits `text`: letters in order; starts of words count more. Below 0: not at all.
    static int score(QStringView typed, QStringView text);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void list(const QString &typed);
    void runLine(int line);
    ActionRegistry &m_registry;
    QLineEdit *m_edit;
    SuggestionList *m_list;
    std::vector<QAction *> m_shown;
    QPointer<QWidget> m_focusBefore;
};

} // namespace ringward
