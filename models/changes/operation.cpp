#include "models/changes/operation.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace ringward {

namespace {

using enum OperationState;

struct StateText {
    const char *word;
    const char *label;
};
// Positions are the values.
constexpr std::array kTexts{StateText{"planned", QT_TRANSLATE_NOOP("ringward::Operation", "planned")},
                            StateText{"sent", QT_TRANSLATE_NOOP("ringward::Operation", "sent")},
                            StateText{"confirmed", QT_TRANSLATE_NOOP("ringward::Operation", "confirmed")},
                            StateText{"failed", QT_TRANSLATE_NOOP("ringward::Operation", "failed")},
                            StateText{"unknown", QT_TRANSLATE_NOOP("ringward::Operation", "unknown")}};
static_assert(kTexts.size() == kOperationStates);

/// Any move that is not here is refused.
constexpr std::array kMoves{
    std::pair{Planned, Sent},      std::pair{Planned, Confirmed}, // it was so already
    std::pair{Sent, Sent}, // sent again after a crash, when that is repeatable
    std::pair{Sent, Confirmed},    std::pair{Sent, Failed},       std::pair{Sent, Unknown},
    std::pair{Unknown, Confirmed}, std::pair{Unknown, Failed},    std::pair{Failed, Planned}, // a retry
};

} // namespace

QString word(OperationState state)
{
    return QString::fromLatin1(kTexts[std::size_t(state)].word);
}

QString label(OperationState state)
{
    return QCoreApplication::translate("ringward::Operation", kTexts[std::size_t(state)].label);
}

std::optional<OperationState> operationStateFromWord(QStringView text)
{
    for (std::size_t i = 0; i < kTexts.size(); ++i) {
        if (text == QLatin1StringView(kTexts[i].word))
            return OperationState(i);
    }
    return std::nullopt;
}

bool mayMove(OperationState from, OperationState to)
{
    return std::find(kMoves.begin(), kMoves.end(), std::pair{from, to}) != kMoves.end();
}

OperationCounts::OperationCounts(const std::vector<Operation> &operations)
{
    for (const Operation &operation : operations)
        ++by[std::size_t(operation.state)];
}

int OperationCounts::total() const
{
    return std::accumulate(by.begin(), by.end(), 0);
}

} // namespace ringward
