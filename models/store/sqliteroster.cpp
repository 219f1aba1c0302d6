#include "models/store/sqliteroster.h"

#include "models/audit/auditdeeds.h"
#include "models/store/auditstore.h"
#include "models/store/transaction.h"

#include <QCoreApplication>

namespace ringward {

namespace {

Result<Done> refuseTakenLogin(const Connection &connection, const Person &person)
{
    const auto other = connection.value(QStringLiteral("SELECT id FROM person WHERE login_key = ? AND id <> ?"),
                                        person.login.toCaseFolded(), person.id.value);
    if (!other)
        return other.error();
    if (!other->isValid())
        return Done{};
    return Error{Error::Kind::Conflict, person.login,
                 QCoreApplication::translate("ringward::Store", "There is already a person with the login “%1”.")
                     .arg(person.login)};
}

Result<PersonId> writePerson(const Connection &connection, const Person &person)
{
    Statement statement = connection.prepare(
        person.id ? QStringLiteral("UPDATE person SET login = ?, login_key = ?, name = ?, post = ?, roles = ?, "
                                   "key = ?, active = ?, simulated = ? WHERE id = ?")
                  : QStringLiteral("INSERT INTO person(login, login_key, name, post, roles, key, active, simulated) "
                                   "VALUES(?, ?, ?, ?, ?, ?, ?, ?)"));
    QVariantList values{person.login,         person.login.toCaseFolded(),
                        person.name,          person.post.isNull() ? QStringLiteral("") : person.post,
                        person.roles.toInt(), person.key.view().toByteArray(),
                        person.active,        person.simulated};
    if (person.id)
        values << person.id.value;
    if (const Result<Done> done = statement.runWith(values); !done)
        return done.error();
    if (person.id && statement.changedRows() == 0)
        return Error{Error::Kind::NotFound, personObject(person.id), {}};
    return person.id ? person.id : PersonId{statement.newId().toUInt()};
}

} // namespace

SqliteRoster::SqliteRoster(const Database &database)
    : m_database(database)
{
}

Result<std::vector<Person>> SqliteRoster::people()
{
    return reading(m_database, [](const Connection &connection) -> Result<std::vector<Person>> {
        Statement statement = connection.prepare(
            QStringLiteral("SELECT id, login, name, post, roles, key, active, simulated FROM person ORDER BY id"));
        if (const Result<Done> done = statement.run(); !done)
            return done.error();
        std::vector<Person> people;
        const Result<Done> read = statement.each([&](const QSqlQuery &row) -> Result<Done> {
            people.push_back({PersonId{row.value(0).toUInt()}, row.value(1).toString(), row.value(2).toString(),
                              row.value(3).toString(), Roles::fromInt(quint8(row.value(4).toUInt())),
                              PublicKey::fromBytes(row.value(5).toByteArray()).value_or(PublicKey()),
                              row.value(6).toBool(), row.value(7).toBool()});
            return Done{};
        });
        if (!read)
            return read.error();
        return people;
    });
}

Result<PersonId> SqliteRoster::save(const Person &person, const AuditDraft &why)
{
    return writing(m_database, [&](const Connection &connection) -> Result<PersonId> {
        if (const Result<Done> isFree = refuseTakenLogin(connection, person); !isFree)
            return isFree.error();
        const Result<PersonId> id = writePerson(connection, person);
        if (!id)
            return id;
        AuditDraft draft = why;
        if (draft.object.isEmpty())
            draft.object = personObject(*id);
        if (!draft.person && !person.id)
            draft.person = *id; // the first person made themselves
        if (const Result<AuditEntry> entry = appendAudit(connection, draft); !entry)
            return entry.error();
        return id;
    });
}

} // namespace ringward
