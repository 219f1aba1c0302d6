#pragma once
#include "models/audit/auditchain.h"

class QIODevice;

namespace ringward {

/// What an export leaves out. The chain can be verified all the same: commitments stand in for the texts.
struct Redaction {
    bool names = false; ///< who did it; the number of the person stays
    bool texts = false; ///< what was written
};

/// Writes JSON Lines in UTF-8: a line {"kind":"audit","version":1}, a line for each entry and each head. Hashes, keys,
/// salts and signatures are lower-case hex, times UTC milliseconds. A told text has "who" and "who_salt" (which is the
/// fieldSalt()), one that was left out "who_commitment"; the same for "text". Answers the number of entries.
Result<qint64> exportAudit(AuditLog &log, QIODevice &to, Redaction redaction,
                           const std::function<bool(qint64 done)> &progress = {});

/// Verifies such a file without any store. Malformed when it is no such file; a line that cannot be read is a break of
/// the chain like any other.
Result<ChainReport> verifyExport(QIODevice &from, const std::function<bool(qint64 done)> &progress = {});

} // namespace ringward
