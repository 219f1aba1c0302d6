#include "models/incident/runbookchecks.h"

#include "models/incident/runbookvalues.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <set>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Runbook", text);
}

Error wrong(const QString &place, const QString &reason)
{
    return {Error::Kind::Malformed, place, tr("%1: %2").arg(place, reason)};
}

using Steps = std::vector<RunbookStep>;

QString placeOf(const char *list, std::size_t i)
{
    return QStringLiteral("%1[%2]").arg(QString::fromLatin1(list)).arg(i);
}

bool writesBootFlag(const QString &script)
{
    static const QRegularExpression kWrites(QStringLiteral("(bcdedit\\b[^\\n]*/set\\b[^\\n]*safeboot)|"
                                                           "(Safe[Bb]oot\\\\Option)[^\\n]*(Set-Item|New-Item)"),
                                            QRegularExpression::CaseInsensitiveOption);
    return kWrites.match(script).hasMatch();
}

Result<Done> checkScript(const Runbook &runbook, const RunbookStep &step, const QString &place)
{
    static const QRegularExpression kForbidden(
        QStringLiteral("safebootalternateshell|nointegritychecks|testsigning|/set\\b[^\\n]*\\bwinpe"),
        QRegularExpression::CaseInsensitiveOption);
    for (std::size_t i = 0; i < kShells; ++i) {
        const QString where = place + QStringLiteral(".script.") + word(Shell(i));
        if (step.scripts[i].contains(kForbidden))
            return wrong(where,
                         tr("the alternate shell, test signing and their like make BitLocker ask for the "
                            "recovery key. They are not for runbooks."));
        if (step.deed != StepDeed::Enter && writesBootFlag(step.scripts[i]))
            return wrong(where, tr("only a step with the deed “enter” sets the next start to safe mode."));
        const auto names = placeholdersIn(Shell(i), step.scripts[i].split(u'\n'), [&](const QString &name) {
            return std::any_of(runbook.parameters.begin(), runbook.parameters.end(), [&](const RunbookParameter &each) {
                return each.name == name && each.type == ParameterType::Minutes;
            });
        });
        if (!names)
            return wrong(where, names.error().advice);
        for (const QString &name : *names) {
            const bool isFile = name.startsWith(u"file:") && runbook.files.contains(name.mid(5));
            const bool isKnown = isFile
                || std::any_of(runbook.parameters.begin(), runbook.parameters.end(),
                               [&](const RunbookParameter &each) { return each.name == name; });
            if (!isKnown)
                return wrong(where, tr("there is no parameter “%1”.").arg(name));
            if (isFile && Shell(i) != Shell::PowerShell)
                return wrong(where, tr("files are laid down by PowerShell."));
        }
    }
    return Done{};
}

Result<Done> checkStep(const Runbook &runbook, const RunbookStep &step, const QString &place)
{
    const bool hasScript =
        std::any_of(step.scripts.begin(), step.scripts.end(), [](const QString &each) { return !each.isEmpty(); });
    if (isScripted(step.deed) != hasScript)
        return wrong(place,
                     hasScript ? tr("a step with the deed “%1” has no script.").arg(word(step.deed))
                               : tr("a step with the deed “%1” needs a script.").arg(word(step.deed)));
    if (isScripted(step.deed) && step.output.isEmpty())
        return wrong(place + QStringLiteral(".evidence.output"),
                     tr("a script that proves nothing is not believed: say what its output must show."));
    if (isScripted(step.deed) && !step.repeatable && step.settledBy.isEmpty())
        return wrong(place + QStringLiteral(".settled_by"),
                     tr("a step that must not be done twice says how to see that it was done."));
    return checkScript(runbook, step, place);
}

std::size_t firstOf(const Steps &steps, StepDeed deed)
{
    return std::size_t(std::find_if(steps.begin(), steps.end(), [deed](const RunbookStep &s) { return s.deed == deed; })
                       - steps.begin());
}

std::size_t lastOf(const Steps &steps, StepDeed deed)
{
    for (std::size_t i = steps.size(); i-- > 0;) {
        if (steps[i].deed == deed)
            return i;
    }
    return steps.size();
}

