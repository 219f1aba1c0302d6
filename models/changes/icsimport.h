#pragma once
#include "models/changes/freezecalendar.h"

namespace ringward {

/// What an .ics file gave.
struct IcsImport {
    std::vector<Freeze> freezes;
    struct Refused {
        QString what; ///< the event's summary or UID
        QString reason; ///< translated
    };
    std::vector<Refused> refused;
};

/// Reads the VEVENTs of an iCalendar (RFC 5545), by libical. LOCATION names the scope when it is a site or ward of
/// `scopes`, otherwise the event is for all. Times without a zone are of `local`. A rule that is not understood whole
/// refuses its event: a freeze must not be shown where it is not, nor left out where it is. Malformed when it is no
/// iCalendar; 4 MB and 5,000 events at most.
Result<IcsImport> importIcs(const QByteArray &bytes, const QStringList &scopes, const QTimeZone &local);

} // namespace ringward
