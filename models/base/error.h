#pragma once
#include <QString>

namespace ringward {

/// Why something did not happen: a kind that code can act on and a detail for the log.
struct Error {
    enum class Kind {
        Offline, ///< the other side cannot be reached
        Timeout, ///< it was reached and did not answer in time
        Denied, ///< credentials or rights are missing
        Conflict, ///< the state changed meanwhile, or the move is not allowed from here
        Malformed, ///< what came is not what was promised
        NotFound,
        NotSupported,
        Cancelled, ///< somebody asked to stop; an answer like any other
        Storage, ///< the local store could not read or write
    };
    Kind kind = Kind::Malformed;
    QString detail; ///< English, for the log and "Copy details"; never a secret
    QString advice; ///< translated: what failed and what to do, when that can be said better than by the kind alone
};

/// One sentence for a person, translated: what failed and what to do. The advice when there is one; never the detail.
QString userMessage(const Error &error);

} // namespace ringward
