#include "tests/connectors/files/inventories/inventorysupport.h"

#include <gtest/gtest.h>

#include <QRegularExpression>

#include <array>

namespace ringward {
namespace {

const QString kPolish = QStringLiteral("driver-inventories/msi-win11-pl/msinfo32.txt");
const QString kEnglish = QStringLiteral("driver-inventories/msi-win10-en/msinfo32.txt");
const QString kServer = QStringLiteral("driver-inventories/aws-ws2012r2-en/msinfo32.txt");
const QString kServerXml = QStringLiteral("driver-inventories/aws-ws2012r2-en/msinfo32.nfo");

QStringList facts(const Read &read)
{
    return describe(read.machine());
}

TEST(Msinfo, TheSameMachineReadsTheSameInEveryEncodingAndLineEnd)
{
    for (const QString &file : {kPolish, kEnglish}) {
        const QString text = sharedText(file);
        const QStringList wanted = facts(readInventory(text));
        ASSERT_GT(wanted.size(), 300);
        for (const char *encoding : {"UTF-16LE", "UTF-16BE", "UTF-8"})
            EXPECT_EQ(facts(readInventory(inEncoding(encoding, text))), wanted) << encoding;
        EXPECT_EQ(facts(readInventory(text.toUtf8())), wanted);
        EXPECT_EQ(facts(readInventory(QString(text).replace(QStringLiteral("\r\n"), QStringLiteral("\n")))), wanted);
        EXPECT_EQ(facts(readInventory(QString(text).replace(QStringLiteral("\r\n"), QStringLiteral("\r\r\n")))),
                  wanted);
    }
    // Code pages have no sign for the long dash of a summary line, which no fact is taken from.
    const QString polish = sharedText(kPolish).replace(u'—', u'-');
    const QStringList wanted = facts(readInventory(polish));
    EXPECT_EQ(facts(readInventory(inEncoding("windows-1250", polish))), wanted);
    EXPECT_EQ(facts(readInventory(inEncoding("IBM852", polish))), wanted);
}

TEST(Msinfo, CodePage1252ReadsAsTheWholeReport)
{
    const QString text = sharedText(kEnglish);
    EXPECT_EQ(facts(readInventory(inEncoding("windows-1252", text))), facts(readInventory(text)));
}

struct Translation {
    const char *language;
    std::vector<std::pair<QString, QString>> words; ///< of a row, by English word
    QString first, host;
    QStringList sections, titles;
};

/// The English report as Windows in another language would write it.
QString translated(const QString &english, const Translation &to)
{
    QStringList result;
    const QStringList sections{QStringLiteral("[System Summary]"), QStringLiteral("[Software Environment]"),
                               QStringLiteral("[System Drivers]"), QStringLiteral("[Environment Variables]")};
    for (QString line : english.split(QStringLiteral("\r\n"))) {
        if (const qsizetype section = sections.indexOf(line); section >= 0)
            line = u'[' + to.sections[section] + u']';
        line.replace(QStringLiteral("System Information report written at"), to.first);
        line.replace(QStringLiteral("System Name"), to.host);
        QStringList cells = line.split(u'\t');
        if (cells.size() == 12 && cells[0] == QStringLiteral("Name"))
            cells = to.titles + QStringList{QString()};
        for (qsizetype i = 2; cells.size() == 12 && i < 11; ++i) {
            for (const auto &[from, into] : to.words)
                cells[i] = cells[i] == from ? into : cells[i];
        }
        result << cells.join(u'\t');
    }
    return result.join(QStringLiteral("\r\n"));
}

std::vector<Translation> translations()
{
    const auto words = [](std::array<const char16_t *, 13> w) {
        static const QStringList english{QStringLiteral("Kernel Driver"), QStringLiteral("File System Driver"),
                                         QStringLiteral("Yes"),           QStringLiteral("No"),
                                         QStringLiteral("Boot"),          QStringLiteral("System"),
                                         QStringLiteral("Auto"),          QStringLiteral("Manual"),
                                         QStringLiteral("Disabled"),      QStringLiteral("Running"),
                                         QStringLiteral("Stopped"),       QStringLiteral("OK"),
                                         QStringLiteral("Normal")};
        std::vector<std::pair<QString, QString>> pairs;
        for (std::size_t i = 0; i < w.size(); ++i)
            pairs.emplace_back(english[qsizetype(i)], QString::fromUtf16(w[i]));
        return pairs;
    };
    const auto titles = [](const QString &both) {
        return both.split(u'|');
    };
    return {
        {"German",
         words({u"Kernel-Treiber", u"Dateisystemtreiber", u"Ja", u"Nein", u"Start", u"System", u"Automatisch",
                u"Manuell", u"Deaktiviert", u"Wird ausgeführt", u"Beendet", u"OK", u"Normal"}),
         QStringLiteral("Systeminformationsbericht erstellt am"), QStringLiteral("Systemname"),
         titles(QStringLiteral("Systemübersicht|Softwareumgebung|Systemtreiber|Umgebungsvariablen")),
         titles(QStringLiteral(
             "Name|Beschreibung|Datei|Typ|Gestartet|Startmodus|Status|Status|Fehlersteuerung|Anhalten|Beenden"))},
        {"French",
         words({u"Pilote de noyau", u"Pilote de système de fichiers", u"Oui", u"Non", u"Démarrage", u"Système", u"Auto",
                u"Manuel", u"Désactivé", u"En cours d’exécution", u"Arrêté", u"OK", u"Normal"}),
         QStringLiteral("Rapport d’informations système écrit le "), QStringLiteral("Nom du système "),
         titles(QStringLiteral("Résumé système|Environnement logiciel|Pilotes système|Variables d’environnement")),
         titles(QStringLiteral("Nom|Description|Fichier|Type|Démarré|Mode|État|État|Contrôle d’erreur|Pause|Arrêt"))},
        {"Chinese",
         words({u"内核驱动程序", u"文件系统驱动程序", u"是", u"否", u"引导", u"系统", u"自动", u"手动", u"已禁用",
                u"正在运行", u"已停止", u"正常", u"正常"}),
         QStringLiteral("系统信息报告写于"), QStringLiteral("系统名称"),
         titles(QStringLiteral("系统摘要|软件环境|系统驱动程序|环境变量")),
         titles(QStringLiteral("名称|描述|文件|类型|已启动|启动模式|状态|状态|错误控制|接受暂停|接受停止"))},
        // A language that no table here knows: the drivers that every Windows has must tell what its words mean.
        {"Finnish",
         words({u"Ydinajuri", u"Tiedostojärjestelmän ajuri", u"Kyllä", u"Ei", u"Käynnistys", u"Järjestelmä",
                u"Itsestään", u"Käsin", u"Poissa", u"Käynnissä", u"Pysäytetty", u"OK", u"Normaali"}),
         QStringLiteral("Järjestelmätietoraportti"), QStringLiteral("Järjestelmän nimi"),
         titles(QStringLiteral("Yhteenveto|Ohjelmistoympäristö|Ajurit|Ympäristömuuttujat")),
         titles(QStringLiteral("Nimi|Kuvaus|Tiedosto|Tyyppi|Käynnissä|Tapa|Tila|Tila|Virheet|Tauko|Pysäytys"))},
    };
}

TEST(Msinfo, AnyLanguageOfWindowsTellsTheSame)
{
    for (const QString &file : {kEnglish, kServer}) {
        const QString english = sharedText(file)
                                    .replace(QStringLiteral("\r\n"), QStringLiteral("\n"))
                                    .replace(u'\n', QStringLiteral("\r\n"));
        const QStringList wanted = facts(readInventory(english));
        for (const Translation &language : translations()) {
            const Read read = readInventory(translated(english, language));
            EXPECT_EQ(facts(read), wanted) << language.language;
            EXPECT_TRUE(read.machine().refused.empty()) << language.language;
        }
    }
}

TEST(Msinfo, TabsThatBecameBlanksAreNoLoss)
{
    for (const QString &file : {kEnglish, kServer, kPolish}) {
        const QString text = sharedText(file);
        const QStringList wanted = facts(readInventory(text));
        EXPECT_EQ(facts(readInventory(QString(text).replace(u'\t', QStringLiteral("    ")))).mid(1), wanted.mid(1));
        const Read single = readInventory(QString(text).replace(u'\t', u' '));
        EXPECT_EQ(names(single.machine().drivers.drivers), names(readInventory(text).machine().drivers.drivers));
        EXPECT_EQ(facts(single).mid(1), wanted.mid(1)) << file.toStdString();
        EXPECT_EQ(single.machine().host, readInventory(text).machine().host);
        EXPECT_EQ(single.machine().osBuild, readInventory(text).machine().osBuild);
        EXPECT_EQ(single.machine().osName, readInventory(text).machine().osName);
    }
}

TEST(Msinfo, TheDriverTableAloneIsEnough)
{
    const QString text = sharedText(kEnglish);
    const qsizetype from = text.indexOf(QStringLiteral("1394ohci\t")),
                    to = text.indexOf(QStringLiteral("[Environment"));
    const Read read = readInventory(text.mid(from, to - from));
    EXPECT_EQ(facts(read).mid(1), facts(readInventory(text)).mid(1));
    EXPECT_EQ(read.machine().host, QString());
}

TEST(Msinfo, OtherTablesOfAWholeReportAreLeftAlone)
{
    QString text = sharedText(kServer);
    text.replace(QStringLiteral("[Software Environment]"),
                 QStringLiteral(
                     "[Disks]\n\nItem\tValue\t\nDriver\tc:\\windows\\system32\\drivers\\disk.sys (10.0.1, 90 KB)\t\n\n"
                     "[Services]\n\nDisplay Name\tName\tState\tStart Mode\tService Type\tPath\tError Control\tStart "
                     "Name\tTag ID\t\n"
                     "Print Spooler\tSpooler\tRunning\tAuto\tOwn "
                     "Process\tc:\\windows\\system32\\spoolsv.exe\tNormal\tLocalSystem\t0\t\n\n"
                     "[Loaded Modules]\n\nName\tVersion\tSize\tFile Date\tManufacturer\tPath\t\n"
                     "afd\t10.0.1\t500 KB\t1/1/2020\tMicrosoft\tc:\\windows\\system32\\drivers\\afd.sys\t\n\n[Software "
                     "Environment]"));
    EXPECT_EQ(facts(readInventory(text)), facts(readInventory(sharedText(kServer))));
}

TEST(Msinfo, ADamagedRowIsListedAndTheOthersArrive)
{
    QStringList lines = sharedText(kServer).split(u'\n');
    const qsizetype at = lines.indexOf(QRegularExpression(QStringLiteral("^acpi\t.*")));
    ASSERT_GT(at, 0);
    lines[at] = QStringLiteral("acpi\tMicrosoft ACPI Driver\tBoot");
    const Read read = readInventory(lines.join(u'\n'));
    EXPECT_EQ(read.machine().drivers.drivers.size(), 258U);
    ASSERT_EQ(read.machine().refused.size(), 1U);
    EXPECT_EQ(read.machine().refused.front().where, QStringLiteral("line %1").arg(at + 1));
    EXPECT_FALSE(read.machine().refused.front().reason.isEmpty());
}

TEST(Msinfo, ATruncatedFileGivesItsWholeRows)
{
    const QString text = sharedText(kServer);
    const QStringList whole = names(readInventory(text).machine().drivers.drivers);
    const qsizetype table = text.indexOf(QStringLiteral("1394ohci\t"));
    for (qsizetype size = table + 200; size < text.size(); size += 1009) {
        const QString cut = text.left(size);
        const QStringList read = names(readInventory(cut).machine().drivers.drivers);
        EXPECT_EQ(read, whole.mid(0, read.size()));
        const qsizetype wholeLines = cut.mid(table).count(u'\n');
        EXPECT_GE(read.size(), std::min<qsizetype>(whole.size(), wholeLines)) << size;
    }
}

TEST(Msinfo, ATruncatedXmlGivesItsWholeRowsAndSaysSo)
{
    const QString text = sharedText(kServerXml);
    const Read read = readInventory(text.left(text.size() / 2));
    EXPECT_GT(read.machine().drivers.drivers.size(), 100U);
    EXPECT_EQ(read.machine().refused.size(), 1U);
}

TEST(Msinfo, TranslatedXmlElementsDoNotMatter)
{
    QString text = sharedText(kServerXml);
    const QStringList wanted = facts(readInventory(text));
    for (const auto &[from, to] : {std::pair{"Name", "Nom"},
                                   {"Description", "Beschreibung"},
                                   {"File", "Datei"},
                                   {"Type", "类型"},
                                   {"State", "Stan"},
                                   {"Status", "Stan"},
                                   {"Item", "Element"},
                                   {"Value", "Wert"}}) {
        text.replace(u'<' + QString::fromUtf8(from) + u'>', u'<' + QString::fromUtf8(to) + u'>');
        text.replace(QStringLiteral("</") + QString::fromUtf8(from) + u'>',
                     QStringLiteral("</") + QString::fromUtf8(to) + u'>');
    }
    EXPECT_EQ(facts(readInventory(text)), wanted);
}

TEST(Msinfo, XmlWithADocumentTypeIsRefused)
{
    const QString bomb =
        QStringLiteral("<?xml version=\"1.0\"?><!DOCTYPE MsInfo [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>"
                       "<MsInfo><Category name=\"x\"><Data><Item>&b;</Item></Data></Category></MsInfo>");
    const Read read = readInventory(bomb);
    ASSERT_TRUE(read.error);
    EXPECT_EQ(read.error->kind, Error::Kind::Malformed);
}

TEST(Msinfo, XmlNestedTooDeepIsRefused)
{
    const Read read = readInventory(QStringLiteral("<MsInfo>") + QStringLiteral("<Category>").repeated(200'000));
    ASSERT_TRUE(read.error);
    EXPECT_EQ(read.error->kind, Error::Kind::Malformed);
}

TEST(Msinfo, AReportWithoutDriversSaysWhatToDo)
{
    const QString text = sharedText(kEnglish);
    const Read read = readInventory(text.left(text.indexOf(QStringLiteral("[System Drivers]"))));
    ASSERT_TRUE(read.error);
    EXPECT_TRUE(read.error->detail.contains(QStringLiteral("msinfo32 /report"))) << read.error->detail.toStdString();
}

TEST(Msinfo, AContentFileIsNoDriver)
{
    QString text = sharedText(kServer);
    text.replace(QStringLiteral("c:\\windows\\system32\\drivers\\acpi.sys"),
                 QStringLiteral("C:\\Windows\\System32\\drivers\\CrowdStrike\\C-00000291-00000000-00000032.sys"));
    const Inventory machine = readInventory(text).machine();
    EXPECT_EQ(machine.drivers.drivers.size(), 258U);
    EXPECT_TRUE(machine.refused.empty());
    EXPECT_FALSE(machine.notes.isEmpty());
}

} // namespace
} // namespace ringward
