#pragma once
#include "models/audit/signature.h"
#include "models/base/strongid.h"

#include <QFlags>

#include <vector>

namespace ringward {

using PersonId = StrongId<struct PersonTag>; ///< stays with the person; 0 is the program itself

enum class Role : quint8 {
    Viewer = 1,
    Technician = 2,
    Admin = 4,
    BoardMember = 8,
    SafetyOfficer = 16, ///< clinical safety officer
    Commander = 32, ///< incident commander
    Auditor = 64,
};
Q_DECLARE_FLAGS(Roles, Role)
Q_DECLARE_OPERATORS_FOR_FLAGS(Roles)
inline constexpr std::array kRoles{Role::Viewer,        Role::Technician, Role::Admin,  Role::BoardMember,
                                   Role::SafetyOfficer, Role::Commander,  Role::Auditor};

/// The word in files and on the command line: "board-member". label() is for people, translated.
QString word(Role role);
QString label(Role role);
std::optional<Role> roleFromWord(QStringView text); ///< in any case
QString word(Roles roles); ///< "admin,board-member"
QString labels(Roles roles); ///< "admin, board member"

/// Somebody who may do something here, as the roster keeps it.
struct Person {
    PersonId id; ///< 0 for one that is not saved yet
    QString login; ///< the name at this computer's sign-in; unique in any case
    QString name; ///< "Dr A. Okafor"
    QString post; ///< "Infrastructure"; may be empty
    Roles roles;
    PublicKey key; ///< votes and heads are verified with it; null until the person has made one
    bool active = true; ///< who has left stays in the roster: their votes and entries still name them
    bool simulated = false; ///< of the demonstration hospital: anybody at this computer may act as this person
    friend bool operator==(const Person &, const Person &) = default;
};

/// Where the secret half of a person's key is kept in a SecretStore: "person/3/ed25519".
QString signingKeyName(const Person &person);

} // namespace ringward
