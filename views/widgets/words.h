#pragma once
#include "models/fleet/device.h"

#include <QString>

namespace ringward {

// What the screen calls things, translated. The words of filters and files are in models/fleet/device.h.

QString healthName(AgentHealth health); ///< "crash-looping"
QChar healthLetter(AgentHealth health); ///< C S D ? U
QString tierLabel(Tier tier); ///< "T0" … "TX"
QString tierName(Tier tier); ///< "life-critical"

/// How long ago, short, in the largest unit that says enough: "41 s", "16 min", "2 h 14 min", "3 d 4 h".
QString ageText(qint64 ms);

} // namespace ringward
