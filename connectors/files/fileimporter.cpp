#include "connectors/files/fileimporter.h"

#include "connectors/files/canonical.h"
#include "connectors/files/contentkind.h"
#include "connectors/files/csvlist.h"
#include "connectors/files/inventoryparser.h"
#include "connectors/files/jsondevices.h"
#include "connectors/files/listimport.h"
#include "connectors/files/recordcollector.h"
#include "connectors/files/textdecoding.h"
#include "models/base/counted.h"

#include <simdjson.h>

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>

namespace ringward {

namespace {

constexpr qsizetype kHeadBytes = 4 * kInventoryHead; // a character takes at most four

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::FileImporter", text);
}

void refuseWhole(Imported &into, Error::Kind kind, const QString &detail, const QString &problem)
{
    into.records.clear();
    into.report.devices = into.report.drivers = 0;
    into.report.error = Error{kind, detail, problem};
    into.report.problem = problem;
}

/// Rows of JSON in a shape that no vendor is known for.
class JsonRows : public ListRows {
public:
    explicit JsonRows(JsonTable table)
        : m_table(std::move(table))
    {
    }
    const QStringList &titles() const override { return m_table.titles; }
    void rewind() override { m_at = 0; }
    bool next(ListRow &row) override
    {
        row.cells.assign(std::size_t(m_table.titles.size()), QStringView());
        row.problem.clear();
        if (m_at >= m_table.rows.size())
            return false;
        row.where = tr("record %1").arg(m_table.numbers[m_at]);
        const QStringList &cells = m_table.rows[m_at++];
        std::copy(cells.begin(), cells.end(), row.cells.begin());
        return true;
    }

private:
    JsonTable m_table;
    std::size_t m_at = 0;
};

QByteArray withoutMark(QByteArray bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        bytes.remove(0, 3);
    return bytes;
}

SourceRecord toRecord(Inventory &&inventory)
{
    SourceRecord record;
    setHostName(record, inventory.host);
    if (!inventory.domain.isEmpty())
        record[Field::Domain] = inventory.domain;
    record[Field::OsName] = inventory.osName;
    record[Field::OsBuild] = windowsBuild(inventory.osBuild);
    record[Field::Manufacturer] = inventory.manufacturer;
    record[Field::Model] = inventory.model;
    record[Field::SerialNumber] = toldText(inventory.serialNumber);
    record[Field::HardwareUuid] = canonicalUuid(inventory.hardwareUuid);
    record.signs.bootTimeMs = inventory.bootTimeMs;
    record.lastSeenMs = inventory.drivers.takenMs;
    record.drivers = std::make_shared<const DriverList>(std::move(inventory.drivers));
    return record;
}

/// Import of one file: tells what it is and hands it to whoever reads that.
class FileReading {
public:
    FileReading(Imported &into, const ImportOptions &options, ImportMappings *mappings, std::stop_token stop)
        : m_into(into)
        , m_options(options)
        , m_mappings(mappings)
        , m_stop(stop)
    {
    }
    void read(QByteArray bytes);
    Result<MappingProposal> propose(QByteArray bytes);
    QByteArray clean(const QByteArray &bytes);

private:
    void readContent(QByteArray &&bytes);
    void readDelimited();
    bool decode(QByteArrayView bytes);
    bool readInventory(QStringView head, const std::function<bool()> &decodeAll);
    void takeInventories(std::vector<Inventory> &&inventories, const QString &format);
    void readJson(QByteArray &&bytes);
    void readList(ListRows &rows, const QString &format);
    std::optional<ImportMapping> rememberedFor(const QStringList &titles) const;
    void noteEncoding();
    void conclude();

