#pragma once
#include <QString>

namespace ringward {

/// How long ago, short, in the largest unit that says enough: "41 s", "16 min", "2 h 14 min", "3 d 4 h".
QString ageText(qint64 ms);

} // namespace ringward
