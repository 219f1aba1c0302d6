#pragma once
#include "models/audit/auditlog.h"

namespace ringward {

/// The people who may do something here; implemented by the store. What is changed is on disk when the call returns,
/// together with its audit entry. Any thread.
class Roster {
public:
    virtual ~Roster() = default;
    virtual Result<std::vector<Person>> people() = 0; ///< those who have left, too; in the order they were added
    /// Id 0 makes a new one. Conflict when another person has the login; nobody is ever removed.
    virtual Result<PersonId> save(const Person &person, const AuditDraft &why) = 0;
};

const Person *findPerson(const std::vector<Person> &people, PersonId id); ///< null when unknown
const Person *findLogin(const std::vector<Person> &people, QStringView login); ///< in any case

/// Who may change what, and that somebody always may: the calls that views and commands use.
class RosterDesk {
public:
    RosterDesk(Roster &roster, const Clock &clock);
    /// The first person of an empty roster makes themselves, as an admin; after that it takes Deed::ManagePeople.
    /// Conflict when the change would leave no active admin.
    Result<PersonId> save(const Person &actor, const Person &person);
    /// Puts the public half of a person's new key in the roster. Only for oneself, or by who may manage people.
    Result<Done> setKey(const Person &actor, PersonId person, const PublicKey &key);

private:
    Result<PersonId> write(const Person &actor, const Person &person, const QString &deed, const QString &text);
    Roster &m_roster;
    const Clock &m_clock;
};

} // namespace ringward
