#include "models/changes/icsimport.h"
#include "models/store/sqlitefreezes.h"
#include "tests/models/store/storefixture.h"

using namespace ringward;

namespace {

const QTimeZone kLondon("Europe/London");

QDateTime london(int year, int month, int day, int hour, int minute = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute), kLondon);
}
qint64 utc(int year, int month, int day, int hour, int minute = 0)
{
    return QDateTime(QDate(year, month, day), QTime(hour, minute), Qt::UTC).toMSecsSinceEpoch();
}

Freeze handover()
{
    Freeze freeze;
    freeze.name = QStringLiteral("Handover");
    freeze.begin = london(2026, 1, 5, 7); // a Monday
    freeze.minutes = 30;
    freeze.repeat.every = FreezeRepeat::Every::Day;
    return freeze;
}

QByteArray calendar(const QByteArray &events)
{
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\n" + events + "END:VCALENDAR\r\n";
}
QByteArray event(const QByteArray &lines)
{
    return "BEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20260101T000000Z\r\nSUMMARY:Go-live\r\n" + lines + "END:VEVENT\r\n";
}
Result<IcsImport> import(const QByteArray &lines, const QStringList &scopes = {})
{
    return importIcs(calendar(event(lines)), scopes, kLondon);
}
std::vector<qint64> beginnings(const Freeze &freeze, qint64 from, qint64 to)
{
    std::vector<qint64> times;
    for (const FreezeHit &hit : windowsIn({freeze}, from, to))
        times.push_back(hit.fromMs);
    return times;
}

} // namespace

TEST(FreezeTest, TheHourOnTheWallStaysOverDaylightSaving)
{
    // British Summer Time begins on 29 March 2026 at 01:00 UTC and ends on 25 October.
    const auto spring = beginnings(handover(), utc(2026, 3, 28, 0), utc(2026, 3, 31, 0));
    ASSERT_EQ(spring.size(), 3U);
    EXPECT_EQ(spring[0], utc(2026, 3, 28, 7));
    EXPECT_EQ(spring[1], utc(2026, 3, 29, 6));
    EXPECT_EQ(spring[2], utc(2026, 3, 30, 6));
    const auto autumn = beginnings(handover(), utc(2026, 10, 24, 0), utc(2026, 10, 27, 0));
    ASSERT_EQ(autumn.size(), 3U);
    EXPECT_EQ(autumn[0], utc(2026, 10, 24, 6));
    EXPECT_EQ(autumn[1], utc(2026, 10, 25, 7));
}

TEST(FreezeTest, AWindowOverTheChangeOfTheClockEndsByTheWallToo)
{
    Freeze night = handover();
    night.begin = london(2026, 3, 28, 22);
    night.minutes = 8 * 60; // until 06:00, which comes an hour early
    night.repeat = {};
    const auto windows = windowsIn({night}, 0, utc(2030, 1, 1, 0));
    ASSERT_EQ(windows.size(), 1U);
    EXPECT_EQ(windows[0].fromMs, utc(2026, 3, 28, 22));
    EXPECT_EQ(windows[0].toMs, utc(2026, 3, 29, 5));
}

TEST(FreezeTest, WeekdaysIntervalsCountsAndEnds)
{
    Freeze freeze = handover();
    freeze.repeat.every = FreezeRepeat::Every::Week;
    freeze.repeat.weekDays = {5, 1};
    freeze.repeat.interval = 2;
    const auto all = [&] {
        return beginnings(freeze, 0, utc(2026, 3, 1, 0));
    };
    ASSERT_GE(all().size(), 4U);
    EXPECT_EQ(all()[0], utc(2026, 1, 5, 7));
    EXPECT_EQ(all()[1], utc(2026, 1, 9, 7));
    EXPECT_EQ(all()[2], utc(2026, 1, 19, 7));
    freeze.repeat.count = 3;
    EXPECT_EQ(all().size(), 3U);
    freeze.repeat.count = 0;
    freeze.repeat.untilMs = utc(2026, 1, 19, 7);
    EXPECT_EQ(all().size(), 3U) << "the last may begin at the end";
    freeze.except = {london(2026, 1, 9, 7)};
    EXPECT_EQ(all().size(), 2U);
}

