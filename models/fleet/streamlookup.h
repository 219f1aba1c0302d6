#pragma once
#include "models/fleet/fleetdictionaries.h"

namespace ringward {

/// Position in FleetDictionaries::streams of what a person calls a stream: "" is the first security content stream,
/// "agent" and "os" are those, anything else the first content category that is called so or begins so
/// ("rapid", "rapid-response", "Rapid Response"). nullopt when there is none.
std::optional<std::size_t> streamPosition(const FleetDictionaries &names, QStringView called);

/// How a stream is called in a filter: "agent", "os", "rapid-response".
QString streamWord(const Stream &stream);

/// The state of the stream at `position`; all "not told" when the device has none.
inline StreamState streamState(const UpdateState &state, std::optional<std::size_t> position)
{
    return position && *position < state.streams.size() ? state.streams[*position] : StreamState{};
}

} // namespace ringward
