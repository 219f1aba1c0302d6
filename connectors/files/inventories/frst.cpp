#include "connectors/files/inventories/builder.h"
#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"
#include "connectors/files/inventories/words.h"

#include <algorithm>

namespace ringward {

namespace {

constexpr qsizetype kHeadingLines = 40;
constexpr qsizetype kLongestFacts = 64;

/// "R2 WinRing0x64; C:\..." : running, stopped or unknown, the start type, a name.
bool isEntry(QStringView line)
{
    return line.size() > 6 && (line[0] == u'R' || line[0] == u'S' || line[0] == u'U') && line[1] >= u'0'
        && line[1] <= u'5' && line[2] == u' ' && line.left(600).contains(u"; ");
}

bool isRule(QStringView line)
{
    line = line.trimmed();
    return line.size() > 8 && line.startsWith(u"===") && line.endsWith(u"===");
}

/// The bracket with size and date, or [X] for a file that is not there. Paths may hold brackets of their own.
struct FileFacts {
    qsizetype from = -1, end = -1;
    qint64 bytes = -1;
    QDate date;
    bool missing = false;
};
FileFacts findFacts(QStringView text)
{
    for (qsizetype from = text.indexOf(u" ["); from >= 0; from = text.indexOf(u" [", from + 2)) {
        const qsizetype close = from + text.mid(from, kLongestFacts).indexOf(u']');
        if (close < from)
            continue;
        const QStringView inside = text.sliced(from + 2, close - from - 2);
        if (inside == u"X")
            return {from, close + 1, -1, {}, true};
        const std::vector<QStringView> words = tokens(inside.left(64));
        if (words.size() == 2 && isNumber(words[0]) && words[1].size() == 10)
            return {from, close + 1, words[0].toLongLong(), QDate::fromString(words[1].toString(), Qt::ISODate), false};
    }
    return {};
}

/// "(signer -> company)"; either may hold brackets and commas, the company may be missing.
void readSigner(QStringView text, Driver &driver)
{
    const qsizetype open = text.indexOf(u'('), close = text.lastIndexOf(u')');
    if (text.contains(u"[File not signed]"))
        driver.isSigned = Told::No;
    if (open < 0 || close <= open)
        return;
    const QStringView inside = text.sliced(open + 1, close - open - 1);
    const qsizetype arrow = inside.indexOf(u"->");
    if (arrow < 0) {
        driver.publisher = inside.trimmed().toString();
        return;
    }
    driver.signer = inside.first(arrow).trimmed().toString();
    driver.publisher = inside.sliced(arrow + 2).trimmed().toString();
    if (!driver.signer.isEmpty())
        driver.isSigned = Told::Yes;
}

Driver entryOf(QStringView line)
{
    Driver driver;
    driver.state = line[0] == u'R' ? RunState::Running : line[0] == u'S' ? RunState::Stopped : RunState::NotTold;
    if (line[1] <= u'4')
        driver.start = StartType(line[1].unicode() - u'0');
    const qsizetype semicolon = line.indexOf(u"; ");
    driver.name = line.sliced(3, semicolon - 3).trimmed().toString();
    QStringView rest = line.sliced(semicolon + 2);
    if (const qsizetype flag = rest.indexOf(u"<===="); flag >= 0) {
        driver.flagged = true;
        rest = rest.first(flag);
    }
    const FileFacts facts = findFacts(rest);
    driver.fileMissing = facts.missing ? Told::Yes : facts.from >= 0 ? Told::No : Told::NotTold;
    driver.fileBytes = facts.bytes;
    driver.fileDate = facts.date;
    const QStringView path = (facts.from >= 0 ? rest.first(facts.from) : rest).trimmed();
    if (isDriverPath(path) || path.contains(u'\\') || isSysFile(path)) // and not "no ImagePath"
        driver.path = path.toString();
    if (facts.end >= 0)
        readSigner(rest.sliced(facts.end), driver);
    return driver;
}

/// "... on DESKTOP-1 (ASUS System Product Name) (06-03-2025 15:44:56)", read from its end since the words are
/// translated.
bool readRunLine(QStringView line, Inventory &told)
{
    line = line.trimmed();
    if (!line.endsWith(u')') || line.size() > 600)
        return false;
    qsizetype open = line.lastIndexOf(u'(');
    const QDateTime time = inventoryDate(line.sliced(open + 1, line.size() - open - 2), DateOrder::DayFirst);
    if (open < 1 || !time.isValid())
        return false;
    told.drivers.takenMs = time.toMSecsSinceEpoch();
    QStringView before = line.first(open).trimmed();
    if (before.endsWith(u')')) {
        int depth = 0;
        for (open = before.size() - 1; open > 0; --open) {
            depth += before[open] == u')' ? 1 : before[open] == u'(' ? -1 : 0;
            if (depth == 0)
                break;
        }
        told.model = saidText(before.sliced(open + 1, before.size() - open - 2));
        before = before.first(open).trimmed();
    }
    const std::vector<QStringView> words = tokens(before);
    if (words.size() > 1)
        told.host = words.back().toString();
    return true;
}

/// "Platform: Microsoft Windows 11 Pro Version 24H2 26100.3194 (X64) Language: ..."
void readPlatform(QStringView line, Inventory &told)
{
    const qsizetype windows = line.indexOf(u"Windows "), bits = line.indexOf(u" (X", 0, Qt::CaseInsensitive);
    if (!told.osName.isEmpty() || windows < 0 || bits < windows || line.size() > 600)
        return;
    const qsizetype colon = line.indexOf(u':');
    const qsizetype from = colon < windows ? colon + 1 : 0;
    std::vector<QStringView> words = tokens(line.sliced(from, bits - from));
    if (words.size() > 2 && words.back().size() >= 7 && words.back().contains(u'.') && words.back()[0].isDigit()) {
        told.osBuild = words.back().toString();
        words.pop_back();
        // "Version 24H2" is in the language of the tool
        if (words.size() > 3 && words.back().size() == 4 && words.back()[0].isDigit()) {
            words.pop_back();
            words.pop_back();
        }
    }
    if (!words.empty())
        told.osName = QStringView(words.front().begin(), words.back().end()).toString();
}

/// The entries of the section that runs; services and drivers are written alike, but drivers are .sys files.
struct Section {
    std::vector<std::pair<Driver, qint64>> entries;
    qint64 drivers = 0, programs = 0;

