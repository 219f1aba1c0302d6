#pragma once
#include "models/base/async.h"

#include <QTest>

#include <memory>
#include <optional>

namespace ringward::testing {

/// Lets the event loop run until the answer is there, and gives it. Nothing within `timeoutMs` is a Timeout.
template <typename T>
Result<T> settle(Async<T> &&task, int timeoutMs = 10'000)
{
    auto answer = std::make_shared<std::optional<Result<T>>>();
    const auto wait = [](Async<T> pending, std::shared_ptr<std::optional<Result<T>>> into) -> QCoro::Task<> {
        into->emplace(co_await std::move(pending));
    };
    auto running = wait(std::move(task), answer);
    if (!QTest::qWaitFor([&] { return answer->has_value(); }, timeoutMs))
        return Error{Error::Kind::Timeout, QStringLiteral("the test waited in vain")};
    return std::move(**answer);
}

} // namespace ringward::testing
