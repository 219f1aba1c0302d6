#pragma once
#include "tests/support/picture.h"
#include "views/widgets/themehub.h"

#include <QApplication>
#include <QTest>

#include <tuple>

namespace ringward::testing {

/// Draws `page` to NAME-light.png, NAME-dark.png, NAME-contrast.png, NAME-small.png (1100 x 700) and NAME-large.png
/// (20 pt): for looking at, and to see that no theme makes it fall over.
inline void takePictures(QWidget &page, const QString &name)
{
    struct Shot {
        const char *suffix;
        ThemeHub::Choice theme;
        QSize size; ///< of the page: the window less menu, sidebar, page head and status bar
        int points;
    };
    const Shot shots[] = {{"light", ThemeHub::Choice::Light, {1256, 800}, 10},
                          {"dark", ThemeHub::Choice::Dark, {1256, 800}, 10},
                          {"contrast", ThemeHub::Choice::HighContrast, {1256, 800}, 10},
                          {"small", ThemeHub::Choice::Light, {1044, 600}, 10},
                          {"large", ThemeHub::Choice::Light, {1384, 800}, 20}};
    for (const Shot &shot : shots) {
        QFont font(QStringLiteral("Inter"));
        font.setPointSize(shot.points);
        ThemeHub hub(font, shot.theme);
        page.resize(shot.size);
        page.show();
        QTest::qWait(30);
        page.grab(); // drawn in any case
        keepPicture(page, QStringLiteral("%1-%2").arg(name, QString::fromLatin1(shot.suffix)));
    }
}

/// Likewise of a dialog, at the size that it takes by itself, or at `size` (at 10 pt; within the screen at 20 pt).
inline void takeDialogPictures(QWidget &dialog, const QString &name, QSize size = {})
{
    const std::tuple<const char *, ThemeHub::Choice, int> shots[] = {{"light", ThemeHub::Choice::Light, 10},
                                                                     {"dark", ThemeHub::Choice::Dark, 10},
                                                                     {"large", ThemeHub::Choice::Light, 20}};
    for (const auto &[suffix, theme, points] : shots) {
        QFont font(QStringLiteral("Inter"));
        font.setPointSize(points);
        ThemeHub hub(font, theme);
        QTest::qWait(10);
        if (size.isValid())
            dialog.resize((size * (points / 10)).boundedTo({1440, 840}));
        else
            dialog.adjustSize();
        QTest::qWait(20);
        dialog.grab();
        keepPicture(dialog, QStringLiteral("%1-%2").arg(name, QString::fromLatin1(suffix)));
    }
}

} // namespace ringward::testing
