#pragma once
#include <QtGlobal>

namespace ringward::drill {

/// Numbers that look random and depend on nothing but their arguments, the same on every platform. Everything the
/// demonstration hospital "decides" is such a number, so any device can be computed at any time without storing it.
inline constexpr quint64 scramble(quint64 x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

/// One stream of decisions: what one purpose draws says nothing of what another draws.
class Mix {
public:
    constexpr Mix(quint64 seed, quint64 purpose)
        : m_salt(scramble(scramble(seed + 0x9e3779b97f4a7c15ULL) ^ (purpose * 0xd6e8feb86659fd93ULL)))
    {
    }
    constexpr quint64 of(quint64 index, quint64 turn = 0) const
    {
        return scramble(m_salt + index * 0x9e3779b97f4a7c15ULL + turn * 0xc2b2ae3d27d4eb4fULL);
    }
    constexpr quint32 below(quint32 limit, quint64 index, quint64 turn = 0) const
    {
        return quint32(((of(index, turn) >> 32) * limit) >> 32);
    }

private:
    quint64 m_salt;
};

} // namespace ringward::drill
