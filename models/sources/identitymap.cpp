#include "models/sources/identitymap.h"

namespace ringward {

IdentityMap::IdentityMap()
    : m_proofs(1024, 0)
    , m_devices(1024, 0)
    , m_kinds(1, 0)
{
}

std::size_t IdentityMap::place(quint64 proof) const
{
    const std::size_t mask = m_proofs.size() - 1;
    std::size_t i = std::size_t((proof ^ proof >> 31) * 0x9e3779b97f4a7c15U >> 20) & mask;
    while (m_proofs[i] != 0 && m_proofs[i] != proof)
        i = (i + 1) & mask;
    return i;
}

DeviceId IdentityMap::find(quint64 proof) const
{
    return DeviceId{proof ? m_devices[place(proof)] : 0U};
}

bool IdentityMap::set(quint64 proof, DeviceId device)
{
    if (proof == 0 || kindOf(proof) > Proof::Record)
        return false;
    if ((m_used + 1) * 4 > m_proofs.size() * 3)
        grow();
    const std::size_t i = place(proof);
    if (m_proofs[i] != 0 && m_devices[i] == device.value)
        return false;
    m_used += m_proofs[i] == 0;
    m_proofs[i] = proof;
    m_devices[i] = device.value;
    reserve(device);
    m_kinds[device.value] = quint8(m_kinds[device.value] | 1U << quint8(kindOf(proof)));
    return true;
}

void IdentityMap::grow()
{
    std::vector<quint64> proofs(m_proofs.size() * 2, 0);
    std::vector<quint32> devices(m_devices.size() * 2, 0);
    proofs.swap(m_proofs);
    devices.swap(m_devices);
    for (std::size_t i = 0; i < proofs.size(); ++i) {
        if (proofs[i] == 0)
            continue;
        const std::size_t fresh = place(proofs[i]);
        m_proofs[fresh] = proofs[i];
        m_devices[fresh] = devices[i];
    }
}

quint8 IdentityMap::kinds(DeviceId device) const
{
    return device.value < m_kinds.size() ? m_kinds[device.value] : quint8(0);
}

void IdentityMap::reserve(DeviceId device)
{
    if (m_kinds.size() <= device.value)
        m_kinds.resize(std::size_t(device.value) + 1, 0);
}

DeviceId IdentityMap::next()
{
    m_kinds.push_back(0);
    return highest();
}

} // namespace ringward
