#include "models/audit/auditdeeds.h"

#include <QCoreApplication>

namespace ringward {

namespace {

struct DeedText {
    const char *deed;
    const char *label;
};

constexpr std::array kDeeds{
    DeedText{"person.added", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Person added")},
    DeedText{"person.changed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Person changed")},
    DeedText{kKeyDeed, QT_TRANSLATE_NOOP("ringward::AuditDeed", "Key made")},
    DeedText{"source.writing", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Writing switched")},
    DeedText{"policy.changed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Policy changed")},
    DeedText{"rings.changed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Rings changed")},
    DeedText{"guardrails.changed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Guardrails changed")},
    DeedText{"guardrails.waived", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Guardrail waived")},
    DeedText{"guardrails.waiver-ended", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Waiver ended")},
    DeedText{"pin.set", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Pin set")},
    DeedText{"pin.extended", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Pin extended")},
    DeedText{"pin.removed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Pin removed")},
    DeedText{"tiers.changed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Tier rules changed")},
    DeedText{"intent.approved", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Present approved")},
    DeedText{"intent.moved", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Intent follows change")},
    DeedText{"driver.decided", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Driver reviewed")},
    DeedText{"driver.review-removed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Driver review removed")},
    DeedText{"freeze.changed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Freeze changed")},
    DeedText{"change.proposed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Change proposed")},
    DeedText{"change.edited", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Change edited")},
    DeedText{"change.commented", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Comment")},
    DeedText{"change.withdrawn", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Change withdrawn")},
    DeedText{"change.approved", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Change approved")},
    DeedText{"change.rejected", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Change rejected")},
    DeedText{"change.expired", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Vote expired")},
    DeedText{"change.started", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Change started")},
    DeedText{"change.stopped", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Change stopped")},
    DeedText{"change.retried", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Failures retried")},
    DeedText{"change.finished", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Change finished")},
    DeedText{"change.reviewed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Emergency reviewed")},
    DeedText{"change.refused", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Refused")},
    DeedText{"vote.cast", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Vote")},
    DeedText{"vote.refused", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Vote refused")},
    DeedText{"call.sent", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Call sent")},
    DeedText{"call.confirmed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Confirmed by read-back")},
    DeedText{"call.failed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Call failed")},
    DeedText{"step.settled", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Step by a person")},
    DeedText{"call.unknown", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Outcome unknown")},
    DeedText{"key.asked", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Recovery key asked for")},
    DeedText{"key.refused", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Recovery key refused")},
    DeedText{"key.failed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Recovery key not had")},
    DeedText{"key.worked", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Recovery key worked")},
    DeedText{"key.printed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Recovery key printed")},
    DeedText{"key.job", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Recovery keys sealed")},
    DeedText{"key.opened", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Sealed keys opened")},
    DeedText{"password.asked", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Local password asked for")},
    DeedText{"password.refused", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Local password refused")},
    DeedText{"password.failed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Local password not had")},
    DeedText{"meeting.closed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Meeting closed")},
    DeedText{"audit.exported", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Audit exported")},
    DeedText{"audit.signed", QT_TRANSLATE_NOOP("ringward::AuditDeed", "Head signed")},
};

} // namespace

QString personObject(PersonId person)
{
    return QStringLiteral("person %1").arg(person.value);
}

QString auditLabel(const QString &deed)
{
    for (const DeedText &entry : kDeeds) {
        if (deed == QLatin1StringView(entry.deed))
            return QCoreApplication::translate("ringward::AuditDeed", entry.label);
    }
    return deed;
}

QStringList auditDeeds()
{
    QStringList deeds;
    for (const DeedText &entry : kDeeds)
        deeds << QString::fromLatin1(entry.deed);
    return deeds;
}

} // namespace ringward
