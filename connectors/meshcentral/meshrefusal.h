#pragma once
#include "models/base/error.h"

#include <QJsonObject>

namespace ringward {

/// Why the server closed the control channel, out of its last message.
struct MeshRefusal {
    Error error;
    bool isFinal = true; ///< the same login is refused again
};
MeshRefusal meshRefusal(const QJsonObject &close);

} // namespace ringward
