#pragma once
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

/// Asks for one name in the page itself: label, field, verb, Cancel, and what is wrong with the name. Not modal.
class NameLine : public QWidget {
    Q_OBJECT
public:
    explicit NameLine(QWidget *parent = nullptr);

    void ask(const QString &question, const QString &verb, const QString &name);
    void showProblem(const QString &problem); ///< stays open
    void close();

Q_SIGNALS:
    void named(const QString &name); ///< not empty; close() it, or show why it will not do
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void accept();
    QLabel *m_question, *m_problem;
    QLineEdit *m_name;
    QPushButton *m_verb;
};

} // namespace ringward
