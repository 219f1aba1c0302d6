#include "connectors/files/moments.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QDateTime>
#include <QRandomGenerator>

namespace ringward {
namespace {

constexpr qint64 kOutage = 1'721'362'140'000; // 2024-07-19 04:09:00 UTC

TEST(Moments, TheOutageInEveryShape)
{
    for (const char *shape : {"2024-07-19T04:09:00Z",
                              "2024-07-19T04:09:00.0000000Z",
                              "2024-07-19T04:09:00.000000000Z",
                              "2024-07-19 04:09:00",
                              "2024-07-19T04:09:00+00:00",
                              "2024-07-18T20:09:00.0000000-08:00",
                              "2024-07-19T06:09:00+0200",
                              "2024-07-19 04:09",
                              "2024/7/19 4:09:00",
                              "2024/07/19 04:09",
                              "19.07.2024 04:09:00",
                              "19.7.2024, 04:09",
                              "19. 7. 2024 4:09:00",
                              "7/19/2024 4:09:00 AM",
                              "07/19/2024 04:09:00",
                              "7/19/24 4:09 AM",
                              "19/07/2024 04:09",
                              "19-07-2024 04:09:00",
                              "19-Jul-2024 04:09:00",
                              "19 July 2024 04:09",
                              "Jul 19, 2024 4:09:00 AM",
                              "Fri, 19 Jul 2024 04:09:00 GMT",
                              "20240719040900",
                              "20240719040900.000000+000",
                              "20240719040900.0Z",
                              "1721362140",
                              "1721362140000",
                              "1721362140000000",
                              "1721362140.250",
                              "133658357400000000",
                              "638569589400000000",
                              "/Date(1721362140000)/",
                              "  2024-07-19T04:09:00Z ",
                              "\"2024-07-19T04:09:00Z\"",
                              "2024-07-19 04:09:00 UTC"})
        EXPECT_EQ(parseMoment(std::string_view(shape)), kOutage) << shape;
    EXPECT_EQ(parseMoment(QStringView(u"7/19/2024 4:09:00\u202FAM")), kOutage);
    EXPECT_EQ(parseMoment(std::string_view("2024-07-19")), kOutage - (4 * 60 + 9) * 60'000);
    EXPECT_EQ(parseMoment(std::string_view("45492.5")), 1'721'347'200'000 + 43'200'000);
    EXPECT_EQ(parseMoment(std::string_view("7/19/2024 12:09:00 PM")), kOutage + 8 * 3'600'000);
    EXPECT_EQ(parseMoment(std::string_view("7/19/2024 12:09:00 AM")), kOutage - 4 * 3'600'000);
    EXPECT_EQ(parseMoment(std::string_view("2024-07-19T04:09:00.5Z")), kOutage + 500);
}

TEST(Moments, NeverHasManyNames)
{
    for (const char *shape :
         {"", "-", "never", "Never", "NULL", "n/a", "0", "1601-01-01T00:00:00Z", "0001-01-01T00:00:00Z",
          "1/1/1601 12:00:00 AM", "9999-12-31 23:59:59.9999999", "9999-12-31T23:59:59Z", "-11644473600000",
          "9223372036854775807", "1970-01-01T00:00:00Z", "0001-01-01T00:00:00"})
        EXPECT_EQ(parseMoment(std::string_view(shape)), 0) << shape;
}

TEST(Moments, WhatIsNoTimeIsRefused)
{
    for (const char *shape :
         {"tomorrow", "2024-13-01", "2024-02-30", "31.04.2024", "2024-07-19T25:00:00Z", "2024-07-19T04:61", "x",
          "12:30", "1.2.3.4", "192.168.1.10", "ICU-WS-12", "2024-07-19T04:09:00Zzz", "2024-07-19 04:09 EVT",
          "99999999999999999999999", "2023-02-29", "//", "1/2", "-5", "7.05.17603.0"})
        EXPECT_EQ(parseMoment(std::string_view(shape)), std::nullopt) << shape;
}

TEST(Moments, SlashesFollowTheOrderThatTheColumnProves)
{
    EXPECT_EQ(parseMoment(QStringView(u"3/4/2024"), DateOrder::DayFirst), parseMoment(QStringView(u"2024-04-03")));
    EXPECT_EQ(parseMoment(QStringView(u"3/4/2024"), DateOrder::MonthFirst), parseMoment(QStringView(u"2024-03-04")));
    EXPECT_EQ(provenOrder(u"13/4/2024"), DateOrder::DayFirst);
    EXPECT_EQ(provenOrder(u"4/13/2024 10:00"), DateOrder::MonthFirst);
    EXPECT_EQ(provenOrder(u"4/4/2024"), std::nullopt);
    EXPECT_EQ(provenOrder(u"2024/4/13"), std::nullopt);
}

TEST(Moments, AgreeWithQtOnRandomTimes)
{
    QRandomGenerator random(20240719);
    for (int i = 0; i < 2000; ++i) {
        const qint64 ms = qint64(random.bounded(4'000'000'000.0)) * 1000 + random.bounded(1000) - 500'000'000'000;
        const QDateTime moment = QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC);
        EXPECT_EQ(parseMoment(moment.toString(Qt::ISODateWithMs)), ms);
        const qint64 wholeMs = ms - moment.time().msec();
        EXPECT_EQ(parseMoment(moment.toString(u"dd.MM.yyyy HH:mm:ss")), wholeMs);
        EXPECT_EQ(parseMoment(moment.toString(u"M/d/yyyy h:mm:ss AP")), wholeMs);
    }
}

} // namespace
} // namespace ringward
