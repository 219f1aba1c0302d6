#include "connectors/activedirectory/directoryworker.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <thread>

namespace ringward {

namespace {
constexpr auto kPatience = std::chrono::milliseconds(500);
}

struct DirectoryWorker::State {
    State(DirectoryAccess given, std::shared_ptr<SignInLatch> latch)
        : access(given)
        , session(std::move(given), std::move(latch))
    {
    }
    struct Waiting {
        Task task;
        std::stop_token stop;
    };
    const DirectoryAccess access;
    DirectorySession session; ///< of the thread alone
    std::mutex mutex;
    std::condition_variable changed;
    std::deque<Waiting> waiting;
    Secret password; ///< on its way to the session
    bool hasPassword = false, isOver = false;
    std::stop_source quit;
    std::thread thread;
};

DirectoryWorker::DirectoryWorker(DirectoryAccess access, std::shared_ptr<SignInLatch> latch)
    : m_state(std::make_shared<State>(std::move(access), std::move(latch)))
{
    m_state->thread = std::thread([state = m_state] { work(state); });
}

void DirectoryWorker::quit()
{
    m_state->quit.request_stop();
    const std::lock_guard lock(m_state->mutex);
    m_state->changed.notify_all();
}

DirectoryWorker::~DirectoryWorker()
{
    quit();
    if (m_state->thread.get_id() == std::this_thread::get_id()) {
        m_state->thread.detach();
        return;
    }
    std::unique_lock lock(m_state->mutex);
    // A name that is being looked up cannot be interrupted; the thread then ends by itself, later.
    const bool isOver = m_state->changed.wait_for(lock, kPatience, [this] { return m_state->isOver; });
    lock.unlock();
    if (isOver)
        m_state->thread.join();
    else
        m_state->thread.detach();
}

bool DirectoryWorker::needsPassword() const
{
    const std::lock_guard lock(m_state->mutex);
    return m_state->access.needsPassword() && !m_state->hasPassword;
}

void DirectoryWorker::setPassword(Secret password)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->password = std::move(password);
    m_state->hasPassword = true;
}

void DirectoryWorker::post(Task task, std::stop_token stop)
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->waiting.push_back({std::move(task), std::move(stop)});
    }
    m_state->changed.notify_all();
}

void DirectoryWorker::work(const std::shared_ptr<State> &state)
{
    while (true) {
        State::Waiting next;
        {
            std::unique_lock lock(state->mutex);
            state->changed.wait(lock, [&] { return !state->waiting.empty() || state->quit.stop_requested(); });
            if (state->waiting.empty())
                break;
            next = std::move(state->waiting.front());
            state->waiting.pop_front();
            if (!state->password.isEmpty())
                state->session.setPassword(std::exchange(state->password, Secret()));
        }
        std::stop_source either;
        const auto stop = [&either] {
            either.request_stop();
        };
        const std::stop_callback onStop(next.stop, stop), onQuit(state->quit.get_token(), stop);
        state->session.setStop(either.get_token());
        next.task(state->session, either.stop_requested());
        state->session.setStop({});
    }
    state->session.drop();
    const std::lock_guard lock(state->mutex);
    state->isOver = true;
    state->changed.notify_all();
}

} // namespace ringward
