#pragma once
#include "tests/peers/meshcentral/meshserver.h"

namespace ringward::testing {

/// The real Linux agent, run in the foreground in a folder of its own ("meshagent run"): the server keeps the device.
/// It acts on THIS machine. Never send it power or wake messages.
class RealAgent {
public:
    static Result<std::unique_ptr<RealAgent>> start(const MeshServer &server, const QString &group);
    ~RealAgent();

    void stop(); ///< kills it, as a machine that loses power
    bool startAgain(); ///< the same device
    void freeze(); ///< SIGSTOP; thawed again in any case
    void thaw();
    qint64 pid() const { return m_process ? m_process->processId() : 0; }

private:
    RealAgent() = default;
    QTemporaryDir m_folder;
    std::unique_ptr<QProcess> m_process;
    bool m_frozen = false;
};

} // namespace ringward::testing
