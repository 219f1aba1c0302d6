#include "connectors/files/jsondevices.h"

#include "connectors/files/jsonrecords.h"
#include "connectors/files/recordcollector.h"
#include "connectors/files/vendorformat.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>

namespace ringward {

namespace {

using Type = simdjson::ondemand::json_type;

constexpr int kMaxDepth = 4; ///< of objects in a record that become columns
constexpr qsizetype kMaxColumns = 512;
constexpr std::size_t kMaxCells = 64'000'000; ///< in all; more is out of proportion for a list of unknown shape

/// Tells whose records these are by the keys of the first one, then reads them all.
class DeviceReader {
public:
    explicit DeviceReader(Imported &into)
        : m_into(into)
    {
    }
    void visit(JsonObject object, JsonPlace place);
    void refuse(JsonPlace place, const QString &why) { m_into.report.refuse(place.text(), why); }
    JsonTable finish();

private:
    void recognise(JsonObject &object);
    void flatten(JsonObject object, const QString &path, int depth, QStringList &row);
    void setCell(const QString &title, QString text, QStringList &row);

    Imported &m_into;
    std::optional<RecordCollector> m_collector;
    const VendorFormat *m_vendor = nullptr;
    bool m_recognised = false;
    TextPool m_pool;
    JsonTable m_table;
    QHash<QString, qsizetype> m_columns;
    std::size_t m_cells = 0;
};

void DeviceReader::recognise(JsonObject &object)
{
    const VendorFormat *told = nullptr; // taken over only when the whole record could be read
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        for (const VendorFormat *vendor : vendorFormats()) {
            if (!told && std::find(vendor->telling.begin(), vendor->telling.end(), key) != vendor->telling.end())
                told = vendor;
        }
    }
    if (simdjson::simdjson_result<bool> again = object.reset(); again.error())
        throw simdjson::simdjson_error(again.error());
    m_recognised = true;
    m_vendor = told;
    if (m_vendor) {
        m_collector.emplace(m_into, QString::fromLatin1(m_vendor->keyPrefix));
        m_into.report.format = QCoreApplication::translate("ringward::VendorFormat", m_vendor->name);
    }
}

void DeviceReader::visit(JsonObject object, JsonPlace place)
{
    if (!m_recognised)
        recognise(object);
    if (!m_vendor) {
        if (m_cells >= kMaxCells)
            return refuse(place,
                          QCoreApplication::translate("ringward::JsonRecords", "the file holds too many values"));
        QStringList row;
        flatten(object, {}, 0, row);
        m_cells += std::size_t(row.size()) + 1;
        m_table.rows.push_back(std::move(row));
        m_table.numbers.push_back(place.number);
        return;
    }
    SourceRecord record;
    QString why;
    if (m_vendor->read(object, record, m_pool, why))
        m_collector->add(std::move(record), [&place] { return place.text(); });
    else
        refuse(place, why);
}

void DeviceReader::setCell(const QString &title, QString text, QStringList &row)
{
    auto column = m_columns.constFind(title);
    if (column == m_columns.constEnd()) {
        if (m_table.titles.size() >= kMaxColumns)
            return;
        column = m_columns.insert(title, m_table.titles.size());
        m_table.titles.append(title);
    }
    while (row.size() <= column.value())
        row.append(QString());
    row[column.value()] = std::move(text);
}

void DeviceReader::flatten(JsonObject object, const QString &path, int depth, QStringList &row)
{
    for (auto field : object) {
        const std::string_view key = field.unescaped_key();
        const QString title = path + QString::fromUtf8(key.data(), qsizetype(key.size()));
        JsonValue value = field.value();
        if (Type(value.type()) == Type::object) {
            if (depth + 1 < kMaxDepth)
                flatten(value.get_object(), title + u'.', depth + 1, row);
        } else {
            setCell(title, jsonText(value), row);
        }
    }
}

JsonTable DeviceReader::finish()
{
    if (m_collector)
        m_collector->finish();
    return std::move(m_table);
}

} // namespace

JsonTable readJsonDevices(QByteArray &bytes, Imported &into, std::stop_token stop)
{
    DeviceReader devices(into);
    JsonRecords records;
    records.visit = [&](JsonObject object, JsonPlace place) {
        devices.visit(object, place);
    };
    records.refuse = [&](JsonPlace place, const QString &why) {
        devices.refuse(place, why);
    };
    records.answeredError = [&](const QString &message) {
        into.report.error =
            Error{Error::Kind::Malformed, QStringLiteral("a server's error was saved as a list: ") + message};
        into.report.problem = QCoreApplication::translate("ringward::JsonRecords",
                                                          "This is not a list but the error that a server answered: %1")
                                  .arg(message.left(200));
    };
    records.read(bytes, stop);
    return devices.finish();
}

} // namespace ringward
