#include "connectors/files/inventories/builder.h"
#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"
#include "connectors/files/inventories/words.h"

#include <algorithm>

namespace ringward {

namespace {

constexpr std::size_t kMostLines = 64; // of one package

bool isPublishedName(QStringView value)
{
    return isInfName(value) && value.startsWith(u"oem", Qt::CaseInsensitive)
        && isNumber(value.mid(3, value.size() - 7));
}

/// "06/18/2025 14.47.46.114": the date is in US order in every language; a few write it with dots.
struct DateAndVersion {
    QDate date;
    QString version;
};
std::optional<DateAndVersion> dateAndVersion(QStringView value)
{
    const std::vector<QStringView> words = tokens(value);
    if (words.size() != 2 || !isVersion(words[1]))
        return std::nullopt;
    const QDateTime date = inventoryDate(words[0]);
    return date.isValid() ? std::optional<DateAndVersion>({date.date(), words[1].toString()}) : std::nullopt;
}

/// One package out of the values of its lines. Labels are translated and lines come and go with the version of Windows;
/// the published name comes first, class GUID and version are told by their shape, the signer follows the version.
std::optional<Driver> packageOf(const std::vector<QStringView> &values)
{
    if (values.empty() || !isPublishedName(values.front()))
        return std::nullopt;
    Driver driver;
    driver.name = values.front().toString();
    driver.infName = driver.name;
    std::size_t at = 1;
    if (at < values.size() && isInfName(values[at]))
        driver.infName = values[at++].toString(); // the vendor's own name of it
    const auto version = std::find_if(values.begin() + qsizetype(at), values.end(),
                                      [](QStringView value) { return dateAndVersion(value).has_value(); });
    const auto guid = std::find_if(values.begin() + qsizetype(at), version, isGuid);
    const auto textsEnd = guid == version ? version : guid;
    if (values.begin() + qsizetype(at) < textsEnd)
        driver.publisher = saidText(values[at++]);
    if (values.begin() + qsizetype(at) < textsEnd)
        driver.className = saidText(values[at]);
    if (version != values.end()) {
        const auto told = dateAndVersion(*version);
        driver.driverDate = told->date;
        driver.version = told->version;
        if (version + 1 != values.end())
            driver.signer = saidText(*(version + 1));
    }
    if (!driver.signer.isEmpty())
        driver.isSigned = Told::Yes;
    return driver;
}

/// Goes through the packages; each begins with the line of its published name.
template <typename Take>
void forEachPackage(QStringView text, const std::stop_token &stop, const Take &take)
{
    std::vector<QStringView> values;
    qint64 begin = 0;
    bool cutOff = false;
    const auto flush = [&] {
        if (!values.empty())
            take(values, begin, cutOff);
        values.clear();
    };
    Lines lines(text);
    Line line;
    while (lines.next(line) && !stop.stop_requested()) {
        const auto pair = line.text.size() < 4096 ? labelled(line.text) : std::nullopt;
        cutOff = line.last;
        if (!pair) {
            if (isBlank(line.text))
                flush();
            continue;
        }
        if (isPublishedName(pair->value)) {
            flush();
            begin = line.number;
        }
        if (!values.empty() || isPublishedName(pair->value)) {
            if (values.size() < kMostLines)
                values.push_back(pair->value);
        }
    }
    flush();
}

} // namespace

bool looksLikePnputil(QStringView head)
{
    bool found = false;
    forEachPackage(head, {}, [&](const std::vector<QStringView> &values, qint64, bool) {
        const bool second = values.size() > 1 && (isInfName(values[1]) || values.size() >= 4);
        found = found || (second && values.size() >= 3);
    });
    return found;
}

Inventories parsePnputil(const DecodedText &text, std::stop_token stop)
{
    InventoryBuilder builder(QStringLiteral("pnputil"), false);
    forEachPackage(text.text, stop, [&](const std::vector<QStringView> &values, qint64 line, bool cutOff) {
        const auto driver = packageOf(values);
        if (driver && !(cutOff && driver->version.isEmpty()))
            builder.add(*driver, line);
        else
            builder.refuse(line, InventoryTexts::tr("the file ends in the middle of this package"));
    });
    builder.inventory.notes << InventoryTexts::tr("pnputil lists the packages that were added to Windows, not the "
                                                  "drivers that came with it, and not which of them run.");
    return builder.finish(InventoryTexts::tr("This output of pnputil has no driver package in it. Run “pnputil "
                                             "/enum-drivers” as administrator and save what it prints."),
                          stop);
}

} // namespace ringward
