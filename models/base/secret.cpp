#include "models/base/secret.h"

#include <sodium.h>

namespace ringward {

void Secret::wipe()
{
    if (!m_bytes.isEmpty())
        sodium_memzero(m_bytes.data(), std::size_t(m_bytes.size()));
    m_bytes.clear();
}

} // namespace ringward
