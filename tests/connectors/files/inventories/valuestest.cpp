#include "connectors/files/inventories/values.h"

#include "connectors/files/inventories/jsonobjects.h"
#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/words.h"
#include "models/drivers/driverlibrary.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QStringList>

namespace ringward {
namespace {

TEST(InventoryValues, NumbersKeepTheirValueWhateverPartsTheThousands)
{
    for (const QString &text :
         {QStringLiteral("81,920"), QStringLiteral("81.920"), QStringLiteral("81 920"), QStringLiteral("81\u00A0920"),
          QStringLiteral("81\u202F920"), QStringLiteral("81'920"), QStringLiteral(" 81920 ")})
        EXPECT_EQ(wholeNumber(text), 81920) << text.toStdString();
    for (const QString &text : {QString(), QStringLiteral("abc"), QStringLiteral("1,"), QStringLiteral(",1"),
                                QStringLiteral("1,,2"), QStringLiteral("99999999999999999999")})
        EXPECT_EQ(wholeNumber(text), std::nullopt) << text.toStdString();
}

TEST(InventoryValues, DatesOfAllLanguagesMeanTheSameMoment)
{
    const QDateTime wanted(QDate(2015, 5, 18), QTime(15, 28, 3), Qt::UTC);
    for (const QString &text : {QStringLiteral("5/18/2015 3:28:03 PM"), QStringLiteral("5/18/2015  3:28:03 PM"),
                                QStringLiteral("18.05.2015 15:28:03"), QStringLiteral("2015-05-18 15:28:03"),
                                QStringLiteral("2015/5/18 15:28:03"), QStringLiteral("18/05/2015 15:28:03"),
                                QStringLiteral("2015/5/18 下午 3:28:03"), QStringLiteral("2015-05-18 오후 3:28:03"),
                                QStringLiteral("2015. 05. 18. 15:28:03"), QStringLiteral("18-05-2015 15:28:03"),
                                QStringLiteral("05/18/15 15:28:03"), QStringLiteral("18/05/2015 3:28:03 p. m."),
                                QStringLiteral("5/18/2015 3:28:03\u202FPM")})
        EXPECT_EQ(inventoryDate(text), wanted) << text.toStdString();
    for (const QString &text :
         {QString(), QStringLiteral("N/A"), QStringLiteral("99/99/2015"), QStringLiteral("yesterday")})
        EXPECT_FALSE(inventoryDate(text).isValid()) << text.toStdString();
}

TEST(InventoryValues, AColumnOfDatesTellsTheOrderThatOneDateCannot)
{
    DateColumn british;
    british.see(u"03/04/2015 15:28:03");
    british.see(u"23/04/2015 15:28:03");
    EXPECT_EQ(british.order(), DateOrder::DayFirst);
    DateColumn american;
    american.see(u"3/4/2015 3:28:03 PM");
    EXPECT_EQ(american.order(), DateOrder::MonthFirst);
}

TEST(InventoryValues, ShapesAreToldApart)
{
    EXPECT_TRUE(isGuid(u"{4d36e96c-e325-11ce-bfc1-08002be10318}"));
    EXPECT_FALSE(isGuid(u"{4d36e96c-e325-11ce-bfc1-08002be1031}"));
    EXPECT_TRUE(isContentFile(u"c-00000291-00000000-00000032.sys"));
    EXPECT_FALSE(isContentFile(u"csagent.sys"));
    EXPECT_TRUE(isDriverPath(u"\\??\\c:\\windows\\xhunter1.sys"));
    EXPECT_TRUE(isDriverPath(u"\\SystemRoot\\System32\\drivers\\tcpip.sys"));
    EXPECT_FALSE(isDriverPath(u"Niedostępne"));
    EXPECT_TRUE(isVersion(u"14.47.46.114"));
    EXPECT_FALSE(isVersion(u"1.2."));
}

TEST(InventoryValues, LinesEndAsTheFileHasThem)
{
    for (const QString &text : {QStringLiteral("a\nb\nc"), QStringLiteral("a\r\nb\r\nc"), QStringLiteral("a\rb\rc"),
                                QStringLiteral("a\r\r\nb\r\r\nc")}) {
        QStringList read;
        Lines lines(text);
        Line line;
        while (lines.next(line))
            read << line.text.toString() + QString::number(line.number) + QString(line.last ? 1 : 0, u'!');
        EXPECT_EQ(read, (QStringList{QStringLiteral("a1"), QStringLiteral("b2"), QStringLiteral("c3!")}));
    }
}

TEST(InventoryValues, ADamagedJsonRecordCostsItselfOnly)
{
    JsonObjects objects(u"[{\"a\": 1},\n{\"a\": \"unclosed},\n}{\"a\": 3}\n{\"b\": {\"c\": \"}\"}}\n{\"cut\": ");
    QStringList read;
    JsonObjects::Record record;
    while (objects.next(record))
        read << QStringLiteral("%1:%2%3%4")
                    .arg(record.line)
                    .arg(record.object.size())
                    .arg(record.whole)
                    .arg(record.cutOff);
    EXPECT_EQ(read,
              (QStringList{QStringLiteral("1:110"), QStringLiteral("2:000"), QStringLiteral("3:110"),
                           QStringLiteral("4:110"), QStringLiteral("5:001")}));
}

std::vector<Driver> driversNamed(const QStringList &names)
{
    std::vector<Driver> drivers;
    for (const QString &name : names) {
        drivers.emplace_back();
        drivers.back().name = name;
    }
    return drivers;
}

TEST(ServiceWords, UnknownWordsGetTheirMeaningFromKnownDrivers)
{
    std::vector<Driver> drivers =
        driversNamed({QStringLiteral("acpi"), QStringLiteral("ntfs"), QStringLiteral("acme")});
    ServiceWords words;
    words.add(u"ydin", u"alku", u"käy", u"joo", u"eipä", u"joo");
    words.add(u"tiedosto", u"käsin", u"käy", u"joo", u"eipä", u"eipä");
    words.add(u"ydin", u"käsin", u"seis", u"eipä", u"eipä", u"eipä");
    words.apply(drivers);
    EXPECT_EQ(drivers[2].kind, ImageKind::Kernel);
    EXPECT_EQ(drivers[1].kind, ImageKind::FileSystem);
    EXPECT_EQ(drivers[2].start, StartType::Manual);
    EXPECT_EQ(drivers[0].start, StartType::Boot);
    EXPECT_EQ(drivers[0].state, RunState::Running);
    EXPECT_EQ(drivers[2].state, RunState::Stopped);
}

TEST(ServiceWords, AWordThatSaysUnknownStaysNotTold)
{
    std::vector<Driver> drivers = driversNamed({QStringLiteral("acpi")});
    ServiceWords words;
    words.add(u"Unknown", u"Unknown", u"Stopped", u"Nie", u"Nie", u"Nie");
    words.apply(drivers);
    EXPECT_EQ(drivers[0].kind, ImageKind::NotTold);
    EXPECT_EQ(drivers[0].start, StartType::NotTold);
    EXPECT_EQ(drivers[0].state, RunState::Stopped);
}

} // namespace
} // namespace ringward
