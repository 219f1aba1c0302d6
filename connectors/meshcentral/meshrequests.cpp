#include "connectors/meshcentral/meshrequests.h"

#include <QHash>

#include <algorithm>
#include <deque>

namespace ringward {

namespace {

constexpr QLatin1StringView kResponseId("responseid");

struct Waiting {
    QJsonObject request;
    OneAnswerPtr<MeshMessagePtr> answer;
};
using WaitingPtr = std::shared_ptr<Waiting>;

QString keyOf(const QString &responseId)
{
    return u'#' + responseId;
}

/// "getsysinfo|node//..." or "msg:cpuinfo|node//...".
QString keyOf(const QJsonObject &message)
{
    QString key = message.value(u"action").toString();
    if (key == u"msg")
        key += u':' + message.value(u"type").toString();
    return key + u'|' + message.value(u"nodeid").toString();
}

} // namespace

struct MeshRequests::State {
    std::function<void(const QJsonObject &)> send;
    QHash<QString, std::deque<WaitingPtr>> lines; ///< the first of each is out
    quint64 lastId = 0;

    void join(const QString &key, const WaitingPtr &waiting)
    {
        auto &line = lines[key];
        line.push_back(waiting);
        if (line.size() == 1)
            send(waiting->request);
    }
    void leave(const QString &key, const WaitingPtr &waiting)
    {
        const auto line = lines.find(key);
        if (line == lines.end())
            return;
        const bool wasOut = !line->empty() && line->front() == waiting;
        line->erase(std::remove(line->begin(), line->end(), waiting), line->end());
        if (line->empty())
            lines.erase(line);
        else if (wasOut && send)
            send(line->front()->request);
    }
};

MeshRequests::MeshRequests(std::function<void(const QJsonObject &)> send)
    : m_state(std::make_shared<State>())
{
    m_state->send = std::move(send);
}

MeshRequests::~MeshRequests()
{
    m_state->send = nullptr;
    failAll({Error::Kind::Cancelled, QStringLiteral("the connection was closed"), {}});
}

Async<MeshMessagePtr> MeshRequests::ask(QJsonObject request, Echo echo, int limitMs, std::stop_token stop,
                                        OneAnswerPtr<MeshMessagePtr> early)
{
    const std::shared_ptr<State> state = m_state;
    if (echo == Echo::ResponseId && !request.contains(kResponseId))
        request.insert(kResponseId, QStringLiteral("rw%1").arg(++state->lastId));
    const QString key = echo == Echo::ResponseId ? keyOf(request.value(kResponseId).toString()) : keyOf(request);
    const auto waiting = std::make_shared<Waiting>();
    waiting->request = std::move(request);
    waiting->answer = early ? std::move(early) : std::make_shared<OneAnswer<MeshMessagePtr>>();
    state->join(key, waiting);
    auto asked = answerOf(waiting->answer, limitMs, stop);
    Result<MeshMessagePtr> answer = co_await std::move(asked);
    state->leave(key, waiting);
    co_return answer;
}

bool MeshRequests::take(const MeshMessagePtr &message)
{
    const auto answer = [&](const QString &key) {
        const auto line = m_state->lines.constFind(key);
        return line != m_state->lines.constEnd() && !line->empty() && line->front()->answer->give(message);
    };
    if (!message->responseId.isEmpty())
        return answer(keyOf(message->responseId));
    return answer(message->object.isEmpty() ? message->action + u'|' : keyOf(message->object));
}

void MeshRequests::failAll(const Error &error)
{
    const auto lines = m_state->lines; // giving an answer lets a line move on, later
    m_state->lines.clear();
    for (const auto &line : lines) {
        for (const WaitingPtr &waiting : line)
            waiting->answer->give(error);
    }
}

} // namespace ringward
