#include "models/tables/devicecolumns.h"

#include "models/fleet/drivermember.h"
#include "models/fleet/streamlookup.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <bit>

namespace ringward {

namespace {

using Fleet = const FleetSnapshot &;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DeviceTable", text);
}

QString told(const QString &text)
{
    return text.isEmpty() ? tr("not told") : text;
}

QString utf16(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QVariant isoTime(qint64 ms)
{
    return ms == 0 ? QVariant() : QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate);
}

const QString &wardName(const Ward &ward)
{
    return ward.name.isEmpty() ? ward.code : ward.name;
}

QString siteAndWard(Fleet f, Row r)
{
    const Ward &ward = f.ward(r);
    const QString &site = ward.siteCode.isEmpty() ? ward.siteName : ward.siteCode;
    return site.isEmpty() ? wardName(ward) : tr("%1 · %2").arg(site, wardName(ward));
}

StreamState contentOf(Fleet f, Row r)
{
    return streamState(f.updates(r), streamPosition(f.names(), {}));
}

constexpr std::array kHealthNames{
    QT_TRANSLATE_NOOP("ringward::DeviceTable", "crash-looping"),
    QT_TRANSLATE_NOOP("ringward::DeviceTable", "silent"),
    QT_TRANSLATE_NOOP("ringward::DeviceTable", "degraded"),
    QT_TRANSLATE_NOOP("ringward::DeviceTable", "unknown"),
    QT_TRANSLATE_NOOP("ringward::DeviceTable", "up"),
};
constexpr std::array kPinNames{
    "–",
    QT_TRANSLATE_NOOP("ringward::DeviceTable", "ring"),
    QT_TRANSLATE_NOOP("ringward::DeviceTable", "delay"),
    QT_TRANSLATE_NOOP("ringward::DeviceTable", "version"),
    QT_TRANSLATE_NOOP("ringward::DeviceTable", "ward"),
};

const QString &roomText(Fleet f, Row r)
{
    return f.names().rooms.text((*f.chunkOf(r).room)[f.inChunk(r)]);
}
const QString &roleText(Fleet f, Row r)
{
    return f.names().roles.text((*f.chunkOf(r).role)[f.inChunk(r)]);
}
const QString &modelText(Fleet f, Row r)
{
    return f.names().models.text((*f.chunkOf(r).model)[f.inChunk(r)]);
}
const QString &osText(Fleet f, Row r)
{
    return f.names().osBuilds.text((*f.chunkOf(r).osBuild)[f.inChunk(r)]);
}
const QString &agentText(Fleet f, Row r)
{
    return f.names().agentProducts.text(f.updates(r).agentProduct);
}
const QString &agentVersionText(Fleet f, Row r)
{
    return f.names().versions.text(f.updates(r).agentVersion);
}
const QString &contentText(Fleet f, Row r)
{
    return f.names().versions.text(contentOf(f, r).version);
}
const QString &ringText(Fleet f, Row r)
{
    return f.names().rings()[contentOf(f, r).ring].name;
}
int driverCount(Fleet f, Row r)
{
    return int(driversIn(f.names().driverSets()[(*f.chunkOf(r).driverSet)[f.inChunk(r)]]));
}
int sourceCount(Fleet f, Row r)
{
    return std::popcount((*f.chunkOf(r).sourceMask)[f.inChunk(r)]);
}
int conflictCount(Fleet f, Row r)
{
    return (*f.chunkOf(r).conflicts)[f.inChunk(r)];
}

/// Columns that show a text as a source told it.
template <auto get>
QString shown(Fleet f, Row r, qint64)
{
    return told(get(f, r));
}
template <auto get>
QVariant plain(Fleet f, Row r)
{
    return get(f, r);
}
template <auto get>
QString number(Fleet f, Row r, qint64)
{
    return QLocale().toString(get(f, r));
}

constexpr std::array kColumns{
    DeviceColumn{"health", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Health"), DeviceKey::Health,
                 [](Fleet f, Row r, qint64) { return tr(kHealthNames[std::size_t(f.health(r))]); },
                 [](Fleet f, Row r) {
                     return QVariant(word(f.health(r)));
                 }},
    DeviceColumn{"host", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Host"), DeviceKey::Host,
                 [](Fleet f, Row r, qint64) { return utf16(f.host(r)); },
                 [](Fleet f, Row r) {
                     return QVariant(utf16(f.host(r)));
                 }},
    DeviceColumn{"ward", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Site · ward"), DeviceKey::Ward,
                 [](Fleet f, Row r, qint64) { return told(siteAndWard(f, r)); },
                 [](Fleet f, Row r) {
                     return QVariant(siteAndWard(f, r));
                 }},
    DeviceColumn{"room", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Room"), DeviceKey::Room, shown<roomText>,
                 plain<roomText>},
    DeviceColumn{"role", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Role"), DeviceKey::Role, shown<roleText>,
                 plain<roleText>},
    DeviceColumn{"tier", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Tier"), DeviceKey::Tier,
                 [](Fleet f, Row r, qint64) { return word(f.tier(r)).toUpper(); },
                 [](Fleet f, Row r) {
                     return QVariant(word(f.tier(r)));
                 }},
    DeviceColumn{"model", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Model"), DeviceKey::Model, shown<modelText>,
                 plain<modelText>},
    DeviceColumn{"system", QT_TRANSLATE_NOOP("ringward::DeviceTable", "System"), DeviceKey::OsBuild, shown<osText>,
                 plain<osText>},
    DeviceColumn{"agent", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Agent"), DeviceKey::AgentProduct,
                 shown<agentText>, plain<agentText>},
    DeviceColumn{"agent_version", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Agent version"), DeviceKey::AgentVersion,
                 shown<agentVersionText>, plain<agentVersionText>},
    DeviceColumn{"content", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Content"), DeviceKey::ContentVersion,
                 shown<contentText>, plain<contentText>},
    DeviceColumn{"ring", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Ring"), DeviceKey::Ring, shown<ringText>,
                 plain<ringText>},
    DeviceColumn{"pin", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Pin"), DeviceKey::Pin,
                 [](Fleet f, Row r, qint64) { return tr(kPinNames[std::size_t(f.pin(r).kind)]); },
                 [](Fleet f, Row r) {
                     return QVariant(word(f.pin(r).kind));
                 }},
    DeviceColumn{"last_seen", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Seen"), DeviceKey::LastSeen,
                 [](Fleet f, Row r, qint64 nowMs) { return shortAge(f.lastSeenMs(r), nowMs); },
                 [](Fleet f, Row r) {
                     return isoTime(f.lastSeenMs(r));
                 }},
    DeviceColumn{"health_since", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Since"), DeviceKey::HealthSince,
                 [](Fleet f, Row r, qint64 nowMs) {
                     return f.healthSinceMs(r) == 0 ? tr("not told") : shortAge(f.healthSinceMs(r), nowMs);
                 },
                 [](Fleet f, Row r) {
                     return isoTime(f.healthSinceMs(r));
                 }},
    DeviceColumn{"drivers", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Drivers"), DeviceKey::DriverCount,
                 [](Fleet f, Row r, qint64) {
                     const int count = driverCount(f, r);
                     return count == 0 ? tr("not told") : QLocale().toString(count);
                 },
                 plain<driverCount>},
    DeviceColumn{"sources", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Sources"), DeviceKey::Sources,
                 number<sourceCount>, plain<sourceCount>},
    DeviceColumn{"conflicts", QT_TRANSLATE_NOOP("ringward::DeviceTable", "Conflicts"), DeviceKey::Conflicts,
                 number<conflictCount>, plain<conflictCount>},
};

} // namespace

std::span<const DeviceColumn> deviceColumns()
{
    return kColumns;
}

QString shortAge(qint64 atMs, qint64 nowMs)
{
    constexpr qint64 kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;
    if (atMs == 0)
        return tr("never");
    const qint64 age = std::max<qint64>(0, nowMs - atMs); // a source's clock may run ahead of ours
    if (age < kMinute)
        return tr("%1 s").arg(age / kSecond);
    if (age < kHour)
        return tr("%1 min").arg(age / kMinute);
    if (age < 2 * kDay)
        return tr("%1 h").arg(age / kHour);
    return tr("%1 d").arg(QLocale().toString(age / kDay));
}

} // namespace ringward
