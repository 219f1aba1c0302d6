#pragma once
#include "connectors/activedirectory/directorysession.h"
#include "models/sources/diagnosis.h"

namespace ringward {

/// Tries everything from the name of each server to each right of the account, in that order. Signs in anew, even when
/// the account was refused before. Blocks, a few seconds at most a server.
Diagnosis diagnoseDirectory(DirectorySession &session, SignInLatch &latch, const DirectorySettings &settings,
                            std::stop_token stop);

} // namespace ringward
