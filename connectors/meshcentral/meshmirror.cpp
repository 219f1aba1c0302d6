#include "connectors/meshcentral/meshmirror.h"

#include <QJsonArray>

namespace ringward {

namespace {

constexpr int kSurveyAgainMs = 60'000;

QJsonObject question(const char *action, const QString &key = {})
{
    QJsonObject asked{{QStringLiteral("action"), QLatin1StringView(action)}};
    if (!key.isEmpty())
        asked.insert(QStringLiteral("nodeid"), key);
    return asked;
}

} // namespace

MeshMirror::MeshMirror(SourceId source, MeshSettings settings, SecretStore &secrets, std::shared_ptr<const Clock> clock)
    : m_clock(std::move(clock))
    , m_roster(std::make_shared<MeshRoster>(source, settings))
{
    const auto tap = [roster = m_roster, time = m_clock](MeshMessage &message) {
        roster->take(message, time->nowMs());
    };
    m_connection =
        std::make_unique<MeshConnection>(std::move(settings), secrets, secretKey(source, kMeshTokenSetting), tap);
    connect(m_connection.get(), &MeshConnection::ready, this, &MeshMirror::step);
    connect(m_connection.get(), &MeshConnection::lost, this, [this](const Error &error) {
        m_stop.request_stop();
        m_stop = std::stop_source();
        m_inStep = false;
        if (!m_stepping) // a step that is on its way fails by itself
            finishStep(error);
    });
    m_surveyAgain.setInterval(kSurveyAgainMs);
    connect(&m_surveyAgain, &QTimer::timeout, this, [this] {
        if (m_inStep)
            survey(this);
    });
    m_surveyAgain.start();
}

MeshMirror::~MeshMirror()
{
    m_connection->disconnect(this);
    m_stop.request_stop();
    for (const auto &waiter : std::exchange(m_waiters, {}))
        waiter->give(Error{Error::Kind::Cancelled, QStringLiteral("the source was closed"), {}});
}

Async<Done> MeshMirror::inStep(qint64 listAgeMs, std::stop_token stop)
{
    const Self self(this);
    auto connecting = m_connection->whenReady(stop);
    const Result<Done> connected = co_await std::move(connecting);
    if (!self)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (!connected)
        co_return connected.error();
    const bool isOld = listAgeMs > 0 && self->m_clock->nowMs() - self->m_listMs > listAgeMs;
    if (self->m_inStep && !isOld)
        co_return Done{};
    const auto answer = std::make_shared<OneAnswer<Done>>();
    self->m_waiters.push_back(answer);
    self->step();
    auto waiting = answerOf(answer, 0, stop);
    co_return co_await std::move(waiting);
}

void MeshMirror::step()
{
    if (!std::exchange(m_stepping, true))
        stepNow(this);
}

QCoro::Task<> MeshMirror::stepNow(Self self)
{
    auto reading = readAll(self);
    const Result<Done> result = co_await std::move(reading);
    if (!self)
        co_return;
    self->m_stepping = false;
    self->finishStep(result);
}

Async<Done> MeshMirror::readAll(Self self)
{
    const std::stop_token stop = self->m_stop.get_token();
    auto groupsAsked =
        self->m_connection->ask(question("meshes"), MeshConnection::Echo::ActionOnly, kAnswerLimitMs, stop);
    const Result<MeshMessagePtr> groups = co_await std::move(groupsAsked);
    if (!self)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (!groups)
        co_return groups.error();
    self->m_roster->setGroups((*groups)->object.value(u"meshes").toArray());
    self->m_roster->expectList();
    auto listAsked = self->m_connection->ask(question("nodes"), MeshConnection::Echo::ResponseId, kListLimitMs, stop);
    const Result<MeshMessagePtr> list = co_await std::move(listAsked);
    if (!list)
        co_return list.error();
    if (!(*list)->isList)
        co_return Error{Error::Kind::Malformed,
                        QStringLiteral("no list: ") + (*list)->object.value(u"result").toString().left(200),
                        {}};
    co_return Done{};
}

void MeshMirror::finishStep(const Result<Done> &result)
{
    m_inStep = result.has_value();
    if (m_inStep) {
        m_listMs = m_clock->nowMs();
        m_connection->settled();
        survey(this);
    } else if (m_connection->isReady() && result.error().kind != Error::Kind::Cancelled) {
        m_connection->drop(result.error()); // without a list there is nothing that events could be applied to
    }
    for (const auto &waiter : std::exchange(m_waiters, {}))
        waiter->give(result);
}

Async<QJsonObject> MeshMirror::askDetails(QPointer<MeshMirror> self, QString key, std::stop_token stop)
{
    const std::shared_ptr<MeshRoster> roster = self->m_roster;
    const std::shared_ptr<const Clock> clock = self->m_clock;
    auto asked =
        self->m_connection->ask(question("getsysinfo", key), MeshConnection::Echo::ActionOnly, kAnswerLimitMs, stop);
    const Result<MeshMessagePtr> answer = co_await std::move(asked);
    if (!answer)
        co_return answer.error();
    roster->setDetails(key, readMeshDetails((*answer)->object), clock->nowMs());
    co_return (*answer)->object;
}

QCoro::Task<> MeshMirror::survey(Self self)
{
    if (self->m_surveying)
        co_return;
    self->m_surveying = true;
    const std::shared_ptr<MeshRoster> roster = self->m_roster;
    const std::stop_token stop = self->m_stop.get_token();
    const MeshRoster::Gaps gaps = roster->gaps();
    for (const QString &key : gaps.lastConnects) {
        if (!self || stop.stop_requested())
            break;
        auto asked = self->m_connection->ask(question("lastconnect", key), MeshConnection::Echo::ActionOnly,
                                             kAnswerLimitMs, stop);
        const Result<MeshMessagePtr> answer = co_await std::move(asked);
        if (self && answer)
            roster->setLastConnect(key, (*answer)->object.value(u"time").toInteger(), self->m_clock->nowMs());
    }
    for (const QString &key : gaps.details) {
        if (!self || stop.stop_requested())
            break;
        auto asked = askDetails(self, key, stop);
        const Result<QJsonObject> answer = co_await std::move(asked);
        if (!answer && answer.error().kind == Error::Kind::Timeout && self)
            roster->setDetails(key, {}, self->m_clock->nowMs()); // not asked again until it says that it has changed
        auto pausing = answerOf(std::make_shared<OneAnswer<Done>>(), kSurveyPauseMs, stop);
        std::ignore = co_await std::move(pausing);
    }
    if (self)
        self->m_surveying = false;
}

} // namespace ringward
