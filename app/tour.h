#pragma once
#include <QList>
#include <QObject>
#include <QSize>

#include <functional>

class QWidget;

namespace ringward {

class Composition;
class ConsoleWindow;
class ThemeHub;

/// Draws every page into PNG files without a person: light and dark at 1440x900, the main ones also at 1100x700 and
/// with text of twice the size. Waits until the sources have answered and each page has settled.
class Tour : public QObject {
    Q_OBJECT
public:
    Tour(Composition &composition, ConsoleWindow &window, ThemeHub &themes, QString folder, QObject *parent = nullptr);

    /// Starts; finished() follows.
    void start();

Q_SIGNALS:
    /// `written` are the files; fewer than planned when the folder cannot be written to.
    void finished(const QStringList &written, bool complete);

private:
    struct Shot {
        QString name, page, theme;
        QSize size;
        bool large = false; ///< text of twice the size
    };
    static QList<Shot> shots(const QStringList &pages);
    void waitForSources();
    void next();
    void take();

    Composition &m_composition;
    ConsoleWindow &m_window;
    ThemeHub &m_themes;
    QString m_folder;
    QList<Shot> m_shots;
    qsizetype m_at = 0;
    int m_waits = 0;
    QStringList m_written;
};

} // namespace ringward
