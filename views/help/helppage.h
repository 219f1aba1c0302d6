#pragma once
#include "views/help/helpbook.h"

#include <QWidget>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace ringward {

/// Contents and search on the left, the text of a topic on the right. Links between topics are followed with a way
/// back; links to the outside are shown, never opened on their own.
class HelpPage : public QWidget {
    Q_OBJECT
public:
    explicit HelpPage(QWidget *parent = nullptr);

    /// Shows a topic by name ("filter"); one that does not exist shows the first. This is where F1 leads.
    void openTopic(const QString &name);
    QString topic() const { return m_topic; }
    void focusSearch();

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void listTopics();
    void showText();
    void markHits();
    void follow(const QUrl &link);

    HelpBook m_book;
    QString m_topic;
    QStringList m_back;
    QLineEdit *m_search;
    QListWidget *m_contents;
    QTextBrowser *m_text;
};

} // namespace ringward
