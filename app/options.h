#pragma once
#include "models/base/result.h"

#include <QStringList>

namespace ringward {

/// What `ringward` was asked to do on its command line.
struct Options {
    bool demonstration = false; ///< the simulated hospital, in a store of its own
    quint32 devices = 5216; ///< size of the demonstration
    quint64 seed = 291;
    QString store; ///< empty: the user's own
    QString tourFolder; ///< draw every page into it and end
    QString theme; ///< "light", "dark", "contrast"; empty: as remembered, else as the system
    QStringList files; ///< to import at start
};

/// Reads the arguments; `--help` and `--version` are answered and end the program. An Error has a sentence in `detail`.
Result<Options> readOptions(const QStringList &arguments);

} // namespace ringward
