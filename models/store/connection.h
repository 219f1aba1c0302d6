#pragma once
#include "models/store/statement.h"

#include <QSqlDatabase>

namespace ringward {

/// A connection to the store for one thread. Get it from a Database.
class Connection {
public:
    Connection(QSqlDatabase database, QString file, bool closeAtEnd);
    Connection(Connection &&other) noexcept;
    Connection &operator=(Connection &&) = delete;
    ~Connection();

    const QString &file() const { return m_file; }
    const QSqlDatabase &handle() const { return m_database; }
    Statement prepare(const QString &sql) const { return {m_database, m_file, sql}; }

    template <typename... Values>
    Result<Done> run(const QString &sql, const Values &...values) const
    {
        return prepare(sql).run(values...);
    }
    template <typename... Values>
    Result<QVariant> value(const QString &sql, const Values &...values) const
    {
        Statement statement = prepare(sql);
        if (const Result<Done> done = statement.run(values...); !done)
            return done.error();
        return statement.value();
    }

    /// Calls `body` in a transaction that may write. An Error from body, or from the commit, undoes all of it.
    template <typename Body>
    auto write(const Body &body) const -> decltype(body())
    {
        return inTransaction(QStringLiteral("BEGIN IMMEDIATE"), body);
    }
    /// Calls `body` with a view of the store that does not change meanwhile.
    template <typename Body>
    auto read(const Body &body) const -> decltype(body())
    {
        return inTransaction(QStringLiteral("BEGIN"), body);
    }

private:
    template <typename Body>
    auto inTransaction(const QString &begin, const Body &body) const -> decltype(body())
    {
        if (const Result<Done> begun = run(begin); !begun)
            return begun.error();
        auto result = body();
        if (!result) {
            rollBack();
            return result;
        }
        if (const Result<Done> committed = run(QStringLiteral("COMMIT")); !committed) {
            rollBack();
            return committed.error();
        }
        return result;
    }
    void rollBack() const;

    QSqlDatabase m_database;
    QString m_file;
    bool m_closeAtEnd = false;
};

} // namespace ringward
