#include "connectors/files/inventories/jsonobjects.h"
#include "connectors/files/inventories/machines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"
#include "connectors/files/inventories/words.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUuid>

#include <algorithm>

namespace ringward {

namespace {

/// A row of the table "drivers"; every value is a text.
bool isDriverRow(const QJsonObject &row)
{
    static constexpr std::array kColumns{u"device_id",   u"device_name", u"image", u"service",
                                         u"service_key", u"driver_key",  u"inf"};
    return std::count_if(kColumns.begin(), kColumns.end(),
                         [&](const char16_t *column) { return row.contains(QStringView(column)); })
        >= 3
        && (row.contains(QStringView(u"image")) || row.contains(QStringView(u"service")));
}

Driver driverOf(const QJsonObject &row)
{
    const auto text = [&](QStringView column) {
        return jsonScalar(row.value(column)).trimmed();
    };
    Driver driver;
    driver.path = text(u"image");
    driver.infName = text(u"inf");
    driver.name = text(u"service");
    if (driver.name.isEmpty() && !driver.path.isEmpty())
        driver.name = imageName(driver.path).remove(QStringLiteral(".sys"));
    if (driver.name.isEmpty())
        driver.name = driver.infName;
    const QString description = text(u"description");
    driver.displayName = description.isEmpty() ? text(u"device_name") : description;
    driver.version = text(u"version");
    driver.className = text(u"class");
    const QString provider = text(u"provider");
    driver.publisher = provider.isEmpty() ? text(u"manufacturer") : provider;
    driver.hardwareId = text(u"device_id");
    driver.isSigned = toldOf(text(u"signed"));
    const qint64 seconds = text(u"date").toLongLong();
    if (seconds > 0 && seconds < 32'503'680'000)
        driver.driverDate = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).date();
    return driver;
}

struct Row {
    QJsonObject columns;
    qint64 line;
};

/// What one machine told: the last snapshot, and what was added and removed since.
struct Told {
    std::vector<Row> rows;
    QHash<QByteArray, std::size_t> places; ///< of a row, by all its values
    qint64 atMs = 0;
    QString uuid;

    static QByteArray keyOf(const QJsonObject &row) { return QJsonDocument(row).toJson(QJsonDocument::Compact); }
    void add(const QJsonObject &row, qint64 line)
    {
        if (!isDriverRow(row))
            return;
        places.insert(keyOf(row), rows.size());
        rows.push_back({row, line});
    }
    void remove(const QJsonObject &row)
    {
        const auto found = places.constFind(keyOf(row));
        if (found == places.constEnd())
            return;
        rows[*found].columns = {};
        places.erase(found);
    }
    void replace(const QJsonArray &all, qint64 line)
    {
        rows.clear();
        places.clear();
        for (const QJsonValue &row : all)
            add(row.toObject(), line);
    }
};

class OsqueryReader {
public:
    void read(const JsonObjects::Record &record)
    {
        const QJsonObject &object = record.object;
        if (isDriverRow(object)) {
            machine({}).add(object, record.line);
            return;
        }
        const QJsonObject decorations = jsonAt(object, {u"decorations"}).toObject();
        QString host = jsonScalar(decorations.value(u"hostname"));
        const QString identifier = jsonScalar(object.value(u"hostIdentifier"));
        const QUuid uuid(identifier);
        if (host.isEmpty())
            host = identifier;
        const auto holds = [&](const char16_t *key) {
            return object.value(QStringView(key)).isArray();
        };
        if (!holds(u"snapshot") && !isDriverRow(jsonAt(object, {u"columns"}).toObject())
            && !object.contains(QStringView(u"diffResults")) && !holds(u"rows") && !holds(u"results"))
            return;
        Told &told = machine(host);
        if (!uuid.isNull())
            told.uuid = uuid.toString(QUuid::WithoutBraces);
        told.atMs = std::max(told.atMs, jsonScalar(object.value(u"unixTime")).toLongLong() * 1000);
        for (const char16_t *key : {u"snapshot", u"rows", u"results"}) {
            const QJsonArray rows = object.value(QStringView(key)).toArray();
            if (std::any_of(rows.begin(), rows.end(),
                            [](const QJsonValue &row) { return isDriverRow(row.toObject()); }))
                told.replace(rows, record.line);
        }
        const QJsonObject columns = jsonAt(object, {u"columns"}).toObject();
        if (jsonScalar(object.value(u"action")) == u"removed")
            told.remove(columns);
        else
            told.add(columns, record.line);
        for (const QJsonValue &row : jsonAt(object, {u"diffResults", u"removed"}).toArray())
            told.remove(row.toObject());
        for (const QJsonValue &row : jsonAt(object, {u"diffResults", u"added"}).toArray())
            told.add(row.toObject(), record.line);
    }

    Inventories finish(Machines &machines, const std::stop_token &stop)
    {
        for (const QString &host : m_order) {
            const Told &told = m_told[host];
            for (const Row &row : told.rows) {
                if (!row.columns.isEmpty())
                    machines.add(host, driverOf(row.columns), told.atMs, row.line);
            }
            if (InventoryBuilder *builder = told.rows.empty() ? nullptr : machines.machine(host))
                builder->inventory.hardwareUuid = told.uuid;
        }
        return machines.finish(
            InventoryTexts::tr("These results of osquery have no rows of the table “drivers” in them. "
                               "Run “osqueryi --json \"select * from drivers\"” and save what it "
                               "prints."),
            stop);
    }

private:
    Told &machine(const QString &host)
    {
        if (!m_told.contains(host))
            m_order << host;
        return m_told[host];
    }
    QHash<QString, Told> m_told;
    QStringList m_order;
};

} // namespace

bool looksLikeOsquery(QStringView head)
{
    if (!head.trimmed().startsWith(u'{') && !head.trimmed().startsWith(u'['))
        return false;
    if (head.contains(u"\"ImageLoaded\"") || head.contains(u"\"log_type\""))
        return false;
    const bool row = head.contains(u"\"driver_key\"") || head.contains(u"\"service_key\"")
        || (head.contains(u"\"image\"") && head.contains(u"\"inf\"") && head.contains(u"\"service\""));
    return row && (head.contains(u"\"image\"") || head.contains(u"\"service\""));
}

Inventories parseOsquery(const DecodedText &text, std::stop_token stop)
{
    Machines machines(QStringLiteral("osquery"), false); // drivers of devices that are there
    OsqueryReader reader;
    JsonObjects objects(text.text);
    JsonObjects::Record record;
    while (objects.next(record) && !stop.stop_requested()) {
        if (record.whole)
            reader.read(record);
        else
            machines.refuse(record.line,
                            record.cutOff ? InventoryTexts::tr("the file ends in the middle of this record")
                                          : InventoryTexts::tr("this record is no JSON"));
    }
    return reader.finish(machines, stop);
}

} // namespace ringward
