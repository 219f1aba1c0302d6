#pragma once
#include "models/changes/changeboard.h"

namespace ringward {

/// A sitting of the board: what is decided, and who is there.
struct Meeting {
    qint64 begunMs = 0; ///< UTC
    std::vector<ChangeId> agenda; ///< changes that wait for votes when it begins
    std::vector<PersonId> present;
};

/// Whether those present could decide a change by its policy if all said yes, and what is missing if not.
struct Quorum {
    bool reached = false;
    QStringList missing; ///< translated
};
Quorum quorumOf(const ChangeFile &file, const std::vector<PersonId> &present);

/// The minutes as HTML for paper: who was there, each change with how it was voted on, and what became of it.
QString minutesHtml(const Meeting &meeting, const std::vector<ChangeFile> &files, qint64 nowMs);

} // namespace ringward
