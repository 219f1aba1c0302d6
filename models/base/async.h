#pragma once
#include "models/base/result.h"

#include <qcorotask.h>

#include <stop_token>

namespace ringward {

/// An answer that comes later, on the thread that asked. Stopping is an answer too (`Kind::Cancelled`), so who awaits
/// is always resumed. After a `co_await` use locals only: `this` may be gone.
template <typename T>
using Async = QCoro::Task<Result<T>>;

} // namespace ringward
