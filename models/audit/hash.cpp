#include "models/audit/hash.h"

#include <sodium/core.h>

#include <QStringList>
#include <QtEndian>

#include <algorithm>

namespace ringward {

namespace {

void makeReady()
{
    static const int ready = sodium_init(); // picks the quickest code for this processor
    Q_UNUSED(ready)
}

void update(crypto_generichash_blake2b_state &state, const void *bytes, std::size_t size)
{
    crypto_generichash_blake2b_update(&state, static_cast<const unsigned char *>(bytes), size);
}

} // namespace

QString Hash::hex() const
{
    return QString::fromLatin1(view().toByteArray().toHex());
}

QString Hash::shortText() const
{
    const QString digits = hex();
    return QStringList{digits.mid(0, 4), digits.mid(4, 4), digits.mid(8, 4), digits.mid(12, 4)}.join(u' ');
}

std::optional<Hash> Hash::fromBytes(QByteArrayView bytes)
{
    Hash hash;
    if (bytes.size() != qsizetype(hash.bytes.size()))
        return std::nullopt;
    std::copy(bytes.begin(), bytes.end(), hash.bytes.begin());
    return hash;
}

std::optional<Hash> Hash::fromHex(QByteArrayView digits)
{
    constexpr auto isDigit = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    };
    if (digits.size() != 64 || !std::all_of(digits.begin(), digits.end(), isDigit))
        return std::nullopt;
    return fromBytes(QByteArray::fromHex(digits.toByteArray()));
}

Hasher::Hasher(QByteArrayView purpose)
{
    makeReady();
    crypto_generichash_blake2b_init(&m_state, nullptr, 0, sizeof(Hash::bytes));
    put(purpose);
}

Hasher &Hasher::put(qint64 number)
{
    const qint64 little = qToLittleEndian(number);
    update(m_state, &little, sizeof little);
    return *this;
}

Hasher &Hasher::put(QByteArrayView bytes)
{
    put(qint64(bytes.size()));
    update(m_state, bytes.data(), std::size_t(bytes.size()));
    return *this;
}

Hasher &Hasher::put(const QString &text)
{
    return put(QByteArrayView(text.toUtf8()));
}

Hasher &Hasher::put(const Hash &hash)
{
    update(m_state, hash.bytes.data(), hash.bytes.size());
    return *this;
}

Hash Hasher::finish()
{
    Hash hash;
    crypto_generichash_blake2b_final(&m_state, hash.bytes.data(), hash.bytes.size());
    return hash;
}

} // namespace ringward