/// The way back is armed before the way in, and the way out is part of it.
Result<Done> checkOrder(const Runbook &runbook)
{
    const Steps &steps = runbook.steps;
    const bool hasScripts = std::any_of(steps.begin(), steps.end(), [](const auto &s) { return isScripted(s.deed); });
    const std::size_t first = firstOf(steps, StepDeed::Probe);
    for (std::size_t i = 0; hasScripts && i < std::min(first, steps.size()); ++i) {
        if (steps[i].deed != StepDeed::Wait && steps[i].deed != StepDeed::Person)
            return wrong(placeOf("steps", i),
                         tr("a runbook begins with a probe: it must know where the machine "
                            "stands."));
    }
    if (hasScripts && first == steps.size())
        return wrong(QStringLiteral("steps"), tr("a runbook begins with a probe."));
    const std::size_t enter = firstOf(steps, StepDeed::Enter);
    if (enter == steps.size())
        return Done{};
    const QString place = placeOf("steps", enter);
    if (firstOf(steps, StepDeed::Arm) > enter)
        return wrong(place, tr("the way back is armed before the way in: a step with the deed “arm” comes first."));
    if (lastOf(steps, StepDeed::Enter) != enter)
        return wrong(place, tr("a runbook enters safe mode once."));
    const std::size_t disarm = lastOf(steps, StepDeed::Disarm), confirm = lastOf(steps, StepDeed::Confirm),
                      restart = lastOf(steps, StepDeed::Restart);
    const bool leaves = disarm < steps.size() && disarm > enter && restart < steps.size() && restart > disarm
        && confirm < steps.size() && confirm > restart;
    if (!leaves)
        return wrong(place, tr("after it come steps with the deeds “disarm”, “restart” and “confirm”."));
    if (runbook.wayBack.empty() || runbook.wayBack.front().deed != StepDeed::Disarm
        || firstOf(runbook.wayBack, StepDeed::Confirm) == runbook.wayBack.size())
        return wrong(QStringLiteral("way_back"),
                     tr("a runbook that enters safe mode has a way back: “disarm” first, “confirm” in the end."));
    return Done{};
}

} // namespace

Result<Done> checkRunbook(const Runbook &runbook)
{
    static const QRegularExpression kId(QStringLiteral("^[a-z][a-z0-9-]{1,60}$"));
    if (!kId.match(runbook.id).hasMatch())
        return wrong(QStringLiteral("runbook"), tr("small letters, digits and - only."));
    std::set<QString> ids, names;
    for (std::size_t i = 0; i < runbook.parameters.size(); ++i) {
        const RunbookParameter &parameter = runbook.parameters[i];
        const QString place = placeOf("parameters", i);
        if (!names.insert(parameter.name).second)
            return wrong(place, tr("there are two of the name “%1”.").arg(parameter.name));
        if (parameter.least > parameter.most)
            return wrong(place, tr("“least” is more than “most”."));
        if (!parameter.initial.isEmpty()) {
            if (const Result<QString> initial = checkedValue(parameter, parameter.initial); !initial)
                return wrong(place + QStringLiteral(".initial"), initial.error().advice);
        }
    }
    for (const auto &[name, lines] : runbook.files) {
        const Result<QStringList> used =
            placeholdersIn(Shell::Cmd, lines, [](const QString &) { return true; }); // numbers only, see below
        if (!used)
            return wrong(QStringLiteral("files.") + name, used.error().advice);
        for (const QString &parameter : *used) {
            const auto known = std::find_if(runbook.parameters.begin(), runbook.parameters.end(),
                                            [&](const RunbookParameter &each) { return each.name == parameter; });
            if (known == runbook.parameters.end() || known->type != ParameterType::Minutes)
                return wrong(QStringLiteral("files.") + name, tr("only minutes are put into files."));
        }
    }
    for (const auto &[list, name] : {std::pair(&runbook.steps, "steps"), std::pair(&runbook.wayBack, "way_back")}) {
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (!ids.insert((*list)[i].id).second)
                return wrong(placeOf(name, i), tr("there are two steps “%1”.").arg((*list)[i].id));
            if (const Result<Done> checked = checkStep(runbook, (*list)[i], placeOf(name, i)); !checked)
                return checked;
        }
    }
    return checkOrder(runbook);
}

} // namespace ringward
