#pragma once
#include "models/base/error.h"

class QSqlError;

namespace ringward {

/// What SQLite says, with advice that names the file. `what` is the statement or step, for the log.
Error sqlError(const QSqlError &error, const QString &file, const QString &what);

/// An Error of the store with a translated sentence; `text` is in the context "ringward::Store", %1 the file.
Error storeError(const char *text, const QString &file, const QString &detail);

} // namespace ringward
