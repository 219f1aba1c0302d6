#include "models/base/latestjob.h"

#include <utility>

namespace ringward {

LatestJob::LatestJob()
    : m_current(std::nostopstate)
    , m_thread([this](const std::stop_token &end) { run(end); })
{
}

LatestJob::~LatestJob()
{
    m_thread.request_stop();
    const std::lock_guard lock(m_mutex);
    m_current.request_stop();
}

void LatestJob::start(Job job, Running running)
{
    const std::lock_guard lock(m_mutex);
    m_next = std::move(job);
    if (running == Running::Stop)
        m_current.request_stop();
    m_given.notify_one();
}

void LatestJob::run(const std::stop_token &end)
{
    std::unique_lock lock(m_mutex);
    while (m_given.wait(lock, end, [this] { return bool(m_next); }) && !end.stop_requested()) {
        const Job job = std::exchange(m_next, nullptr);
        m_current = std::stop_source();
        const std::stop_token stop = m_current.get_token();
        lock.unlock();
        job(stop);
        lock.lock();
    }
}

} // namespace ringward