    void add(Driver driver, qint64 line)
    {
        drivers += isSysFile(driver.path);
        programs += driver.path.contains(QStringLiteral(".exe"), Qt::CaseInsensitive)
            || driver.path.endsWith(QStringLiteral(".dll"), Qt::CaseInsensitive);
        if (entries.size() <= InventoryBuilder::kMaxDrivers)
            entries.emplace_back(std::move(driver), line);
    }
    void flush(InventoryBuilder &builder)
    {
        if (drivers > programs) {
            for (auto &[driver, line] : entries)
                builder.add(std::move(driver), line);
        }
        *this = {};
    }
};

} // namespace

bool looksLikeFrst(QStringView head)
{
    Lines lines(head);
    Line line;
    int entries = 0, rules = 0;
    while (lines.next(line)) {
        if (line.number <= 3 && line.text.contains(u"(FRST"))
            return true;
        rules += isRule(line.text);
        entries += isEntry(line.text) && findFacts(line.text.left(4096)).from > 0;
    }
    return entries >= 2 || (entries == 1 && rules > 0);
}

Inventories parseFrst(const DecodedText &text, std::stop_token stop)
{
    InventoryBuilder builder(QStringLiteral("FRST"), false); // its whitelist leaves the drivers of Windows out
    Section section;
    bool timed = false;
    Lines lines(text.text);
    Line line;
    while (lines.next(line) && !stop.stop_requested()) {
        if (builder.refuseLongLine(line.text, line.number))
            continue;
        if (line.number <= kHeadingLines && !isEntry(line.text)) {
            timed = timed || readRunLine(line.text, builder.inventory);
            readPlatform(line.text, builder.inventory);
        }
        if (isRule(line.text)) {
            section.flush(builder);
        } else if (isEntry(line.text)) {
            const bool cutOff = line.last && findFacts(line.text).from < 0;
            if (cutOff)
                builder.refuse(line.number, InventoryTexts::tr("the file ends in the middle of this row"));
            else
                section.add(entryOf(line.text), line.number);
        }
    }
    section.flush(builder);
    builder.inventory.notes << InventoryTexts::tr("FRST leaves out the drivers on its whitelist: this is not all that "
                                                  "the machine has.");
    return builder.finish(
        InventoryTexts::tr("This FRST report has no drivers section. Run FRST again and save FRST.txt "
                           "whole; Addition.txt has no drivers in it."),
        stop);
}

} // namespace ringward
