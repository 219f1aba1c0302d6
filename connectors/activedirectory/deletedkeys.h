#pragma once
#include "connectors/activedirectory/directorysession.h"
#include "models/sources/keyholder.h"

namespace ringward {

/// What the directory still has of recovery keys that were deleted, with their computer or without it: the password
/// stays in the deleted object until the directory forgets that, after 180 days by default. Only members of Domain
/// Admins see it unless the right was given. Both block.

/// By the whole id or its first eight digits, newest first. Denied when this account does not see deleted objects.
Result<std::vector<DeletedKeyInfo>> readDeletedKeys(DirectorySession &session, const QString &keyId);

/// `record` as DeletedKeyInfo has it.
Result<Secret> readDeletedKey(DirectorySession &session, const QString &record, const QString &keyId);

} // namespace ringward