TEST(FreezeTest, AMonthWithoutThatDayHasNoWindow)
{
    Freeze freeze = handover();
    freeze.begin = london(2026, 1, 31, 7);
    freeze.repeat.every = FreezeRepeat::Every::Month;
    const auto all = beginnings(freeze, 0, utc(2026, 6, 1, 0));
    ASSERT_EQ(all.size(), 3U);
    EXPECT_EQ(all[1], utc(2026, 3, 31, 6));
}

TEST(FreezeTest, OnlyWhatOverlapsAndConcernsCollides)
{
    Freeze all = handover(), site = handover(), ward = handover();
    site.scope = QStringLiteral("RGH");
    ward.scope = QStringLiteral("RGH 4W ICU");
    const qint64 from = utc(2026, 2, 2, 7, 10), to = utc(2026, 2, 2, 7, 20);
    const auto hits = [&](const QStringList &wards) {
        return collisions({all, site, ward}, wards, from, to).size();
    };
    EXPECT_EQ(hits({QStringLiteral("RGH 4W ICU")}), 3U);
    EXPECT_EQ(hits({QStringLiteral("RGH Lab")}), 2U);
    EXPECT_EQ(hits({QStringLiteral("CWH Lab")}), 1U);
    EXPECT_TRUE(collisions({all}, {}, utc(2026, 2, 2, 7, 30), utc(2026, 2, 2, 8)).empty()) << "its end is not in it";
    EXPECT_EQ(collisions({all}, {}, utc(2026, 2, 2, 7, 29), utc(2026, 2, 2, 8)).size(), 1U);
}

TEST(IcsImportTest, ReadsTimesZonesAndRules)
{
    const auto made =
        import("DTSTART;TZID=Europe/London:20260330T070000\r\nDTEND;TZID=Europe/London:20260330T073000\r\n"
               "RRULE:FREQ=WEEKLY;BYDAY=MO,FR;COUNT=5\r\nEXDATE;TZID=Europe/London:20260403T070000\r\n"
               "LOCATION:rgh\r\n",
               {QStringLiteral("RGH")});
    ASSERT_TRUE(made);
    ASSERT_TRUE(made->refused.empty()) << made->refused[0].reason.toStdString();
    ASSERT_EQ(made->freezes.size(), 1U);
    const Freeze &freeze = made->freezes[0];
    EXPECT_EQ(freeze.name, QStringLiteral("Go-live"));
    EXPECT_EQ(freeze.scope, QStringLiteral("RGH"));
    EXPECT_EQ(freeze.minutes, 30);
    const auto times = beginnings(freeze, 0, utc(2027, 1, 1, 0));
    ASSERT_EQ(times.size(), 4U) << "five, less the one left out";
    EXPECT_EQ(times[0], utc(2026, 3, 30, 6));
    EXPECT_EQ(times[1], utc(2026, 4, 6, 6));
}

TEST(IcsImportTest, ReadsAllDayUtcFloatingDurationAndWindowsZones)
{
    EXPECT_EQ(import("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n")->freezes.at(0).minutes, 3 * 1440);
    EXPECT_EQ(import("DTSTART;VALUE=DATE:20261224\r\n")->freezes.at(0).minutes, 1440);
    EXPECT_EQ(import("DTSTART:20260701T120000Z\r\nDURATION:PT2H\r\n")->freezes.at(0).begin.toMSecsSinceEpoch(),
              utc(2026, 7, 1, 12));
    EXPECT_EQ(import("DTSTART:20260701T120000\r\nDURATION:PT2H\r\n")->freezes.at(0).begin.toMSecsSinceEpoch(),
              utc(2026, 7, 1, 11))
        << "local time";
    EXPECT_EQ(import("DTSTART;TZID=GMT Standard Time:20260701T120000\r\nDURATION:PT2H\r\n")
                  ->freezes.at(0)
                  .begin.toMSecsSinceEpoch(),
              utc(2026, 7, 1, 11));
}

