#include "models/store/connection.h"

namespace ringward {

Connection::Connection(QSqlDatabase database, QString file, bool closeAtEnd)
    : m_database(std::move(database))
    , m_file(std::move(file))
    , m_closeAtEnd(closeAtEnd)
{
}

Connection::Connection(Connection &&other) noexcept
    : m_database(other.m_database)
    , m_file(other.m_file)
    , m_closeAtEnd(std::exchange(other.m_closeAtEnd, false))
{
    other.m_database = QSqlDatabase();
}

Connection::~Connection()
{
    if (!m_closeAtEnd)
        return;
    const QString name = m_database.connectionName();
    m_database.close();
    m_database = QSqlDatabase(); // Qt wants no handle left when the name goes
    QSqlDatabase::removeDatabase(name);
}

void Connection::rollBack() const
{
    // SQLite has rolled back by itself after some errors (a full disk); then this one fails, which is fine.
    (void)run(QStringLiteral("ROLLBACK"));
}

} // namespace ringward
