#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <stop_token>
#include <thread>
#include <vector>

namespace ringward {

/// How many threads a query may use, the calling one included. Memory is the limit beyond eight. Asked once: each time
/// the C library reads a file of the system to know.
inline unsigned queryThreads()
{
    static const unsigned threads = std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
    return threads;
}

/// Calls body(0) to body(count - 1), each once and in any order, on this thread and on the other cores. Asks `stop`
/// before each call; false when it was stopped.
template <typename Body>
bool parallelFor(std::size_t count, const std::stop_token &stop, const Body &body)
{
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        while (!stop.stop_requested()) {
            const std::size_t i = next.fetch_add(1, std::memory_order_relaxed);
            if (i >= count)
                return;
            body(i);
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < std::min<std::size_t>(count, queryThreads()); ++i)
            others.emplace_back(work);
        work();
    }
    return !stop.stop_requested();
}

} // namespace ringward