    Imported &m_into;
    const ImportOptions &m_options;
    ImportMappings *m_mappings;
    std::stop_token m_stop;
    DecodedText m_text;
    MappingProposal *m_proposal = nullptr; ///< only a proposal is asked for
    QByteArray *m_cleaned = nullptr; ///< and with it the list without refused columns
};

bool FileReading::decode(QByteArrayView bytes)
{
    auto decoded = decodeText(bytes, m_options.codePage);
    if (!decoded) {
        refuseWhole(m_into, decoded.error().kind, decoded.error().detail,
                    tr("The code page %1 is not known here.").arg(m_options.codePage));
        return false;
    }
    m_text = std::move(*decoded);
    m_into.report.encoding = m_text.encoding;
    return true;
}

void FileReading::noteEncoding()
{
    if (!m_text.repaired.isEmpty())
        m_into.report.notes.append(tr("Letters were spoiled (%1) and have been put right.").arg(m_text.repaired));
    if (m_text.guessed)
        m_into.report.notes.append(
            tr("The file does not tell its code page; %1 reads best. Import it with another one if letters look wrong.")
                .arg(m_text.encoding));
    if (m_text.damaged > 0)
        m_into.report.notes.append(agreeing(m_text.damaged, tr("%1 is no text in %2."), tr("%1 are no text in %2."))
                                       .arg(counted(m_text.damaged, Noun::Place), m_text.encoding));
}

void FileReading::takeInventories(std::vector<Inventory> &&inventories, const QString &format)
{
    ImportReport &report = m_into.report;
    RecordCollector collector(m_into, QStringLiteral("drivers:%1:").arg(format));
    qint64 drivers = 0;
    for (Inventory &inventory : inventories) {
        drivers += qint64(inventory.drivers.drivers.size());
        for (const Refusal &refusal : inventory.refused)
            collector.refuse(refusal.where, refusal.reason);
        report.notes.append(inventory.notes);
        if (inventories.size() == 1)
            report.host = inventory.host;
        if (inventory.host.isEmpty() && inventory.serialNumber.isEmpty() && inventory.hardwareUuid.isEmpty())
            report.notes.append(
                tr("This format does not tell which machine it is from, so its drivers are not put to any device."));
        else
            collector.add(toRecord(std::move(inventory)), report.format);
    }
    collector.finish();
    report.drivers = drivers;
}

/// True when the text is a driver inventory, or says that it would have been one.
bool FileReading::readInventory(QStringView head, const std::function<bool()> &decodeAll)
{
    for (const InventoryFormat &format : inventoryFormats()) {
        if (!format.looksLike(head))
            continue;
        m_into.report.format = QCoreApplication::translate("ringward::InventoryFormat", format.name);
        if (m_proposal || !decodeAll())
            return true;
        auto inventories = format.parse(m_text, m_stop);
        if (inventories)
            takeInventories(std::move(*inventories), QString::fromLatin1(format.name));
        else
            refuseWhole(m_into, inventories.error().kind, inventories.error().detail, inventories.error().detail);
        return true;
    }
    return false;
}

std::optional<ImportMapping> FileReading::rememberedFor(const QStringList &titles) const
{
    if (m_options.mapping)
        return m_options.mapping;
    if (!m_mappings)
        return std::nullopt;
    auto found = m_mappings->find(headerSignature(titles));
    return found ? *found : std::nullopt; // a store that fails costs the memory, not the import
}

void FileReading::readList(ListRows &rows, const QString &format)
{
    m_into.report.format = format;
    ListPlan plan = planList(rows, rememberedFor(rows.titles()), m_stop);
    if (m_cleaned)
        *m_cleaned = withoutRefusedColumns(rows, plan.proposal);
    if (m_proposal)
        *m_proposal = std::move(plan.proposal);
    else
        importList(rows, plan, m_into, m_stop);
}

void FileReading::readJson(QByteArray &&bytes)
{
    if (!simdjson::validate_utf8(bytes.constData(), std::size_t(bytes.size()))) {
        if (!decode(bytes))
            return;
        bytes = m_text.text.toUtf8();
    } else {
        m_text = {};
        m_into.report.encoding = QStringLiteral("UTF-8");
        bytes = withoutMark(std::move(bytes));
    }
    JsonTable table = readJsonDevices(bytes, m_into, m_stop);
    if (m_into.report.error || table.titles.isEmpty())
        return;
    JsonRows rows(std::move(table));
    readList(rows, tr("Device list (JSON)"));
}

void FileReading::conclude()
{
    ImportReport &report = m_into.report;
    if (m_stop.stop_requested())
        return refuseWhole(m_into, Error::Kind::Cancelled, QStringLiteral("stopped"), tr("The import was cancelled."));
    if (report.error)
        return refuseWhole(m_into, report.error->kind, report.error->detail, report.problem);
    noteEncoding();
    if (report.devices > 0 || report.drivers > 0)
        return;
    if (report.refusedTotal > 0)
        return refuseWhole(m_into, Error::Kind::Malformed, QStringLiteral("every record was refused"),
                           tr("Not one of %1 could be used. The first one (%2): %3")
                               .arg(counted(report.refusedTotal, Noun::Record), report.refused.front().where,
                                    report.refused.front().reason));
    report.notes.append(tr("The file holds no records."));
}

void FileReading::read(QByteArray bytes)
{
    readContent(std::move(bytes));
    if (!m_proposal)
        conclude();
}

void FileReading::readContent(QByteArray &&bytes)
{
    if (const QString why = whyNoText(bytes); !why.isEmpty())
        return refuseWhole(m_into, Error::Kind::NotSupported, QStringLiteral("not text"), why);
    if (!decode(QByteArrayView(bytes).first(std::min(bytes.size(), kHeadBytes))))
        return;
    const QString head = m_text.text.left(kInventoryHead);
    if (const QString why = whyNoList(head); !why.isEmpty())
        return refuseWhole(m_into, Error::Kind::Malformed, QStringLiteral("not a list"), why);
    const auto decodeAll = [&] {
        return bytes.size() <= kHeadBytes || decode(bytes);
    };
    if (readInventory(head, decodeAll))
        return;
    const QStringView start = QStringView(head).trimmed();
    if (start.startsWith(u'{') || start.startsWith(u'['))
        readJson(std::move(bytes));
    else if (decodeAll())
        readDelimited();
}

void FileReading::readDelimited()
{
    if (auto list = CsvList::detect(m_text.text))
        return readList(*list, list->delimiter() == u'\t' ? tr("Device list (TSV)") : tr("Device list (CSV)"));
    refuseWhole(m_into, Error::Kind::Malformed, QStringLiteral("unknown format"),
                tr("This is neither a device list nor a driver inventory that is known here."));
}

Result<MappingProposal> FileReading::propose(QByteArray bytes)
{
    MappingProposal proposal;
    m_proposal = &proposal;
    read(std::move(bytes));
    if (m_into.report.error)
        return *m_into.report.error;
    if (proposal.columns.empty())
        return Error{Error::Kind::NotSupported, QStringLiteral("%1 needs no mapping").arg(m_into.report.format)};
    return proposal;
}

QByteArray FileReading::clean(const QByteArray &bytes)
{
    MappingProposal proposal;
    QByteArray cleaned;
    m_proposal = &proposal;
    m_cleaned = &cleaned;
    read(bytes);
    return proposal.columns.empty() ? bytes : cleaned;
}

/// The whole file, or the reason why not in `into`.
std::optional<QByteArray> readWhole(const QString &path, Imported &into)
{
    const QFileInfo info(path);
    if (!info.exists()) {
        refuseWhole(into, Error::Kind::NotFound, path, tr("There is no such file."));
        return std::nullopt;
    }
    if (!info.isFile()) {
        refuseWhole(into, Error::Kind::NotSupported, path, tr("This is no file."));
        return std::nullopt;
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        refuseWhole(into, Error::Kind::Denied, file.errorString(),
                    tr("The file cannot be opened: %1.").arg(file.errorString()));
        return std::nullopt;
    }
    const QString tooLarge =
        tr("The file is larger than %1 MB. Split it and import the parts.").arg(FileImporter::kMaxBytes >> 20);
    if (file.size() > FileImporter::kMaxBytes) {
        refuseWhole(into, Error::Kind::NotSupported, QStringLiteral("too large"), tooLarge);
        return std::nullopt;
    }
    QByteArray bytes;
    bytes.reserve(qsizetype(file.size()) + 64); // what the JSON parser reads beyond the end
    bytes.resize(qsizetype(file.size()));
    const qint64 got = file.read(bytes.data(), bytes.size());
    bytes.resize(std::max<qint64>(got, 0));
    return bytes;
}

} // namespace

Imported FileImporter::importFile(const QString &path, std::stop_token stop, const ImportOptions &options) const
{
    Imported imported;
    imported.report.path = path;
    if (auto bytes = readWhole(path, imported))
        return importBytes(std::move(*bytes), path, stop, options);
    return imported;
}

Imported FileImporter::importBytes(QByteArray bytes, const QString &path, std::stop_token stop,
                                   const ImportOptions &options) const
{
    Imported imported;
    imported.report.path = path;
    FileReading(imported, options, m_mappings, stop).read(std::move(bytes));
    return imported;
}

Result<MappingProposal> FileImporter::propose(const QString &path, const ImportOptions &options) const
{
    Imported imported;
    if (auto bytes = readWhole(path, imported))
        return proposeFor(std::move(*bytes), options);
    return *imported.report.error;
}

QByteArray FileImporter::withoutRefusedColumns(QByteArray bytes, const ImportOptions &options) const
{
    Imported imported;
    return FileReading(imported, options, m_mappings, {}).clean(bytes);
}

Result<MappingProposal> FileImporter::proposeFor(QByteArray bytes, const ImportOptions &options) const
{
    Imported imported;
    return FileReading(imported, options, m_mappings, {}).propose(std::move(bytes));
}

} // namespace ringward
