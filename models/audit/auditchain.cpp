#include "models/audit/auditchain.h"

#include "models/audit/auditdeeds.h"
#include "models/base/parallel.h"

#include <QCoreApplication>

namespace ringward {

namespace {

constexpr std::size_t kBatch = 16'384; ///< entries that are hashed side by side

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::AuditChain", text);
}

/// Feeds a verifier in batches whose hashes are computed on all cores.
class BatchedVerifier {
public:
    explicit BatchedVerifier(const std::function<bool(qint64)> &progress)
        : m_progress(progress)
    {
        m_entries.reserve(kBatch);
    }
    Result<Done> take(const AuditEntry &entry)
    {
        m_entries.push_back(entry);
        return m_entries.size() < kBatch ? Result<Done>(Done{}) : finishBatch();
    }
    Result<Done> finishBatch()
    {
        std::vector<Hash> computed(m_entries.size());
        constexpr std::size_t kShare = 512;
        parallelFor((m_entries.size() + kShare - 1) / kShare, {}, [&](std::size_t share) {
            for (std::size_t i = share * kShare; i < std::min((share + 1) * kShare, m_entries.size()); ++i)
                computed[i] = hashOf(m_entries[i], commitmentsOf(m_entries[i]));
        });
        for (std::size_t i = 0; i < m_entries.size() && !broken; ++i)
            broken = verifier.add(m_entries[i], computed[i]);
        m_entries.clear();
        if (broken || (m_progress && !m_progress(verifier.entries())))
            return Error{Error::Kind::Cancelled, {}, {}};
        return Done{};
    }

    ChainVerifier verifier;
    std::optional<ChainBreak> broken;

private:
    const std::function<bool(qint64)> &m_progress;
    std::vector<AuditEntry> m_entries;
};

} // namespace

std::optional<ChainBreak> ChainVerifier::add(const AuditEntry &entry, const Hash &computed)
{
    if (m_hashes.empty())
        m_first = entry.number;
    const qint64 expected = m_first + qint64(m_hashes.size());
    if (entry.number < 1 || entry.number > expected)
        return ChainBreak{expected,
                          tr("Entry %1 is missing; entry %2 stands in its place.").arg(expected).arg(entry.number)};
    if (entry.number < expected)
        return ChainBreak{entry.number, tr("Entry %1 is there twice.").arg(entry.number)};
    if (computed != entry.hash)
        return ChainBreak{entry.number, tr("Entry %1 was changed: its hash is not that of its content.").arg(expected)};
    const bool fits =
        m_hashes.empty() ? entry.number > 1 || entry.previous.isNull() : entry.previous == m_hashes.back();
    if (!fits)
        return ChainBreak{entry.number, tr("Entry %1 does not follow the entry before it.").arg(expected)};
    m_hashes.push_back(entry.hash);
    if (entry.deed == QLatin1StringView(kKeyDeed))
        m_keys.emplace(std::pair(entry.object, entry.data), entry.number);
    return std::nullopt;
}

std::optional<ChainBreak> ChainVerifier::add(const AuditHead &head)
{
    if (head.number < m_first || head.number > last() || m_hashes.empty())
        return ChainBreak{last() + 1, tr("A signed head names entry %1, which is missing.").arg(head.number)};
    if (m_hashes[std::size_t(head.number - m_first)] != head.hash)
        return ChainBreak{head.number, tr("Entry %1 is not the one whose hash was signed.").arg(head.number)};
    if (!isValid(head))
        return ChainBreak{head.number, tr("The signature of the head at entry %1 is not right.").arg(head.number)};
    const auto key = m_keys.find({personObject(head.person), head.key.hex()});
    const bool isKnown = key != m_keys.end() && key->second <= head.number;
    if (!isKnown && m_first == 1)
        return ChainBreak{
            head.number,
            tr("The head at entry %1 is signed with a key that the chain does not know.").arg(head.number)};
    ++m_heads;
    m_signedTo = std::max(m_signedTo, head.number);
    return std::nullopt;
}

ChainReport reportOf(const ChainVerifier &verifier, std::optional<ChainBreak> broken)
{
    return {verifier.entries(),  verifier.first(), verifier.entries() ? verifier.last() : 0,
            verifier.signedTo(), verifier.heads(), verifier.lastHash(),
            std::move(broken)};
}

Result<ChainReport> verifyLog(AuditLog &log, const std::function<bool(qint64 done)> &progress)
{
    BatchedVerifier batched(progress);
    Result<Done> read = log.visit(1, [&](const AuditEntry &entry) { return batched.take(entry); });
    if (read)
        read = batched.finishBatch();
    if (batched.broken)
        return reportOf(batched.verifier, batched.broken);
    if (!read)
        return read.error();
    const Result<std::vector<AuditHead>> heads = log.heads();
    if (!heads)
        return heads.error();
    for (const AuditHead &head : *heads) {
        if (std::optional<ChainBreak> broken = batched.verifier.add(head))
            return reportOf(batched.verifier, std::move(broken));
    }
    if (batched.verifier.entries() > 0 && batched.verifier.first() != 1)
        return reportOf(batched.verifier, ChainBreak{1, tr("Entry 1 is missing.")});
    return reportOf(batched.verifier, std::nullopt);
}

} // namespace ringward
