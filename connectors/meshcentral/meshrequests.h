#pragma once
#include "connectors/meshcentral/meshmessage.h"
#include "connectors/meshcentral/oneanswer.h"

#include <functional>

namespace ringward {

/// Finds for each request the message that answers it. MeshCentral echoes a request's `responseid` only for some
/// actions; the others are told by their action and device, and of those one at a time is out, the next ones wait.
/// An answer that comes when nobody waits for it any more answers nothing. Lives on the GUI thread.
class MeshRequests {
public:
    enum class Echo { ResponseId, ActionOnly };

    explicit MeshRequests(std::function<void(const QJsonObject &)> send);
    ~MeshRequests();

    /// Timeout after `limitMs`, counted from now; the Error of failAll() when the connection is lost meanwhile. With
    /// Echo::ResponseId the request gets a `responseid` unless it has one.
    /// `early`, when given, lets somebody else answer it first.
    Async<MeshMessagePtr> ask(QJsonObject request, Echo echo, int limitMs, std::stop_token stop,
                              OneAnswerPtr<MeshMessagePtr> early = {});
    bool take(const MeshMessagePtr &message); ///< true when it answers a request
    void failAll(const Error &error);

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace ringward
