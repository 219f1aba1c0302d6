#pragma once
#include "tests/support/settle.h"

#include <QEventLoop>
#include <QTimer>

#include <functional>

namespace ringward::testing {

/// As QTest::qWaitFor(), in an event loop that never sleeps while there is work: agents played by this process answer
/// at once.
inline bool liveUntil(const std::function<bool()> &isSo, int timeoutMs)
{
    QEventLoop loop;
    QTimer look, limit;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (isSo())
            loop.quit();
    });
    QObject::connect(&limit, &QTimer::timeout, &loop, &QEventLoop::quit);
    look.start(5);
    limit.start(std::max(0, timeoutMs));
    loop.exec();
    return isSo();
}

/// As settle(), in the same way.
template <typename T>
Result<T> settleLive(Async<T> &&task, int timeoutMs)
{
    return settleBy(liveUntil, std::move(task), timeoutMs);
}

} // namespace ringward::testing
