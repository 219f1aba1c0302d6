#pragma once
#include "models/rings/guardrailcheck.h"
#include "models/rings/ringrepair.h"

/// What each measure of a guardrail looks at; one function a measure, called by checkGuardrails() only.
namespace ringward::measures {

struct Subject {
    const BoundGuardrails &bound;
    const RingLedger &ledger;
    const WavePlan &plan;
    std::size_t number; ///< of the rule in `bound.rules`
    qint64 startMs;
    const BoundRule &rule() const { return bound.rules[number]; }
};

void checkShares(const Subject &subject, GuardrailResult &result);
void checkInFlight(const Subject &subject, GuardrailResult &result);
void checkDiversity(const Subject &subject, GuardrailResult &result);
void checkApart(const Subject &subject, GuardrailResult &result);
void checkDelays(const Subject &subject, GuardrailResult &result);
void checkPinBudget(const Subject &subject, GuardrailResult &result);
void checkHandover(const Subject &subject, GuardrailResult &result);
void checkFreeze(const Subject &subject, GuardrailResult &result);

QString tr(const char *text);
QString perMille(quint64 part, quint64 whole); ///< "39 %"
QString some(const QStringList &names); ///< at most three, then how many more
void blame(const Subject &subject, GuardrailResult &result, const std::vector<Row> &rows);
void addFix(const Subject &subject, GuardrailResult &result, const RingLedger &repaired, std::vector<Row> moved);
void repair(const Subject &subject, GuardrailResult &result); ///< lets RingRepair find the smallest fix

} // namespace ringward::measures
