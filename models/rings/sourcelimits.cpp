#include "models/rings/sourcelimits.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Rings", text);
}

QStringList textsOf(const QJsonValue &value)
{
    QStringList texts;
    for (const QJsonValue &each : value.toArray())
        texts << each.toString();
    return texts;
}

SourceLimits limitsFromJson(const QJsonValue &json)
{
    SourceLimits limits;
    limits.system = json[u"system"].toString();
    limits.label = json[u"label"].toString();
    limits.kind = streamKindFromWord(json[u"stream"].toString()).value_or(StreamKind::SecurityContent);
    limits.categories = textsOf(json[u"categories"]);
    for (const QJsonValue &delay : json[u"delays_min"].toArray())
        limits.delaysMin.push_back(delay.toInt());
    limits.longestDelayMin = json[u"longest_delay_min"].toInt();
    limits.pause = json[u"pause"].toBool();
    limits.noPauseFor = textsOf(json[u"no_pause_for"]);
    limits.longestPauseDays = json[u"longest_pause_days"].toInt();
    limits.versionPins = json[u"version_pins"].toBool();
    limits.ringIs = json[u"ring_is"].toString();
    limits.groupIs = json[u"group_is"].toString();
    return limits;
}

QString list(const std::vector<int> &minutes)
{
    QStringList texts;
    for (const int each : minutes)
        texts << durationText(each);
    return texts.join(QStringLiteral(", "));
}

bool takesDelay(const SourceLimits &limits, int minutes)
{
    if (!limits.delaysMin.empty())
        return std::find(limits.delaysMin.begin(), limits.delaysMin.end(), minutes) != limits.delaysMin.end();
    return minutes <= limits.longestDelayMin;
}

} // namespace

const std::vector<SourceLimits> &sourceLimits()
{
    static const std::vector<SourceLimits> all = [] {
        std::vector<SourceLimits> read;
        QFile file(QStringLiteral(":/catalogues/source-limits.json"));
        if (!file.open(QIODevice::ReadOnly))
            return read;
        for (const QJsonValue &value : QJsonDocument::fromJson(file.readAll()).object().value(u"systems").toArray())
            read.push_back(limitsFromJson(value));
        return read;
    }();
    return all;
}

const SourceLimits *limitsOf(QStringView system)
{
    const auto &all = sourceLimits();
    const auto at = std::find_if(all.begin(), all.end(), [&](const SourceLimits &l) { return l.system == system; });
    return at == all.end() ? nullptr : &*at;
}

QStringList refusals(const Ring &ring, const Stream &stream, const SourceLimits &limits)
{
    QStringList reasons;
    const QString &name = ring.name.name;
    if (limits.kind != stream.kind)
        reasons << tr("%1 does not deliver this kind of stream.").arg(limits.label);
    if (!limits.categories.isEmpty() && !limits.categories.contains(stream.category, Qt::CaseInsensitive))
        reasons << tr("%1 has no category “%2”; it has %3.")
                       .arg(limits.label, stream.category, limits.categories.join(QStringLiteral(", ")));
    if (ring.hold == RingHold::Pause && !limits.pause)
        reasons << tr("%1 cannot pause (ring “%2”).").arg(limits.label, name);
    else if (ring.hold == RingHold::Pause && limits.noPauseFor.contains(stream.category, Qt::CaseInsensitive))
        reasons << tr("%1 refuses a pause for “%2” (ring “%3”). Hold it by a delay or a pinned version.")
                       .arg(limits.label, stream.category, name);
    if (ring.hold == RingHold::Version && !limits.versionPins)
        reasons << tr("%1 cannot hold a version (ring “%2”).").arg(limits.label, name);
    if (ring.hold == RingHold::None && !takesDelay(limits, ring.delayMin))
        reasons << (limits.delaysMin.empty()
                        ? tr("%1 takes a delay of at most %2, not %3 (ring “%4”).")
                              .arg(limits.label, durationText(limits.longestDelayMin), durationText(ring.delayMin),
                                   name)
                        : tr("%1 takes only these delays: %2; not %3 (ring “%4”).")
                              .arg(limits.label, list(limits.delaysMin), durationText(ring.delayMin), name));
    return reasons;
}

QStringList refusals(const StreamPolicy &policy)
{
    QStringList reasons;
    for (const Ring &ring : policy.rings) {
        for (const RingDelivery &delivery : ring.deliveries) {
            if (const SourceLimits *limits = limitsOf(delivery.system))
                reasons += refusals(ring, policy.stream, *limits);
            else
                reasons << tr("No limits are known of “%1” (ring “%2”).").arg(delivery.system, ring.name.name);
        }
    }
    reasons.removeDuplicates();
    return reasons;
}

} // namespace ringward
