#include "app/ctl/devicedocument.h"

#include "app/ctl/command.h"
#include "app/ctl/syncwait.h"
#include "models/tables/devicecolumns.h"

#include <QCoreApplication>
#include <QJsonArray>

#include <algorithm>

namespace ringward::ctl {

namespace {

QString isoTime(qint64 ms)
{
    return ms ? QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(Qt::ISODateWithMs) : QString();
}

std::vector<Row> rowsNamed(const FleetSnapshot &fleet, const QString &host)
{
    std::vector<Row> rows;
    for (Row row = 0; row < fleet.size(); ++row) {
        const std::string_view name = fleet.host(row);
        if (QString::fromUtf8(name.data(), qsizetype(name.size())).compare(host, Qt::CaseInsensitive) == 0)
            rows.push_back(row);
    }
    return rows;
}

using Names = std::map<SourceId, QString>;

Names sourceNames(const Synchroniser &synchroniser)
{
    Names names;
    for (const SourceStatus &status : synchroniser.sources())
        names[status.config.id] = status.config.name;
    return names;
}

QJsonObject recordJson(const SourceRecord &record, const Names &names)
{
    QJsonObject facts;
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (!record.text[i].isEmpty())
            facts.insert(QLatin1StringView(spec(Field(i)).key), record.text[i]);
    }
    const auto name = names.find(record.source);
    return {{QStringLiteral("source"), name == names.end() ? QString() : name->second},
            {QStringLiteral("key"), record.key},
            {QStringLiteral("last_seen"), isoTime(record.lastSeenMs)},
            {QStringLiteral("received"), isoTime(record.receivedMs)},
            {QStringLiteral("drivers"), record.drivers ? qint64(record.drivers->drivers.size()) : -1},
            {QStringLiteral("facts"), facts}};
}

/// The sources that know the device.
std::vector<SourceId> sourcesOf(const FleetSnapshot &fleet, Row row, const Names &names)
{
    const quint16 mask = (*fleet.chunkOf(row).sourceMask)[FleetSnapshot::inChunk(row)];
    const Dictionary &told = fleet.names().sources;
    std::vector<SourceId> sources;
    for (const auto &[id, name] : names) {
        const quint32 bit = told.find(name);
        if (bit && bit <= 16 && mask >> (bit - 1) & 1U)
            sources.push_back(id);
    }
    return sources;
}

/// Names of the sources that know the device but whose record is not here.
QStringList missingRecords(const FleetSnapshot &fleet, Row row, const DeviceDetail &detail, const Names &names)
{
    QStringList missing;
    for (const SourceId source : sourcesOf(fleet, row, names)) {
        if (std::none_of(detail.records.begin(), detail.records.end(),
                         [&](const SourceRecord &record) { return record.source == source; }))
            missing << names.at(source);
    }
    return missing;
}

QJsonObject documentOf(const FleetSnapshot &fleet, Row row, const DeviceDetail &detail, const Names &names)
{
    QJsonObject device{{QStringLiteral("id"), qint64(fleet.id(row).value)}};
    for (const DeviceColumn &column : deviceColumns())
        device.insert(QLatin1StringView(column.key), QJsonValue::fromVariant(column.value(fleet, row)));
    QJsonArray records, conflicts, why, history;
    for (const SourceRecord &record : detail.records)
        records.append(recordJson(record, names));
    for (const Conflict &conflict : detail.conflicts) {
        QJsonObject told;
        for (const auto &[source, text] : conflict.told)
            told.insert(names.contains(source) ? names.at(source) : QString::number(source.value), text);
        conflicts.append(QJsonObject{{QStringLiteral("fact"), QLatin1StringView(spec(conflict.field).key)},
                                     {QStringLiteral("told"), told},
                                     {QStringLiteral("explanation"), conflict.explanation}});
    }
    for (const HealthReason &reason : detail.why)
        why.append(QJsonObject{{QStringLiteral("holds"), reason.holds},
                               {QStringLiteral("text"), reason.text},
                               {QStringLiteral("who"), reason.who}});
    for (const HistoryEntry &entry : detail.history)
        history.append(QJsonObject{{QStringLiteral("at"), isoTime(entry.atMs)},
                                   {QStringLiteral("health"), word(entry.health)},
                                   {QStringLiteral("text"), entry.text}});
    device.insert(QStringLiteral("matched_by"), detail.matchedBy);
    device.insert(QStringLiteral("why"), why);
    device.insert(QStringLiteral("conflicting"), conflicts);
    device.insert(QStringLiteral("records"), records);
    device.insert(QStringLiteral("records_missing"),
                  QJsonArray::fromStringList(missingRecords(fleet, row, detail, names)));
    device.insert(QStringLiteral("history"), history);
    return device;
}

void printPairs(const std::vector<std::pair<QString, QString>> &pairs, Output &out)
{
    out.table({{tr("Fact"), false}, {tr("Value"), false}}, pairs.size(),
              [&](std::size_t row, std::size_t column) { return column == 0 ? pairs[row].first : pairs[row].second; });
}

void printText(const FleetSnapshot &fleet, Row row, const DeviceDetail &detail, const Names &names, qint64 nowMs,
               Output &out)
{
    std::vector<std::pair<QString, QString>> facts;
    for (const DeviceColumn &column : deviceColumns())
        facts.emplace_back(QCoreApplication::translate("ringward::DeviceTable", column.title),
                           column.text(fleet, row, nowMs));
    printPairs(facts, out);
    for (const HealthReason &reason : detail.why)
        out.line((reason.holds ? tr("  holds: %1 (%2)") : tr("  does not hold: %1 (%2)")).arg(reason.text, reason.who));
    for (const Conflict &conflict : detail.conflicts)
        out.line(tr("Conflict: %1").arg(conflict.explanation));
    for (const SourceRecord &record : detail.records) {
        const auto name = names.find(record.source);
        out.line({});
        out.line(tr("As told by %1:").arg(name == names.end() ? record.key : name->second));
        std::vector<std::pair<QString, QString>> told;
        for (std::size_t i = 0; i < kFieldCount; ++i) {
            if (!record.text[i].isEmpty())
                told.emplace_back(QCoreApplication::translate("ringward::Field", spec(Field(i)).label), record.text[i]);
        }
        printPairs(told, out);
    }
    if (const QStringList missing = missingRecords(fleet, row, detail, names); !missing.isEmpty()) {
        out.line({});
        out.line(tr("Not kept here: what %1 tells of it. “devices show HOST --sync” asks for it first.")
                     .arg(missing.join(tr(", "))));
    }
}

} // namespace

