#pragma once
#include "models/incident/runbook.h"

namespace ringward {

/// A file that could not be used, and why.
struct RefusedRunbook {
    QString file, reason; ///< reason: translated, with the place in the file
};

struct RunbookLibrary {
    std::vector<Runbook> runbooks; ///< those of Ringward first, then a hospital's own, each by title
    std::vector<RefusedRunbook> refused;
    const Runbook *find(QStringView id) const; ///< null when there is none
};

/// Those that come with Ringward and those in a folder (*.json); an own one of the same id takes the place of ours.
RunbookLibrary loadRunbooks(const QString &ownFolder = {});

} // namespace ringward