TEST(IcsImportTest, WhatIsNotUnderstoodWholeIsRefusedWithItsReasonAndTheOthersArrive)
{
    for (const char *lines :
         {"DTSTART:20260701T120000Z\r\nDURATION:PT2H\r\nRRULE:FREQ=MONTHLY;BYDAY=1MO\r\n",
          "DTSTART:20260701T120000Z\r\nDURATION:PT2H\r\nRRULE:FREQ=HOURLY\r\n",
          "DTSTART:20260701T120000Z\r\nDURATION:PT2H\r\nRRULE:FREQ=DAILY;BYSETPOS=1\r\n",
          "DTSTART;TZID=Mars/Olympus:20260701T120000\r\nDURATION:PT2H\r\n", "DURATION:PT2H\r\n",
          "DTSTART:20260701T120000Z\r\n", "DTSTART:20260701T120000Z\r\nDTEND:20260701T110000Z\r\n"}) {
        const auto made =
            importIcs(calendar(event(lines) + event("DTSTART:20260701T120000Z\r\nDURATION:PT1H\r\n")), {}, kLondon);
        ASSERT_TRUE(made) << lines;
        ASSERT_EQ(made->refused.size(), 1U) << lines;
        EXPECT_FALSE(made->refused[0].reason.isEmpty());
        EXPECT_EQ(made->refused[0].what, QStringLiteral("Go-live"));
        EXPECT_EQ(made->freezes.size(), 1U);
    }
}

TEST(IcsImportTest, AnythingElseIsMalformed)
{
    for (const QByteArray &bytes :
         {QByteArray(), QByteArray("Dear ward manager"), QByteArray(5 << 20, 'B'), QByteArray("\0\xff\xfe", 3)}) {
        const auto made = importIcs(bytes, {}, kLondon);
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().kind, Error::Kind::Malformed);
    }
    const QByteArray whole = calendar(event("DTSTART:20260701T120000Z\r\nDURATION:PT2H\r\n"));
    for (qsizetype length = 16; length < whole.size(); ++length)
        std::ignore = importIcs(whole.left(length), {}, kLondon); // cut anywhere: no crash, no hang
}

struct FreezeStoreTest : ringward::testing::StoreTest {};

TEST_F(FreezeStoreTest, KeepsAFreezeWithItsZoneAndReplacesAnImportedOne)
{
    const auto database = open();
    SqliteFreezes store(*database);
    Freeze freeze = handover();
    freeze.repeat = {FreezeRepeat::Every::Week, 2, {1, 5}, 9, 77};
    freeze.except = {london(2026, 1, 9, 7)};
    freeze.uid = QStringLiteral("u1");
    const auto id = store.save(freeze);
    ASSERT_TRUE(id);
    const Freeze kept = store.freezes()->front();
    EXPECT_EQ(kept.begin, freeze.begin);
    EXPECT_EQ(kept.begin.timeZone(), kLondon);
    EXPECT_EQ(kept.repeat, freeze.repeat);
    EXPECT_EQ(kept.except, freeze.except);
    freeze.name = QStringLiteral("Moved");
    EXPECT_EQ(*store.save(freeze), *id) << "the same event again";
    freeze.uid.clear();
    EXPECT_NE(*store.save(freeze), *id);
    EXPECT_EQ(store.freezes()->size(), 2U);
    EXPECT_TRUE(store.remove(*id));
    EXPECT_EQ(store.remove(*id).error().kind, Error::Kind::NotFound);
}

TEST(FreezeCalendar, ItsWindowsAreTimesOfQuietForTheGuardrails)
{
    Freeze ward = handover();
    ward.scope = QStringLiteral("RGH 4W ICU");
    const qint64 fromMs = utc(2026, 7, 1, 0);
    const GuardrailSet set = withCalendar(defaultGuardrails(), {ward}, fromMs);
    ASSERT_EQ(set.freezes.size(), defaultGuardrails().freezes.size() + 31);
    const FreezeTime &first = set.freezes[defaultGuardrails().freezes.size()];
    EXPECT_EQ(first.fromMs, utc(2026, 7, 1, 6)) << "07:00 in London, in summer";
    EXPECT_EQ(first.untilMs, utc(2026, 7, 1, 6, 30));
    EXPECT_EQ(first.place, QStringLiteral("RGH 4W ICU"));
}
