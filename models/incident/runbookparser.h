#pragma once
#include "models/incident/runbook.h"

#include <QByteArray>

namespace ringward {

/// Reads a runbook. What is wrong is refused with its place ("steps[3].limit_sec", or line and column) and the reason,
/// in Error::advice. Among what is refused: a way into safe mode without a way back that is armed before, and the
/// alternate shell, which makes BitLocker ask for the recovery key. At most 256 KiB.
Result<Runbook> parseRunbook(const QByteArray &json);

/// The runbook with values put in: what a board reads and what is carried out, word for word. It parses as a runbook
/// without parameters. Malformed with a sentence when a value is missing or wrong.
Result<QByteArray> fillRunbook(const Runbook &runbook, const ParameterValues &values);

} // namespace ringward
