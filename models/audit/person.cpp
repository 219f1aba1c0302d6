#include "models/audit/person.h"

#include <QCoreApplication>
#include <QStringList>

namespace ringward {

namespace {

struct RoleText {
    Role role;
    const char *word;
    const char *label;
};

constexpr std::array kTexts{
    RoleText{Role::Viewer, "viewer", QT_TRANSLATE_NOOP("ringward::Role", "viewer")},
    RoleText{Role::Technician, "technician", QT_TRANSLATE_NOOP("ringward::Role", "technician")},
    RoleText{Role::Admin, "admin", QT_TRANSLATE_NOOP("ringward::Role", "admin")},
    RoleText{Role::BoardMember, "board-member", QT_TRANSLATE_NOOP("ringward::Role", "board member")},
    RoleText{Role::SafetyOfficer, "safety-officer", QT_TRANSLATE_NOOP("ringward::Role", "clinical safety officer")},
    RoleText{Role::Commander, "commander", QT_TRANSLATE_NOOP("ringward::Role", "incident commander")},
    RoleText{Role::Auditor, "auditor", QT_TRANSLATE_NOOP("ringward::Role", "auditor")},
};

const RoleText &textOf(Role role)
{
    for (const RoleText &entry : kTexts) {
        if (entry.role == role)
            return entry;
    }
    return kTexts.front();
}

template <typename Name>
QStringList namesOf(Roles roles, const Name &nameOf)
{
    QStringList names;
    for (const Role role : kRoles) {
        if (roles.testFlag(role))
            names << nameOf(role);
    }
    return names;
}

} // namespace

QString word(Role role)
{
    return QString::fromLatin1(textOf(role).word);
}

QString label(Role role)
{
    return QCoreApplication::translate("ringward::Role", textOf(role).label);
}

std::optional<Role> roleFromWord(QStringView text)
{
    for (const RoleText &entry : kTexts) {
        if (text.compare(QLatin1StringView(entry.word), Qt::CaseInsensitive) == 0)
            return entry.role;
    }
    return std::nullopt;
}

QString word(Roles roles)
{
    return namesOf(roles, [](Role role) { return word(role); }).join(u',');
}

QString labels(Roles roles)
{
    return namesOf(roles, label).join(QStringLiteral(", "));
}

QString signingKeyName(const Person &person)
{
    return QStringLiteral("person/%1/ed25519").arg(person.id.value);
}

} // namespace ringward
