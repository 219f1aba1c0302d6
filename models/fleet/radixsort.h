#pragma once
#include "models/fleet/device.h"

#include <memory>
#include <span>
#include <stop_token>
#include <vector>

namespace ringward {

/// A key and a row in one number, so that sorting moves them together; the key is the upper half.
using KeyedRow = quint64;
inline KeyedRow keyedRow(quint32 key, Row row)
{
    return quint64(key) << 32 | row;
}
inline quint32 keyOf(KeyedRow entry)
{
    return quint32(entry >> 32);
}

/// The rows by rising key, equal keys in the order given. Uses the room of `entries` and as much again; several
/// threads. False when stopped.
bool radixSort(std::unique_ptr<KeyedRow[]> entries, std::span<Row> rows, const std::stop_token &stop);

} // namespace ringward
