#include "tests/bench/machine.h"

#include "models/base/largebuffer.h"
#include "models/base/parallel.h"

#include <chrono>
#include <fstream>
#include <memory>
#include <sstream>

namespace ringward::bench {

namespace {

/// What follows the colon of the first line that begins with `key`.
std::string valueIn(const char *file, const std::string &key)
{
    std::ifstream lines(file);
    for (std::string line; std::getline(lines, line);) {
        if (line.rfind(key, 0) == 0)
            return line.substr(line.find_first_not_of(" \t", line.find(':') + 1));
    }
    return "not told";
}

std::string firstLine(const char *file)
{
    std::ifstream lines(file);
    std::string line;
    return std::getline(lines, line) ? line : "not told";
}

/// Microseconds to touch a new page of 4 KB; with large pages, a share of one.
double pageCost(bool isLarge)
{
    constexpr std::size_t kBytes = 64 << 20, kPage = 4096;
    const auto memory = std::make_unique_for_overwrite<char[]>(kBytes);
    if (isLarge)
        useLargePages(memory.get(), kBytes);
    const auto begin = std::chrono::steady_clock::now();
    for (std::size_t i = 0; i < kBytes; i += kPage)
        const_cast<volatile char &>(memory[i]) = 1;
    return std::chrono::duration<double, std::micro>(std::chrono::steady_clock::now() - begin).count() * kPage / kBytes;
}

} // namespace

std::string machineFacts()
{
    std::ostringstream facts;
    facts << "processor  " << valueIn("/proc/cpuinfo", "model name") << '\n'
          << "threads    " << queryThreads() << " used by a query, of " << std::thread::hardware_concurrency() << '\n'
          << "memory     " << valueIn("/proc/meminfo", "MemTotal") << '\n'
          << "compiler   " << __VERSION__ << '\n'
#ifdef NDEBUG
          << "build      Release\n"
#else
          << "build      Debug: these numbers mean nothing\n"
#endif
          << "new page   " << pageCost(false) << " us, " << pageCost(true) << " us as part of a large one\n"
          << "load       " << firstLine("/proc/loadavg") << '\n';
    return facts.str();
}

} // namespace ringward::bench
