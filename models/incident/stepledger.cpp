#include "models/incident/stepledger.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

struct StateText {
    const char *word, *label;
};
// Positions are the values.
constexpr std::array kTexts{StateText{"started", QT_TRANSLATE_NOOP("ringward::StepLedger", "at work")},
                            StateText{"waiting", QT_TRANSLATE_NOOP("ringward::StepLedger", "waits for a person")},
                            StateText{"done", QT_TRANSLATE_NOOP("ringward::StepLedger", "done")},
                            StateText{"failed", QT_TRANSLATE_NOOP("ringward::StepLedger", "failed")},
                            StateText{"unknown", QT_TRANSLATE_NOOP("ringward::StepLedger", "unknown")},
                            StateText{"skipped", QT_TRANSLATE_NOOP("ringward::StepLedger", "not needed")}};
static_assert(kTexts.size() == kStepStates);

} // namespace

QString word(StepState state)
{
    return QString::fromLatin1(kTexts[std::size_t(state)].word);
}

QString label(StepState state)
{
    return QCoreApplication::translate("ringward::StepLedger", kTexts[std::size_t(state)].label);
}

std::optional<StepState> stepStateFromWord(QStringView text)
{
    for (std::size_t i = 0; i < kTexts.size(); ++i) {
        if (text == QLatin1StringView(kTexts[i].word))
            return StepState(i);
    }
    return std::nullopt;
}

Result<Done> settleByPerson(StepLedger &ledger, const StepPlace &place, const QString &step, bool isDone,
                            const QString &words, qint64 nowMs)
{
    const Result<std::vector<StepEntry>> known = ledger.steps(place);
    if (!known)
        return known.error();
    const auto entry =
        std::find_if(known->begin(), known->end(), [&](const StepEntry &each) { return each.step == step; });
    if (entry == known->end() || entry->state != StepState::Waiting)
        return Error{Error::Kind::Conflict, step,
                     QCoreApplication::translate("ringward::StepLedger", "This step does not wait for anybody.")};
    StepEntry settled = *entry;
    settled.state = isDone ? StepState::Done : StepState::Failed;
    settled.atMs = nowMs;
    settled.evidence = words.left(2000);
    return ledger.write({settled});
}

} // namespace ringward
