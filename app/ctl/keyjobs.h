#pragma once
#include "app/ctl/command.h"

namespace ringward::ctl {

/// “keys seal”: the keys of the devices in `--filter`, released one by one, into a sealed file.
QCoro::Task<int> sealKeys(Composition &composition, const QCommandLineParser &parser, Output &out);
/// “keys open-job FILE”: the slips of a sealed file as a PDF. Needs no store; where there is one, it is in its audit.
QCoro::Task<int> openKeyJob(Call call, const QCommandLineParser &parser, const QString &file, Output &out);

} // namespace ringward::ctl
