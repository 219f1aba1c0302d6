#pragma once
#include "models/base/clock.h"
#include "models/drill/demomachines.h"

#include <functional>

namespace ringward::drill {

/// The hand of the demonstration's remote control. It goes by the mark of a script, never by its text.
class DemoHand : public Hand {
public:
    using DeviceOfKey = std::function<std::optional<quint32>(const QString &key)>;
    DemoHand(DemoMachines &machines, std::shared_ptr<const Clock> clock, DeviceOfKey deviceOfKey);

    Async<Reach> reach(QString key, std::stop_token stop) override;
    Async<HandAnswer> run(QString key, HandCommand command, std::stop_token stop) override;
    Async<Done> power(QString key, PowerAction action, std::stop_token stop) override;

private:
    struct Parts {
        DemoMachines &machines;
        std::shared_ptr<const Clock> clock;
        DeviceOfKey deviceOfKey;
    };
    std::shared_ptr<const Parts> m_parts;
};

} // namespace ringward::drill
