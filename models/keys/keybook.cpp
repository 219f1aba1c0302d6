#include "models/keys/keybook.h"

#include "models/keys/recoverykey.h"
#include "models/keys/rotation.h"

#include <algorithm>
#include <tuple>

namespace ringward {

KeyBook::KeyBook(std::vector<HeldKey> held, std::vector<HolderState> holders, std::vector<KeyRelease> releases)
    : m_held(std::move(held))
    , m_holders(std::move(holders))
    , m_releases(std::move(releases))
{
    std::erase_if(m_held, [](const HeldKey &key) { return !key.device; });
    std::stable_sort(m_held.begin(), m_held.end(), [](const HeldKey &a, const HeldKey &b) {
        return std::tuple(a.device.value, -a.madeMs()) < std::tuple(b.device.value, -b.madeMs());
    });
    const quint32 highest = m_held.empty() ? 0 : m_held.back().device.value;
    m_firstOf.resize(std::size_t(highest) + 2);
    std::size_t at = 0;
    for (quint32 device = 0; device <= highest + 1; ++device) {
        while (at < m_held.size() && m_held[at].device.value < device)
            ++at;
        m_firstOf[device] = quint32(at);
    }
    for (const KeyRelease &release : m_releases) {
        if (isDue(*this, release))
            m_due.push_back(release.device);
    }
    std::sort(m_due.begin(), m_due.end());
}

const HolderState *KeyBook::holder(SourceId source) const
{
    const auto found = std::find_if(m_holders.begin(), m_holders.end(),
                                    [source](const HolderState &holder) { return holder.source == source; });
    return found == m_holders.end() ? nullptr : &*found;
}

std::span<const HeldKey> KeyBook::heldOf(DeviceId device) const
{
    if (std::size_t(device.value) + 1 >= m_firstOf.size())
        return {};
    const quint32 from = m_firstOf[device.value], to = m_firstOf[device.value + 1];
    return std::span(m_held).subspan(from, to - from);
}

std::vector<DeviceRecoveryKey> KeyBook::keysOf(DeviceId device) const
{
    std::vector<DeviceRecoveryKey> keys;
    for (const HeldKey &held : heldOf(device)) {
        auto at = std::find_if(keys.begin(), keys.end(),
                               [&](const DeviceRecoveryKey &key) { return key.keyId == held.info.keyId; });
        if (at == keys.end())
            at = keys.insert(keys.end(), {held.info.keyId, {}, 0, {}});
        if (at->volume.isEmpty())
            at->volume = held.info.volume;
        at->createdMs = std::max(at->createdMs, held.info.createdMs);
        at->copies.push_back(held);
    }
    const auto needsDirectory = [this](const HeldKey &copy) {
        const HolderState *at = holder(copy.source);
        return !at || at->needsDirectory;
    };
    for (DeviceRecoveryKey &key : keys)
        std::stable_partition(key.copies.begin(), key.copies.end(), needsDirectory);
    return keys;
}

std::vector<DeviceId> KeyBook::devicesWith(QStringView keyId) const
{
    std::vector<DeviceId> devices;
    for (const HeldKey &held : m_held) {
        if (matchesKeyId(held.info.keyId, keyId) && (devices.empty() || devices.back() != held.device))
            devices.push_back(held.device);
    }
    return devices;
}

KeyBook::Masks KeyBook::masks(const FleetDictionaries &names) const
{
    Masks masks;
    for (const HolderState &holder : m_holders) {
        quint16 bit = 0;
        for (quint32 id = 1; id < names.sources.size() && id <= 16; ++id) {
            if (names.sources.text(id) == holder.name)
                bit = quint16(1U << (id - 1));
        }
        masks.holders = quint16(masks.holders | bit);
        if (holder.askedMs > 0)
            masks.asked = quint16(masks.asked | bit);
        if (holder.sight != KeySight::None)
            masks.sighted = quint16(masks.sighted | bit);
    }
    return masks;
}

RecoveryMark KeyBook::mark(DeviceId device, quint16 knownTo, const Masks &masks) const
{
    if (const auto held = heldOf(device); !held.empty())
        return {KeyState::Present, std::binary_search(m_due.begin(), m_due.end(), device), held.front().info.createdMs};
    // A device that no holder knows has no key if none of them has one for it.
    const quint16 known = knownTo & masks.holders, concerned = known ? known : masks.holders;
    if (!concerned || (concerned & ~masks.asked))
        return {};
    return {concerned & ~masks.sighted ? KeyState::Unseen : KeyState::None, false, 0};
}

KeyReadiness KeyBook::readiness(const FleetSnapshot &fleet, Row row) const
{
    const DeviceId device = fleet.id(row);
    const quint16 knownTo = (*fleet.chunkOf(row).sourceMask)[FleetSnapshot::inChunk(row)];
    KeyReadiness readiness;
    const RecoveryMark marked = mark(device, knownTo, masks(fleet.names()));
    readiness.state = marked.state;
    readiness.toRotate = marked.toRotate;
    readiness.keys = keysOf(device);
    for (const DeviceRecoveryKey &key : readiness.keys) {
        for (const HeldKey &copy : key.copies) {
            const HolderState *at = holder(copy.source);
            readiness.readable |= at && at->sight == KeySight::Read;
            readiness.withoutDirectory |= at && !at->needsDirectory && at->sight == KeySight::Read;
        }
    }
    for (const KeyRelease &release : m_releases) {
        if (release.device == device && !readiness.keys.empty() && release.keyId == readiness.keys.front().keyId)
            readiness.workedMs = std::max(readiness.workedMs, release.workedMs);
    }
    return readiness;
}

} // namespace ringward
