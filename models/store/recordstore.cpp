#include "models/store/recordstore.h"

#include "models/store/recordblob.h"
#include "models/store/sqlerror.h"

#include <QCryptographicHash>

#include <unordered_map>

namespace ringward {

namespace {

/// Saves driver lists once each: lists of equal content share a row, and one that many records hold is encoded once.
class DriverListWriter {
public:
    explicit DriverListWriter(const Connection &connection)
        : m_find(connection.prepare(QStringLiteral("SELECT id FROM driver_list WHERE hash = ?")))
        , m_insert(connection.prepare(QStringLiteral("INSERT INTO driver_list(hash, bytes) VALUES(?, ?)")))
    {
    }
    /// The row's id; null for a record without drivers.
    Result<QVariant> save(const DriverListPtr &list)
    {
        if (!list)
            return QVariant();
        if (const auto known = m_ids.find(list.get()); known != m_ids.end())
            return known->second;
        const QByteArray bytes = encodeDrivers(*list);
        const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
        if (const Result<Done> done = m_find.run(hash); !done)
            return done.error();
        Result<QVariant> id = m_find.value();
        if (id && !id->isValid()) {
            if (const Result<Done> done = m_insert.run(hash, bytes); !done)
                return done.error();
            id = m_insert.newId();
        }
        if (id)
            m_ids.emplace(list.get(), *id);
        return id;
    }

private:
    Statement m_find, m_insert;
    std::unordered_map<const DriverList *, QVariant> m_ids;
};

/// Loads driver lists once each, so that records share them again.
class DriverListReader {
public:
    explicit DriverListReader(const Connection &connection)
        : m_read(connection.prepare(QStringLiteral("SELECT bytes FROM driver_list WHERE id = ?")))
    {
    }
    Result<DriverListPtr> load(const QVariant &id)
    {
        if (id.isNull())
            return DriverListPtr();
        const auto [known, isNew] = m_lists.try_emplace(id.toLongLong());
        if (!isNew)
            return known->second;
        if (const Result<Done> done = m_read.run(id); !done)
            return done.error();
        const Result<QVariant> bytes = m_read.value();
        if (!bytes)
            return bytes.error();
        known->second = decodeDrivers(bytes->toByteArray());
        return known->second;
    }

private:
    Statement m_read;
    std::unordered_map<qint64, DriverListPtr> m_lists;
};

Error damaged(const QString &file, const QString &key)
{
    return storeError(QT_TRANSLATE_NOOP("ringward::Store",
                                        "A record in the store %1 is damaged. Synchronise its source "
                                        "to fetch it again."),
                      file, key);
}

} // namespace

Result<std::vector<SourceRecord>> readRecords(const Connection &connection, SourceId source)
{
    std::vector<SourceRecord> records;
    DriverListReader lists(connection);
    Statement statement =
        connection.prepare(QStringLiteral("SELECT key, driver_list, bytes FROM record WHERE source = ? ORDER BY id"));
    if (const Result<Done> done = statement.run(source.value); !done)
        return done.error();
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        SourceRecord &record = records.emplace_back();
        record.source = source;
        record.key = row.value(0).toString();
        if (!decodeRecord(row.value(2).toByteArray(), record))
            return damaged(connection.file(), record.key);
        const Result<DriverListPtr> list = lists.load(row.value(1));
        if (!list)
            return list.error();
        if (!row.isNull(1) && !*list)
            return damaged(connection.file(), record.key);
        record.drivers = *list;
        return Done{};
    });
    if (!read)
        return read.error();
    return records;
}

Result<Done> writeRecords(const Connection &connection, SourceId source, const std::vector<SourceRecord> &records)
{
    DriverListWriter lists(connection);
    Statement put =
        connection.prepare(QStringLiteral("INSERT INTO record(source, key, driver_list, bytes) VALUES(?, ?, ?, ?) "
                                          "ON CONFLICT(source, key) DO UPDATE SET driver_list = excluded.driver_list, "
                                          "bytes = excluded.bytes"));
    for (const SourceRecord &record : records) {
        const Result<QVariant> list = lists.save(record.drivers);
        if (!list)
            return list.error();
        // A null text would be a NULL in SQL.
        const QString key = record.key.isNull() ? QStringLiteral("") : record.key;
        if (const Result<Done> done = put.run(source.value, key, *list, encodeRecord(record)); !done)
            return done;
    }
    return Done{};
}

Result<Done> removeRecords(const Connection &connection, SourceId source, const std::vector<QString> &keys)
{
    Statement remove = connection.prepare(QStringLiteral("DELETE FROM record WHERE source = ? AND key = ?"));
    for (const QString &key : keys) {
        if (const Result<Done> done = remove.run(source.value, key); !done)
            return done;
    }
    return Done{};
}

Result<Done> removeAllRecords(const Connection &connection, SourceId source)
{
    return connection.run(QStringLiteral("DELETE FROM record WHERE source = ?"), source.value);
}

Result<Done> removeUnusedDriverLists(const Connection &connection)
{
    return connection.run(QStringLiteral("DELETE FROM driver_list WHERE NOT EXISTS "
                                         "(SELECT 1 FROM record WHERE record.driver_list = driver_list.id)"));
}

} // namespace ringward
