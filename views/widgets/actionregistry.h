#pragma once
#include <QKeySequence>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;

namespace ringward {

/// Something a person can ask for.
struct Verb {
    QString id; ///< "devices.export"; unique
    QString text; ///< translated, with the verb first: "Export rows…"
    QString icon; ///< name in resources/icons; may be empty
    QKeySequence shortcut;
    QString menu; ///< id of the menu it stands in: file edit view devices tools help; empty: palette only
    QString page; ///< id of the page it works on; empty: everywhere
};

/// All verbs of the window, in the order they were added. Menu bar, page heads, context menus and the palette show the
/// same QActions. A verb of another page keeps its place in the palette; its shortcut sleeps until that page is shown.
class ActionRegistry : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// `run` is called in the life of `context`. The registry owns the action.
    QAction *add(const Verb &verb, QObject *context, std::function<void()> run);
    QAction *action(const QString &id) const; ///< null when unknown
    const std::vector<QAction *> &actions() const { return m_actions; }
    std::vector<QAction *> inMenu(const QString &menu) const;

    /// A verb that cannot run now stays listed with the reason, so give one.
    void setAvailable(const QString &id, bool available, const QString &reasonWhyNot = {});
    static QString reasonOf(const QAction *action); ///< empty while it is available
    static QString pageOf(const QAction *action);
    static QString iconOf(const QAction *action);
    static QKeySequence shortcutOf(const QAction *action); ///< also while it sleeps

    void setCurrentPage(const QString &page);
    QString currentPage() const { return m_page; }
    /// Goes to the verb's page first, when it has one. A verb that is not available does nothing.
    void run(QAction *action);

Q_SIGNALS:
    void added(QAction *action);
    void pageWanted(const QString &page);

private:
    void applyShortcut(QAction *action) const;
    std::vector<QAction *> m_actions;
    QString m_page;
};

} // namespace ringward
