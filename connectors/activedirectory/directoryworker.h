#pragma once
#include "connectors/activedirectory/directorysession.h"

#include <QFuture>
#include <QPromise>

namespace ringward {

/// A thread with one connection to the directory. Jobs run in their order; each is answered, with Cancelled after a
/// stop request or when the worker goes. For the GUI thread.
class DirectoryWorker {
public:
    template <typename T>
    using Answer = std::shared_ptr<Result<T>>;
    template <typename T>
    using Job = std::function<Result<T>(DirectorySession &)>;

    DirectoryWorker(DirectoryAccess access, std::shared_ptr<SignInLatch> latch);
    ~DirectoryWorker(); ///< hardly waits, and may come on the worker's own thread with the end of a job
    void quit(); ///< cuts what is under way; it and all that follows is answered with Cancelled

    bool needsPassword() const;
    void setPassword(Secret password); ///< for the jobs that follow

    template <typename T>
    QFuture<Answer<T>> run(Job<T> job, std::stop_token stop)
    {
        auto promise = std::make_shared<QPromise<Answer<T>>>();
        promise->start();
        const QFuture<Answer<T>> future = promise->future();
        post(
            [promise, job = std::move(job)](DirectorySession &session, bool isStopped) {
                promise->addResult(std::make_shared<Result<T>>(
                    isStopped ? Result<T>(Error{Error::Kind::Cancelled, {}, {}}) : job(session)));
                promise->finish();
            },
            std::move(stop));
        return future;
    }

private:
    struct State;
    using Task = std::function<void(DirectorySession &session, bool isStopped)>;
    void post(Task task, std::stop_token stop);
    static void work(const std::shared_ptr<State> &state);
    std::shared_ptr<State> m_state;
};

} // namespace ringward
