#pragma once
#include "models/audit/auditlog.h"
#include "models/rings/ringpicture.h"
#include "models/rings/tierrules.h"

namespace ringward {

/// What people decided about rings: policies, pins, guardrails, tier rules, and where devices are meant to be. What is
/// saved here is on disk when the call returns, together with its audit entry. Policies and guardrails are kept in
/// every version. Views and commands go through RingDesk, which says who may. Any thread.
class RingBook {
public:
    virtual ~RingBook() = default;

    Result<std::vector<StreamPolicy>> policies() const; ///< in force; the defaults for streams without one
    Result<std::vector<StreamPolicy>> policyVersions(const Stream &stream) const; ///< newest first
    /// Gives it the next version. Refused, with the reason, when a source would refuse it.
    Result<Done> savePolicy(StreamPolicy policy, const AuditDraft &why);

    Result<GuardrailSet> guardrails() const; ///< in force
    Result<Done> saveGuardrails(GuardrailSet set, const AuditDraft &why);

    Result<std::vector<Pin>> pins() const; ///< first to expire first
    Result<QString> savePin(Pin pin, qint64 nowMs, const AuditDraft &why); ///< its id
    Result<Done> removePin(const QString &id, const AuditDraft &why);

    Result<RingIntent> intent(const Stream &stream) const; ///< sinceMs is 0 when nothing was approved
    Result<Done> saveIntent(const RingIntent &intent, const AuditDraft &why);

    Result<TierSet> tiers() const; ///< in force; empty when nobody made any
    Result<Done> saveTiers(TierSet set, const AuditDraft &why);

    Result<VersionSightings> sightings(const Stream &stream) const;
    Result<Done> saveSightings(const VersionSightings &sightings); ///< what was seen; nobody decided it

protected:
    struct Document {
        QString key;
        QJsonObject json;
    };
    virtual Result<std::vector<Document>> read(const QString &kind) const = 0;
    /// Replaces the one with that key. Without a draft nothing is noted in the audit.
    virtual Result<Done> write(const QString &kind, const Document &document, const AuditDraft *why) = 0;
    virtual Result<Done> remove(const QString &kind, const QString &key,
                                const AuditDraft &why) = 0; ///< NotFound when it is gone
};

} // namespace ringward
