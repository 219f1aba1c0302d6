#pragma once
#include "models/base/result.h"
#include "models/fleet/fleetsnapshot.h"

#include <QJsonObject>

#include <stop_token>

namespace ringward {

/// What a rule or a person says of a device; empty parts say nothing and leave what a source told.
struct TierSaying {
    std::optional<Tier> tier;
    QString role;
    std::optional<bool> downtime;
    bool says() const { return tier || !role.isEmpty() || downtime; }
    friend bool operator==(const TierSaying &, const TierSaying &) = default;
};

/// A filter line and what is said of the devices that it finds.
struct TierRule {
    QString name, filter;
    TierSaying saying;
    friend bool operator==(const TierRule &, const TierRule &) = default;
};

/// What a person said of one device. It outlasts every change of the rules.
struct TierOverride {
    DeviceId device;
    TierSaying saying;
    QString by, reason;
    friend bool operator==(const TierOverride &, const TierOverride &) = default;
};

/// Rules in order: of each part the first rule that says it counts, then a person's word above all rules.
struct TierSet {
    int version = 0;
    std::vector<TierRule> rules;
    std::vector<TierOverride> overrides;
    bool isEmpty() const { return rules.empty() && overrides.empty(); }
};

QJsonObject toJson(const TierSet &set);
Result<TierSet> tierSetFromJson(const QJsonObject &json); ///< Malformed with advice

/// What became of one device, and why.
struct TierDecision {
    Row row = 0;
    TierSaying told, decided; ///< by its sources; after rules and overrides
    int rule = -1; ///< position of the rule that said the tier (or else anything); -1: none
    bool byHand = false;
};

/// Devices that a rule finds or a person named, in row order. Rules are evaluated on what sources told.
std::vector<TierDecision> decideTiers(const FleetSnapshot &fleet, const TierSet &set, qint64 nowMs);
/// What each rule finds, and of how many of those it is the one that says the tier, or else anything.
struct TierCounts {
    struct OfRule {
        quint32 finds = 0, decides = 0;
    };
    std::vector<OfRule> rules;
    quint32 changed = 0; ///< devices that are not as their sources tell
};
/// For any thread; cut short when stopped. A rule whose filter line is not valid finds nothing.
TierCounts countTiers(const FleetSnapshot &fleet, const TierSet &set, qint64 nowMs, std::stop_token stop = {});

/// The fleet as the rules have it; the same one when they change nothing.
FleetSnapshotPtr withTiers(const FleetSnapshotPtr &fleet, const TierSet &set, qint64 nowMs);

} // namespace ringward
