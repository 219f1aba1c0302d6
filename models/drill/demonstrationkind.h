#pragma once
#include "models/base/clock.h"
#include "models/sources/sourcekind.h"

namespace ringward {

/// The kind of source that shows the demonstration hospital. Sources with equal settings share one hospital as long as
/// one of them lives.
SourceKind demonstrationKind(std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>());

/// Sources for a new demonstration, to be saved as they are (ids are 0): agent, directory and remote control side by
/// side, or the agent alone above 200,000 devices. They remember `openedMs` (UTC), around which the story is told, and
/// keep what they are told to change in `memoryFile`; without one it is forgotten with the program.
std::vector<SourceConfig> demonstrationSources(quint32 devices = 5216, quint64 seed = 291,
                                               qint64 openedMs = SystemClock().nowMs(), const QString &memoryFile = {});

} // namespace ringward
