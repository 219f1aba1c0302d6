#include "models/store/migrate.h"

#include "models/store/sqlerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

namespace ringward {

namespace {

constexpr qint64 kApplicationId = 0x52475744; // "RGWD", as in 0001_fleet.sql

constexpr const char *kNewer =
    QT_TRANSLATE_NOOP("ringward::Store",
                      "The store %1 was made by a newer version of Ringward. It was not changed. "
                      "Install that version, or choose another store.");
constexpr const char *kForeign =
    QT_TRANSLATE_NOOP("ringward::Store",
                      "%1 is the database of another program. It was not changed. Choose another "
                      "file.");
constexpr const char *kBroken =
    QT_TRANSLATE_NOOP("ringward::Store",
                      "This installation of Ringward is not complete, so the store %1 was not "
                      "changed. Install it again.");

QStringList filesIn(const QString &folder)
{
    return QDir(folder).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

QStringList statementsOf(const QString &script)
{
    QStringList statements;
    QString statement;
    QStringList lines = script.split(u'\n');
    lines << QString(); // ends the last statement
    for (const QString &line : lines) {
        const QString text = line.trimmed();
        if (text.startsWith(u"--"))
            continue;
        if (!text.isEmpty()) {
            statement += line + u'\n';
        } else if (!statement.isEmpty()) {
            statements << statement;
            statement.clear();
        }
    }
    return statements;
}

Result<qint64> schemaOf(const Connection &connection)
{
    const Result<QVariant> version = connection.value(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return version.error();
    return version->toLongLong();
}

Result<Done> runFile(const Connection &connection, const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return storeError(kBroken, connection.file(), path);
    for (const QString &statement : statementsOf(QString::fromUtf8(file.readAll()))) {
        if (const Result<Done> done = connection.run(statement); !done)
            return done;
    }
    return Done{};
}

/// One step further; the answer is the schema after it.
Result<qint64> step(const Connection &connection, const QDir &folder, const QStringList &files)
{
    return connection.write([&]() -> Result<qint64> {
        const Result<qint64> before = schemaOf(connection); // another program may have been quicker
        if (!before || *before >= files.size())
            return before;
        const QString &file = files[*before];
        const qint64 after = *before + 1;
        if (file.left(4).toLongLong() != after)
            return storeError(kBroken, connection.file(), QStringLiteral("expected migration %1").arg(after));
        if (const Result<Done> done = runFile(connection, folder.filePath(file)); !done)
            return done.error();
        const auto marked = connection.run(QStringLiteral("PRAGMA user_version = %1").arg(after));
        if (!marked)
            return marked.error();
        return after;
    });
}

} // namespace

Result<Done> refuseUnknownSchema(const Connection &connection, const QString &folder)
{
    const Result<qint64> schema = schemaOf(connection);
    if (!schema)
        return schema.error();
    const Result<QVariant> tables = connection.value(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    const Result<QVariant> owner = connection.value(QStringLiteral("PRAGMA application_id"));
    if (!tables)
        return tables.error();
    if (!owner)
        return owner.error();
    const bool isNew = tables->toLongLong() == 0 && *schema == 0;
    if (!isNew && owner->toLongLong() != kApplicationId)
        return storeError(kForeign, connection.file(), QStringLiteral("application id %1").arg(owner->toLongLong()));
    const qsizetype newest = filesIn(folder).size();
    if (*schema > newest)
        return storeError(kNewer, connection.file(),
                          QStringLiteral("schema %1, this version knows %2").arg(*schema).arg(newest));
    return Done{};
}

Result<Done> migrate(const Connection &connection, const QString &folder)
{
    const QStringList files = filesIn(folder);
    if (files.isEmpty())
        return storeError(kBroken, connection.file(), QStringLiteral("no migrations in %1").arg(folder));
    for (Result<qint64> schema = schemaOf(connection);; schema = step(connection, QDir(folder), files)) {
        if (!schema)
            return schema.error();
        if (*schema >= files.size())
            return Done{};
    }
}

} // namespace ringward
