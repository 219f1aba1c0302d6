#include "models/base/largebuffer.h"

#include <cstdint>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace ringward {

void useLargePages([[maybe_unused]] void *begin, [[maybe_unused]] std::size_t bytes)
{
#ifdef __linux__
    constexpr std::uintptr_t kLargePage = 2 << 20;
    const auto from = (std::uintptr_t(begin) + kLargePage - 1) & ~(kLargePage - 1);
    const auto to = (std::uintptr_t(begin) + bytes) & ~(kLargePage - 1);
    if (to > from)
        madvise(reinterpret_cast<void *>(from), to - from, MADV_HUGEPAGE); // refused: small pages do as well
#endif
}

} // namespace ringward
