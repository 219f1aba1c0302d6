#pragma once
#include "models/base/async.h"

#include <QEventLoop>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

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
    const auto answer = std::make_shared<std::optional<Result<T>>>();
    const auto wait = [](Async<T> pending, std::shared_ptr<std::optional<Result<T>>> into) -> QCoro::Task<> {
        into->emplace(co_await std::move(pending));
    };
    auto running = wait(std::move(task), answer);
    if (!liveUntil([&] { return answer->has_value(); }, timeoutMs))
        return Error{Error::Kind::Timeout, QStringLiteral("the test waited in vain")};
    return std::move(**answer);
}

} // namespace ringward::testing
