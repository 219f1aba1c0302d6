#include "models/incident/runbook.h"

#include <algorithm>

namespace ringward {

namespace {

// Positions are the values.
constexpr std::array<const char *, std::size_t(StepDeed::Person) + 1> kDeeds{
    "probe", "arm", "enter", "fix", "disarm", "confirm", "restart", "power-on", "to-firmware", "wait", "person"};
constexpr std::array<const char *, kShells> kShellWords{"cmd", "powershell", "posix"};
constexpr std::array<const char *, std::size_t(ParameterType::Minutes) + 1> kTypes{"folder", "file-pattern", "sha256",
                                                                                   "service", "minutes"};

} // namespace

QString word(StepDeed deed)
{
    return QString::fromLatin1(kDeeds[std::size_t(deed)]);
}

std::optional<StepDeed> stepDeedFromWord(QStringView text)
{
    for (std::size_t i = 0; i < kDeeds.size(); ++i) {
        if (text == QLatin1StringView(kDeeds[i]))
            return StepDeed(i);
    }
    return std::nullopt;
}

bool isScripted(StepDeed deed)
{
    return deed <= StepDeed::Confirm;
}

QString word(Shell shell)
{
    return QString::fromLatin1(kShellWords[std::size_t(shell)]);
}

QString word(ParameterType type)
{
    return QString::fromLatin1(kTypes[std::size_t(type)]);
}

const RunbookStep *Runbook::step(QStringView wanted) const
{
    for (const auto *list : {&steps, &wayBack}) {
        const auto found =
            std::find_if(list->begin(), list->end(), [&](const auto &each) { return each.id == wanted; });
        if (found != list->end())
            return &*found;
    }
    return nullptr;
}

bool Runbook::has(StepDeed deed) const
{
    return std::any_of(steps.begin(), steps.end(), [deed](const RunbookStep &each) { return each.deed == deed; });
}

QString scriptMark(Shell shell, const ScriptMark &mark)
{
    return QStringLiteral("%1 ringward %2 %3 %4")
        .arg(shell == Shell::Cmd ? QStringLiteral("rem") : QStringLiteral("#"), word(mark.deed), mark.step,
             mark.runbook);
}

std::optional<ScriptMark> markOfScript(const QString &script)
{
    const QStringList words = script.section(u'\n', 0, 0).simplified().split(u' ');
    if (words.size() != 5 || words[1] != u"ringward")
        return std::nullopt;
    const auto deed = stepDeedFromWord(words[2]);
    return deed ? std::optional(ScriptMark{*deed, words[3], words[4]}) : std::nullopt;
}

} // namespace ringward
