#pragma once
#include "models/sources/importreport.h"

namespace ringward {

/// A file, imported. `records` have no source id yet; whoever owns the source fills it in.
struct Imported {
    ImportReport report;
    std::vector<SourceRecord> records;
};

} // namespace ringward
