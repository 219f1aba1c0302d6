#pragma once
#include "models/base/error.h"

#include <tl/expected.hpp>

namespace ringward {

/// A value or the Error that took its place; the compiler warns when it is overlooked.
template <typename T>
struct [[nodiscard]] Result : tl::expected<T, Error> {
    using tl::expected<T, Error>::expected;
    Result(Error error) // NOLINT(google-explicit-constructor): `co_return Error{...}` is the point
        : tl::expected<T, Error>(tl::unexpect, std::move(error))
    {
    }
};

/// The value of a call that has nothing else to say.
struct Done {};

} // namespace ringward
