#pragma once
#include "connectors/activedirectory/directorysession.h"
#include "models/sources/keyholder.h"

namespace ringward {

/// BitLocker recovery keys and local administrators' passwords, as the directory keeps them. All block.

Result<KeySight> readKeySight(DirectorySession &session, const QByteArray &base);

/// Every key below the base, newest first within a computer; no password is asked for.
Result<std::vector<RecoveryKeyInfo>> readKeyInfos(DirectorySession &session, const QByteArray &base);

/// `keyId`: the whole id, or the first eight digits as the recovery screen shows them. `record` may be empty when the
/// id is all that is known. Conflict when several keys begin with these digits.
Result<Secret> readRecoveryKey(DirectorySession &session, const QByteArray &base, const QString &record,
                               const QString &keyId);

/// The filter for a whole id or for its first eight digits; NotFound for what is neither.
Result<QByteArray> keyIdFilter(const QString &keyId);
/// The key in an answer that LdapQuery::secrets asked for. Denied when it was not given, Malformed when it is none.
Result<Secret> takeRecoveryKey(LdapEntry &entry);

/// Of Windows LAPS or of the older one. NotSupported when the directory has neither, or when the password is sealed so
/// that no directory client can open it.
Result<Secret> readLocalAdmin(DirectorySession &session, const QString &record);

/// The password of {"n":"Administrator","t":"...","p":"..."}; empty when there is none.
Secret passwordInLaps(QByteArrayView json);

/// Which generations of LAPS the schema knows: an attribute it lacks looks, in an answer, like one without a value.
struct LapsSchema {
    bool hasWindows = false, hasLegacy = false;
};
Result<LapsSchema> readLapsSchema(DirectorySession &session, const QByteArray &schema);

} // namespace ringward
