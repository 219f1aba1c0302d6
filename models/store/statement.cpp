#include "models/store/statement.h"

#include "models/store/sqlerror.h"

#include <QSqlError>

namespace ringward {

Statement::Statement(const QSqlDatabase &database, const QString &file, const QString &sql)
    : m_file(file)
    , m_query(database)
{
    m_query.setForwardOnly(true); // otherwise every row that was read is kept
    m_prepared = m_query.prepare(sql);
}

Result<Done> Statement::execute()
{
    if (!m_prepared || !m_query.exec())
        return sqlError(m_query.lastError(), m_file, m_query.lastQuery());
    return Done{};
}

Result<Done> Statement::finish()
{
    if (m_query.lastError().isValid())
        return sqlError(m_query.lastError(), m_file, m_query.lastQuery());
    m_query.finish();
    return Done{};
}

Result<QVariant> Statement::value()
{
    const QVariant first = m_query.next() ? m_query.value(0) : QVariant();
    if (const Result<Done> done = finish(); !done)
        return done.error();
    return first;
}

} // namespace ringward
