#include "models/base/counted.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QLocale>
#include <QSet>

using namespace ringward;

TEST(Counted, OneIsSaidInTheSingularAndLargeNumbersAreGrouped)
{
    EXPECT_EQ(counted(1, Noun::Ward), QStringLiteral("1 ward"));
    EXPECT_EQ(counted(0, Noun::Ward), QStringLiteral("0 wards"));
    EXPECT_EQ(counted(2, Noun::Entry), QStringLiteral("2 entries"));
    EXPECT_EQ(counted(8'400'000, Noun::Device), countText(8'400'000) + QStringLiteral(" devices"));
    EXPECT_EQ(counted(1, Noun::Device, QStringLiteral("<b>1</b>")), QStringLiteral("<b>1</b> device"));
    EXPECT_EQ(agreeing(1, QStringLiteral("has"), QStringLiteral("have")), QStringLiteral("has"));
    EXPECT_EQ(agreeing(21, QStringLiteral("has"), QStringLiteral("have")), QStringLiteral("have"));
}

TEST(Counted, EveryNounHasItsOwnWords)
{
    QSet<QString> words;
    for (int noun = 0; noun <= int(Noun::WorkingMachine); ++noun) {
        const QString one = counted(1, Noun(noun)), many = counted(3, Noun(noun));
        EXPECT_TRUE(one.startsWith(QStringLiteral("1 "))) << one.toStdString();
        EXPECT_NE(one.mid(2), many.mid(2)) << one.toStdString();
        words << one << many;
    }
    EXPECT_EQ(words.size(), 2 * (int(Noun::WorkingMachine) + 1));
}

TEST(Counted, ABareEnvironmentGroupsNumbersToo)
{
    const QLocale before;
    QLocale::setDefault(QLocale::c());
    EXPECT_EQ(countText(8'400'000), QStringLiteral("8,400,000"));
    QLocale::setDefault(before);
}
