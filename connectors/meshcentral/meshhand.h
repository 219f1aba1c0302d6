#pragma once
#include "connectors/meshcentral/deviceturns.h"
#include "connectors/meshcentral/meshmirror.h"
#include "models/sources/hand.h"

namespace ringward {

/// Reaches machines through their MeshCentral agents, as SYSTEM or root. What the server answers is not believed: a
/// script is done when its own last line came back, power only when the next Reach shows it. Out-of-band power goes to
/// Intel AMT where the server has a session with it.
class MeshHand : public Hand {
public:
    static constexpr int kProbeLimitMs = 5000; ///< a machine that does not answer the question for its load by then
    static constexpr int kWakeLimitMs = 30'000; ///< an agent that has just connected has so long to start
    static constexpr int kGoneGraceMs = 15'000; ///< after an agent is lost, its answer is waited for no longer

    explicit MeshHand(MeshMirror &mirror);

    Async<Reach> reach(QString key, std::stop_token stop) override;
    Async<HandAnswer> run(QString key, HandCommand command, std::stop_token stop) override;
    Async<Done> power(QString key, PowerAction action, std::stop_token stop) override;

    static Async<MeshNetwork> askNetwork(QPointer<MeshMirror> mirror, QString key, std::stop_token stop);

private:
    struct Running; ///< commands that are out, by device
    static Async<Done> probe(QPointer<MeshMirror> mirror, QString key, int limitMs, std::stop_token stop);
    static Async<Done> wake(QPointer<MeshMirror> mirror, QString key, int limitMs, std::stop_token stop);
    static Async<HandAnswer> runNow(QPointer<MeshMirror> mirror, std::shared_ptr<Running> running, QString key,
                                    HandCommand command, int limitMs, std::stop_token stop);
    QPointer<MeshMirror> m_mirror;
    std::shared_ptr<DeviceTurns> m_turns = std::make_shared<DeviceTurns>();
    std::shared_ptr<Running> m_running;
};

} // namespace ringward
