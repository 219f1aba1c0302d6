#pragma once
#include "models/incident/runbooklibrary.h"
#include "models/incident/runbookparser.h"
#include "models/incident/runbookperformer.h"
#include "models/store/sqlitestepledger.h"
#include "tests/models/changes/changefixture.h"

namespace ringward::testing {

/// Time that runs `factor` times as fast, from a moment that copies of the process share.
class FastClock : public Clock {
public:
    FastClock(qint64 nowMs, int factor)
        : m_baseMs(nowMs)
        , m_startMs(QDateTime::currentMSecsSinceEpoch())
        , m_factor(factor)
    {
    }
    qint64 nowMs() const override { return m_baseMs + (QDateTime::currentMSecsSinceEpoch() - m_startMs) * m_factor; }

private:
    qint64 m_baseMs, m_startMs;
    int m_factor;
};

inline QByteArray filledRunbook(const char *id = "remove-content-file")
{
    const Runbook runbook = *loadRunbooks().find(QString::fromLatin1(id));
    ParameterValues values;
    for (const RunbookParameter &each : runbook.parameters) {
        if (each.type == ParameterType::Sha256)
            values.emplace(each.name, QString(64, u'b'));
        else if (each.type == ParameterType::Service)
            values.emplace(each.name, QStringLiteral("csagent"));
    }
    const auto filled = fillRunbook(runbook, values);
    EXPECT_TRUE(filled) << (filled ? std::string() : userMessage(filled.error()).toStdString());
    return filled.value_or(QByteArray());
}

/// A plan that works each of its calls through one runbook.
inline Plan remediationOf(Plan plan, const QByteArray &document)
{
    plan.documents = {document};
    for (PlannedCall &call : plan.calls)
        call.remediation = RemediationOrder{QStringLiteral("remove-content-file"), documentHash(document), {}};
    return plan;
}

} // namespace ringward::testing
