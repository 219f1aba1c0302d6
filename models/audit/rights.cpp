#include "models/audit/rights.h"

#include <QCoreApplication>

namespace ringward {

namespace {

struct Right {
    Deed deed;
    Roles roles;
    const char *label;
};

constexpr Roles kAdmin = Role::Admin, kBoard = Roles(Role::BoardMember) | Role::SafetyOfficer,
                kCommander = Role::Commander, kAuditor = Role::Auditor, kTechnician = Role::Technician;

/// The one place that says who may do what. Positions are the values of Deed.
const std::array kRights{
    Right{Deed::ManagePeople, kAdmin, QT_TRANSLATE_NOOP("ringward::Right", "manage people and roles")},
    Right{Deed::ManageSources, kAdmin, QT_TRANSLATE_NOOP("ringward::Right", "change sources")},
    Right{Deed::EditPolicies, kAdmin, QT_TRANSLATE_NOOP("ringward::Right", "change policies")},
    Right{Deed::EditCalendar, kAdmin | kBoard, QT_TRANSLATE_NOOP("ringward::Right", "change the freeze calendar")},
    Right{Deed::DecideDrivers, kAdmin | kBoard, QT_TRANSLATE_NOOP("ringward::Right", "decide about drivers")},
    Right{Deed::Propose, kAdmin | kBoard | kCommander | kTechnician,
          QT_TRANSLATE_NOOP("ringward::Right", "propose changes")},
    Right{Deed::ProposeEmergency, kAdmin | kCommander, QT_TRANSLATE_NOOP("ringward::Right", "ask for an emergency")},
    Right{Deed::Vote, kBoard | kCommander, QT_TRANSLATE_NOOP("ringward::Right", "vote")},
    Right{Deed::Execute, kAdmin | kCommander, QT_TRANSLATE_NOOP("ringward::Right", "carry out changes")},
    Right{Deed::Review, kBoard, QT_TRANSLATE_NOOP("ringward::Right", "close reviews")},
    Right{Deed::ReadKey, kAdmin | kTechnician | kCommander, QT_TRANSLATE_NOOP("ringward::Right", "read recovery keys")},
    Right{Deed::WorkDevice, kAdmin | kTechnician | kCommander, QT_TRANSLATE_NOOP("ringward::Right", "work on devices")},
    Right{Deed::CommandIncident, kCommander, QT_TRANSLATE_NOOP("ringward::Right", "command an incident")},
    Right{Deed::ReadAudit, kAdmin | kBoard | kCommander | kAuditor,
          QT_TRANSLATE_NOOP("ringward::Right", "read the audit")},
    Right{Deed::ExportAudit, kAdmin | kAuditor, QT_TRANSLATE_NOOP("ringward::Right", "export the audit")},
    Right{Deed::SignHead, kAdmin | kBoard | kAuditor,
          QT_TRANSLATE_NOOP("ringward::Right", "sign the head of the audit")},
};
static_assert(std::tuple_size_v<decltype(kRights)> == kDeedCount);

} // namespace

Roles whoMay(Deed deed)
{
    return kRights[std::size_t(deed)].roles;
}

bool may(Roles roles, Deed deed)
{
    return roles & whoMay(deed);
}

Result<Done> allow(const Person &person, Deed deed)
{
    const auto tr = [](const char *text) {
        return QCoreApplication::translate("ringward::Right", text);
    };
    const QString detail = QStringLiteral("%1 (%2): %3")
                               .arg(person.login)
                               .arg(person.roles.toInt())
                               .arg(QString::fromLatin1(kRights[std::size_t(deed)].label));
    if (!person.id)
        return Error{Error::Kind::Denied, detail,
                     tr("Nobody in the roster is at this computer. An admin adds people.")};
    if (!person.active)
        return Error{Error::Kind::Denied, detail, tr("%1 is no longer active here. Ask an admin.").arg(person.name)};
    if (!may(person.roles, deed))
        return Error{Error::Kind::Denied, detail,
                     tr("%1 may not %2. This is for: %3. An admin gives roles.")
                         .arg(person.name, tr(kRights[std::size_t(deed)].label), labels(whoMay(deed)))};
    return Done{};
}

} // namespace ringward
