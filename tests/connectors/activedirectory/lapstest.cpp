#include "connectors/activedirectory/recoverykeys.h"

#include <gtest/gtest.h>

using namespace ringward;

namespace {

QByteArray passwordOf(const char *json)
{
    return passwordInLaps(json).use([](QByteArrayView bytes) { return bytes.toByteArray(); });
}

} // namespace

TEST(Laps, ThePasswordIsFoundWhereverItStandsAndHoweverItIsEscaped)
{
    EXPECT_EQ(
        passwordOf(
            R"({"n":"Administrator","t":"1d8161b41c41cde","p":"A6a3#7%eb!57be4a4B95Z43394ba956de69e5d8975#$8a6d)4f82da6ad500HGx"})"),
        "A6a3#7%eb!57be4a4B95Z43394ba956de69e5d8975#$8a6d)4f82da6ad500HGx");
    EXPECT_EQ(passwordOf(R"({ "p" : "a\"b\\c\/d\tü\u00fc\ud83d\ude00", "n" : "x" })"), "a\"b\\c/d\tüü😀");
    EXPECT_EQ(passwordOf(R"({"n":"\"p\":\"no\"","p":"yes"})"), "yes");
    EXPECT_EQ(passwordOf(R"({"n":"p","p":"x"})"), "x");
}

TEST(Laps, WhatIsNoPasswordIsNone)
{
    for (const char *wrong : {"", "{", "{\"p\"", "{\"p\":", "{\"p\":7}", "{\"p\":\"open", "{\"p\":\"\\",
                              "{\"p\":\"\\u12", "{\"p\":\"\\x\"}", "{\"n\":\"a\"}", "{\"P\":\"a\"}", "\"p\""})
        EXPECT_EQ(passwordOf(wrong), "") << wrong;
}
