#include "models/store/sourcestore.h"

#include <QCoreApplication>
#include <QJsonDocument>

namespace ringward {

namespace {

Error nameTaken(const QString &name)
{
    return {Error::Kind::Conflict, name,
            QCoreApplication::translate("ringward::Store", "There is already a source named “%1”. Choose another name.")
                .arg(name)};
}

Error gone(SourceId source)
{
    return {
        Error::Kind::NotFound, QStringLiteral("source %1").arg(source.value),
        QCoreApplication::translate("ringward::Store", "This source has been removed. Refresh the list of sources.")};
}

Result<Done> refuseTakenName(const Connection &connection, const SourceConfig &config)
{
    const auto other = connection.value(QStringLiteral("SELECT id FROM source WHERE name_key = ? AND id <> ?"),
                                        config.name.trimmed().toCaseFolded(), config.id.value);
    if (!other)
        return other.error();
    if (other->isValid())
        return nameTaken(config.name.trimmed());
    return Done{};
}

} // namespace

Result<std::vector<SourceConfig>> readSources(const Connection &connection)
{
    Statement statement = connection.prepare(QStringLiteral(
        "SELECT id, kind, name, settings, check_in_sec, sync_every_sec, enabled, writing FROM source ORDER BY id"));
    if (const Result<Done> done = statement.run(); !done)
        return done.error();
    std::vector<SourceConfig> sources;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        sources.push_back({SourceId{row.value(0).toUInt()}, row.value(1).toString(), row.value(2).toString(),
                           QJsonDocument::fromJson(row.value(3).toString().toUtf8()).object(), row.value(4).toInt(),
                           row.value(5).toInt(), row.value(6).toBool(), row.value(7).toBool()});
        return Done{};
    });
    if (!read)
        return read.error();
    return sources;
}

Result<SourceId> writeSource(const Connection &connection, const SourceConfig &config)
{
    if (const Result<Done> isFree = refuseTakenName(connection, config); !isFree)
        return isFree.error();
    const QString name = config.name.trimmed();
    const QString settings = QString::fromUtf8(QJsonDocument(config.settings).toJson(QJsonDocument::Compact));
    if (!config.id) {
        Statement insert = connection.prepare(
            QStringLiteral("INSERT INTO source(kind, name, name_key, settings, check_in_sec, sync_every_sec, enabled, "
                           "writing) VALUES(?, ?, ?, ?, ?, ?, ?, ?)"));
        const auto done = insert.run(config.kind, name, name.toCaseFolded(), settings, config.checkInSec,
                                     config.syncEverySec, config.enabled, config.writing);
        if (!done)
            return done.error();
        return SourceId{insert.newId().toUInt()};
    }
    Statement update = connection.prepare(
        QStringLiteral("UPDATE source SET kind = ?, name = ?, name_key = ?, settings = ?, check_in_sec = ?, "
                       "sync_every_sec = ?, enabled = ?, writing = ? WHERE id = ?"));
    const auto done = update.run(config.kind, name, name.toCaseFolded(), settings, config.checkInSec,
                                 config.syncEverySec, config.enabled, config.writing, config.id.value);
    if (!done)
        return done.error();
    if (update.changedRows() == 0)
        return gone(config.id);
    return config.id;
}

Result<Done> removeSource(const Connection &connection, SourceId source)
{
    Statement remove = connection.prepare(QStringLiteral("DELETE FROM source WHERE id = ?"));
    if (const Result<Done> done = remove.run(source.value); !done)
        return done;
    if (remove.changedRows() == 0)
        return gone(source);
    return Done{};
}

Result<std::vector<std::pair<SourceId, qint64>>> readSuccesses(const Connection &connection)
{
    Statement statement = connection.prepare(
        QStringLiteral("SELECT id, last_success_ms FROM source WHERE last_success_ms IS NOT NULL ORDER BY id"));
    if (const Result<Done> done = statement.run(); !done)
        return done.error();
    std::vector<std::pair<SourceId, qint64>> successes;
    const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
        successes.emplace_back(SourceId{row.value(0).toUInt()}, row.value(1).toLongLong());
        return Done{};
    });
    if (!read)
        return read.error();
    return successes;
}

Result<Done> writeSuccess(const Connection &connection, SourceId source, qint64 atMs)
{
    return connection.run(QStringLiteral("UPDATE source SET last_success_ms = ? WHERE id = ?"), atMs, source.value);
}

} // namespace ringward
