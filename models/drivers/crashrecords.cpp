#include "models/drivers/crashrecords.h"

#include "models/base/counted.h"
#include "models/base/version.h"

#include <QCoreApplication>
#include <QSet>
#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

enum Column { DriverColumn, ComputerColumn, TimeColumn, DumpColumn, StopTextColumn, StopNumberColumn, VersionColumn };
/// At the values of Column, as BlueScreenView names them.
constexpr std::array kTitles{"Caused By Driver", "Computer Name",  "Crash Time",  "Dump File",
                             "Bug Check String", "Bug Check Code", "File Version"};

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::CrashRecords", text);
}

/// What is neither UTF-8 nor UTF-16 is read byte by byte: the names that matter are plain letters in every code page.
QString textOf(const QByteArray &bytes)
{
    QStringDecoder decoder(QStringConverter::encodingForData(bytes).value_or(QStringConverter::Utf8));
    QString text = decoder(bytes);
    return decoder.hasError() ? QString::fromLatin1(bytes) : text;
}

QString firstLine(const QByteArray &bytes)
{
    const QString head = textOf(bytes.left(4096));
    return head.left(head.indexOf(u'\n')).trimmed();
}

QChar separatorOf(QStringView head)
{
    constexpr std::array<char16_t, 3> kSeparators{u',', u';', u'\t'};
    return *std::max_element(kSeparators.begin(), kSeparators.end(),
                             [&](char16_t a, char16_t b) { return head.count(QChar(a)) < head.count(QChar(b)); });
}

std::array<qsizetype, kTitles.size()> columnsOf(const QStringList &head)
{
    std::array<qsizetype, kTitles.size()> columns{};
    std::transform(kTitles.begin(), kTitles.end(), columns.begin(), [&](const char *title) {
        const auto at = std::find_if(head.begin(), head.end(), [title](const QString &cell) {
            return cell.trimmed().compare(QLatin1StringView(title), Qt::CaseInsensitive) == 0;
        });
        return at == head.end() ? -1 : at - head.begin();
    });
    return columns;
}

/// BlueScreenView begins each row with the name of a dump.
bool isHeadMissing(QStringView line)
{
    return catalogueCells(line, separatorOf(line)).first().endsWith(QLatin1StringView(".dmp"), Qt::CaseInsensitive);
}

} // namespace

bool looksLikeCrashRecords(const QByteArray &bytes)
{
    const QString line = firstLine(bytes);
    return line.contains(QLatin1StringView(kTitles[DriverColumn]), Qt::CaseInsensitive) || isHeadMissing(line);
}

Result<CrashRecords> readCrashRecords(const QByteArray &bytes)
{
    if (bytes.size() > kMostCatalogueBytes)
        return malformedCatalogue(tr("The file is larger than 64 MB."));
    const QString text = textOf(bytes);
    const QList<QStringView> lines = QStringView(text).split(u'\n');
    const QChar separator = separatorOf(lines.first());
    const QStringList head = catalogueCells(lines.first().trimmed(), separator);
    const auto columns = columnsOf(head);
    if (columns[DriverColumn] < 0)
        return malformedCatalogue(
            isHeadMissing(lines.first())
                ? tr(
                    "Its head line is missing: turn on \"Add Header Line To CSV/Tab-Delimited File\" in the options of "
                    "BlueScreenView and export it again.")
                : tr("It has no column \"%1\".").arg(QLatin1StringView(kTitles[DriverColumn])));

    CrashRecords crashes;
    QSet<QString> seen;
    for (qsizetype i = 1; i < lines.size(); ++i) {
        const QStringView line = lines[i].endsWith(u'\r') ? lines[i].chopped(1) : lines[i];
        if (line.trimmed().isEmpty())
            continue;
        const QStringList cells = catalogueCells(line, separator);
        if (cells.size() < head.size())
            return malformedCatalogue(tr("Line %1 has %2 cells, the head has %3; the file may be cut.")
                                          .arg(i + 1)
                                          .arg(cells.size())
                                          .arg(head.size()));
        const auto cell = [&](Column column) {
            return columns[column] < 0 ? QString() : cells[columns[column]].trimmed();
        };
        CrashRecord record{.computer = cell(ComputerColumn).section(u'\\', -1).section(u'.', 0, 0).toUpper(),
                           .time = cell(TimeColumn),
                           .stopCode = cell(StopTextColumn).isEmpty() ? cell(StopNumberColumn) : cell(StopTextColumn),
                           .driver = imageName(cell(DriverColumn)),
                           .version = cell(VersionColumn)};
        const QString when = record.time.isEmpty() ? cell(DumpColumn) : record.time;
        const QString crash = QStringList{record.computer, when, record.driver}.join(separator);
        if (record.driver.isEmpty() || (!when.isEmpty() && seen.contains(crash)))
            continue;
        seen.insert(crash);
        crashes.byDriver.insert(record.driver, quint32(crashes.records.size()));
        crashes.records.push_back(std::move(record));
    }
    if (crashes.records.empty())
        return malformedCatalogue(tr("No row in it names a driver."));
    crashes.info.kind = CatalogueKind::Crashes;
    crashes.info.title = tr("Crash records");
    crashes.info.entries = int(crashes.records.size());
    return crashes;
}

CrashHistory crashesOf(const DriverImage &image, const CrashRecords *records)
{
    CrashHistory history;
    if (!records)
        return history;
    QString name = imageOfKey(image.key).toString();
    if (!name.contains(u'.')) // of a service, as a table told it; nearly always that of the image as well
        name += QStringLiteral(".sys");
    const auto [first, last] = records->byDriver.equal_range(name);
    QSet<QString> computers, stopCodes;
    for (auto at = first; at != last; ++at) {
        const CrashRecord &record = records->records[*at];
        if (!record.version.isEmpty() && !image.told.version.isEmpty()
            && compareVersions(record.version, image.told.version) != 0)
            continue;
        history.records.push_back(*at);
        if (!record.computer.isEmpty())
            computers.insert(record.computer);
        if (!record.stopCode.isEmpty())
            stopCodes.insert(record.stopCode);
    }
    history.computers = computers.values();
    history.stopCodes = stopCodes.values();
    std::sort(history.records.begin(), history.records.end());
    history.computers.sort();
    history.stopCodes.sort();
    return history;
}

void CrashHistory::add(const CrashHistory &other)
{
    std::vector<quint32> both;
    std::set_union(records.begin(), records.end(), other.records.begin(), other.records.end(),
                   std::back_inserter(both));
    records = std::move(both);
    computers += other.computers;
    stopCodes += other.stopCodes;
    for (QStringList *list : {&computers, &stopCodes}) {
        list->sort();
        list->removeDuplicates();
    }
}

QString CrashHistory::sentence() const
{
    if (records.empty())
        return {};
    QString text = agreeing(crashes(), tr("%1 on record names it"), tr("%1 on record name it"))
                       .arg(counted(crashes(), Noun::Crash));
    if (!computers.isEmpty())
        text += tr(", on %1").arg(counted(computers.size(), Noun::Machine));
    if (!stopCodes.isEmpty())
        text += tr(" (%1)").arg(stopCodes.mid(0, 3).join(tr(", ")));
    return text;
}

} // namespace ringward
