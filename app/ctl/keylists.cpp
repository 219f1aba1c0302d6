#include "app/ctl/keylists.h"

#include "app/changeoffice.h"
#include "models/base/counted.h"
#include "models/fleet/place.h"
#include "models/keys/rotation.h"

#include <QJsonArray>
#include <QLocale>

#include <algorithm>

namespace ringward::ctl {

namespace {

constexpr std::array kStates{KeyState::Present, KeyState::None, KeyState::Unseen, KeyState::NotAsked};

QJsonObject toJson(const KeyCounts &counts)
{
    QJsonObject object{{QStringLiteral("devices"), qint64(counts.devices())},
                       {QStringLiteral("without_directory"), qint64(counts.withoutDirectory)},
                       {QStringLiteral("worked"), qint64(counts.worked)},
                       {QStringLiteral("to_rotate"), qint64(counts.toRotate)}};
    for (const KeyState state : kStates)
        object.insert(word(state), qint64(counts.of(state)));
    return object;
}

struct Line {
    QString name;
    const KeyCounts *counts;
};

std::vector<Line> linesOf(const KeyOverview &overview, const FleetSnapshot &fleet, KeysBy by)
{
    std::vector<Line> lines;
    if (by == KeysBy::Ward) {
        for (std::size_t id = 0; id < overview.byWard.size(); ++id) {
            const Ward &ward = fleet.names().wards()[id];
            if (overview.byWard[id].devices() > 0)
                lines.push_back(
                    {id == 0 ? tr("(no ward told)") : ward.siteCode + u' ' + ward.code, &overview.byWard[id]});
        }
        std::sort(lines.begin(), lines.end(), [](const Line &a, const Line &b) { return a.name < b.name; });
    } else if (by == KeysBy::Tier) {
        for (int tier = 0; tier < kTierCount; ++tier)
            lines.push_back({word(Tier(tier)).toUpper(), &overview.byTier[std::size_t(tier)]});
    }
    if (by != KeysBy::Ward)
        lines.push_back({tr("all"), &overview.all});
    return lines;
}

void printCounts(const std::vector<Line> &lines, KeysBy by, Output &out)
{
    const QString key = by == KeysBy::Ward ? QStringLiteral("ward") : QStringLiteral("tier");
    if (out.isJson()) {
        for (const Line &line : lines) {
            QJsonObject object = toJson(*line.counts);
            object.insert(key, line.name);
            out.entry(object);
        }
        return;
    }
    std::vector<TableColumn> heads{{by == KeysBy::Ward ? tr("Ward") : tr("Tier"), false}, {tr("Devices"), true}};
    for (const KeyState state : kStates)
        heads.push_back({word(state), true});
    for (const QString &title : {tr("Ready"), tr("Off directory"), tr("Confirmed"), tr("To rotate")})
        heads.push_back({title, true});
    const QLocale locale;
    out.table(heads, lines.size(), [&](std::size_t row, std::size_t column) -> QString {
        const KeyCounts &counts = *lines[row].counts;
        const std::array texts{lines[row].name,
                               locale.toString(counts.devices()),
                               locale.toString(counts.of(kStates[0])),
                               locale.toString(counts.of(kStates[1])),
                               locale.toString(counts.of(kStates[2])),
                               locale.toString(counts.of(kStates[3])),
                               keyShare(counts),
                               locale.toString(counts.withoutDirectory),
                               locale.toString(counts.worked),
                               locale.toString(counts.toRotate)};
        return texts[column];
    });
}

QStringList holdersOf(const KeyBook &book, const KeyReadiness &readiness)
{
    QStringList names;
    for (const DeviceRecoveryKey &key : readiness.keys) {
        for (const HeldKey &copy : key.copies) {
            if (const HolderState *holder = book.holder(copy.source); holder && !names.contains(holder->name))
                names << holder->name;
        }
    }
    return names;
}

void printDevices(const KeyBook &book, const FleetSnapshot &fleet, const RowSet &rows, qint64 nowMs, Output &out)
{
    std::vector<Row> all;
    for (Row row = 0; row < fleet.size(); ++row) {
        if (rows.test(row))
            all.push_back(row);
    }
    if (out.isJson()) {
        for (const Row row : all) {
            const KeyReadiness readiness = book.readiness(fleet, row);
            QJsonArray ids;
            for (const DeviceRecoveryKey &key : readiness.keys)
                ids.append(shortKeyId(key.keyId));
            out.entry({{QStringLiteral("id"), qint64(fleet.id(row).value)},
                       {QStringLiteral("host"), hostText(fleet, row)},
                       {QStringLiteral("tier"), word(fleet.tier(row))},
                       {QStringLiteral("key"), word(readiness.state)},
                       {QStringLiteral("key_ids"), ids},
                       {QStringLiteral("created"), isoTime(readiness.createdMs())},
                       {QStringLiteral("sources"), QJsonArray::fromStringList(holdersOf(book, readiness))},
                       {QStringLiteral("without_directory"), readiness.withoutDirectory},
                       {QStringLiteral("worked"), isoTime(readiness.workedMs)},
                       {QStringLiteral("to_rotate"), readiness.toRotate}});
        }
        return;
    }
    out.table(
        {{tr("Host"), false}, {tr("Tier"), false}, {tr("Key"), false}, {tr("Ids"), false}, {tr("Held by"), false}},
        all.size(), [&](std::size_t at, std::size_t column) -> QString {
            const KeyReadiness readiness = book.readiness(fleet, all[at]);
            QStringList ids;
            for (const DeviceRecoveryKey &key : readiness.keys)
                ids << shortKeyId(key.keyId);
            const std::array texts{hostText(fleet, all[at]), word(fleet.tier(all[at])).toUpper(),
                                   keyStateText(readiness, nowMs), ids.join(tr(", ")),
                                   holdersOf(book, readiness).join(tr(", "))};
            return texts[column];
        });
}

void printHolders(const KeyBook &book, Output &out)
{
    if (book.holders().empty())
        out.line(tr("No source here holds recovery keys."));
    for (const HolderState &holder : book.holders()) {
        QString text = holder.askedMs == 0 ? tr("%1: not asked yet").arg(holder.name)
            : holder.sight == KeySight::None
            ? tr("%1: asked %2, its account has no right to see keys").arg(holder.name, isoTime(holder.askedMs))
            : holder.sight == KeySight::Existence
            ? tr("%1: asked %2, its account sees keys and may not read them").arg(holder.name, isoTime(holder.askedMs))
            : tr("%1: asked %2").arg(holder.name, isoTime(holder.askedMs));
        if (holder.unplaced > 0)
            text += tr(", %1 keys of machines that are no device here").arg(holder.unplaced);
        if (holder.error)
            text += tr(". The last attempt failed: %1").arg(userMessage(*holder.error));
        out.line(text);
    }
}

} // namespace

QString isoTime(qint64 ms)
{
    return ms > 0 ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODate) : QString();
}

