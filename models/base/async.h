#pragma once
#include "models/base/result.h"

#include <qcorotask.h>

#include <stop_token>

namespace ringward {

/// An answer that comes later, on the thread that asked; stopping is one too (`Kind::Cancelled`). After `co_await` use
/// locals only: `this` may be gone. QCoro 0.8 moves out of what `co_return` names: copy what is not a local of yours.
template <typename T>
using Async = QCoro::Task<Result<T>>;

} // namespace ringward
