#include "connectors/files/inventories/builder.h"
#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"
#include "connectors/files/inventories/words.h"

#include <QHash>

namespace ringward {

namespace {

/// "C:\...\pci.sys, 10.00.22621.0586 (Polish), 10/9/2022 09:25:26, 566624 bytes", or "hidusb.sys, 5/7/2022 06:19:25,
/// 77824 bytes" in the tree of USB devices. Read from the end: a path may hold commas.
std::optional<Driver> fileOf(QStringView value)
{
    std::vector<QStringView> parts;
    for (qsizetype comma = value.lastIndexOf(u", "); comma > 0 && parts.size() < 3; comma = value.lastIndexOf(u", ")) {
        parts.push_back(value.sliced(comma + 2).trimmed());
        value = value.first(comma);
        if (parts.size() == 2 && isSysFile(value.trimmed()))
            break;
    }
    if (parts.size() < 2)
        return std::nullopt;
    const std::vector<QStringView> size = tokens(parts[0]);
    const QDateTime date = inventoryDate(parts[1]);
    if (size.size() != 2 || !wholeNumber(size[0]) || !date.isValid())
        return std::nullopt;
    Driver driver;
    driver.path = value.trimmed().toString();
    driver.image = imageName(driver.path);
    driver.fileBytes = *wholeNumber(size[0]);
    driver.fileDate = date.date();
    if (parts.size() == 3) // the language stands behind it
        driver.version = tokens(parts[2]).empty() ? QString() : tokens(parts[2]).front().toString();
    return driver;
}

/// A line of "Label: value" without the bars of the tree before it.
std::optional<Labelled> fieldOf(QStringView line)
{
    while (!line.isEmpty()
           && (line.front() == u'|' || line.front() == u'+' || line.front() == u'-' || line.front().isSpace()))
        line = line.sliced(1);
    return labelled(line);
}

class DxdiagReader {
public:
    InventoryBuilder builder{QStringLiteral("DxDiag"), false}; // of the devices it looks at

    void read(const Line &line)
    {
        const auto field = fieldOf(line.text);
        if (!field)
            return;
        const QStringView label = field->label, value = field->value;
        if (label == u"Driver")
            readDriver(value, line);
        else if (label == u"Name")
            m_device = value;
        else if (label == u"Device ID" || label == u"Matching Device ID")
            m_hardwareId = value;
        else if (label == u"Service")
            m_service = value;
        else if (line.number < 60)
            readMachine(label, value);
    }

    Result<std::vector<Inventory>> finish(const std::stop_token &stop)
    {
        if (m_others > 0)
            builder.inventory.notes << InventoryTexts::tr(
                "%n file(s) that devices use are no drivers (libraries and data) "
                "and were left out.",
                nullptr, m_others);
        return builder.finish(
            InventoryTexts::tr("This DxDiag report lists no driver files. Save it again with “dxdiag /t "
                               "FILE” and wait until it has finished."),
            stop);
    }

private:
    void readDriver(QStringView value, const Line &line)
    {
        if (value.compare(u"n/a", Qt::CaseInsensitive) == 0 || value.isEmpty())
            return;
        auto driver = fileOf(value);
        if (!driver) {
            builder.refuse(line.number,
                           line.last ? InventoryTexts::tr("the file ends in the middle of this row")
                                     : InventoryTexts::tr("the row tells no file with its date and size"));
            return;
        }
        if (!isSysFile(driver->image)) {
            ++m_others;
            return;
        }
        driver->name = driver->image.chopped(4);
        if (driver->name.compare(m_service, Qt::CaseInsensitive) == 0)
            driver->name = m_service.toString();
        driver->displayName = m_device.toString();
        driver->hardwareId = saidText(m_hardwareId);
        add(std::move(*driver), line.number);
    }

    /// Many devices use one file; the tree of USB devices names it without its folder.
    void add(Driver driver, qint64 line)
    {
        const auto known = m_byFile.constFind(qMakePair(driver.image, driver.fileBytes));
        if (known == m_byFile.constEnd()) {
            const auto key = qMakePair(driver.image, driver.fileBytes);
            if (builder.add(std::move(driver), line))
                m_byFile.insert(key, builder.inventory.drivers.drivers.size() - 1);
            return;
        }
        Driver &first = builder.inventory.drivers.drivers[known.value()];
        if (!first.path.contains(u'\\') && driver.path.contains(u'\\')) {
            first.path = driver.path;
            first.version = driver.version;
        }
    }

    void readMachine(QStringView label, QStringView value)
    {
        Inventory &told = builder.inventory;
        if (label == u"Machine name") {
            told.host = saidText(value);
        } else if (label == u"Time of this report") {
            const QDateTime time = inventoryDate(value);
            told.drivers.takenMs = time.isValid() ? time.toMSecsSinceEpoch() : 0;
        } else if (label == u"System Manufacturer") {
            told.manufacturer = saidText(value);
        } else if (label == u"System Model") {
            told.model = saidText(value);
        } else if (label == u"Operating System") {
            readSystem(value);
        }
    }

    /// "Windows 11 Home 64-bit (10.0, Build 22621) (22621.ni_release.220506-1250)"
    void readSystem(QStringView value)
    {
        const qsizetype open = value.indexOf(u" (");
        builder.inventory.osName = value.left(open < 0 ? value.size() : open).trimmed().toString();
        const qsizetype close = open < 0 ? -1 : value.indexOf(u')', open);
        const std::vector<QStringView> words =
            close < 0 ? std::vector<QStringView>() : tokens(value.sliced(open, close - open));
        if (!words.empty() && isNumber(words.back()))
            builder.inventory.osBuild = words.back().toString();
    }

    QStringView m_device, m_hardwareId, m_service;
    QHash<QPair<QString, qint64>, std::size_t> m_byFile;
    int m_others = 0;
};

} // namespace

bool looksLikeDxdiag(QStringView head)
{
    Lines lines(head);
    Line line;
    bool machine = false, time = false, ruled = false;
    int drivers = 0;
    while (lines.next(line)) {
        if (line.text.size() > 4096)
            continue;
        ruled = ruled || line.text.startsWith(u"-----");
        const auto field = fieldOf(line.text);
        if (!field)
            continue;
        time = time || field->label == u"Time of this report";
        machine = machine || field->label == u"Machine name" || field->label == u"DirectX Version";
        drivers += field->label == u"Driver" && fileOf(field->value).has_value();
        if ((time && machine) || (drivers > 0 && ruled) || drivers > 1)
            return true;
    }
    return false;
}

Inventories parseDxdiag(const DecodedText &text, std::stop_token stop)
{
    DxdiagReader reader;
    Lines lines(text.text);
    Line line;
    while (lines.next(line) && !stop.stop_requested()) {
        if (!reader.builder.refuseLongLine(line.text, line.number))
            reader.read(line);
    }
    return reader.finish(stop);
}

} // namespace ringward
