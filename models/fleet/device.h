#pragma once
#include "models/base/strongid.h"

#include <QFlags>
#include <QString>

#include <optional>

namespace ringward {

using Row = quint32; ///< position of a device in one snapshot; another snapshot may put it elsewhere
using DeviceId = StrongId<struct DeviceTag>; ///< stays with the machine for the life of the store

/// How much a ward depends on a device.
enum class Tier : quint8 { T0, T1, T2, T3, TX };
inline constexpr int kTierCount = 5;

/// In order of attention: what needs a person first comes first.
enum class AgentHealth : quint8 { CrashLooping, Silent, Degraded, Unknown, Up };
inline constexpr int kHealthCount = 5;

enum class DeviceFlag : quint8 {
    DowntimePc = 1, ///< what the ward works from when everything else is gone
    Cart = 2, ///< moves about and loses power; where it was last seen is not its home
    Server = 4,
    InSafeMode = 8,
};
Q_DECLARE_FLAGS(DeviceFlags, DeviceFlag)
Q_DECLARE_OPERATORS_FOR_FLAGS(DeviceFlags)

/// One kind of update, never mixed up with another.
enum class StreamKind : quint8 { AgentBuild, SecurityContent, OperatingSystem };

/// What a device is held to, in a word; the reason and the approval are with the pin itself.
enum class PinKind : quint8 { None, Ring, Delay, Version, Ward };

/// The word used in filters, files and on the command line: "t0", "crash-looping". Translated names are a view's
/// affair.
QString word(Tier tier);
QString word(AgentHealth health);
QString word(StreamKind kind);
QString word(PinKind pin);

/// The inverse of word(), in any case; nullopt for a word that is none of them.
std::optional<Tier> tierFromWord(QStringView text);
std::optional<AgentHealth> healthFromWord(QStringView text);
std::optional<StreamKind> streamKindFromWord(QStringView text);
std::optional<PinKind> pinKindFromWord(QStringView text);

} // namespace ringward
