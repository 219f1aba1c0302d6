#pragma once
#include "models/sources/identity.h"
#include "models/sources/synchroniser.h"

namespace ringward {

/// Which device each proof ever seen belongs to, so that a machine that comes back is the one it was. Twenty bytes a
/// proof.
class IdentityMap {
public:
    IdentityMap();
    DeviceId find(quint64 proof) const; ///< id 0 when unknown
    bool set(quint64 proof, DeviceId device); ///< whether that is news
    /// Bit n: a proof of kind n is known of the device. A machine that is found by a weaker one, but tells another
    /// value of such a kind, is another machine.
    quint8 kinds(DeviceId device) const;
    DeviceId highest() const { return DeviceId{quint32(m_kinds.size()) - 1}; } ///< the last one ever given
    void reserve(DeviceId device); ///< it is given already, whatever is known of it
    DeviceId next(); ///< a number that was never given
    std::size_t size() const { return m_used; }

private:
    std::size_t place(quint64 proof) const;
    void grow();
    std::vector<quint64> m_proofs; ///< 0 is free
    std::vector<quint32> m_devices;
    std::vector<quint8> m_kinds; ///< by device
    std::size_t m_used = 0;
};

} // namespace ringward
