#include "models/audit/roster.h"

#include "models/audit/auditdeeds.h"
#include "models/audit/rights.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Roster", text);
}

bool isActiveAdmin(const Person &person)
{
    return person.active && person.roles.testFlag(Role::Admin);
}

bool leavesAnAdmin(const std::vector<Person> &people, const Person &changed)
{
    return isActiveAdmin(changed) || std::any_of(people.begin(), people.end(), [&](const Person &each) {
               return each.id != changed.id && isActiveAdmin(each);
           });
}

Error missing(PersonId person)
{
    return {Error::Kind::NotFound, personObject(person), tr("There is no such person in the roster.")};
}

} // namespace

const Person *findPerson(const std::vector<Person> &people, PersonId id)
{
    const auto found = std::find_if(people.begin(), people.end(), [&](const Person &each) { return each.id == id; });
    return found == people.end() ? nullptr : &*found;
}

const Person *findLogin(const std::vector<Person> &people, QStringView login)
{
    const auto found = std::find_if(people.begin(), people.end(), [&](const Person &each) {
        return QStringView(each.login).compare(login, Qt::CaseInsensitive) == 0;
    });
    return found == people.end() ? nullptr : &*found;
}

AuditDraft draftOf(const Person &person, const Clock &clock, const char *deed, QString object, QString text,
                   QString data)
{
    return {clock.nowMs(),     person.id,       person.name,    QString::fromLatin1(deed),
            std::move(object), std::move(text), std::move(data)};
}

RosterDesk::RosterDesk(Roster &roster, const Clock &clock)
    : m_roster(roster)
    , m_clock(clock)
{
}

Result<PersonId> RosterDesk::save(const Person &actor, const Person &person)
{
    const Result<std::vector<Person>> people = m_roster.people();
    if (!people)
        return people.error();
    if (person.login.trimmed().isEmpty() || person.name.trimmed().isEmpty())
        return Error{Error::Kind::Malformed, QStringLiteral("no login or name"),
                     tr("A person needs a login and a name.")};
    const bool isFirst = people->empty() && isActiveAdmin(person);
    if (const Result<Done> allowed = isFirst ? Result<Done>(Done{}) : allow(actor, Deed::ManagePeople); !allowed)
        return allowed.error();
    const Person *before = person.id ? findPerson(*people, person.id) : nullptr;
    if (person.id && !before)
        return missing(person.id);
    if (!leavesAnAdmin(*people, person))
        return Error{Error::Kind::Conflict, person.login,
                     tr("Somebody has to be an admin. Make another person an admin first.")};
    Person kept = person;
    kept.login = person.login.trimmed();
    kept.name = person.name.trimmed();
    kept.key = before ? before->key : PublicKey(); // keys change by setKey() only
    const QString text =
        tr("%1 (%2): %3%4")
            .arg(kept.name, kept.login, labels(kept.roles), kept.active ? QString() : tr(", no longer active"));
    const auto deed = before ? QStringLiteral("person.changed") : QStringLiteral("person.added");
    return write(isFirst ? kept : actor, kept, deed, text);
}

Result<Done> RosterDesk::setKey(const Person &actor, PersonId person, const PublicKey &key)
{
    const Result<std::vector<Person>> people = m_roster.people();
    if (!people)
        return people.error();
    const Person *before = findPerson(*people, person);
    if (!before)
        return missing(person);
    const Result<Done> allowed = actor.id == person && actor.active ? Done{} : allow(actor, Deed::ManagePeople);
    if (!allowed)
        return allowed;
    Person kept = *before;
    kept.key = key;
    const auto written = write(actor, kept, QString::fromLatin1(kKeyDeed),
                               tr("Key %1 of %2. Open votes signed with an earlier key have to be cast again.")
                                   .arg(key.shortText(), kept.name));
    if (!written)
        return written.error();
    return Done{};
}

Result<PersonId> RosterDesk::write(const Person &actor, const Person &person, const QString &deed, const QString &text)
{
    AuditDraft draft = draftOf(actor, m_clock, "", person.id ? personObject(person.id) : QString(), text,
                               deed == QLatin1StringView(kKeyDeed) ? person.key.hex() : word(person.roles));
    draft.deed = deed;
    return m_roster.save(person, draft);
}

} // namespace ringward
