#include "views/widgets/themehub.h"

#include "views/widgets/stylesheet.h"

#include <QApplication>
#include <QPointer>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QWidget>

#include <algorithm>

namespace ringward {

namespace {

struct ChoiceWord {
    ThemeHub::Choice choice;
    const char *word;
};

constexpr std::array kWords{
    ChoiceWord{ThemeHub::Choice::System, "system"},
    ChoiceWord{ThemeHub::Choice::Light, "light"},
    ChoiceWord{ThemeHub::Choice::Dark, "dark"},
    ChoiceWord{ThemeHub::Choice::HighContrast, "contrast"},
};

/// Fusion, but without lines under the letters of the menu bar, as on the systems it runs on, and with icons that grow
/// with the text.
class ConsoleStyle : public QProxyStyle {
public:
    ConsoleStyle()
        : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
    {
    }
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *more) const override
    {
        return hint == SH_UnderlineShortcut ? 0 : QProxyStyle::styleHint(hint, option, widget, more);
    }
    int pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const override
    {
        switch (metric) {
        case PM_SmallIconSize:
        case PM_ButtonIconSize:
        case PM_ToolBarIconSize:
            return themeOf(widget).px(16);
        default:
            return QProxyStyle::pixelMetric(metric, option, widget);
        }
    }
};

/// Qt 6.4 has no question for "dark or high contrast?"; the palette that the desktop gave answers both.
Theme::Kind kindOf(ThemeHub::Choice choice, const QPalette &system)
{
    switch (choice) {
    case ThemeHub::Choice::Light:
        return Theme::Kind::Light;
    case ThemeHub::Choice::Dark:
        return Theme::Kind::Dark;
    case ThemeHub::Choice::HighContrast:
        return Theme::Kind::HighContrast;
    case ThemeHub::Choice::System:
        break;
    }
    const QColor ground = system.color(QPalette::Window);
    const QColor ink = system.color(QPalette::WindowText);
    if (ground == QColor(Qt::black) && contrast(ground, ink) > 18)
        return Theme::Kind::HighContrast;
    return ground.lightnessF() < ink.lightnessF() ? Theme::Kind::Dark : Theme::Kind::Light;
}

/// A Windows high contrast theme brings its own window, text, selection and link colours.
void takeSystemColours(Theme &theme, const QPalette &system)
{
    theme.window = theme.sidebar = theme.surface = theme.raised = system.color(QPalette::Window);
    theme.text = theme.muted = theme.border = theme.control = system.color(QPalette::WindowText);
    theme.selection = system.color(QPalette::Highlight);
    theme.selectionText = system.color(QPalette::HighlightedText);
    theme.accent = theme.focus = system.color(QPalette::Link);
    theme.onAccent = theme.window;
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    const std::array roles{
        std::pair{QPalette::Window, theme.window},
        std::pair{QPalette::WindowText, theme.text},
        std::pair{QPalette::Base, theme.surface},
        std::pair{QPalette::AlternateBase, theme.surface},
        std::pair{QPalette::Text, theme.text},
        std::pair{QPalette::Button, theme.surface},
        std::pair{QPalette::ButtonText, theme.text},
        std::pair{QPalette::BrightText, theme.text},
        std::pair{QPalette::Highlight, theme.selection},
        std::pair{QPalette::HighlightedText, theme.selectionText},
        std::pair{QPalette::Link, theme.accent},
        std::pair{QPalette::LinkVisited, theme.accent},
        std::pair{QPalette::PlaceholderText, theme.muted},
        std::pair{QPalette::ToolTipBase, theme.surface},
        std::pair{QPalette::ToolTipText, theme.text},
        std::pair{QPalette::Light, theme.raised},
        std::pair{QPalette::Midlight, theme.grid},
        std::pair{QPalette::Mid, theme.border},
        std::pair{QPalette::Dark, theme.control},
        std::pair{QPalette::Shadow, theme.border},
    };
    for (const auto &[role, colour] : roles)
        palette.setColor(role, colour);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.muted);
    return palette;
}

/// The style sheet gives each widget the font back that it had, and does so for a child after its parent has set
/// another: once all have theirs, they are told again.
void tellAgain()
{
    const QWidgetList all = QApplication::allWidgets();
    const QList<QPointer<QWidget>> watched(all.begin(), all.end()); // one that is told may delete another
    for (const QPointer<QWidget> &widget : watched) {
        QEvent change(QEvent::StyleChange);
        if (widget)
            QApplication::sendEvent(widget, &change);
    }
}

} // namespace

ThemeHub::ThemeHub(const QFont &font, Choice choice, QObject *parent)
    : QObject(parent)
    , m_choice(choice)
    , m_font(font)
    , m_systemPalette(QApplication::palette())
{
    apply();
}

ThemeHub::~ThemeHub()
{
    if (qApp)
        qApp->setProperty(detail::kThemeProperty, {});
}

void ThemeHub::choose(Choice choice)
{
    if (std::exchange(m_choice, choice) != choice)
        apply();
}

void ThemeHub::setFont(const QFont &font)
{
    if (std::exchange(m_font, font) != font)
        apply();
}

QString ThemeHub::word(Choice choice)
{
    const auto found = std::find_if(kWords.begin(), kWords.end(), [&](const auto &w) { return w.choice == choice; });
    return QString::fromLatin1(found->word);
}

ThemeHub::Choice ThemeHub::choiceFromWord(const QString &word)
{
    const auto found =
        std::find_if(kWords.begin(), kWords.end(), [&](const auto &w) { return word == QLatin1String(w.word); });
    return found == kWords.end() ? Choice::System : found->choice;
}

void ThemeHub::apply()
{
    const Theme::Kind kind = kindOf(m_choice, m_systemPalette);
    auto next = std::make_unique<Theme>(Theme::make(kind, m_font));
    if (m_choice == Choice::System && kind == Theme::Kind::HighContrast)
        takeSystemColours(*next, m_systemPalette);
    // The old theme stays until all have been told: a widget may look at it while the style changes.
    const auto old = std::exchange(m_theme, std::move(next));
    qApp->setProperty(detail::kThemeProperty, QVariant::fromValue(static_cast<void *>(m_theme.get())));
    QApplication::setFont(m_theme->text10);
    QApplication::setPalette(paletteOf(*m_theme));
    if (!old)
        QApplication::setStyle(new ConsoleStyle); // asks the theme for its measures
    qApp->setStyleSheet(styleSheet(*m_theme));
    tellAgain();
    Q_EMIT changed();
}

} // namespace ringward
