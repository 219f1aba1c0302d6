#pragma once
#include <cstddef>
#include <memory>
#include <vector>

namespace ringward {

/// Asks the system for large pages under memory that nobody has written to yet. The first touch of a small page costs
/// up to ten microseconds on a virtual machine, which for a column of eight million rows is more than sorting it. A
/// hint: does nothing for little memory and where the system has no such pages.
void useLargePages(void *begin, std::size_t bytes);

/// An empty vector with room for so many.
template <typename T>
std::vector<T> roomFor(std::size_t count)
{
    std::vector<T> result;
    result.reserve(count);
    useLargePages(result.data(), count * sizeof(T));
    return result;
}

/// Of zeros.
template <typename T>
std::vector<T> largeVector(std::size_t count)
{
    std::vector<T> result = roomFor<T>(count);
    result.resize(count);
    return result;
}

/// Not initialised.
template <typename T>
std::unique_ptr<T[]> largeArray(std::size_t count)
{
    auto result = std::make_unique_for_overwrite<T[]>(count);
    useLargePages(result.get(), count * sizeof(T));
    return result;
}

} // namespace ringward
