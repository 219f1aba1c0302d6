#pragma once
#include "connectors/meshcentral/meshrequests.h"
#include "connectors/meshcentral/meshsettings.h"
#include "connectors/meshcentral/oneanswer.h"

#include <QObject>
#include <QPointer>
#include <QThread>
#include <QTimer>

namespace ringward {

class MeshSocket;

/// The connection to one MeshCentral server. It is made when it is first needed, and once it has stood it is made again
/// by itself, after a wait that doubles from 1 s to 1 min. A server that refuses the login is asked again only when
/// somebody asks, and not twice within kRefusedMs. Lives on the GUI thread; decoding is done on a thread of its own.
class MeshConnection : public QObject {
    Q_OBJECT
public:
    static constexpr int kFirstWaitMs = 1000, kLongestWaitMs = 60'000, kRefusedMs = 2000;

    using Echo = MeshRequests::Echo;
    /// `tap` sees every message on the thread of the socket, before anybody here does.
    MeshConnection(MeshSettings settings, SecretStore &secrets, QString tokenKey,
                   std::function<void(MeshMessage &)> tap);
    ~MeshConnection() override;

    const MeshSettings &settings() const { return m_settings; }
    bool isReady() const { return m_state == State::Ready; }
    const QJsonObject &user() const { return m_user; } ///< "userinfo" of this login
    const QJsonObject &server() const { return m_server; } ///< "serverinfo"

    /// Connects and logs in unless that is done. The Error says why it cannot be.
    Async<Done> whenReady(std::stop_token stop);
    /// Offline when there is no connection, or it is lost before the answer.
    Async<MeshMessagePtr> ask(QJsonObject request, Echo echo, int limitMs, std::stop_token stop,
                              OneAnswerPtr<MeshMessagePtr> early = {});
    void drop(const Error &reason); ///< lets go and connects again; for answers that cannot be
    void settled() { m_waitMs = kFirstWaitMs; } ///< it serves: the next loss is mended quickly

Q_SIGNALS:
    void ready(); ///< logged in, each time
    void lost(const ringward::Error &error); ///< only after ready()
    void came(const ringward::MeshMessagePtr &message); ///< what answers no request

private:
    enum class State { Idle, Opening, Ready };
    void start();
    static QCoro::Task<> open(QPointer<MeshConnection> self, quint64 attempt);
    void attach(const Secret &password);
    void take(const MeshMessagePtr &message);
    void finish(const Error &error, bool isRefused);
    void answerWaiters(const Result<Done> &answer);

    MeshSettings m_settings;
    SecretStore &m_secrets;
    QString m_tokenKey;
    std::function<void(MeshMessage &)> m_tap;
    QThread m_thread;
    MeshSocket *m_socket = nullptr; ///< lives on m_thread; null between attempts
    MeshRequests m_requests;
    State m_state = State::Idle;
    quint64 m_attempt = 0;
    std::stop_source m_reading; ///< of the secret
    std::vector<OneAnswerPtr<Done>> m_waiters;
    QTimer m_again;
    int m_waitMs = kFirstWaitMs;
    bool m_stoodOnce = false;
    Error m_lastError;
    QElapsedTimer m_sinceEnd;
    QJsonObject m_user, m_server;
};

} // namespace ringward
