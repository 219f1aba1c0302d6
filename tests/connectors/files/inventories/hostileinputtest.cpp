#include "tests/connectors/files/inventories/inventorysupport.h"

#include <gtest/gtest.h>

#include <ctime>
#include <random>

namespace ringward {
namespace {

const QStringList &samples()
{
    static const QStringList files{
        QStringLiteral("driver-inventories/aws-ws2012r2-en/msinfo32.txt"),
        QStringLiteral("driver-inventories/aws-ws2012r2-en/msinfo32.nfo"),
        QStringLiteral("driver-inventories/asus-win11-nb-frst/FRST.txt"),
        QStringLiteral("driver-inventories/vmware-winxp-en-driverquery/driverquery-table.txt"),
        QStringLiteral("driver-inventories/win10-en-driverquery-csv/driverquery_v.csv"),
        QStringLiteral("driver-inventories/dell-xps-win11-fltmc/fltmc.txt"),
        QStringLiteral("vendor-api-samples/sekoia/sysmon-6-driverload.nxlog.json"),
        QStringLiteral("vendor-api-samples/sekoia/harfanglab-driverload.json")};
    return files;
}

void expectSane(const Read &read, qsizetype size)
{
    for (const Inventory &machine : read.machines) {
        EXPECT_LE(qsizetype(machine.drivers.drivers.size()), size);
        for (const Driver &driver : machine.drivers.drivers)
            EXPECT_FALSE(driver.name.isEmpty());
        for (const Refusal &refusal : machine.refused)
            EXPECT_FALSE(refusal.where.isEmpty() || refusal.reason.isEmpty());
    }
    if (read.error) {
        EXPECT_FALSE(read.error->detail.isEmpty());
    }
}

/// Of this process, so that a busy machine does not look like a slow parser.
double cpuSeconds()
{
    return double(std::clock()) / CLOCKS_PER_SEC;
}

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define RINGWARD_SLOWED_DOWN
#endif
#elif defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define RINGWARD_SLOWED_DOWN
#endif
#ifdef RINGWARD_SLOWED_DOWN
constexpr double kMostSeconds = 10;
#else
constexpr double kMostSeconds = 1;
#endif

/// Every one of the formats, whether the text looks like it or not.
void feedToAll(const QString &text)
{
    DecodedText decoded;
    decoded.text = text;
    for (const InventoryFormat &format : inventoryFormats()) {
        format.looksLike(QStringView(text).left(kInventoryHead));
        const double before = cpuSeconds();
        (void)format.parse(decoded, {});
        EXPECT_LT(cpuSeconds() - before, kMostSeconds)
            << format.name << " takes long over " << text.left(40).toStdString();
    }
}

TEST(HostileInventories, CutAnywhereTheyStillAnswer)
{
    for (const QString &file : samples()) {
        const QByteArray bytes = sharedFile(file);
        const qsizetype step = std::max<qsizetype>(7, bytes.size() / 60);
        for (qsizetype size = 0; size < bytes.size(); size += step)
            expectSane(readInventory(bytes.first(size)), size + 1);
    }
}

TEST(HostileInventories, RandomDamageIsSurvived)
{
    const double begin = cpuSeconds();
    std::mt19937 random(20240719);
    const auto pick = [&](qsizetype below) {
        return qsizetype(random() % quint64(std::max<qsizetype>(1, below)));
    };
    std::vector<QByteArray> originals;
    for (const QString &file : samples())
        originals.push_back(sharedFile(file).left(16 * 1024));
    int rounds = 0;
    for (; rounds < 2000 && cpuSeconds() - begin < 1.0; ++rounds) {
        QByteArray bytes = originals[std::size_t(rounds) % originals.size()];
        for (qsizetype damage = 1 + pick(20); damage > 0; --damage) {
            const qsizetype at = pick(bytes.size());
            switch (pick(5)) {
            case 0:
                bytes[at] = char(random());
                break;
            case 1:
                bytes.remove(at, pick(200));
                break;
            case 2:
                bytes.insert(at, bytes.mid(pick(bytes.size()), pick(300)));
                break;
            case 3:
                bytes.insert(at, QByteArray("\t[]{}()<>\",;:=\n\\\0", 17).mid(pick(17), 1));
                break;
            default:
                bytes.insert(at, QByteArray("\"\n<![CDATA[").repeated(3));
                break;
            }
            if (bytes.isEmpty())
                bytes = "x";
        }
        expectSane(readInventory(bytes), bytes.size());
        const auto decoded = decodeText(bytes);
        if (decoded && rounds % 4 == 0)
            feedToAll(decoded->text);
    }
    EXPECT_GT(rounds, 20);
}

TEST(HostileInventories, LongLinesAndEndlessPatternsTakeLinearTime)
{
    for (const QString &unit : {QStringLiteral("a"),
                                QStringLiteral(" "),
                                QStringLiteral("\t"),
                                QStringLiteral("c:\\ "),
                                QStringLiteral(" ["),
                                QStringLiteral("(("),
                                QStringLiteral("{\"a\":"),
                                QStringLiteral("\""),
                                QStringLiteral("\"\n"),
                                QStringLiteral("<Event "),
                                QStringLiteral("<Event>"),
                                QStringLiteral("a: b "),
                                QStringLiteral("R2 a; C:\\a.sys [1 2020-01-01] "),
                                QStringLiteral("\n"),
                                QStringLiteral("[x]\n"),
                                QStringLiteral("= "),
                                QStringLiteral("- "),
                                QStringLiteral("oem1.inf:"),
                                QStringLiteral(",.,"),
                                QStringLiteral("Driver: a.sys, 1/1/2020, "),
                                QStringLiteral("[")}) {
        feedToAll(unit.repeated(200'000 / unit.size()));
        feedToAll(QStringLiteral("Driver loaded\nx: R2 a; C:\\b ") + unit.repeated(200'000 / unit.size())
                  + QStringLiteral("]}>)"));
    }
}

TEST(HostileInventories, AListWithoutEndIsCutAtALimitAndSaysSo)
{
    QString text = QStringLiteral("\"Module Name\",\"Display Name\",\"Driver Type\",\"Link Date\"\n");
    for (int i = 0; i < 30'000; ++i)
        text += QStringLiteral("\"d%1\",\"x\",\"Kernel \",\"\"\n").arg(i);
    const Read read = readInventory(text);
    EXPECT_EQ(read.machine().drivers.drivers.size(), 20'000U);
    EXPECT_EQ(read.machine().refused.size(), 1U);
}

TEST(HostileInventories, AHugeLineIsRefusedAndItsNeighboursArrive)
{
    QString text = sharedText(QStringLiteral("driver-inventories/aws-ws2012r2-en/msinfo32.txt"));
    text.replace(QStringLiteral("Microsoft ACPI Driver"), QStringLiteral("x").repeated(100'000));
    const Read read = readInventory(text);
    EXPECT_EQ(read.machine().drivers.drivers.size(), 258U);
    EXPECT_EQ(read.machine().refused.size(), 1U);
}

TEST(HostileInventories, StoppingIsAnAnswer)
{
    const auto source = std::make_unique<std::stop_source>();
    source->request_stop();
    DecodedText text;
    text.text = sharedText(QStringLiteral("driver-inventories/aws-ws2012r2-en/msinfo32.txt"));
    for (const InventoryFormat &format : inventoryFormats()) {
        if (!format.looksLike(QStringView(text.text).left(kInventoryHead)))
            continue;
        const auto result = format.parse(text, source->get_token());
        ASSERT_FALSE(result.has_value());
        EXPECT_EQ(result.error().kind, Error::Kind::Cancelled);
    }
}

} // namespace
} // namespace ringward
