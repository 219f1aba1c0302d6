#include "connectors/meshcentral/deviceturns.h"

namespace ringward {

Async<std::shared_ptr<DeviceTurns::Turn>> DeviceTurns::take(std::shared_ptr<DeviceTurns> turns, QString key,
                                                            int limitMs, std::stop_token stop)
{
    const auto line = turns->m_lines.find(key);
    if (line == turns->m_lines.end()) {
        turns->m_lines.insert(key, {});
        co_return std::make_shared<Turn>(turns, key);
    }
    const auto answer = std::make_shared<OneAnswer<Done>>();
    line->push_back(answer);
    auto waiting = answerOf(answer, limitMs, stop);
    const Result<Done> called = co_await std::move(waiting);
    if (!called)
        co_return called.error();
    co_return std::make_shared<Turn>(turns, key);
}

void DeviceTurns::next(const QString &key)
{
    const auto line = m_lines.find(key);
    while (line != m_lines.end() && !line->empty()) {
        const OneAnswerPtr<Done> answer = line->front();
        line->pop_front();
        if (answer->give(Done{})) // false for one that has given up
            return;
    }
    m_lines.remove(key);
}

} // namespace ringward
