#pragma once
#include "models/fleet/device.h"

#include <QColor>
#include <QFont>

#include <array>

class QWidget;

namespace ringward {

/// Colours of one state: `mark` for the shape, `ink` for words, `tint` for the ground below both.
struct HealthInk {
    QColor mark, ink, tint;
};

/// Every colour, font and measure of the console. Style sheet, delegates, charts and print read these names; there is
/// no literal colour anywhere else.
///
/// How a widget gets it: `themeOf(this)` in its paint event or size hint, never stored. That asks the widget and its
/// parents for a theme of their own (setTheme(), used for print and for comparing themes), then the application
/// (ThemeHub). When the theme changes every widget receives QEvent::StyleChange and is repainted; who caches sizes or
/// pixmaps drops them there.
struct Theme {
    enum class Kind : quint8 { Light, Dark, HighContrast, Print };

    Kind kind = Kind::Light;
    QColor window, sidebar, surface, raised, border, grid, control, text, muted, faint;
    QColor accent, onAccent, focus, selection, selectionText, selectionUnfocused;
    QColor validGround, warnGround, badGround, hatch, hatchInk;
    std::array<HealthInk, kHealthCount> health;
    QColor tier1, tier2; ///< ground of T1, frame of T2; T0 is `text`
    std::array<QColor, 5> ring; ///< early to late
    int focusWidth = 2, frameWidth = 1;

    QFont text10, bold, cell, caption, captionBold, tiny, tinyBold, title, count, fixed; ///< LOOK section 2
    qreal scale = 1; ///< of the reader's font to 10 pt

    const HealthInk &of(AgentHealth state) const { return health[std::size_t(state)]; }
    bool isDark() const { return kind == Kind::Dark || kind == Kind::HighContrast; }
    bool isHighContrast() const { return kind == Kind::HighContrast; }

    /// A measure of LOOK in pixels at 10 pt, grown with the reader's font.
    int px(qreal atTenPoints) const { return qRound(atTenPoints * scale); }
    int rowHeight() const { return px(26); }
    int headHeight() const { return px(27); }
    int controlHeight() const { return px(28); }

    /// `systemFont` decides the family and the scale; 9 pt and 10 pt systems both count as "100 %".
    static Theme make(Kind kind, const QFont &systemFont);
};

/// Contrast of two opaque colours by WCAG 2, 1 to 21.
qreal contrast(const QColor &a, const QColor &b);

/// The theme that applies to `widget` (null: the application's).
const Theme &themeOf(const QWidget *widget);

/// Gives `widget` and what is in it a theme of its own, which must outlive it; null takes it back.
void setTheme(QWidget *widget, const Theme *theme);

namespace detail {
inline constexpr char kThemeProperty[] = "_ringward_theme";
}

} // namespace ringward
