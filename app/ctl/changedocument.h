#pragma once
#include "app/ctl/output.h"
#include "models/changes/changeboard.h"
#include "models/changes/operation.h"

namespace ringward::ctl {

QString isoUtc(qint64 ms); ///< empty for 0

/// A change in a list; `people` for names.
QJsonObject summaryOf(const Change &change, const std::vector<Person> &people);
/// Everything: texts, plan with its exact calls, votes, journal.
QJsonObject documentOf(const ChangeFile &file, const std::vector<Operation> &operations);
void printChange(const ChangeFile &file, const std::vector<Operation> &operations, Output &out);

} // namespace ringward::ctl
