#include "app/ctl/command.h"
#include "app/ctl/devicedocument.h"
#include "app/ctl/syncwait.h"
#include "models/base/counted.h"
#include "models/fleet/filter.h"
#include "models/tables/devicecolumns.h"

#include <QCoreApplication>

#include <numeric>

namespace ringward::ctl {

namespace {

constexpr const char *kUsual = "health,host,ward,room,tier,model,agent_version,ring,last_seen";

using Columns = std::vector<const DeviceColumn *>;

const DeviceColumn *columnOf(const QString &key)
{
    for (const DeviceColumn &column : deviceColumns()) {
        if (key == QLatin1StringView(column.key))
            return &column;
    }
    return nullptr;
}

QString allKeys()
{
    QStringList keys;
    for (const DeviceColumn &column : deviceColumns())
        keys << QString::fromLatin1(column.key);
    return keys.join(tr(", "));
}

struct Question {
    QString filter;
    Columns columns;
    DeviceKey key = DeviceKey::Health;
    Qt::SortOrder order = Qt::AscendingOrder;
    std::size_t limit = 0; ///< 0 for all
};

std::optional<Question> readQuestion(const QCommandLineParser &parser, Output &out)
{
    Question question;
    question.filter = parser.value(QStringLiteral("filter"));
    const bool all = out.isJson() && !parser.isSet(QStringLiteral("columns"));
    for (const QString &key : (all ? allKeys() : parser.value(QStringLiteral("columns"))).split(u',')) {
        const DeviceColumn *column = columnOf(key.trimmed());
        if (!column) {
            out.complain(tr("There is no column “%1”. There are: %2.").arg(key.trimmed(), allKeys()));
            return std::nullopt;
        }
        question.columns.push_back(column);
    }
    QString sort = parser.value(QStringLiteral("sort"));
    if (sort.startsWith(u'-')) {
        question.order = Qt::DescendingOrder;
        sort.remove(0, 1);
    }
    const DeviceColumn *sorted = columnOf(sort);
    if (!sorted) {
        out.complain(tr("There is no column “%1” to sort by. There are: %2.").arg(sort, allKeys()));
        return std::nullopt;
    }
    question.key = sorted->sortKey;
    bool isNumber = true;
    if (parser.isSet(QStringLiteral("limit")))
        question.limit = parser.value(QStringLiteral("limit")).toUInt(&isNumber);
    if (!isNumber) {
        out.complain(tr("--limit takes a whole number."));
        return std::nullopt;
    }
    return question;
}

QJsonObject toJson(const FleetSnapshot &fleet, Row row, const Columns &columns)
{
    QJsonObject object{{QStringLiteral("id"), qint64(fleet.id(row).value)}};
    for (const DeviceColumn *column : columns)
        object.insert(QLatin1StringView(column->key), QJsonValue::fromVariant(column->value(fleet, row)));
    return object;
}

void printTable(const FleetSnapshot &fleet, const std::vector<Row> &rows, const Columns &columns, qint64 nowMs,
                Output &out)
{
    std::vector<TableColumn> heads;
    for (const DeviceColumn *column : columns) {
        const bool isNumber = column->sortKey == DeviceKey::DriverCount || column->sortKey == DeviceKey::Sources
            || column->sortKey == DeviceKey::Conflicts;
        heads.push_back({QCoreApplication::translate("ringward::DeviceTable", column->title), isNumber});
    }
    out.table(heads, rows.size(),
              [&](std::size_t row, std::size_t column) { return columns[column]->text(fleet, rows[row], nowMs); });
}

int list(Composition &composition, const Question &question, Output &out)
{
    const FleetSnapshotPtr fleet = composition.hub().current();
    const qint64 nowMs = composition.clock().nowMs();
    const Filter filter = Filter::parse(question.filter);
    if (!filter.isValid()) {
        out.complain(tr("The filter is not valid: %1").arg(filter.diagnosis().message));
        return WrongUsage;
    }
    const std::optional<RowSet> set = filter.match(*fleet, nowMs);
    const std::optional<FleetSummary> summary = summarise(*fleet, &*set);
    const std::size_t found = summary->counts.known();
    const std::size_t count = question.limit ? std::min(question.limit, found) : found;
    const auto rows = count < found ? firstRows(*fleet, &*set, question.key, question.order, count)
                                    : sortedRows(*fleet, &*set, question.key, question.order);
    if (out.isJson()) {
        for (const Row row : *rows)
            out.entry(toJson(*fleet, row, question.columns));
        return AllDone;
    }
    printTable(*fleet, *rows, question.columns, nowMs, out);
    out.line({});
    out.line(tr("%1 of %2, in %3. State of %4.")
                 .arg(countText(qint64(found)), counted(fleet->size(), Noun::Device),
                      counted(summary->wards, Noun::Ward),
                      fleet->takenMs() ? QDateTime::fromMSecsSinceEpoch(fleet->takenMs()).toString(Qt::ISODate)
                                       : tr("no sync yet")));
    return AllDone;
}

} // namespace

QCoro::Task<int> runDevices(Call call, Output out)
{
    QCommandLineParser parser;
    parser.addOptions({
        {QStringLiteral("filter"), tr("Only devices that fit this line, as in the console: health:silent tier<=1"),
         QStringLiteral("LINE")},
        {QStringLiteral("sort"), tr("Sort by this column; -KEY for the other way round."), QStringLiteral("KEY"),
         QStringLiteral("health")},
        {QStringLiteral("columns"), tr("Columns to print, separated by commas: %1").arg(allKeys()),
         QStringLiteral("KEYS"), QString::fromLatin1(kUsual)},
        {QStringLiteral("limit"), tr("Print the first N only."), QStringLiteral("N")},
        {QStringLiteral("sync"), tr("With “show”: ask the sources of the device first, for what only they keep.")},
    });
    if (const auto end = readArguments(parser, "devices", call, out, 0, 2))
        co_return *end;
    const QStringList words = parser.positionalArguments();
    if (!words.isEmpty() && (words.size() != 2 || words.front() != u"show")) {
        out.complain(tr("“ringwardctl devices” lists; “ringwardctl devices show HOST” shows one. To find devices use "
                        "--filter."));
        co_return WrongUsage;
    }
    const std::optional<Question> question = readQuestion(parser, out);
    if (!question)
        co_return WrongUsage;
    auto opened = openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    if (words.isEmpty())
        co_return list(**opened, *question, out);
    co_await restored((*opened)->synchroniser());
    co_return co_await showDevice(**opened, words.back(), parser.isSet(QStringLiteral("sync")), out);
}

} // namespace ringward::ctl
