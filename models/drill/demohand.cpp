#include "models/drill/demohand.h"

#include <QTimer>
#include <qcorotimer.h>

namespace ringward::drill {

namespace {

Error unknown(const QString &key)
{
    return {Error::Kind::NotFound, QStringLiteral("no machine with the key ") + key, {}};
}

Error offline()
{
    return {Error::Kind::Offline, QStringLiteral("not connected"), {}};
}

QCoro::Task<> think(int ms)
{
    QTimer timer;
    timer.setSingleShot(true);
    timer.start(ms);
    co_await timer;
}

} // namespace

DemoHand::DemoHand(DemoMachines &machines, std::shared_ptr<const Clock> clock, DeviceOfKey deviceOfKey)
    : m_parts(std::make_shared<Parts>(Parts{machines, std::move(clock), std::move(deviceOfKey)}))
{
}

Async<Reach> DemoHand::reach(QString key, std::stop_token)
{
    const auto device = m_parts->deviceOfKey(key);
    if (!device)
        co_return unknown(key);
    co_return m_parts->machines.reach(*device, m_parts->clock->nowMs());
}

Async<HandAnswer> DemoHand::run(QString key, HandCommand command, std::stop_token stop)
{
    const std::shared_ptr<const Parts> parts = m_parts;
    const auto device = parts->deviceOfKey(key);
    const std::optional<ScriptMark> mark = markOfScript(command.script);
    if (!device)
        co_return unknown(key);
    if (!mark)
        co_return Error{Error::Kind::NotSupported, QStringLiteral("no script of a runbook"), {}};
    if (!parts->machines.isReachable(*device, parts->clock->nowMs()))
        co_return offline();
    auto thinking = think(parts->machines.answerMs());
    co_await std::move(thinking);
    if (stop.stop_requested())
        co_return Error{Error::Kind::Cancelled, {}, {}};
    co_return parts->machines.run(*device, *mark, parts->clock->nowMs());
}

Async<Done> DemoHand::power(QString key, PowerAction action, std::stop_token)
{
    const auto device = m_parts->deviceOfKey(key);
    if (!device)
        co_return unknown(key);
    if (action != PowerAction::Restart)
        co_return Error{Error::Kind::NotSupported, QStringLiteral("no out-of-band hardware"), {}};
    if (!m_parts->machines.isReachable(*device, m_parts->clock->nowMs()))
        co_return offline();
    m_parts->machines.restart(*device, m_parts->clock->nowMs());
    co_return Done{};
}

} // namespace ringward::drill
