#include "models/incident/machinestate.h"

#include <QStringList>

namespace ringward {

namespace {

constexpr qsizetype kLongestLine = 400;

} // namespace

std::optional<MachineState> machineStateFrom(const QString &output)
{
    const QString mark = QStringLiteral("RW-STATE ");
    for (qsizetype at = output.lastIndexOf(mark); at >= 0; at = at > 0 ? output.lastIndexOf(mark, at - 1) : -1) {
        if (at > 0 && output[at - 1] != u'\n' && output[at - 1] != u'\r')
            continue;
        MachineState state;
        state.line = output.mid(at, kLongestLine).section(u'\n', 0, 0).trimmed();
        bool hasMode = false, hasNext = false;
        for (const QString &part : state.line.split(u' ', Qt::SkipEmptyParts)) {
            const QString key = part.section(u'=', 0, 0), value = part.section(u'=', 1);
            if (key == u"mode") {
                hasMode = value == u"safe" || value == u"normal";
                state.isSafe = value == u"safe";
            } else if (key == u"next") {
                hasNext = value == u"safe" || value == u"normal";
                state.isNextSafe = value == u"safe";
            } else if (key == u"boot") {
                state.bootMs = value.toLongLong();
            } else if (key == u"user" && value != u"-") {
                state.user = value;
            } else if (key == u"bitlocker") {
                state.bitLocker = value;
            } else if (key == u"wayback") {
                state.isArmed = value == u"armed";
            }
        }
        if (hasMode && hasNext)
            return state;
    }
    return std::nullopt;
}

} // namespace ringward
