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

/// Stands still until told otherwise.
class ManualClock : public Clock {
public:
    explicit ManualClock(qint64 nowMs = 0)
        : m_nowMs(nowMs)
    {
    }
    qint64 nowMs() const override { return m_nowMs; }
    void set(qint64 nowMs) { m_nowMs = nowMs; }
    void advance(qint64 byMs) { m_nowMs += byMs; }

private:
    qint64 m_nowMs;
};

} // namespace ringward
