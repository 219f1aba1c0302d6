#pragma once
#include "views/widgets/theme.h"

#include <QObject>
#include <QPalette>

#include <memory>

namespace ringward {

/// Holds the theme of the application and applies it: palette, font and style sheet. Make one in main() after the
/// QApplication and before the first widget; it must live as long as they do.
class ThemeHub : public QObject {
    Q_OBJECT
public:
    enum class Choice { System, Light, Dark, HighContrast };
    Q_ENUM(Choice)

    /// `font` is the reader's font; its size scales everything.
    explicit ThemeHub(const QFont &font, Choice choice = Choice::System, QObject *parent = nullptr);
    ~ThemeHub() override;

    Choice choice() const { return m_choice; }
    void choose(Choice choice);
    void setFont(const QFont &font);
    const Theme &theme() const { return *m_theme; }

    static QString word(Choice choice); ///< "system", "light", "dark", "contrast": for settings and options
    static Choice choiceFromWord(const QString &word); ///< System for a word that is none

Q_SIGNALS:
    void changed(); ///< after every widget has been told by QEvent::StyleChange

private:
    void apply();
    Choice m_choice;
    QFont m_font;
    QPalette m_systemPalette;
    std::unique_ptr<Theme> m_theme;
};

} // namespace ringward
