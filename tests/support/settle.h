#pragma once
#include "models/base/async.h"

#include <QTest>

#include <memory>
#include <optional>

namespace ringward::testing {

/// Waits for the answer by `waitFor(isThere, timeoutMs)`, and gives it. Nothing within that time is a Timeout.
template <typename T, typename WaitFor>
Result<T> settleBy(WaitFor &&waitFor, Async<T> &&task, int timeoutMs)
{
    auto answer = std::make_shared<std::optional<Result<T>>>();
    const auto wait = [](Async<T> pending, std::shared_ptr<std::optional<Result<T>>> into) -> QCoro::Task<> {
        into->emplace(co_await std::move(pending));
    };
    auto running = wait(std::move(task), answer);
    if (!waitFor([&] { return answer->has_value(); }, timeoutMs))
        return Error{Error::Kind::Timeout, QStringLiteral("the test waited in vain")};
    return std::move(**answer);
}

/// Lets the event loop run until the answer is there.
template <typename T>
Result<T> settle(Async<T> &&task, int timeoutMs = 10'000)
{
    const auto waitFor = [](const auto &isThere, int ms) {
        return QTest::qWaitFor(isThere, ms);
    };
    return settleBy(waitFor, std::move(task), timeoutMs);
}

} // namespace ringward::testing
