#include "views/devices/devicefacts.h"

#include "models/base/counted.h"
#include "models/base/datetext.h"
#include "models/fleet/filterterm.h"
#include "models/fleet/place.h"
#include "models/fleet/streamlookup.h"
#include "views/widgets/exporttext.h"
#include "views/widgets/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DevicePane", text);
}

QString labelOf(Field field)
{
    return QCoreApplication::translate("ringward::Field", spec(field).label);
}

QString streamLabel(const Stream &stream)
{
    switch (stream.kind) {
    case StreamKind::AgentBuild:
        return tr("Agent build");
    case StreamKind::OperatingSystem:
        return tr("System update");
    case StreamKind::SecurityContent:
        break;
    }
    return stream.category.isEmpty() ? tr("Content") : tr("Content, %1").arg(stream.category);
}

FactList::Fact fact(const QString &label, const QString &value)
{
    return {label, value.isEmpty() ? tr("not told") : value, false, value.isEmpty()};
}

QString pinText(const PinMark &pin)
{
    static constexpr const char *kKinds[] = {
        QT_TRANSLATE_NOOP("ringward::DevicePane", "not pinned"),
        QT_TRANSLATE_NOOP("ringward::DevicePane", "held to a ring"),
        QT_TRANSLATE_NOOP("ringward::DevicePane", "held to a delay"),
        QT_TRANSLATE_NOOP("ringward::DevicePane", "held to a version"),
        QT_TRANSLATE_NOOP("ringward::DevicePane", "its ward is pinned"),
    };
    const QString kind = tr(kKinds[std::size_t(pin.kind)]);
    if (pin.kind == PinKind::None || pin.expiresMs == 0)
        return kind;
    return tr("%1 until %2").arg(kind, dayText(pin.expiresMs));
}

QString flagText(DeviceFlags flags)
{
    QStringList words;
    if (flags & DeviceFlag::DowntimePc)
        words << tr("downtime PC");
    if (flags & DeviceFlag::Cart)
        words << tr("on a cart");
    if (flags & DeviceFlag::Server)
        words << tr("server");
    if (flags & DeviceFlag::InSafeMode)
        words << tr("in safe mode");
    return words.join(QStringLiteral(", "));
}

/// The row of the comparison for one fact; nothing when no source tells it.
template <typename Get>
std::optional<Comparison::Line> lineOf(const QString &label, const DeviceDetail &detail, std::size_t columns,
                                       const Get &get)
{
    Comparison::Line line{label, {}, false};
    QString first;
    bool same = true;
    for (std::size_t i = 0; i < columns; ++i) {
        const QString text = get(detail.records[i]);
        if (!text.isEmpty() && !first.isEmpty() && text.compare(first, Qt::CaseInsensitive) != 0)
            same = false;
        if (first.isEmpty())
            first = text;
        line.cells.push_back({text.isEmpty() ? tr("not told") : text, text.isEmpty()});
    }
    if (first.isEmpty())
        return std::nullopt;
    bool told = false;
    for (Comparison::Cell &cell : line.cells) {
        if (same && told && !cell.muted)
            cell = {tr("same"), true};
        else
            told = told || !cell.muted;
    }
    return line;
}

constexpr Field kAlways[] = {Field::HostName, Field::SerialNumber, Field::WardCode,    Field::Room,
                             Field::Model,    Field::OsBuild,      Field::AgentVersion};

QString signsText(const HealthSigns &signs)
{
    QStringList words;
    const auto add = [&](const std::optional<bool> &sign, const QString &yes, const QString &no) {
        if (sign && !(*sign ? yes : no).isEmpty())
            words << (*sign ? yes : no);
    };
    add(signs.online, tr("online"), tr("offline"));
    add(signs.reducedFunctionality, tr("reduced functionality"), {});
    add(signs.agentStopped, tr("agent stopped"), {});
    add(signs.contentError, tr("last content not applied"), {});
    add(signs.rebootPending, tr("restart pending"), {});
    if (signs.restartsLastHour)
        words << tr("%1 in the last hour").arg(counted(*signs.restartsLastHour, Noun::Restart));
    return words.join(QStringLiteral(", "));
}

} // namespace

Comparison compareSources(const DeviceDetail &detail, const SourceNames &names, qint64 nowMs, std::size_t mostSources)
{
    Comparison table;
    const std::size_t columns = std::min(mostSources, detail.records.size());
    table.left = int(detail.records.size() - columns);
    for (std::size_t i = 0; i < columns; ++i)
        table.sources << names(detail.records[i].source);
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const auto field = Field(i);
        const bool conflict = std::any_of(detail.conflicts.begin(), detail.conflicts.end(),
                                          [&](const Conflict &each) { return each.field == field; });
        const bool always = std::find(std::begin(kAlways), std::end(kAlways), field) != std::end(kAlways);
        if (!conflict && !always)
            continue;
        auto line = lineOf(labelOf(field), detail, columns, [&](const SourceRecord &record) { return record[field]; });
        if (!line)
            continue;
        line->conflict = conflict;
        table.lines.push_back(std::move(*line));
    }
    const auto seen = [&](const SourceRecord &record) {
        return record.lastSeenMs == 0 ? QString() : momentText(record.lastSeenMs, nowMs);
    };
    if (auto line = lineOf(tr("Last seen"), detail, columns, seen))
        table.lines.push_back(std::move(*line));
    return table;
}

