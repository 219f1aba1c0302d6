#pragma once
#include "models/base/age.h"
#include "models/fleet/device.h"

#include <QString>

namespace ringward {

// What the screen calls things, translated. The words of filters and files are in models/fleet/device.h.

QString healthName(AgentHealth health); ///< "crash-looping"
QChar healthLetter(AgentHealth health); ///< C S D ? U
QString tierLabel(Tier tier); ///< "T0" … "TX"
QString tierName(Tier tier); ///< "life-critical"

} // namespace ringward
