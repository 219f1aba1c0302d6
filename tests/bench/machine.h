#pragma once
#include <string>

namespace ringward::bench {

/// Processor, cores, memory, compiler, kind of build and what else is running: what a number is worth.
std::string machineFacts();

} // namespace ringward::bench
