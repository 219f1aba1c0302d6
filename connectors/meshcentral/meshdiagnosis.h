#pragma once
#include "connectors/meshcentral/meshsettings.h"
#include "models/base/async.h"
#include "models/base/secretstore.h"
#include "models/sources/diagnosis.h"

namespace ringward {

/// Name, connection, certificate, sign-in, clock, groups and rights, on a connection of its own that ends with it: one
/// that works is not disturbed, and a refused login is tried again. Asks for no device. `secrets` outlives the answer.
Async<Diagnosis> diagnoseMesh(MeshSettings settings, SecretStore &secrets, QString tokenKey, std::stop_token stop);

} // namespace ringward