QCoro::Task<int> showDevice(Composition &composition, QString host, bool sync, Output &out)
{
    FleetSnapshotPtr fleet = composition.hub().current();
    std::vector<Row> rows = rowsNamed(*fleet, host);
    if (sync && !rows.empty()) {
        std::vector<SourceId> asked;
        for (const Row row : rows) {
            const std::vector<SourceId> sources = sourcesOf(*fleet, row, sourceNames(composition.synchroniser()));
            asked.insert(asked.end(), sources.begin(), sources.end());
        }
        auto syncing = syncAndSave(composition, std::move(asked));
        if (const Result<Done> synced = co_await std::move(syncing); !synced)
            co_return out.fail(synced.error());
        fleet = composition.hub().current();
        rows = rowsNamed(*fleet, host);
    }
    if (rows.empty()) {
        out.complain(
            tr("No device is named “%1”. “ringwardctl devices --filter \"%1\"” looks for parts of names.").arg(host));
        co_return Failed;
    }
    for (const Row row : rows) {
        const Result<DeviceDetail> detail = co_await composition.synchroniser().detail(fleet->id(row), {});
        if (!detail)
            co_return out.fail(detail.error());
        const Names names = sourceNames(composition.synchroniser());
        if (out.isJson())
            out.document(documentOf(*fleet, row, *detail, names));
        else
            printText(*fleet, row, *detail, names, composition.clock().nowMs(), out);
    }
    co_return AllDone;
}

} // namespace ringward::ctl
