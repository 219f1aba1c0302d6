#pragma once
#include "models/base/clock.h"

#include <QDateTime>
#include <QJsonObject>

namespace ringward::testing {

/// Time that runs `factor` times as fast, the same in every process that it is handed to. Stands still until start().
class SharedClock : public Clock {
public:
    SharedClock(qint64 baseMs, int factor)
        : m_baseMs(baseMs)
        , m_factor(factor)
    {
    }
    explicit SharedClock(const QJsonObject &handed)
        : m_baseMs(handed.value(u"base").toInteger())
        , m_startMs(handed.value(u"start").toInteger())
        , m_factor(handed.value(u"factor").toInt())
    {
    }
    QJsonObject hand() const
    {
        return {{QStringLiteral("base"), m_baseMs},
                {QStringLiteral("start"), m_startMs},
                {QStringLiteral("factor"), m_factor}};
    }
    void start() { m_startMs = QDateTime::currentMSecsSinceEpoch(); }
    void skip(qint64 ms) { m_baseMs += ms; } ///< in this process
    qint64 nowMs() const override
    {
        return m_baseMs + (m_startMs ? (QDateTime::currentMSecsSinceEpoch() - m_startMs) * m_factor : 0);
    }

private:
    qint64 m_baseMs, m_startMs = 0;
    int m_factor;
};

} // namespace ringward::testing
