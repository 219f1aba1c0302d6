#pragma once
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>

namespace ringward {

/// A thread that works on the newest job only: one that waits is replaced by the next. Destruction stops the job that
/// runs and waits for it. Call it on one thread.
class LatestJob {
public:
    using Job = std::function<void(std::stop_token)>;
    enum class Running { Stop, Finish }; ///< what becomes of the job that runs

    LatestJob();
    ~LatestJob();
    void start(Job job, Running running = Running::Stop);

private:
    void run(const std::stop_token &end);

    std::mutex m_mutex; ///< guards the two below
    Job m_next;
    std::stop_source m_current;
    std::condition_variable_any m_given;
    std::jthread m_thread; ///< last, so that it ends before what it uses
};

} // namespace ringward
