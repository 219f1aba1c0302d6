#include "models/store/checksum.h"

#include <sodium.h>

#include <QtEndian>

namespace ringward {

qint64 checksum(QByteArrayView bytes)
{
    constexpr unsigned char kKey[crypto_shorthash_KEYBYTES] = {};
    unsigned char hash[crypto_shorthash_BYTES];
    crypto_shorthash(hash, reinterpret_cast<const unsigned char *>(bytes.data()), quint64(bytes.size()), kKey);
    return qFromLittleEndian<qint64>(hash);
}

} // namespace ringward
