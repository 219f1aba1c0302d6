#include "app/ctl/command.h"
#include "app/ctl/driverscommand.h"
#include "app/ctl/identity.h"
#include "models/base/counted.h"
#include "models/tables/drivercolumns.h"
#include "models/tables/drivertable.h"

#include <QLocale>

namespace ringward::ctl {

namespace {

void list(const DriverAssessment &assessment, const DriverTable &table, Output &out)
{
    if (out.isJson()) {
        for (int row = 0; row < table.rowCount(); ++row)
            out.entry(driverLine(table.driverAt(row)));
        return;
    }
    const auto columns = driverColumns();
    std::vector<TableColumn> heads;
    for (int column = 0; column < table.columnCount(); ++column)
        heads.push_back({table.headerData(column, Qt::Horizontal).toString(),
                         column == DriverTable::ScoreColumn || column == DriverTable::DevicesColumn
                             || column == DriverTable::WardsColumn});
    out.table(heads, std::size_t(table.rowCount()),
              [&](std::size_t row, std::size_t column) { return columns[column].text(table.driverAt(int(row))); });
    out.line({});
    out.line(tr("%1 of %2, in %3, on %4 whose drivers are known.")
                 .arg(countText(table.rowCount()), counted(qint64(assessment.drivers.size()), Noun::Driver),
                      counted(assessment.distinctSets, Noun::DriverSet),
                      counted(assessment.known.devices, Noun::Device)));
    if (assessment.partial)
        out.line(agreeing(assessment.partial, tr("Of %1 the list is partial: its tool leaves drivers out."),
                          tr("Of %1 the lists are partial: their tools leave drivers out."))
                     .arg(counted(assessment.partial, Noun::Device)));
}

/// The drivers that `name` means: a key, or every version of an image; in any case.
std::vector<const AssessedDriver *> called(const DriverAssessment &assessment, const QString &name)
{
    std::vector<const AssessedDriver *> found;
    for (const AssessedDriver &driver : assessment.drivers) {
        if (driver.key().compare(name, Qt::CaseInsensitive) == 0
            || driver.name().compare(name, Qt::CaseInsensitive) == 0)
            found.push_back(&driver);
    }
    return found;
}

int show(const DriverAssessment &assessment, const QString &name, Output &out)
{
    const auto found = called(assessment, name);
    if (found.empty()) {
        out.complain(tr("No device has a driver “%1”. “ringwardctl drivers” lists them.").arg(name));
        return Failed;
    }
    for (const AssessedDriver *driver : found) {
        if (out.isJson())
            out.document(driverDocument(*driver, assessment));
        else
            printDriver(*driver, assessment, out);
    }
    return AllDone;
}

int arrivals(const std::vector<DriverEvent> &events, Output &out)
{
    std::vector<DriverEvent> lines;
    for (const DriverEvent &event : events) {
        if (event.kind != DriverEvent::Kind::FirstRead || out.isJson())
            lines.push_back(event);
    }
    if (out.isJson()) {
        for (const DriverEvent &event : lines)
            out.entry(toJson(event));
        return AllDone;
    }
    out.table({{tr("When")},
               {tr("What")},
               {tr("Driver")},
               {tr("Devices"), true},
               {tr("Where")},
               {tr("With")},
               {tr("Told by")}},
              lines.size(), [&](std::size_t row, std::size_t column) -> QString {
                  const DriverEvent &event = lines[row];
                  const std::array<QString, 7> cells{QDateTime::fromMSecsSinceEpoch(event.atMs).toString(Qt::ISODate),
                                                     word(event.kind),
                                                     event.key,
                                                     QLocale().toString(event.devices),
                                                     event.where,
                                                     event.with,
                                                     event.source};
                  return cells[column];
              });
    out.line({});
    const auto first = qint64(events.size()) - qint64(lines.size());
    out.line(agreeing(first, tr("%1 came with the first read of its devices and is not listed."),
                      tr("%1 came with the first read of their devices and are not listed."))
                 .arg(counted(first, Noun::Driver)));
    return AllDone;
}

} // namespace

QCoro::Task<int> runDrivers(Call call, Output out)
{
    QCommandLineParser parser;
    addDriverOptions(parser);
    addIdentityOptions(parser);
    if (const auto end = readArguments(parser, "drivers", call, out, 0, 500))
        co_return *end;
    QStringList words = parser.positionalArguments();
    const QString verb = words.isEmpty() ? QStringLiteral("list") : words.takeFirst();
    const bool takesNames = verb == u"show" || verb == u"review";
    const bool isKnown = takesNames || verb == u"list" || verb == u"diff" || verb == u"arrivals" || verb == u"plan";
    if (!isKnown || takesNames == words.isEmpty() || (verb == u"show" && words.size() != 1)) {
        out.complain(tr(
            "Use “drivers”, “drivers show NAME”, “drivers diff”, “drivers review NAME...”, “drivers plan” or “drivers "
            "arrivals”."));
        co_return WrongUsage;
    }
    const DriverFilter filter = DriverFilter::parse(parser.value(QStringLiteral("filter")));
    const QString sort = parser.value(QStringLiteral("sort"));
    const bool falling = sort.startsWith(u'-');
    const int column = DriverTable::columnOf(falling ? sort.mid(1) : sort);
    if (verb == u"list" && !filter.isValid()) {
        out.complain(tr("The filter is not valid: %1").arg(filter.diagnosis().message));
        co_return WrongUsage;
    }
    if (column < 0) {
        out.complain(tr("There is no column “%1” to sort by.").arg(sort));
        co_return WrongUsage;
    }
    auto opened = openExisting(call);
    if (!opened)
        co_return out.fail(opened.error());
    DriverDesk &desk = (*opened)->drivers();
    co_await desk.settle();
    const DriverAssessment &assessment = *desk.assessment();
    if (verb == u"show")
        co_return show(assessment, words.front(), out);
    if (verb == u"arrivals") {
        auto asked = desk.events(0, std::numeric_limits<qint64>::max());
        const auto events = co_await std::move(asked);
        co_return events ? arrivals(*events, out) : out.fail(events.error());
    }
    if (verb == u"plan")
        co_return co_await planDrivers(**opened, out);
    if (verb == u"diff")
        co_return co_await compareDrivers(**opened, parser, out);
    if (verb == u"review") {
        if (words != QStringList{QStringLiteral("list")}) {
            auto signing = signIn(**opened, parser);
            if (const Result<Person> person = co_await std::move(signing); !person)
                co_return out.fail(person.error());
        }
        co_return reviewDrivers(**opened, words, parser, out);
    }
    DriverTable table;
    table.setFilter(filter);
    table.sort(column, falling ? Qt::DescendingOrder : Qt::AscendingOrder);
    table.show(desk.assessment());
    list(assessment, table, out);
    co_return AllDone;
}

} // namespace ringward::ctl
