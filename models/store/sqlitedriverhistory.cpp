#include "models/store/driverreviews.h"
#include "models/store/idruns.h"
#include "models/store/sqlerror.h"
#include "models/store/sqlitedrivers.h"
#include "models/store/transaction.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace ringward {

namespace {

using Kind = DriverEvent::Kind;

QString documentOf(const DriverEvent &event)
{
    const QJsonObject document{{QStringLiteral("devices"), qint64(event.devices)},
                               {QStringLiteral("wards"), qint64(event.wards)},
                               {QStringLiteral("where"), event.where},
                               {QStringLiteral("source"), event.source},
                               {QStringLiteral("with"), event.with}};
    return QString::fromUtf8(QJsonDocument(document).toJson(QJsonDocument::Compact));
}

std::optional<DriverEvent> eventOf(const QSqlQuery &row)
{
    const QJsonObject document = QJsonDocument::fromJson(row.value(3).toString().toUtf8()).object();
    for (const Kind kind : {Kind::FirstRead, Kind::Arrived, Kind::Left}) {
        if (row.value(2).toString() == word(kind))
            return DriverEvent{.atMs = row.value(0).toLongLong(),
                               .kind = kind,
                               .key = row.value(1).toString(),
                               .devices = quint32(document[QStringLiteral("devices")].toInteger()),
                               .wards = quint32(document[QStringLiteral("wards")].toInteger()),
                               .where = document[QStringLiteral("where")].toString(),
                               .source = document[QStringLiteral("source")].toString(),
                               .with = document[QStringLiteral("with")].toString()};
    }
    return std::nullopt;
}

Result<Done> writeEvents(const Connection &connection, const std::vector<DriverEvent> &events)
{
    Statement last =
        connection.prepare(QStringLiteral("SELECT kind FROM driver_event WHERE key = ? ORDER BY id DESC LIMIT 1"));
    Statement insert =
        connection.prepare(QStringLiteral("INSERT INTO driver_event(at_ms, key, kind, document) VALUES(?, ?, ?, ?)"));
    for (const DriverEvent &event : events) {
        if (const Result<Done> done = last.run(event.key); !done)
            return done;
        const Result<QVariant> before = last.value();
        if (!before)
            return before.error();
        const QString kind = word(event.kind);
        const bool wasThere = before->isValid() && before->toString() != word(Kind::Left);
        if (before->isValid() && wasThere == (event.kind != Kind::Left))
            continue; // the program ended before it had kept the fleet of that time, and saw it again
        if (const Result<Done> done = insert.run(event.atMs, event.key, kind, documentOf(event)); !done)
            return done;
    }
    return Done{};
}

/// The row of a set; null for "nobody told".
Result<QVariant> setId(const Connection &connection, const QStringList &keys)
{
    if (keys.isEmpty())
        return QVariant();
    const QByteArray text = keys.join(u'\n').toUtf8();
    const QByteArray hash = QCryptographicHash::hash(text, QCryptographicHash::Sha256);
    Result<QVariant> known = connection.value(QStringLiteral("SELECT id FROM driver_set WHERE hash = ?"), hash);
    if (!known || known->isValid())
        return known;
    Statement insert = connection.prepare(QStringLiteral("INSERT INTO driver_set(hash, keys) VALUES(?, ?)"));
    if (const Result<Done> done = insert.run(hash, qCompress(text)); !done)
        return done.error();
    return insert.newId();
}

Result<Done> writeChanges(const Connection &connection, const std::vector<SetChange> &changes)
{
    Statement insert =
        connection.prepare(QStringLiteral("INSERT INTO driver_change(at_ms, driver_set, devices) VALUES(?, ?, ?)"));
    for (const SetChange &change : changes) {
        const Result<QVariant> set = setId(connection, change.before);
        if (!set)
            return set.error();
        if (const Result<Done> done = insert.run(change.atMs, *set, encodeIds(change.devices)); !done)
            return done;
    }
    return Done{};
}

/// Only what nobody spoke of yet: a decision that was taken meanwhile stands.
Result<Done> openReviews(const Connection &connection, std::vector<DriverReview> opened)
{
    if (opened.empty())
        return Done{};
    const Result<std::vector<DriverReview>> known = readReviews(connection);
    if (!known)
        return known.error();
    std::erase_if(opened, [&](const DriverReview &review) {
        return std::any_of(known->begin(), known->end(), [&](const DriverReview &other) {
            return other.subject == review.subject && other.name == review.name && other.scope == review.scope;
        });
    });
    return writeReviews(connection, opened);
}

} // namespace

SqliteDriverHistory::SqliteDriverHistory(const Database &database)
    : m_database(database)
{
}

Result<Done> SqliteDriverHistory::append(const DriverNews &news)
{
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        if (const Result<Done> done = writeEvents(connection, news.events); !done)
            return done;
        if (const Result<Done> done = writeChanges(connection, news.changes); !done)
            return done;
        return openReviews(connection, news.opened);
    });
}

Result<std::vector<DriverEvent>> SqliteDriverHistory::events(qint64 fromMs, qint64 toMs)
{
    return reading(m_database, [&](const Connection &connection) -> Result<std::vector<DriverEvent>> {
        std::vector<DriverEvent> events;
        Statement statement = connection.prepare(QStringLiteral(
            "SELECT at_ms, key, kind, document FROM driver_event WHERE at_ms BETWEEN ? AND ? ORDER BY at_ms, id"));
        if (const Result<Done> done = statement.run(fromMs, toMs); !done)
            return done.error();
        const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            if (auto event = eventOf(row))
                events.push_back(std::move(*event));
            return Done{};
        });
        if (!read)
            return read.error();
        return events;
    });
}

Result<std::vector<SetChange>> SqliteDriverHistory::changesSince(qint64 atMs)
{
    return reading(m_database, [&](const Connection &connection) -> Result<std::vector<SetChange>> {
        std::vector<SetChange> changes;
        Statement statement =
            connection.prepare(QStringLiteral("SELECT at_ms, keys, devices FROM driver_change LEFT JOIN driver_set "
                                              "ON driver_set.id = driver_change.driver_set WHERE at_ms > ? "
                                              "ORDER BY at_ms DESC, driver_change.id DESC"));
        if (const Result<Done> done = statement.run(atMs); !done)
            return done.error();
        const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            auto devices = decodeIds(row.value(2).toByteArray());
            if (!devices)
                return storeError(QT_TRANSLATE_NOOP("ringward::Store",
                                                    "The history of drivers in the store %1 is damaged. What was "
                                                    "before that cannot be told."),
                                  connection.file(),
                                  QStringLiteral("driver_change at %1").arg(row.value(0).toString()));
            SetChange &change = changes.emplace_back();
            change.atMs = row.value(0).toLongLong();
            if (!row.isNull(1))
                change.before = QString::fromUtf8(qUncompress(row.value(1).toByteArray())).split(u'\n');
            change.devices = std::move(*devices);
            return Done{};
        });
        if (!read)
            return read.error();
        return changes;
    });
}

} // namespace ringward