int printReadiness(Composition &composition, const RowSet &rows, KeysBy by, Output &out)
{
    const FleetSnapshotPtr fleet = composition.hub().current();
    const KeyBook &book = *composition.keys().book();
    if (by == KeysBy::Device)
        printDevices(book, *fleet, rows, composition.clock().nowMs(), out);
    else
        printCounts(linesOf(keyOverview(book, *fleet, &rows), *fleet, by), by, out);
    if (!out.isJson()) {
        out.line({});
        printHolders(book, out);
    }
    for (const HolderState &holder : book.holders()) {
        if (holder.error)
            return SomeRefused;
    }
    return AllDone;
}

int printRotation(Composition &composition, Output &out)
{
    const FleetSnapshot &fleet = *composition.hub().current();
    const auto people = composition.changes().roster().people();
    if (!people)
        return out.fail(people.error());
    const std::vector<RotationLine> lines = rotationLines(*composition.keys().book(), fleet, *people);
    if (out.isJson()) {
        for (const RotationLine &line : lines)
            out.entry({{QStringLiteral("device"), qint64(line.due.last.device.value)},
                       {QStringLiteral("host"), line.host},
                       {QStringLiteral("ward"), line.ward},
                       {QStringLiteral("key_id"), shortKeyId(line.due.last.keyId)},
                       {QStringLiteral("released"), isoTime(line.due.last.releasedMs)},
                       {QStringLiteral("times"), line.due.times},
                       {QStringLiteral("worked"), isoTime(line.due.last.workedMs)},
                       {QStringLiteral("by"), line.person}});
        return AllDone;
    }
    out.table({{tr("Host"), false},
               {tr("Ward"), false},
               {tr("Key id"), false},
               {tr("Read at"), false},
               {tr("Times"), true},
               {tr("By"), false}},
              lines.size(), [&](std::size_t at, std::size_t column) -> QString {
                  const RotationLine &line = lines[at];
                  const std::array texts{line.host,
                                         line.ward,
                                         spacedKeyId(line.due.last.keyId),
                                         isoTime(line.due.last.releasedMs),
                                         QString::number(line.due.times),
                                         line.person};
                  return texts[column];
              });
    out.line({});
    out.line(lines.empty() ? tr("No key is to be rotated.")
                           : tr("%1 to be rotated: a key leaves this list when the machine has a newer one.")
                                 .arg(counted(qint64(lines.size()), Noun::RecoveryKey)));
    return AllDone;
}

} // namespace ringward::ctl
