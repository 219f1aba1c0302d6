#pragma once
#include <QString>

namespace ringward {

/// "hides in 1 min 20 s": for as long as a secret stays on the screen.
QString hidesInText(qint64 ms);

} // namespace ringward
