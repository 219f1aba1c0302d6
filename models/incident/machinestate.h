#pragma once
#include <QString>

#include <optional>

namespace ringward {

/// What a machine says of itself in the line "RW-STATE mode=normal next=safe boot=1788856920000 user=- bitlocker=on
/// wayback=armed" that the scripts of a runbook print.
struct MachineState {
    QString line; ///< as it came
    bool isSafe = false; ///< runs in safe mode now
    bool isNextSafe = false; ///< and at its next start
    bool isArmed = false; ///< the way back is
    qint64 bootMs = 0; ///< UTC
    QString user; ///< at the console; empty for nobody
    QString bitLocker; ///< "off", "on", "suspended"
    bool isOut() const { return !isSafe && !isNextSafe; }
};

/// The last such line of an output; nullopt when there is none, or one that makes no sense.
std::optional<MachineState> machineStateFrom(const QString &output);

} // namespace ringward
