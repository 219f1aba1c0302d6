#pragma once
#include "models/base/result.h"
#include "models/fleet/device.h"

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace ringward {

/// A named rule that blocks a plan, as data. What `limit` counts depends on the measure.
struct Guardrail {
    enum class Measure : quint8 {
        RingSize, ///< each ring's own cap, in its policy
        RingShare, ///< most of a group's devices in one ring; per thousand
        WardInFlight, ///< most of a ward's devices in one wave of moves; per thousand
        Diversity, ///< rings that a ward's devices are in, at least
        PairsApart, ///< pairs of machines never in one ring
        Independence, ///< named hosts in rings of their own
        DelayFloor, ///< minutes of delay, at least
        ProtectionAge, ///< minutes of delay, at most
        PinBudget, ///< pinned devices; per thousand
        Handover, ///< minutes around the times of the day (local) at which shifts change
        Freeze, ///< times of quiet
    };
    enum class Group : quint8 { Site, Model, Vendor };

    QString id, name, why;
    Measure measure = Measure::RingSize;
    Group group = Group::Site;
    QString scope; ///< filter line: the devices it is about; empty for all
    QStringList streams; ///< words of the kinds it is about; empty for all
    int limit = 0;
    int fewest = 0; ///< groups with fewer devices are left alone
    int atLeast = 0; ///< this many are always permitted, however small the ward
    bool keepLast = false; ///< never the last working machine of the ward in scope
    std::vector<QStringList> parts; ///< pairs: two filter lines each; independence: a name and a filter line each
    QStringList times; ///< "07:00"
};

/// A time in which nothing moves. An empty filter line means everywhere.
struct FreezeTime {
    QString name, filter;
    qint64 fromMs = 0, untilMs = 0; ///< UTC
    QString place; ///< of the freeze calendar, instead of a filter line: "RGH" or "RGH 4W ICU"; never in a file
};

/// Somebody answers for a broken rule until a time.
struct Waiver {
    QString rule, owner, reason;
    qint64 untilMs = 0; ///< UTC; a waiver without an end does not exist
};

/// All rules in force, with what people decided about them. Kept in the store as an editable copy.
struct GuardrailSet {
    int version = 0; ///< 0: the set that comes with the program
    std::vector<Guardrail> rules;
    std::vector<FreezeTime> freezes;
    std::vector<Waiver> waivers;

    const Guardrail *find(QStringView id) const;
    const Waiver *waiverOf(QStringView id, qint64 nowMs) const; ///< one that has not ended; null when there is none
};

QJsonObject toJson(const GuardrailSet &set);
/// Malformed, with advice, when a measure, filter line, time or waiver does not make sense.
Result<GuardrailSet> guardrailsFromJson(const QJsonObject &json);
const GuardrailSet &defaultGuardrails(); ///< of resources/catalogues/guardrails.json

} // namespace ringward
