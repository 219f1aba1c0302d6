#pragma once
#include "models/base/async.h"

#include <QPromise>
#include <QTimer>
#include <qcorofuture.h>

#include <atomic>
#include <memory>

namespace ringward {

/// What an answer, a deadline and a stop request race for: the first one counts. May be given from any thread.
template <typename T>
class OneAnswer {
public:
    OneAnswer() { m_promise.start(); }
    ~OneAnswer() { give(Error{Error::Kind::Cancelled, QStringLiteral("nobody is left who could answer"), {}}); }
    bool give(Result<T> answer)
    {
        if (m_given.test_and_set())
            return false;
        m_promise.addResult(std::make_shared<Result<T>>(std::move(answer)));
        m_promise.finish();
        return true;
    }
    QFuture<std::shared_ptr<Result<T>>> future() const { return m_promise.future(); }

private:
    QPromise<std::shared_ptr<Result<T>>> m_promise;
    std::atomic_flag m_given;
};
template <typename T>
using OneAnswerPtr = std::shared_ptr<OneAnswer<T>>;

/// Waits for the answer: Timeout after `limitMs` (0: no limit), Cancelled on a stop request.
template <typename T>
Async<T> answerOf(OneAnswerPtr<T> answer, int limitMs, std::stop_token stop)
{
    const auto cancel = [answer] {
        answer->give(Error{Error::Kind::Cancelled, {}, {}});
    };
    const std::stop_callback onStop(stop, cancel);
    QTimer timer;
    timer.setSingleShot(true);
    const auto tooLate = [answer, limitMs] {
        answer->give(Error{Error::Kind::Timeout, QStringLiteral("no answer within %1 ms").arg(limitMs), {}});
    };
    QObject::connect(&timer, &QTimer::timeout, &timer, tooLate);
    if (limitMs > 0)
        timer.start(limitMs);
    auto waiting = answer->future();
    const std::shared_ptr<Result<T>> given = co_await waiting;
    co_return std::move(*given);
}

} // namespace ringward
