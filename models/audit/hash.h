#pragma once
#include <sodium/crypto_generichash_blake2b.h>

#include <QByteArray>
#include <QString>

#include <array>
#include <optional>

namespace ringward {

/// BLAKE2b (RFC 7693) with 32 bytes of result and no key.
struct Hash {
    std::array<quint8, 32> bytes{};
    friend bool operator==(const Hash &, const Hash &) = default;
    bool isNull() const { return *this == Hash(); } ///< what stands before the first entry of a chain
    QByteArrayView view() const { return {bytes.data(), qsizetype(bytes.size())}; }
    QString hex() const; ///< 64 digits, lower case
    QString shortText() const; ///< "9f2c 41d7 88ab 03e5": the first eight bytes, for people
    static std::optional<Hash> fromBytes(QByteArrayView bytes); ///< exactly 32
    static std::optional<Hash> fromHex(QByteArrayView digits);
};

/// Hashes a sequence of values in one canonical form, so that equal values have equal hashes on every machine and no
/// two different sequences look alike: a number is 8 bytes, little endian, two's complement; bytes are their length
/// as such a number and then themselves; a text is its UTF-8 as bytes; a hash is its 32 bytes. The purpose is a text
/// that comes first and says what the values are, so that a signature over one thing is none over another.
class Hasher {
public:
    explicit Hasher(QByteArrayView purpose);
    Hasher &put(qint64 number);
    Hasher &put(QByteArrayView bytes);
    Hasher &put(const QString &text);
    Hasher &put(const Hash &hash);
    Hash finish();

private:
    crypto_generichash_blake2b_state m_state;
};

} // namespace ringward
