#pragma once
#include "models/audit/person.h"

namespace ringward {

/// What somebody may want to do. Seeing the fleet needs no right beyond the store's own.
enum class Deed : quint8 {
    ManagePeople, ///< add people, give and take roles
    ManageSources, ///< add, change and remove sources; switch their writing on
    EditPolicies, ///< approval policies, templates, guardrails, rings
    EditCalendar, ///< freeze windows
    DecideDrivers, ///< keep, replace or remove kernel drivers
    Propose, ///< a change, and what belongs to it: edit, withdraw, comment
    ProposeEmergency,
    Vote,
    Execute, ///< start, cancel and retry an approved change
    Review, ///< close the review that an emergency change owes
    ReadKey, ///< a recovery key, with a reason
    WorkDevice, ///< report a device done in a campaign
    CommandIncident, ///< open and close incidents, change the stage of the hospital
    ReadAudit,
    ExportAudit,
    SignHead, ///< of the audit chain
};
inline constexpr int kDeedCount = int(Deed::SignHead) + 1;

bool may(Roles roles, Deed deed);
Roles whoMay(Deed deed);

/// Denied, with a sentence that says who may, when the person may not or is no longer active.
Result<Done> allow(const Person &person, Deed deed);

} // namespace ringward
