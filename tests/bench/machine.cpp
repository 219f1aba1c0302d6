#include "tests/bench/machine.h"

#include "models/base/parallel.h"

#include <fstream>
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
          << "load       " << firstLine("/proc/loadavg") << '\n';
    return facts.str();
}

} // namespace ringward::bench
