#pragma once
#include "models/base/result.h"
#include "models/base/strongid.h"
#include "models/rings/guardrail.h"

#include <QString>
#include <QTimeZone>

#include <vector>

namespace ringward {

using FreezeId = StrongId<struct FreezeTag>;

/// How a freeze comes again, as far as RFC 5545's RRULE is understood here.
struct FreezeRepeat {
    enum class Every : quint8 { Never, Day, Week, Month, Year } every = Every::Never;
    int interval = 1;
    std::vector<int> weekDays; ///< 1 Monday to 7 Sunday; with Week only; empty for the day of the first
    int count = 0; ///< windows in all; 0 for no limit
    qint64 untilMs = 0; ///< UTC, the last that may begin; 0 for no end
    friend bool operator==(const FreezeRepeat &, const FreezeRepeat &) = default;
};

/// A time in which nothing is to be changed. Its hours are those of the clock on the wall: after daylight saving has
/// begun, a handover at 07:00 is still at 07:00.
struct Freeze {
    FreezeId id; ///< 0 for one that is not saved yet
    QString name;
    QString scope; ///< empty for all; a site ("RGH"); a ward as in wardLabel() ("RGH 4W ICU")
    QDateTime begin; ///< of the first window, in its time zone
    qint64 minutes = 0; ///< how long each window is, by the clock on the wall
    FreezeRepeat repeat;
    std::vector<QDateTime> except; ///< beginnings of windows that do not take place
    QString uid; ///< of the imported VEVENT; importing it again replaces the freeze
};

/// One window of a freeze.
struct FreezeHit {
    QString name, scope;
    qint64 fromMs = 0, toMs = 0; ///< UTC; `toMs` is not in it
    friend bool operator==(const FreezeHit &, const FreezeHit &) = default;
};

/// All windows of `freezes` that overlap the time, in order. What repeats without end is looked at in that time only.
std::vector<FreezeHit> windowsIn(const std::vector<Freeze> &freezes, qint64 fromMs, qint64 toMs);
/// Of those, the ones that concern one of the wards.
std::vector<FreezeHit> collisions(const std::vector<Freeze> &freezes, const QStringList &wards, qint64 fromMs,
                                  qint64 toMs);

/// The guardrails with the windows of the calendar as times of quiet, 31 days ahead: there is one calendar, whoever
/// asks.
GuardrailSet withCalendar(GuardrailSet set, const std::vector<Freeze> &freezes, qint64 fromMs);

/// Freeze windows; implemented by the store. Any thread.
class FreezeStore {
public:
    virtual ~FreezeStore() = default;
    virtual Result<std::vector<Freeze>> freezes() = 0;
    virtual Result<FreezeId> save(const Freeze &freeze) = 0; ///< id 0 makes a new one, or replaces that of the same uid
    virtual Result<Done> remove(FreezeId freeze) = 0; ///< NotFound when it is gone already
};

} // namespace ringward
