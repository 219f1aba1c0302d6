#include "connectors/activedirectory/directorysession.h"
#include "connectors/activedirectory/ldapdn.h"

#include <gtest/gtest.h>

using namespace ringward;

TEST(DirectoryNames, PartsAreUnescapedAndNeverSplitAtAnEscapedComma)
{
    const auto parts = dnParts("CN=PC 1,OU=Intensive Care\\, North \\+ S\xc3\xbc"
                               "d (2),DC=hospital,DC=test");
    ASSERT_TRUE(parts);
    ASSERT_EQ(parts->size(), 4U);
    EXPECT_EQ((*parts)[1].type, QStringLiteral("OU"));
    EXPECT_EQ((*parts)[1].value, QStringLiteral("Intensive Care, North + Süd (2)"));
    EXPECT_EQ(parentDn("CN=a\\,b,OU=x,DC=y"), "OU=x,DC=y");
    EXPECT_EQ(parentDn("DC=y"), "");
}

TEST(DirectoryNames, WhatIsNoNameIsToldSo)
{
    for (const char *wrong : {"no equals sign", "=x", "CN=a,,DC=b", "CN=\\"})
        EXPECT_FALSE(dnParts(wrong)) << wrong;
}

TEST(DirectoryNames, AGuidIsWrittenAsPeopleSeeIt)
{
    const QByteArray bytes = QByteArray::fromHex("2b902f893fd22448928b000102030405");
    EXPECT_EQ(guidText(bytes), QStringLiteral("892f902b-d23f-4824-928b-000102030405"));
    EXPECT_EQ(guidBytes(QStringLiteral("892F902B-D23F-4824-928B-000102030405")), bytes);
    EXPECT_EQ(guidBytes(QStringLiteral("{892f902b-d23f-4824-928b-000102030405}")), bytes);
    EXPECT_EQ(guidText("short"), QString());
    EXPECT_EQ(guidBytes(QStringLiteral("892F902B")), QByteArray());
}

TEST(DirectoryFilters, WhatCouldBeReadAsFilterIsWrittenInHex)
{
    EXPECT_EQ(inFilter("a*(b)\\c"), "a\\2a\\28b\\29\\5cc");
    EXPECT_EQ(inFilter(QByteArray("a\0b", 3)), "a\\00b");
    EXPECT_EQ(inFilter("S\xc3\xbc"), "S\xc3\xbc");
    EXPECT_EQ(inFilterAsHex(QByteArray("\x2b\x90", 2)), "\\2b\\90");
}

TEST(DirectoryTimes, TicksAndTextsBecomeMilliseconds)
{
    EXPECT_EQ(msOfFileTime("133655616000000000"), 1'721'088'000'000);
    for (const char *never : {"0", "9223372036854775807", "", "-1", "soon"})
        EXPECT_EQ(msOfFileTime(never), 0) << never;
    EXPECT_EQ(msOfGeneralizedTime("20240716000000.0Z"), 1'721'088'000'000);
    for (const char *none : {"", "2024", "20241399000000.0Z", "20240716000000.0"})
        EXPECT_EQ(msOfGeneralizedTime(none), 0) << none;
}

TEST(DirectoryRanges, TheNextBlockBeginsWhereTheLastOneEnds)
{
    EXPECT_EQ(nextInRange("member;range=0-1499"), 1500);
    EXPECT_EQ(nextInRange("member;Range=1500-2999;x"), 3000);
    for (const char *last : {"member", "member;range=3000-*", "member;range=", "member;range=-", "member;range=0--7"})
        EXPECT_EQ(nextInRange(last), 0) << last;
}
