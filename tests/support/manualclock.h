#pragma once
#include "models/base/clock.h"

#include <atomic>

namespace ringward::testing {

/// Stands still until told otherwise; other threads may look at it meanwhile.
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
    std::atomic<qint64> m_nowMs;
};

} // namespace ringward::testing
