#include "views/widgets/marks.h"

#include "tests/support/places.h"
#include "tests/support/printers.h"
#include "views/widgets/icons.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QPainter>
#include <QRegularExpression>

#include <functional>

using namespace ringward;

namespace {

QImage drawn(const Theme &theme, const std::function<void(QPainter &, const QRectF &)> &paint, int size = 24)
{
    QImage image(size + 8, size + 8, QImage::Format_RGB32);
    image.fill(theme.surface);
    QPainter painter(&image);
    paint(painter, QRectF(4, 4, size, size));
    painter.end();
    return image;
}

int greyDifference(const QImage &a, const QImage &b)
{
    int pixels = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            pixels += std::abs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 48;
    }
    return pixels;
}

class Marks : public ::testing::TestWithParam<Theme::Kind> {
protected:
    Theme theme = Theme::make(GetParam(), QApplication::font());
};

TEST_P(Marks, StatesDifferWithoutAnyColour)
{
    for (const int size : {13, 16, 24}) {
        std::vector<QImage> images;
        for (int state = 0; state < kHealthCount; ++state)
            images.push_back(drawn(
                theme,
                [&](QPainter &painter, const QRectF &box) { paintHealthMark(painter, box, AgentHealth(state), theme); },
                size));
        for (std::size_t a = 0; a < images.size(); ++a) {
            for (std::size_t b = a + 1; b < images.size(); ++b)
                EXPECT_GT(greyDifference(images[a], images[b]), size) << a << " and " << b << " at " << size;
        }
    }
}

TEST_P(Marks, TiersAndRingsAreVisibleAndDiffer)
{
    const QImage empty = drawn(theme, [](QPainter &, const QRectF &) {});
    std::vector<QImage> tiers, rings;
    for (int tier = 0; tier < kTierCount; ++tier)
        tiers.push_back(
            drawn(theme, [&](QPainter &p, const QRectF &box) { paintTierBadge(p, box, Tier(tier), theme); }));
    for (int order = 0; order < 6; ++order)
        rings.push_back(
            drawn(theme, [&](QPainter &p, const QRectF &box) { paintRingMark(p, box, order, order == 5, theme); }));
    for (const auto &images : {tiers, rings}) {
        for (std::size_t a = 0; a < images.size(); ++a) {
            EXPECT_GT(greyDifference(images[a], empty), 15) << a;
            for (std::size_t b = a + 1; b < images.size(); ++b)
                EXPECT_GT(greyDifference(images[a], images[b]), 3) << a << " and " << b;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, Marks,
                         ::testing::Values(Theme::Kind::Light, Theme::Kind::Dark, Theme::Kind::HighContrast,
                                           Theme::Kind::Print));

TEST(Icons, EachFileDrawsInTheColourItIsGiven)
{
    const QStringList files = QDir(QStringLiteral(":/ringward/icons")).entryList({QStringLiteral("*.svg")});
    ASSERT_GT(files.size(), 40);
    for (const QString &file : files) {
        const QString name = file.chopped(4);
        if (name.startsWith(u"combo-arrow") || name.startsWith(u"box-check"))
            continue; // the style sheet's, each in a colour of its own
        const QImage image = iconPixmap(name, 24, Qt::red).toImage();
        int red = 0, other = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                const QColor colour = image.pixelColor(x, y);
                if (colour.alpha() > 128)
                    ++(colour.red() > 200 && colour.green() < 40 && colour.blue() < 40 ? red : other);
            }
        }
        EXPECT_GT(red, 8) << name.toStdString();
        EXPECT_EQ(other, 0) << name.toStdString();
    }
}

TEST(Icons, EveryNameInTheSourcesHasADrawing)
{
    static const QRegularExpression use(
        QStringLiteral("(?:themedIcon|paintIcon|iconPixmap|setIconName)\\([^;]*?QStringLiteral\\(\"([a-z-]+)\"\\)"));
    QDirIterator files(places::source("/views"), {QStringLiteral("*.cpp")}, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        for (auto it = use.globalMatch(QString::fromUtf8(file.readAll())); it.hasNext();) {
            const QString name = it.next().captured(1);
            EXPECT_TRUE(hasIcon(name)) << name.toStdString() << " in " << file.fileName().toStdString();
        }
    }
}

} // namespace
