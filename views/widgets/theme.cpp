#include "views/widgets/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QVariant>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace ringward {

namespace {

using Rgb = quint32;
constexpr std::size_t kKinds = 4;

struct ColourToken {
    QColor Theme::*member;
    std::array<Rgb, kKinds> rgb; ///< light, dark, high contrast, print
};

constexpr std::array kColours{
    ColourToken{&Theme::window, {0xECEFF1, 0x12161A, 0x000000, 0xFFFFFF}},
    ColourToken{&Theme::sidebar, {0xE1E6E9, 0x0D1013, 0x000000, 0xFFFFFF}},
    ColourToken{&Theme::surface, {0xFFFFFF, 0x1A1F24, 0x000000, 0xFFFFFF}},
    ColourToken{&Theme::raised, {0xF5F7F8, 0x21272D, 0x000000, 0xFFFFFF}},
    ColourToken{&Theme::border, {0xD2D8DD, 0x323A42, 0xFFFFFF, 0x808080}},
    ColourToken{&Theme::grid, {0xE4E8EB, 0x2A3138, 0x808080, 0xC0C0C0}},
    ColourToken{&Theme::control, {0x7F8A94, 0x73808C, 0xFFFFFF, 0x000000}},
    ColourToken{&Theme::text, {0x14191E, 0xE7EBEE, 0xFFFFFF, 0x000000}},
    ColourToken{&Theme::muted, {0x525C66, 0xA0ABB5, 0xFFFFFF, 0x303030}},
    ColourToken{&Theme::faint, {0xB4BCC3, 0x4A545D, 0x808080, 0xA0A0A0}},
    ColourToken{&Theme::accent, {0x0A6B60, 0x4CC2AE, 0xFFD800, 0x000000}},
    ColourToken{&Theme::onAccent, {0xFFFFFF, 0x06211D, 0x000000, 0xFFFFFF}},
    ColourToken{&Theme::focus, {0x0A6B60, 0x4CC2AE, 0xFFD800, 0x000000}},
    ColourToken{&Theme::selection, {0xD8EDE8, 0x17423C, 0xFFD800, 0xFFFFFF}},
    ColourToken{&Theme::selectionText, {0x14191E, 0xE7EBEE, 0x000000, 0x000000}},
    ColourToken{&Theme::selectionUnfocused, {0xE2E6E9, 0x2A3138, 0x404040, 0xFFFFFF}},
    ColourToken{&Theme::validGround, {0xDDF1EA, 0x143A33, 0x000000, 0xFFFFFF}},
    ColourToken{&Theme::warnGround, {0xFBF0D9, 0x382A0B, 0x000000, 0xFFFFFF}},
    ColourToken{&Theme::badGround, {0xFCE6DB, 0x44200F, 0x000000, 0xFFFFFF}},
    ColourToken{&Theme::hatch, {0xE69F00, 0xE69F00, 0xE69F00, 0xFFFFFF}},
    ColourToken{&Theme::hatchInk, {0x14191E, 0x14191E, 0x14191E, 0x000000}},
    ColourToken{&Theme::tier1, {0x475159, 0xA9B3BC, 0xC8C8C8, 0x404040}},
    ColourToken{&Theme::tier2, {0x8A949D, 0x65707A, 0xFFFFFF, 0x404040}},
};

struct HealthToken {
    AgentHealth state;
    std::array<std::array<Rgb, 3>, kKinds> rgb; ///< mark, ink, tint of each kind
};

constexpr std::array<Rgb, 3> kPrinted{0x000000, 0x000000, 0xFFFFFF};

constexpr std::array kHealth{
    HealthToken{
        AgentHealth::CrashLooping,
        {{{0xA32A00, 0x8F2500, 0xFCE6DB}, {0xF8662C, 0xFF9A68, 0x44200F}, {0xFF8A50, 0xFF8A50, 0x000000}, kPrinted}}},
    HealthToken{
        AgentHealth::Silent,
        {{{0x772E74, 0x6A2867, 0xF7E7F0}, {0xF29AC9, 0xE9AACD, 0x3A2032}, {0xFFA3D4, 0xFFA3D4, 0x000000}, kPrinted}}},
    HealthToken{
        AgentHealth::Degraded,
        {{{0xB27500, 0x7D5000, 0xFBF0D9}, {0xEDB51F, 0xF2B840, 0x382A0B}, {0xFFC247, 0xFFC247, 0x000000}, kPrinted}}},
    HealthToken{
        AgentHealth::Unknown,
        {{{0x75808A, 0x525C66, 0xEBEEF0}, {0x84909B, 0xB3BCC5, 0x2A3036}, {0xD0D0D0, 0xD0D0D0, 0x000000}, kPrinted}}},
    HealthToken{
        AgentHealth::Up,
        {{{0x0072B2, 0x005D92, 0xE4F0F8}, {0x56B4E9, 0x86C9F0, 0x142C3B}, {0x6CC8FF, 0x6CC8FF, 0x000000}, kPrinted}}},
};

constexpr std::array<std::array<Rgb, 5>, kKinds> kRings{{
    {0xC9E6E0, 0x93CDC2, 0x43988B, 0x1F8176, 0x0A5A51},
    {0x1E4A44, 0x2F786E, 0x3C988B, 0x6BC3B5, 0xB4EADF},
    {0x1E4A44, 0x2F786E, 0x3C988B, 0x6BC3B5, 0xB4EADF},
    {0xFFFFFF, 0xD0D0D0, 0xA0A0A0, 0x606060, 0x202020},
}};

struct FontToken {
    QFont Theme::*member;
    qreal points;
    bool bold;
};

constexpr std::array kFonts{
    FontToken{&Theme::text10, 10, false}, FontToken{&Theme::bold, 10, true},       FontToken{&Theme::cell, 9.5, false},
    FontToken{&Theme::caption, 9, false}, FontToken{&Theme::captionBold, 9, true}, FontToken{&Theme::tiny, 8, false},
    FontToken{&Theme::tinyBold, 8, true}, FontToken{&Theme::title, 13, true},      FontToken{&Theme::count, 22, true},
    FontToken{&Theme::fixed, 9.5, false},
};

void setFonts(Theme &theme, const QFont &systemFont)
{
    const qreal system = systemFont.pointSizeF() > 0 ? systemFont.pointSizeF() : systemFont.pixelSize() * 0.75;
    theme.scale = system >= 9 && system <= 10.5 ? 1 : std::clamp(system / 10, 0.9, 4.0);
    for (const FontToken &token : kFonts) {
        QFont font = token.member == &Theme::fixed ? QFontDatabase::systemFont(QFontDatabase::FixedFont) : systemFont;
        font.setPointSizeF(token.points * theme.scale);
        font.setWeight(token.bold ? QFont::DemiBold : QFont::Normal);
        theme.*token.member = font;
    }
}

const Theme *ownTheme(const QObject *object)
{
    return static_cast<const Theme *>(object->property(detail::kThemeProperty).value<void *>());
}

qreal luminance(const QColor &colour)
{
    const auto linear = [](qreal c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF());
}

} // namespace

