#pragma once
#include <QByteArray>

#include <vector>

namespace ringward::testing {

/// What makes a fake agent itself: its key and the certificate over it. The server knows a device by them.
struct AgentIdentity {
    QByteArray key; ///< RSA, DER
    QByteArray certificate; ///< self-signed, DER
};

/// The first `count` of the identities that all test programs of this user share; made once (about 10 ms each) and kept
/// in the folder of the peers. Equal numbers are equal devices, so one server needs distinct ones.
std::vector<AgentIdentity> agentIdentities(int count);

/// RSA with SHA-384, as agents sign.
QByteArray signAsAgent(const AgentIdentity &identity, const QByteArray &data);

} // namespace ringward::testing
