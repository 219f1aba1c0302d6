#include "models/incident/safemodewatch.h"

#include "models/base/counted.h"
#include "models/fleet/filterterm.h"

#include <QCoreApplication>

namespace ringward {

namespace {

constexpr std::size_t kNamed = 3, kInFilter = 40;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::SafeModeWatch", text);
}

} // namespace

QString modeText(const ModeEntry &mode)
{
    if (!mode.isOpen)
        return tr("out of safe mode");
    return mode.isSafe    ? tr("in safe mode")
        : mode.isNextSafe ? tr("next start in safe mode")
                          : tr("may be in safe mode");
}

std::vector<AttentionRow> safeModeAttention(const std::vector<ModeEntry> &open, qint64 nowMs,
                                            const std::function<bool(const ModeEntry &)> &isUnderWay)
{
    QStringList named, hosts;
    quint32 left = 0, worked = 0;
    for (const ModeEntry &mode : open) {
        const bool isOverdue = mode.wayBackMs > 0 && nowMs > mode.wayBackMs;
        if (isUnderWay && isUnderWay(mode) && !isOverdue) {
            ++worked;
            continue;
        }
        if (left++ < kNamed)
            named << QStringLiteral("%1 %2").arg(mode.host, modeText(mode));
        if (hosts.size() < qsizetype(kInFilter))
            hosts << mode.host;
    }
    if (left == 0)
        return {};
    AttentionRow row;
    row.kind = AttentionRow::Kind::LeftInSafeMode;
    row.count = left;
    row.title = tr("%1 may be left in safe mode").arg(counted(left, Noun::Device));
    row.remark = named.join(QStringLiteral(" · "));
    if (left > kNamed)
        row.remark += tr(" · %1 more").arg(left - kNamed);
    if (worked)
        row.remark += tr(" · %1 being worked").arg(worked);
    row.filterLine = filterTerm("host", hosts);
    return {row};
}

} // namespace ringward
