#pragma once
#include "models/base/result.h"

#include <QSqlQuery>

namespace ringward {

/// One prepared SQL statement. For the thread of its connection, and gone before it.
class Statement {
public:
    Statement(const QSqlDatabase &database, const QString &file, const QString &sql);

    template <typename... Values>
    Result<Done> run(const Values &...values)
    {
        int position = 0;
        (m_query.bindValue(position++, QVariant::fromValue(values)), ...);
        return execute();
    }
    /// The same with as many values as the list has.
    Result<Done> runWith(const QVariantList &values)
    {
        for (qsizetype i = 0; i < values.size(); ++i)
            m_query.bindValue(int(i), values[i]);
        return execute();
    }
    /// Gives each row of the answer to `take`; an Error that take returns ends it.
    template <typename Take>
    Result<Done> each(const Take &take)
    {
        while (m_query.next()) {
            if (Result<Done> taken = take(std::as_const(m_query)); !taken)
                return taken;
        }
        return finish();
    }
    /// The first value of the first row; an invalid QVariant when there is no row.
    Result<QVariant> value();

    QVariant newId() const { return m_query.lastInsertId(); }
    int changedRows() const { return m_query.numRowsAffected(); }

private:
    Result<Done> execute();
    Result<Done> finish();
    QString m_file;
    QSqlQuery m_query;
    bool m_prepared = false;
};

} // namespace ringward
