#pragma once
#include "models/changes/changeboard.h"

class QPagedPaintDevice;

namespace ringward {

/// A change on paper: what, why, cover, guardrails, votes with their signatures, the exact calls.
void printChange(const ChangeFile &file, const QString &person, qint64 nowMs, QPagedPaintDevice &device);

} // namespace ringward
