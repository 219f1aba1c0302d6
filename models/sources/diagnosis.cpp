#include "models/sources/diagnosis.h"

#include <QStringList>

#include <algorithm>
#include <array>

namespace ringward {

using State = DiagnosisStep::State;

QString word(State state)
{
    constexpr std::array kWords{"good", "note", "bad", "skipped"};
    return QString::fromLatin1(kWords[std::size_t(state)]);
}

bool Diagnosis::isGood() const
{
    return std::none_of(steps.begin(), steps.end(), [](const DiagnosisStep &step) {
        return step.state == State::Bad || step.state == State::Skipped;
    });
}

QString diagnosisText(const Diagnosis &diagnosis)
{
    qsizetype width = 0;
    for (const DiagnosisStep &step : diagnosis.steps)
        width = std::max(width, step.title.size());
    QStringList lines;
    for (const DiagnosisStep &step : diagnosis.steps) {
        lines << QStringLiteral("%1  %2  %3").arg(word(step.state), -7).arg(step.title, -int(width)).arg(step.sentence);
        for (const DiagnosisStep::Fact &fact : step.facts)
            lines << QString(width + 11, u' ') + fact.label + QStringLiteral(": ") + fact.value;
    }
    return lines.join(u'\n');
}

} // namespace ringward
