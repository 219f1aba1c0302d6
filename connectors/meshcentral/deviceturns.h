#pragma once
#include "connectors/meshcentral/oneanswer.h"

#include <QHash>
#include <QString>

#include <deque>

namespace ringward {

/// One at a time a device: who comes second waits until the first has gone.
class DeviceTurns {
public:
    /// Held by whoever is at work on a device; the next one goes on when it is let go.
    class Turn {
    public:
        Turn(std::shared_ptr<DeviceTurns> turns, QString key)
            : m_turns(std::move(turns))
            , m_key(std::move(key))
        {
        }
        ~Turn() { m_turns->next(m_key); }
        Turn(const Turn &) = delete;
        Turn &operator=(const Turn &) = delete;

    private:
        std::shared_ptr<DeviceTurns> m_turns;
        QString m_key;
    };

    /// Timeout when it is not our turn within `limitMs`.
    static Async<std::shared_ptr<Turn>> take(std::shared_ptr<DeviceTurns> turns, QString key, int limitMs,
                                             std::stop_token stop);

private:
    void next(const QString &key);
    QHash<QString, std::deque<OneAnswerPtr<Done>>> m_lines; ///< an entry while somebody is at work
};

} // namespace ringward
