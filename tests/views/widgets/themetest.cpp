#include "tests/support/printers.h"
#include "views/widgets/digits.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/themehub.h"
#include "views/widgets/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QApplication>
#include <QLabel>
#include <QRegularExpression>

using namespace ringward;

namespace {

struct Case {
    Theme::Kind kind;
    qreal leastMark, leastInk, leastMuted;
};

class ThemeContrast : public ::testing::TestWithParam<Case> {
protected:
    Theme theme = Theme::make(GetParam().kind, QApplication::font());
};

TEST_P(ThemeContrast, EveryMarkAndWordOfHealthIsReadableOnEveryGround)
{
    for (int state = 0; state < kHealthCount; ++state) {
        const HealthInk &ink = theme.of(AgentHealth(state));
        for (const QColor &ground : {theme.surface, theme.raised, theme.window}) {
            EXPECT_GE(contrast(ink.mark, ground), GetParam().leastMark) << state << ground.name().toStdString();
            EXPECT_GE(contrast(ink.ink, ground), GetParam().leastInk) << state << ground.name().toStdString();
        }
        EXPECT_GE(contrast(ink.ink, ink.tint), GetParam().leastInk) << state;
        EXPECT_GE(contrast(theme.text, ink.tint), 7) << state;
    }
}

TEST_P(ThemeContrast, TextIsReadableOnEveryGround)
{
    for (const QColor &ground : {theme.surface, theme.raised, theme.window, theme.sidebar, theme.validGround,
                                 theme.warnGround, theme.badGround, theme.selectionUnfocused}) {
        EXPECT_GE(contrast(theme.text, ground), 7) << ground.name().toStdString();
        EXPECT_GE(contrast(theme.muted, ground), GetParam().leastMuted) << ground.name().toStdString();
    }
    EXPECT_GE(contrast(theme.selectionText, theme.selection), 7);
    EXPECT_GE(contrast(theme.onAccent, theme.accent), 4.5);
    EXPECT_GE(contrast(theme.accent, theme.surface), 4.5);
    EXPECT_GE(contrast(theme.control, theme.surface), 3);
    EXPECT_GE(contrast(theme.focus, theme.window), 3);
}

INSTANTIATE_TEST_SUITE_P(Kinds, ThemeContrast,
                         ::testing::Values(Case{Theme::Kind::Light, 3.1, 5.1, 4.7},
                                           Case{Theme::Kind::Dark, 3.1, 5.1, 4.7},
                                           Case{Theme::Kind::HighContrast, 9.0, 9.0, 9.0}));

TEST(Theme, MarksOnTheSurfaceHaveTheContrastThatTheLookPromises)
{
    const Theme light = Theme::make(Theme::Kind::Light, QApplication::font());
    const Theme dark = Theme::make(Theme::Kind::Dark, QApplication::font());
    const std::array lightFigures{7.3, 8.7, 3.9, 4.0, 5.2}, darkFigures{5.5, 8.1, 8.9, 5.1, 7.2};
    for (std::size_t state = 0; state < kHealthCount; ++state) {
        EXPECT_NEAR(contrast(light.health[state].mark, light.surface), lightFigures[state], 0.06) << state;
        EXPECT_NEAR(contrast(dark.health[state].mark, dark.surface), darkFigures[state], 0.06) << state;
    }
}

TEST(Theme, RowsGrowWithTheReadersFont)
{
    QFont font = QApplication::font();
    font.setPointSizeF(10);
    EXPECT_EQ(Theme::make(Theme::Kind::Light, font).rowHeight(), 26);
    font.setPointSizeF(9); // the size of Windows; rows stay as designed
    EXPECT_EQ(Theme::make(Theme::Kind::Light, font).rowHeight(), 26);
    font.setPointSizeF(20);
    EXPECT_EQ(Theme::make(Theme::Kind::Light, font).rowHeight(), 52);
}

TEST(Theme, TheStyleSheetLeavesNoPlaceholderBehind)
{
    for (const auto kind : {Theme::Kind::Light, Theme::Kind::Dark, Theme::Kind::HighContrast, Theme::Kind::Print}) {
        const QString sheet = styleSheet(Theme::make(kind, QApplication::font()));
        EXPECT_FALSE(sheet.contains(u'@')) << sheet.mid(sheet.indexOf(u'@'), 40).toStdString();
        EXPECT_FALSE(sheet.contains(QRegularExpression(QStringLiteral(":\\s*;"))));
    }
}

TEST(ThemeHub, TellsWidgetsOfAnotherTheme)
{
    struct Probe : QWidget {
        int told = 0;
        bool event(QEvent *event) override
        {
            told += event->type() == QEvent::StyleChange;
            return QWidget::event(event);
        }
    };
    ThemeHub hub(QApplication::font(), ThemeHub::Choice::Light);
    Probe probe;
    probe.show();
    EXPECT_EQ(themeOf(&probe).kind, Theme::Kind::Light);
    probe.told = 0;
    hub.choose(ThemeHub::Choice::Dark);
    EXPECT_EQ(themeOf(&probe).kind, Theme::Kind::Dark);
    EXPECT_GE(probe.told, 1);
    QLabel child(&probe);
    const Theme print = Theme::make(Theme::Kind::Print, QApplication::font());
    setTheme(&probe, &print);
    EXPECT_EQ(themeOf(&child).kind, Theme::Kind::Print) << "a widget's own theme goes before the application's";
}

TEST(ThemeHub, WordsOfChoicesAreTheirOwnInverse)
{
    using Choice = ThemeHub::Choice;
    for (const auto choice : {Choice::System, Choice::Light, Choice::Dark, Choice::HighContrast})
        EXPECT_EQ(ThemeHub::choiceFromWord(ThemeHub::word(choice)), choice);
    EXPECT_EQ(ThemeHub::choiceFromWord(QStringLiteral("purple")), Choice::System);
}

TEST(Digits, NumbersOfOneLengthAreEquallyWide)
{
    const QFont font(QStringLiteral("Inter"), 10);
    EXPECT_DOUBLE_EQ(tabularWidth(font, QStringLiteral("1111")), tabularWidth(font, QStringLiteral("8888")));
}

TEST(Words, AgesUseTheLargestUnitThatSaysEnough)
{
    EXPECT_EQ(ageText(-5), QStringLiteral("0 s"));
    EXPECT_EQ(ageText(41'000), QStringLiteral("41 s"));
    EXPECT_EQ(ageText(16 * 60'000), QStringLiteral("16 min"));
    EXPECT_EQ(ageText(134 * 60'000), QStringLiteral("2 h 14 min"));
    EXPECT_EQ(ageText(3 * 86'400'000LL), QStringLiteral("3 d"));
    EXPECT_EQ(ageText(214 * 86'400'000LL), QStringLiteral("214 d"));
}

} // namespace
