#include "models/keys/recoverykey.h"

#include "tests/support/fakekeys.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <random>

using namespace ringward;
using namespace ringward::testing;

namespace {

QString sixDigits(int value)
{
    return QStringLiteral("%1").arg(value, 6, 10, QLatin1Char('0'));
}

} // namespace

TEST(RecoveryKeyTest, AGroupIsGoodExactlyWhenItIsA16BitNumberTimesEleven)
{
    int good = 0;
    for (int value = 0; value < 1'000'000; ++value) {
        const bool isGood = checkKeyGroup(sixDigits(value)) == KeyGroup::Good;
        good += isGood;
        if (isGood != (value % 11 == 0 && value / 11 <= 65535)) {
            ADD_FAILURE() << value;
            break;
        }
    }
    EXPECT_EQ(good, 65536);
}

TEST(RecoveryKeyTest, EveryWrongDigitAndEverySwapOfNeighboursIsFound)
{
    std::mt19937 random(291);
    for (int round = 0; round < 2000; ++round) {
        const QString group = sixDigits(int(random() % 65536) * 11);
        for (int at = 0; at < 6; ++at) {
            QString typed = group;
            for (int digit = 0; digit < 10; ++digit) {
                typed[at] = QChar(u'0' + digit);
                EXPECT_EQ(checkKeyGroup(typed) == KeyGroup::Good, typed == group) << qPrintable(typed);
            }
            if (at == 5 || group[at] == group[at + 1])
                continue;
            typed = group;
            std::swap(typed[at], typed[at + 1]);
            EXPECT_EQ(checkKeyGroup(typed), KeyGroup::Wrong) << qPrintable(group + u' ' + typed);
        }
    }
}

TEST(RecoveryKeyTest, TheWrongGroupIsNamed)
{
    for (int group = 0; group < kKeyGroups; ++group) {
        QByteArray text(kKeyA);
        char &digit = text[group * 7 + 2];
        digit = digit == '9' ? '0' : char(digit + 1);
        const auto key = RecoveryKey::parse(Secret(QByteArray(text)));
        ASSERT_FALSE(key);
        EXPECT_EQ(key.error().kind, Error::Kind::Malformed);
        EXPECT_TRUE(key.error().advice.contains(QStringLiteral("Group %1 ").arg(group + 1)));
        EXPECT_FALSE(key.error().detail.contains(QString::fromLatin1(text.mid(group * 7, 6)))) << "no digits in a log";
        EXPECT_EQ(firstWrongGroup(checkTypedKey(QString::fromLatin1(text))), group + 1);
    }
    EXPECT_EQ(firstWrongGroup(checkTypedKey(QString::fromLatin1(kKeyA))), 0);
}

TEST(RecoveryKeyTest, DigitsComeOutHoweverTheyWereParted)
{
    QByteArray bare(kKeyA);
    bare.replace("-", "");
    for (const QByteArray &text : {QByteArray(kKeyA), bare, QByteArray(kKeyA).replace("-", " ") + "\r\n"}) {
        const auto key = RecoveryKey::parse(Secret(QByteArray(text)));
        ASSERT_TRUE(key) << text.constData();
        key->use([&](QByteArrayView digits) { EXPECT_EQ(digits.toByteArray(), bare); });
        EXPECT_TRUE(key->hasGroup(7, QString::fromLatin1(bare.last(6))));
        EXPECT_FALSE(key->hasGroup(0, QString::fromLatin1(bare.last(6))));
    }
}

TEST(RecoveryKeyTest, WhatIsNoKeyIsRefused)
{
    for (const QByteArray &text :
         {QByteArray(), QByteArray("212047"), QByteArray(kKeyA) + "0", QByteArray(kKeyA).replace('-', 'x'),
          QByteArray(300, '0'), QByteArray(kKeyA).chopped(1), QByteArray("\xd9\xa1") + kKeyA})
        EXPECT_FALSE(RecoveryKey::parse(Secret(QByteArray(text)))) << text.constData();
}

TEST(RecoveryKeyTest, TypingIsJudgedGroupByGroup)
{
    using enum KeyGroup;
    const auto groups = [](const QString &typed) {
        return checkTypedKey(typed);
    };
    const QString first = QString::fromLatin1(kKeyA, 6);
    EXPECT_EQ(groups({})[0], Empty);
    EXPECT_EQ(groups(first.left(3))[0], Unfinished);
    EXPECT_EQ(groups(first)[0], Good);
    EXPECT_EQ(groups(first + QStringLiteral("-12"))[1], Unfinished);
    EXPECT_EQ(groups(QStringLiteral("123-") + first)[0], Wrong) << "a short group with more behind it";
    EXPECT_EQ(groups(QStringLiteral("720896"))[0], Wrong) << "one more than fits 16 bits";
}

TEST(RecoveryKeyTest, AKeyIsFoundByTheDigitsOfTheBlueScreen)
{
    const QString id = QString::fromLatin1(kIdB);
    EXPECT_EQ(shortKeyId(id), QStringLiteral("892F902B"));
    EXPECT_EQ(spacedKeyId(id), QStringLiteral("892F 902B"));
    for (const char *typed :
         {"892F902B", "892f902b", "892F 902B", "{892F902B-D23F", "892f902b-d23f-4824-928b-00000000000b"})
        EXPECT_TRUE(matchesKeyId(id, QString::fromLatin1(typed))) << typed;
    for (const char *typed : {"", "892F", "892F902C", "892F902B-D23E", "RGH-ICU4W", "892F902X", "892F902B!"})
        EXPECT_FALSE(matchesKeyId(id, QString::fromLatin1(typed))) << typed;
}
