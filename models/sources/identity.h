#pragma once
#include "models/sources/sourcerecord.h"

namespace ringward {

/// What can show that two records mean one machine, strongest first. `Record` is the source's own key: it proves
/// nothing to other records, but lets a machine of which nothing else is known keep its number.
enum class Proof : quint8 { HardwareUuid, SerialNumber, DirectoryGuid, AgentId, Name, Record };
inline constexpr std::size_t kProofCount = 6;

/// The proofs of one record as stable 64-bit numbers, the same on every machine and in every version: spelling, case
/// and byte order are taken out, the kind is in the low three bits. 0 is "not told, or a value that proves nothing".
struct Identity {
    std::array<quint64, kProofCount> proof{};
    quint64 domain = 0; ///< of the name; 0 when not told
    quint64 domainLabel = 0; ///< of the domain up to the first dot, as directories of old name themselves
    quint64 operator[](Proof kind) const { return proof[std::size_t(kind)]; }
    friend bool operator==(const Identity &, const Identity &) = default;
};

Identity identityOf(const SourceRecord &record);
quint64 recordProof(SourceId source, const QString &key); ///< the last one of them
QString domainOf(const SourceRecord &record); ///< as told, or the rest of a full host name

inline Proof kindOf(quint64 proof)
{
    return Proof(proof & 7U);
}
Field fieldOf(Proof kind); ///< HostName for Name and Record

/// The name without domain, account mark ("$") and case: what is compared.
QString comparableHost(QStringView host);

/// Whether the value is one that makers and imagers leave in many machines ("To be filled by O.E.M.").
bool provesNothing(Proof kind, QStringView value);

} // namespace ringward
