#pragma once
#include "models/audit/person.h"

#include <QStringList>

namespace ringward {

/// A person got a key: the object is personObject(), the data the key in hex. Verifying a head looks for it.
inline constexpr char kKeyDeed[] = "person.key";
QString personObject(PersonId person); ///< "person 3"

/// What a deed in the audit is called for people, translated; the deed itself when it is not known here.
QString auditLabel(const QString &deed);
QStringList auditDeeds(); ///< all that are known, in the order of auditdeeds.cpp

} // namespace ringward
