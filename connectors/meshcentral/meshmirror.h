#pragma once
#include "connectors/meshcentral/meshconnection.h"
#include "connectors/meshcentral/meshroster.h"
#include "models/base/clock.h"

namespace ringward {

/// Keeps a roster in step with its server: reads groups and devices after every login, applies what the server tells
/// from then on, and fills in, one question at a time, what the list leaves out. Lives on the GUI thread.
class MeshMirror : public QObject {
    Q_OBJECT
public:
    static constexpr int kListLimitMs = 120'000, kAnswerLimitMs = 30'000;
    static constexpr int kSurveyPauseMs = 10; ///< between two questions, so that the server has time for others

    MeshMirror(SourceId source, MeshSettings settings, SecretStore &secrets, std::shared_ptr<const Clock> clock);
    ~MeshMirror() override;

    MeshConnection &connection() { return *m_connection; }
    const std::shared_ptr<MeshRoster> &roster() const { return m_roster; }
    const Clock &clock() const { return *m_clock; }

    /// Waits until the roster has what the server has. A list that is older than `listAgeMs` is read again; 0 for any.
    Async<Done> inStep(qint64 listAgeMs, std::stop_token stop);
    /// Asks for one device's hardware and puts what it says into the roster; the answer as it came.
    static Async<QJsonObject> askDetails(QPointer<MeshMirror> self, QString key, std::stop_token stop);

private:
    using Self = QPointer<MeshMirror>;
    void step();
    static QCoro::Task<> stepNow(Self self);
    static Async<Done> readAll(Self self);
    static QCoro::Task<> survey(Self self);
    void finishStep(const Result<Done> &result);

    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<MeshRoster> m_roster;
    std::unique_ptr<MeshConnection> m_connection;
    std::vector<OneAnswerPtr<Done>> m_waiters;
    std::stop_source m_stop; ///< of this connection's questions
    bool m_stepping = false, m_inStep = false, m_surveying = false;
    qint64 m_listMs = 0; ///< when the list was last read
    QTimer m_surveyAgain;
};

} // namespace ringward
