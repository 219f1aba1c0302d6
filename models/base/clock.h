#pragma once
#include <QDateTime>

namespace ringward {

/// Where the time of day comes from, so that tests and drills can have their own.
class Clock {
public:
    virtual ~Clock() = default;
    virtual qint64 nowMs() const = 0; ///< UTC, milliseconds since 1970
};

class SystemClock : public Clock {
public:
    qint64 nowMs() const override { return QDateTime::currentMSecsSinceEpoch(); }
};

} // namespace ringward
