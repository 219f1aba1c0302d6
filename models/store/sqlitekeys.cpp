#include "models/store/sqlitekeys.h"

#include "models/store/transaction.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr std::array kSights{u"none", u"existence", u"read"}; // in the order of KeySight

QString wordOf(KeySight sight)
{
    return QString::fromUtf16(kSights[std::size_t(sight)]);
}

KeySight sightOf(const QString &word)
{
    const auto at = std::find(kSights.begin(), kSights.end(), word);
    return at == kSights.end() ? KeySight::None : KeySight(at - kSights.begin());
}

/// SQLite keeps a null QString as NULL; these columns have none.
QString text(const QString &value)
{
    return value.isNull() ? QStringLiteral("") : value;
}

template <typename Item, typename Read>
Result<std::vector<Item>> list(const Database &database, const QString &sql, const Read &read)
{
    return reading(database, [&](const Connection &connection) -> Result<std::vector<Item>> {
        Statement statement = connection.prepare(sql);
        if (const Result<Done> done = statement.run(); !done)
            return done.error();
        std::vector<Item> items;
        const Result<Done> all = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            items.push_back(read(row));
            return Done{};
        });
        if (!all)
            return all.error();
        return items;
    });
}

using FirstSeen = QHash<std::pair<QString, QString>, qint64>; // by record and key id

Result<FirstSeen> firstSeen(const Connection &connection, SourceId source)
{
    FirstSeen seen;
    Statement statement =
        connection.prepare(QStringLiteral("SELECT record, key_id, first_seen_ms FROM held_key WHERE source = ?"));
    if (const Result<Done> done = statement.run(source.value); !done)
        return done.error();
    const Result<Done> all = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        seen.insert({row.value(0).toString(), row.value(1).toString()}, row.value(2).toLongLong());
        return Done{};
    });
    if (!all)
        return all.error();
    return seen;
}

} // namespace

SqliteKeys::SqliteKeys(const Database &database)
    : m_database(database)
{
}

Result<std::vector<HeldKey>> SqliteKeys::held()
{
    return list<HeldKey>(m_database,
                         QStringLiteral("SELECT device, source, record, key_id, volume, created_ms, first_seen_ms "
                                        "FROM held_key"),
                         [](const QSqlQuery &row) {
                             return HeldKey{DeviceId{row.value(0).toUInt()},
                                            SourceId{row.value(1).toUInt()},
                                            {row.value(2).toString(), row.value(3).toString(), row.value(4).toString(),
                                             row.value(5).toLongLong()},
                                            row.value(6).toLongLong()};
                         });
}

Result<std::vector<HolderState>> SqliteKeys::holders()
{
    return list<HolderState>(m_database, QStringLiteral("SELECT source, sight, asked_ms, unplaced FROM key_holder"),
                             [](const QSqlQuery &row) {
                                 HolderState holder;
                                 holder.source = SourceId{row.value(0).toUInt()};
                                 holder.sight = sightOf(row.value(1).toString());
                                 holder.askedMs = row.value(2).toLongLong();
                                 holder.unplaced = row.value(3).toLongLong();
                                 return holder;
                             });
}

Result<Done> SqliteKeys::replace(const HolderState &holder, const std::vector<HeldKey> &keys)
{
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        const Result<FirstSeen> seen = firstSeen(connection, holder.source);
        if (!seen)
            return seen.error();
        Statement put = connection.prepare(
            QStringLiteral("INSERT OR REPLACE INTO key_holder(source, sight, asked_ms, unplaced) VALUES(?, ?, ?, ?)"));
        if (const Result<Done> done =
                put.run(holder.source.value, wordOf(holder.sight), holder.askedMs, holder.unplaced);
            !done)
            return done;
        Statement drop = connection.prepare(QStringLiteral("DELETE FROM held_key WHERE source = ?"));
        if (const Result<Done> done = drop.run(holder.source.value); !done)
            return done;
        Statement add = connection.prepare(QStringLiteral(
            "INSERT OR REPLACE INTO held_key(source, record, key_id, device, volume, created_ms, first_seen_ms) "
            "VALUES(?, ?, ?, ?, ?, ?, ?)"));
        for (const HeldKey &key : keys) {
            const qint64 first = seen->value({key.info.record, key.info.keyId}, key.firstSeenMs);
            if (const Result<Done> done = add.run(key.source.value, text(key.info.record), text(key.info.keyId),
                                                  key.device.value, text(key.info.volume), key.info.createdMs, first);
                !done)
                return done;
        }
        return Done{};
    });
}

Result<std::vector<KeyRelease>> SqliteKeys::releases()
{
    return list<KeyRelease>(
        m_database,
        QStringLiteral("SELECT id, device, source, key_id, volume, released_ms, worked_ms, person FROM key_release "
                       "ORDER BY id"),
        [](const QSqlQuery &row) {
            return KeyRelease{row.value(0).toLongLong(),       DeviceId{row.value(1).toUInt()},
                              SourceId{row.value(2).toUInt()}, row.value(3).toString(),
                              row.value(4).toString(),         row.value(5).toLongLong(),
                              row.value(6).toLongLong(),       PersonId{row.value(7).toUInt()}};
        });
}

Result<qint64> SqliteKeys::addRelease(const KeyRelease &release)
{
    return writing(m_database, [&](const Connection &connection) -> Result<qint64> {
        Statement add = connection.prepare(
            QStringLiteral("INSERT INTO key_release(device, source, key_id, volume, released_ms, worked_ms, person) "
                           "VALUES(?, ?, ?, ?, ?, ?, ?)"));
        if (const Result<Done> done =
                add.run(release.device.value, release.source.value, text(release.keyId), text(release.volume),
                        release.releasedMs, release.workedMs, release.person.value);
            !done)
            return done.error();
        return add.newId().toLongLong();
    });
}

Result<Done> SqliteKeys::noteWorked(qint64 release, qint64 atMs)
{
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        Statement put = connection.prepare(QStringLiteral("UPDATE key_release SET worked_ms = ? WHERE id = ?"));
        return put.run(atMs, release);
    });
}

} // namespace ringward
