#include "models/store/sqlitefreezes.h"

#include "models/store/transaction.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ringward {

namespace {

using Every = FreezeRepeat::Every;

/// A time with the zone that it is meant in: "2026-09-08T07:00:00" and "Europe/London".
QJsonObject toJson(const QDateTime &time)
{
    return {{QStringLiteral("wall"), QDateTime(time.date(), time.time()).toString(Qt::ISODate)},
            {QStringLiteral("zone"), QString::fromUtf8(time.timeZone().id())}};
}

QDateTime timeFromJson(const QJsonValue &value)
{
    const QDateTime wall = QDateTime::fromString(value[u"wall"].toString(), Qt::ISODate);
    return QDateTime(wall.date(), wall.time(), QTimeZone(value[u"zone"].toString().toUtf8()));
}

QJsonObject toJson(const Freeze &freeze)
{
    QJsonArray days, except;
    for (const int day : freeze.repeat.weekDays)
        days.append(day);
    for (const QDateTime &time : freeze.except)
        except.append(toJson(time));
    return {{QStringLiteral("name"), freeze.name},
            {QStringLiteral("scope"), freeze.scope},
            {QStringLiteral("begin"), toJson(freeze.begin)},
            {QStringLiteral("minutes"), freeze.minutes},
            {QStringLiteral("every"), int(freeze.repeat.every)},
            {QStringLiteral("interval"), freeze.repeat.interval},
            {QStringLiteral("week_days"), days},
            {QStringLiteral("count"), freeze.repeat.count},
            {QStringLiteral("until_ms"), freeze.repeat.untilMs},
            {QStringLiteral("except"), except}};
}

Freeze freezeFromJson(const QJsonObject &object)
{
    Freeze freeze;
    freeze.name = object[u"name"].toString();
    freeze.scope = object[u"scope"].toString();
    freeze.begin = timeFromJson(object[u"begin"]);
    freeze.minutes = object[u"minutes"].toInteger();
    freeze.repeat.every = Every(std::clamp(object[u"every"].toInt(), 0, int(Every::Year)));
    freeze.repeat.interval = object[u"interval"].toInt(1);
    for (const QJsonValue &day : object[u"week_days"].toArray())
        freeze.repeat.weekDays.push_back(day.toInt());
    freeze.repeat.count = object[u"count"].toInt();
    freeze.repeat.untilMs = object[u"until_ms"].toInteger();
    for (const QJsonValue &time : object[u"except"].toArray())
        freeze.except.push_back(timeFromJson(time));
    return freeze;
}

} // namespace

SqliteFreezes::SqliteFreezes(const Database &database)
    : m_database(database)
{
}

Result<std::vector<Freeze>> SqliteFreezes::freezes()
{
    return reading(m_database, [](const Connection &connection) -> Result<std::vector<Freeze>> {
        Statement statement = connection.prepare(QStringLiteral("SELECT id, uid, document FROM freeze ORDER BY id"));
        if (const Result<Done> done = statement.run(); !done)
            return done.error();
        std::vector<Freeze> freezes;
        const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            Freeze freeze = freezeFromJson(QJsonDocument::fromJson(row.value(2).toString().toUtf8()).object());
            freeze.id = FreezeId{row.value(0).toUInt()};
            freeze.uid = row.value(1).toString();
            freezes.push_back(std::move(freeze));
            return Done{};
        });
        if (!read)
            return read.error();
        return freezes;
    });
}

Result<FreezeId> SqliteFreezes::save(const Freeze &freeze)
{
    return writing(m_database, [&](const Connection &connection) -> Result<FreezeId> {
        const QVariant uid = freeze.uid.isEmpty() ? QVariant(QMetaType::fromType<QString>()) : QVariant(freeze.uid);
        const Result<QVariant> sameUid = connection.value(QStringLiteral("SELECT id FROM freeze WHERE uid = ?"), uid);
        if (!sameUid)
            return sameUid.error();
        const quint32 id = freeze.id ? freeze.id.value : sameUid->toUInt();
        const QString document = QString::fromUtf8(QJsonDocument(toJson(freeze)).toJson(QJsonDocument::Compact));
        Statement statement =
            connection.prepare(id ? QStringLiteral("UPDATE freeze SET uid = ?, document = ? WHERE id = ?")
                                  : QStringLiteral("INSERT INTO freeze(uid, document) VALUES(?, ?)"));
        QVariantList values{uid, document};
        if (id)
            values << id;
        if (const Result<Done> done = statement.runWith(values); !done)
            return done.error();
        if (id && statement.changedRows() == 0)
            return Error{Error::Kind::NotFound, QStringLiteral("freeze %1").arg(id), {}};
        return id ? FreezeId{id} : FreezeId{statement.newId().toUInt()};
    });
}

Result<Done> SqliteFreezes::remove(FreezeId freeze)
{
    return writing(m_database, [&](const Connection &connection) -> Result<Done> {
        Statement remove = connection.prepare(QStringLiteral("DELETE FROM freeze WHERE id = ?"));
        if (const Result<Done> done = remove.run(freeze.value); !done)
            return done;
        if (remove.changedRows() == 0)
            return Error{Error::Kind::NotFound, QStringLiteral("freeze %1").arg(freeze.value), {}};
        return Done{};
    });
}

} // namespace ringward