Theme Theme::make(Kind kind, const QFont &systemFont)
{
    Theme theme;
    theme.kind = kind;
    const auto at = std::size_t(kind);
    for (const ColourToken &token : kColours)
        theme.*token.member = QColor::fromRgb(token.rgb[at]);
    for (const HealthToken &token : kHealth) {
        const auto &[mark, ink, tint] = token.rgb[at];
        theme.health[std::size_t(token.state)] = {QColor::fromRgb(mark), QColor::fromRgb(ink), QColor::fromRgb(tint)};
    }
    std::transform(kRings[at].begin(), kRings[at].end(), theme.ring.begin(),
                   [](Rgb rgb) { return QColor::fromRgb(rgb); });
    theme.focusWidth = kind == Kind::HighContrast ? 3 : 2;
    theme.frameWidth = kind == Kind::HighContrast ? 2 : 1;
    setFonts(theme, systemFont);
    return theme;
}

qreal contrast(const QColor &a, const QColor &b)
{
    const auto [low, high] = std::minmax(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

const Theme &themeOf(const QWidget *widget)
{
    for (const QWidget *w = widget; w; w = w->parentWidget()) {
        if (const Theme *own = ownTheme(w))
            return *own;
    }
    if (qApp) {
        if (const Theme *own = ownTheme(qApp))
            return *own;
    }
    // Before a ThemeHub exists, as in a small test: light, with the font of the moment.
    static const Theme plain = Theme::make(Theme::Kind::Light, QApplication::font());
    return plain;
}

void setTheme(QWidget *widget, const Theme *theme)
{
    widget->setProperty(detail::kThemeProperty,
                        theme ? QVariant::fromValue(const_cast<void *>(static_cast<const void *>(theme))) : QVariant());
    widget->update();
}

} // namespace ringward
