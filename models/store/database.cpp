#include "models/store/database.h"

#include "models/store/migrate.h"
#include "models/store/sqlerror.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSqlError>

#include <array>
#include <atomic>

namespace ringward {

namespace {

constexpr const char *kMigrations = ":/ringward/sql/sqlite";
constexpr int kPageBytes = 16384; // columns are large: fewer, longer pages read faster
constexpr qint64 kWalBytesKept = 64 * 1024 * 1024;

QString nextName()
{
    static std::atomic<quint64> count{0};
    return QStringLiteral("ringward-store-%1").arg(++count);
}

/// Looks at the first bytes before SQLite does: a file of anything else must not be touched.
Result<Done> refuseForeignFile(const QString &path)
{
    QFile file(path);
    if (!file.exists() || file.size() == 0)
        return Done{};
    if (QFileInfo(path).isDir() || !file.open(QIODevice::ReadOnly))
        return storeError(QT_TRANSLATE_NOOP("ringward::Store",
                                            "The store %1 cannot be read. Check that it is a file "
                                            "and that you may read it."),
                          path, file.errorString());
    constexpr char kHeader[] = "SQLite format 3"; // 16 bytes with its closing zero
    if (file.read(sizeof kHeader) != QByteArray(kHeader, sizeof kHeader))
        return storeError(QT_TRANSLATE_NOOP("ringward::Store",
                                            "%1 is not a store of Ringward. It was not changed. "
                                            "Choose another file."),
                          path, QStringLiteral("no SQLite header"));
    return Done{};
}

Result<Done> makeFolder(const QString &path)
{
    const QString folder = QFileInfo(path).absolutePath();
    if (QDir().mkpath(folder))
        return Done{};
    return storeError(QT_TRANSLATE_NOOP("ringward::Store",
                                        "The folder of the store %1 cannot be made. Check the path "
                                        "and your rights."),
                      path, folder);
}

} // namespace

Database::Database(QString file, Options options)
    : m_file(std::move(file))
    , m_options(options)
    , m_thread(QThread::currentThread())
{
}

Result<std::unique_ptr<Database>> Database::open(const QString &file)
{
    return open(file, Options());
}

Result<std::unique_ptr<Database>> Database::open(const QString &file, Options options)
{
    if (file.startsWith(u"postgresql://"))
        return Error{Error::Kind::NotSupported, file.section(u'@', -1),
                     QCoreApplication::translate("ringward::Store",
                                                 "This version keeps its store in a file. Give the "
                                                 "path of a file instead of a server.")};
    std::unique_ptr<Database> database(new Database(QFileInfo(file).absoluteFilePath(), options));
    if (const Result<Done> ours = refuseForeignFile(database->m_file); !ours)
        return ours.error();
    if (const Result<Done> made = makeFolder(database->m_file); !made)
        return made.error();
    if (const Result<Done> ready = database->prepare(); !ready)
        return ready.error();
    return database;
}

Result<Done> Database::prepare()
{
    Result<Connection> own = connect();
    if (!own)
        return own.error();
    if (const Result<Done> known = refuseUnknownSchema(*own, QString::fromLatin1(kMigrations)); !known)
        return known;
    const Result<QVariant> mode = own->value(QStringLiteral("PRAGMA journal_mode = WAL"));
    if (!mode)
        return mode.error();
    if (mode->toString() != u"wal")
        return storeError(QT_TRANSLATE_NOOP("ringward::Store",
                                            "The store %1 is in a place that cannot keep it safe, "
                                            "such as a network folder. Choose a folder on a local "
                                            "disk."),
                          m_file, QStringLiteral("journal mode %1").arg(mode->toString()));
    if (const Result<Done> migrated = migrate(*own, QString::fromLatin1(kMigrations)); !migrated)
        return migrated;
    m_own.emplace(std::move(*own));
    return Done{};
}

Result<Connection> Database::connect() const
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), nextName());
    database.setDatabaseName(m_file);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(m_options.busyTimeoutMs));
    const bool opened = database.open();
    const QSqlError failure = database.lastError();
    Connection connection(database, m_file, true);
    database = QSqlDatabase(); // Qt wants no other handle left when the connection closes
    if (!opened)
        return sqlError(failure, m_file, QStringLiteral("open"));
    const std::array settings{
        QStringLiteral("PRAGMA page_size = %1").arg(kPageBytes), // counts for a new file only
        QStringLiteral("PRAGMA synchronous = FULL"), // a decision is on disk before the screen says so
        QStringLiteral("PRAGMA foreign_keys = ON"),
        QStringLiteral("PRAGMA journal_size_limit = %1").arg(kWalBytesKept),
        QStringLiteral("PRAGMA max_page_count = %1")
            .arg(m_options.mostBytes > 0 ? m_options.mostBytes / kPageBytes : 0xfffffffe),
    };
    for (const QString &setting : settings) {
        if (const Result<Done> done = connection.run(setting); !done)
            return done.error();
    }
    return connection;
}

Result<Connection> Database::connection() const
{
    if (QThread::currentThread() != m_thread)
        return connect();
    return Connection(m_own->handle(), m_file, false);
}

} // namespace ringward
