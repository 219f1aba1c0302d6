#pragma once
#include <QHashFunctions>

#include <compare>
#include <functional>

namespace ringward {

/// A number that means one thing only: ids of different tags do not convert into each other.
template <typename Tag, typename Number = quint32>
struct StrongId {
    Number value = 0; ///< 0 is "none"
    friend auto operator<=>(const StrongId &, const StrongId &) = default;
    explicit operator bool() const { return value != 0; }
};

template <typename Tag, typename Number>
size_t qHash(StrongId<Tag, Number> id, size_t seed = 0)
{
    return ::qHash(id.value, seed);
}

} // namespace ringward

template <typename Tag, typename Number>
struct std::hash<ringward::StrongId<Tag, Number>> {
    size_t operator()(ringward::StrongId<Tag, Number> id) const noexcept { return std::hash<Number>{}(id.value); }
};
