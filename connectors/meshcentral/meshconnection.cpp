#include "connectors/meshcentral/meshconnection.h"

#include "connectors/meshcentral/meshsocket.h"
#include "connectors/meshcentral/meshtls.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <QRandomGenerator>

namespace ringward {

namespace {

Q_LOGGING_CATEGORY(logMesh, "ringward.meshcentral")

/// Header and not address: addresses end up in the logs of proxies.
QNetworkRequest requestOf(const MeshSettings &settings, QByteArrayView password)
{
    QNetworkRequest request(settings.control);
    request.setRawHeader("x-meshauth",
                         settings.user.toUtf8().toBase64() + ','
                             + QByteArray::fromRawData(password.data(), password.size()).toBase64());
    return request;
}

} // namespace

MeshConnection::MeshConnection(MeshSettings settings, SecretStore &secrets, QString tokenKey,
                               std::function<void(MeshMessage &)> tap)
    : m_settings(std::move(settings))
    , m_secrets(secrets)
    , m_tokenKey(std::move(tokenKey))
    , m_tap(std::move(tap))
    , m_requests([this](const QJsonObject &request) {
        const QByteArray json = QJsonDocument(request).toJson(QJsonDocument::Compact);
        if (m_socket)
            QMetaObject::invokeMethod(m_socket, [socket = m_socket, json] { socket->send(json); });
    })
{
    m_thread.setObjectName(QStringLiteral("meshcentral"));
    m_again.setSingleShot(true);
    connect(&m_again, &QTimer::timeout, this, &MeshConnection::start);
}

MeshConnection::~MeshConnection()
{
    m_reading.request_stop();
    m_requests.failAll({Error::Kind::Cancelled, QStringLiteral("the source was closed"), {}});
    answerWaiters(Error{Error::Kind::Cancelled, QStringLiteral("the source was closed"), {}});
    if (m_socket) {
        m_socket->disconnect(this);
        m_socket->deleteLater();
    }
    m_thread.quit();
    m_thread.wait(); // a message at most
}

Async<Done> MeshConnection::whenReady(std::stop_token stop)
{
    if (m_state == State::Ready)
        co_return Done{};
    if (m_state == State::Idle && m_sinceEnd.isValid() && !m_sinceEnd.hasExpired(kRefusedMs))
        co_return Error(m_lastError);
    const auto answer = std::make_shared<OneAnswer<Done>>();
    m_waiters.push_back(answer);
    start();
    auto waiting = answerOf(answer, 0, stop);
    co_return co_await std::move(waiting);
}

Async<MeshMessagePtr> MeshConnection::ask(QJsonObject request, Echo echo, int limitMs, std::stop_token stop,
                                          OneAnswerPtr<MeshMessagePtr> early)
{
    if (m_state != State::Ready)
        co_return Error{Error::Kind::Offline, QStringLiteral("not connected"), {}};
    auto asked = m_requests.ask(std::move(request), echo, limitMs, stop, std::move(early));
    co_return co_await std::move(asked);
}

void MeshConnection::drop(const Error &reason)
{
    if (m_socket)
        QMetaObject::invokeMethod(m_socket, [socket = m_socket, reason] { socket->end(reason); });
}

void MeshConnection::start()
{
    if (m_state != State::Idle)
        return;
    m_again.stop();
    m_state = State::Opening;
    m_reading = std::stop_source();
    open(this, ++m_attempt);
}

QCoro::Task<> MeshConnection::open(QPointer<MeshConnection> self, quint64 attempt)
{
    auto reading = self->m_secrets.read(self->m_tokenKey, self->m_reading.get_token());
    const Result<Secret> password = co_await std::move(reading);
    if (!self || self->m_attempt != attempt || self->m_state != State::Opening)
        co_return;
    if (password)
        self->attach(*password);
    else
        self->finish(password.error(), true);
}

void MeshConnection::attach(const Secret &password)
{
    const Result<QSslConfiguration> tls = meshTls(m_settings);
    if (!tls) {
        finish(tls.error(), true);
        return;
    }
    if (!m_thread.isRunning())
        m_thread.start();
    m_socket = new MeshSocket(m_tap);
    m_socket->moveToThread(&m_thread);
    connect(m_socket, &MeshSocket::came, this, [this, from = m_socket](const MeshMessagePtr &message) {
        if (from == m_socket)
            take(message);
    });
    connect(m_socket, &MeshSocket::ended, this, [this, from = m_socket](const Error &error, bool isRefused) {
        if (from == m_socket)
            finish(error, isRefused);
    });
    MeshLogin login{{}, *tls, m_settings.pin};
    password.use([&](QByteArrayView bytes) { login.request = requestOf(m_settings, bytes); });
    QMetaObject::invokeMethod(m_socket, [socket = m_socket, login] { socket->open(login); });
}

void MeshConnection::take(const MeshMessagePtr &message)
{
    if (message->action == u"serverinfo")
        m_server = message->object.value(u"serverinfo").toObject();
    if (message->action == u"userinfo") {
        m_user = message->object.value(u"userinfo").toObject();
        if (m_state == State::Opening) {
            m_state = State::Ready;
            m_stoodOnce = true;
            qCInfo(logMesh, "logged in at %ls", qUtf16Printable(m_settings.control.host()));
            Q_EMIT ready();
            answerWaiters(Done{});
        }
        return;
    }
    if (!m_requests.take(message))
        Q_EMIT came(message);
}

void MeshConnection::finish(const Error &error, bool isRefused)
{
    const bool stood = m_state == State::Ready;
    m_state = State::Idle;
    m_lastError = error;
    m_sinceEnd.start();
    if (m_socket)
        std::exchange(m_socket, nullptr)->deleteLater();
    if (error.kind != Error::Kind::Cancelled)
        qCWarning(logMesh, "no connection to %ls: %ls", qUtf16Printable(m_settings.control.host()),
                  qUtf16Printable(error.detail));
    if (m_stoodOnce && !isRefused) {
        m_again.start(m_waitMs + int(QRandomGenerator::global()->bounded(quint32(m_waitMs / 4 + 1))));
        m_waitMs = std::min(m_waitMs * 2, kLongestWaitMs);
    }
    m_requests.failAll({Error::Kind::Offline, error.detail, error.advice});
    if (stood)
        Q_EMIT lost(error);
    answerWaiters(error);
}

void MeshConnection::answerWaiters(const Result<Done> &answer)
{
    for (const auto &waiter : std::exchange(m_waiters, {}))
        waiter->give(answer);
}

} // namespace ringward
