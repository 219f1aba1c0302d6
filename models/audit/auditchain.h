#pragma once
#include "models/audit/auditlog.h"

#include <map>

namespace ringward {

/// Where a chain is broken, and how.
struct ChainBreak {
    qint64 number = 0; ///< of the first entry that is wrong
    QString reason; ///< translated
};

/// Reads a chain from its first entry on and stops at the first that does not fit. A chain that begins later than with
/// entry 1, such as an export of a part, is taken to be right before that; first() says where it begins.
class ChainVerifier {
public:
    /// `computed` is hashOf() the entry: computing it is the slow part, which several threads can share.
    std::optional<ChainBreak> add(const AuditEntry &entry, const Hash &computed);
    /// Its hash and signature must be right, its entry must have been read, and the chain must have given the person
    /// this key by then (deed "person.key") unless it begins later.
    std::optional<ChainBreak> add(const AuditHead &head);

    qint64 first() const { return m_first; } ///< number of the first entry; 0 before one was read
    qint64 last() const { return m_first + qint64(m_hashes.size()) - 1; }
    qint64 entries() const { return qint64(m_hashes.size()); }
    Hash lastHash() const { return m_hashes.empty() ? Hash() : m_hashes.back(); }
    qint64 signedTo() const { return m_signedTo; } ///< the highest entry under a good head; 0 for none
    int heads() const { return m_heads; }

private:
    qint64 m_first = 0, m_signedTo = 0;
    int m_heads = 0;
    std::vector<Hash> m_hashes; ///< of the entries from m_first on
    std::map<std::pair<QString, QString>, qint64> m_keys; ///< by "person 3" and key in hex, the entry that gave it
};

struct ChainReport {
    qint64 entries = 0, first = 0, last = 0, signedTo = 0;
    int heads = 0;
    Hash lastHash;
    std::optional<ChainBreak> broken;
};
ChainReport reportOf(const ChainVerifier &verifier, std::optional<ChainBreak> broken);

/// Verifies all that a log holds, with its heads. `progress` is told how many entries are done, now and then, and ends
/// the work when it answers false (Cancelled). Any thread.
Result<ChainReport> verifyLog(AuditLog &log, const std::function<bool(qint64 done)> &progress = {});

} // namespace ringward
