#pragma once
#include "models/fleet/device.h"
#include "models/keys/recoverykey.h"

#include <memory>
#include <optional>
#include <vector>

namespace ringward {

/// One device on paper: where it stands, which key its screen asks for, and the key.
struct KeySlip {
    QString ward, place, host; ///< "RGH 4W ICU", "RGH › Tower B › 4 West ICU › Bed 7"
    std::optional<Tier> tier; ///< none for a machine that is no device of the fleet
    QString keyId;
    qint64 createdMs = 0; ///< UTC; 0 when not told
    std::shared_ptr<const RecoveryKey> key; ///< never null
};

/// Keys of many devices, released one by one and sealed together, to be printed when they are needed.
struct KeyJob {
    QString title, reason, person; ///< "RGH 4W ICU", why, who made it
    qint64 madeMs = 0; ///< UTC
    bool simulated = false; ///< of the demonstration hospital
    std::vector<KeySlip> slips;
    struct Missing {
        QString host, why; ///< translated
    };
    std::vector<Missing> missing; ///< devices without a slip
};

inline constexpr qsizetype kShortestPassphrase = 12; ///< bytes
inline constexpr std::size_t kMostSlips = 500;

/// The content of a sealed file, see models/base/sealing.h. Conflict when the passphrase is too short.
Result<QByteArray> sealJob(const KeyJob &job, const Secret &passphrase);
/// Denied when the passphrase is wrong or the file was changed, Malformed when it is something else.
Result<KeyJob> openJob(QByteArrayView sealed, const Secret &passphrase);

} // namespace ringward