QString wardFilter(const FleetSnapshot &fleet, Row row)
{
    const Ward &ward = fleet.ward(row);
    return ward.code.isEmpty() && ward.name.isEmpty() ? QString() : wardFilter(ward);
}

std::vector<FactList::Fact> whatItIs(const FleetSnapshot &fleet, Row row, qint64 nowMs)
{
    const DeviceRow device = fleet.row(row);
    const FleetDictionaries &names = fleet.names();
    const UpdateState &updates = fleet.updates(row);
    std::vector<FactList::Fact> facts{fact(tr("Role"), names.roles.text(device.role)),
                                      fact(tr("Tier"), tierLabel(device.tier) + u' ' + tierName(device.tier)),
                                      fact(tr("Model"), names.models.text(device.model)),
                                      fact(tr("System"), names.osBuilds.text(device.osBuild))};
    const QString agent =
        names.agentProducts.text(updates.agentProduct) + u' ' + names.versions.text(updates.agentVersion);
    facts.push_back(fact(tr("Agent"), agent.trimmed()));
    for (std::size_t i = 0; i < updates.streams.size() && i < names.streams().size(); ++i) {
        const StreamState &state = updates.streams[i];
        if (state.version == 0 && state.ring == 0)
            continue;
        const QString version = names.versions.text(state.version), ring = names.rings()[state.ring].name;
        facts.push_back(fact(streamLabel(names.streams()[i]),
                             ring.isEmpty() ? version : tr("%1 · ring %2").arg(version, ring).trimmed()));
    }
    facts.push_back(fact(tr("Pin"), pinText(fleet.pin(row))));
    if (const QString flags = flagText(device.flags); !flags.isEmpty())
        facts.push_back(fact(tr("Also"), flags));
    facts.push_back(
        fact(tr("Last seen"),
             device.lastSeenMs == 0
                 ? tr("never")
                 : tr("%1, %2 ago").arg(momentText(device.lastSeenMs, nowMs), ageText(nowMs - device.lastSeenMs))));
    if (const quint16 cover = fleet.ward(row).minimumCover)
        facts.push_back(fact(tr("Ward cover"), tr("%1 needed").arg(counted(cover, Noun::WorkingMachine))));
    return facts;
}

std::vector<FactList::Fact> factsOf(const SourceRecord &record, qint64 nowMs)
{
    std::vector<FactList::Fact> facts;
    QStringList notTold;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        const auto field = Field(i);
        const QString label = labelOf(field);
        if (record[field].isEmpty())
            notTold << label;
        else
            facts.push_back({label, record[field], spec(field).identity && field != Field::HostName, false});
    }
    for (const StreamReport &report : record.streams) {
        const QString ring = report.ring.name.isEmpty() ? QString() : tr(" · ring %1").arg(report.ring.name);
        facts.push_back(fact(streamLabel(report.stream), report.version + ring));
    }
    facts.push_back(fact(tr("Signs"), signsText(record.signs)));
    if (record.signs.bootTimeMs)
        facts.push_back(fact(tr("Started"), momentText(record.signs.bootTimeMs, nowMs)));
    facts.push_back(fact(tr("Last seen"), record.lastSeenMs ? momentText(record.lastSeenMs, nowMs) : QString()));
    facts.push_back(fact(tr("Drivers"),
                         record.drivers ? QLocale().toString(qlonglong(record.drivers->drivers.size())) : QString()));
    facts.push_back({tr("Its own id"), record.key, true, false});
    facts.push_back(fact(tr("Received"), momentText(record.receivedMs, nowMs)));
    if (!notTold.isEmpty())
        facts.push_back({tr("Not told"), notTold.join(QStringLiteral(", ")), false, true});
    return facts;
}

QString momentText(qint64 atMs, qint64 nowMs)
{
    if (atMs == 0)
        return tr("never");
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(atMs), now = QDateTime::fromMSecsSinceEpoch(nowMs);
    const QLocale locale;
    if (at.date() == now.date())
        return at.toString(QStringLiteral("HH:mm:ss"));
    return locale.toString(
        at, at.date().year() == now.date().year() ? QStringLiteral("d MMM HH:mm") : QStringLiteral("d MMM yyyy"));
}

QString detailText(const FleetSnapshot &fleet, Row row, const DeviceDetail &detail, const SourceNames &names,
                   qint64 nowMs)
{
    QStringList lines{hostText(fleet, row), placeText(fleet, row), healthName(fleet.health(row)), {}};
    const auto add = [&](const std::vector<FactList::Fact> &facts) {
        for (const FactList::Fact &each : facts)
            lines << QStringLiteral("%1: %2").arg(each.label, each.value);
        lines << QString();
    };
    for (const HealthReason &reason : detail.why)
        lines << QStringLiteral("%1 %2 (%3)").arg(reason.holds ? tr("yes:") : tr("no:"), reason.text, reason.who);
    lines << QString();
    add(whatItIs(fleet, row, nowMs));
    for (const Conflict &conflict : detail.conflicts)
        lines << tr("Conflict, %1: %2").arg(labelOf(conflict.field), conflict.explanation);
    if (!detail.matchedBy.isEmpty())
        lines << detail.matchedBy << QString();
    for (const SourceRecord &record : detail.records) {
        lines << tr("Told by %1").arg(names(record.source));
        add(factsOf(record, nowMs));
    }
    lines << tr("Copied %1").arg(stampText(nowMs));
    return lines.join(u'\n');
}

} // namespace ringward
