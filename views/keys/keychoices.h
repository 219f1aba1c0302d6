#pragma once
#include "models/keys/keydesk.h"

namespace ringward {

/// Which machine a key is for, in words.
struct KeySubject {
    DeviceId device; ///< id 0 when it is none of the fleet
    QString host, ward, place;
    std::optional<Tier> tier;
    QString deleted; ///< that the key is one that was deleted, where and when; empty for any other
};

/// Empty for a device that the fleet has not.
KeySubject subjectOf(const FleetSnapshot &fleet, DeviceId device);
/// The device that bears the computer's name now; without one all that is known is that name.
KeySubject subjectOf(const FleetSnapshot &fleet, const DeletedKey &key);

/// One key to choose.
struct KeyChoice {
    QString keyId, text; ///< "3C9F 71E4 · 41 days old · Directory"
    std::optional<DeletedKey> deleted;
};

/// The keys of a device, newest first; with an id typed only those that begin so.
std::vector<KeyChoice> keptChoices(const KeyReadiness &readiness, const KeyBook &book, const QString &typed,
                                   qint64 nowMs);
std::vector<KeyChoice> deletedChoices(const DeletedKeys &keys, const FleetSnapshot &fleet, qint64 nowMs);

QString keyAgeText(qint64 createdMs, qint64 nowMs); ///< "41 days old"

} // namespace ringward
