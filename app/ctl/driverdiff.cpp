#include "app/ctl/driverscommand.h"
#include "models/base/counted.h"
#include "models/fleet/filter.h"

#include <QLocale>

namespace ringward::ctl {

namespace {

/// One side of a comparison.
struct Side {
    FleetSnapshotPtr fleet;
    DriverCensus census;
};

/// "2024-07-18", "2024-07-18T04:09", "yesterday" or "now".
std::optional<qint64> momentOf(const QString &text, qint64 nowMs)
{
    if (text == u"now")
        return nowMs;
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(nowMs);
    const QDateTime moment = text == u"yesterday" ? now.addDays(-1) : QDateTime::fromString(text, Qt::ISODate);
    if (!moment.isValid() || moment > now)
        return std::nullopt;
    return moment.toMSecsSinceEpoch();
}

QString shareOf(quint32 devices, quint32 known)
{
    const QLocale locale;
    return known == 0 ? tr("not known") : tr("%1 of %2").arg(locale.toString(devices), locale.toString(known));
}

int print(const std::vector<DriverDifference> &differences, Output &out)
{
    if (out.isJson()) {
        for (const DriverDifference &d : differences)
            out.entry({{QStringLiteral("key"), d.key},
                       {QStringLiteral("before"), qint64(d.before)},
                       {QStringLiteral("before_known"), qint64(d.beforeKnown)},
                       {QStringLiteral("after"), qint64(d.after)},
                       {QStringLiteral("after_known"), qint64(d.afterKnown)}});
        return AllDone;
    }
    out.table({{tr("Driver")}, {tr("Before")}, {tr("After")}}, differences.size(),
              [&](std::size_t row, std::size_t column) -> QString {
                  const DriverDifference &d = differences[row];
                  return column == 0 ? d.key
                      : column == 1  ? shareOf(d.before, d.beforeKnown)
                                     : shareOf(d.after, d.afterKnown);
              });
    out.line({});
    out.line(differences.empty() ? tr("The same kernel code on both sides.")
                                 : agreeing(qint64(differences.size()), tr("%1 differs."), tr("%1 differ."))
                                       .arg(counted(qint64(differences.size()), Noun::Driver)));
    return AllDone;
}

} // namespace

QCoro::Task<int> compareDrivers(Composition &composition, const QCommandLineParser &parser, Output &out)
{
    const qint64 nowMs = composition.clock().nowMs();
    const FleetSnapshotPtr now = composition.hub().current();
    std::array<Side, 2> sides;
    const std::array moments{QStringLiteral("from"), QStringLiteral("to")};
    const std::array filters{QStringLiteral("filter"), QStringLiteral("against")};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        const auto moment = momentOf(parser.value(moments[i]), nowMs);
        if (!moment) {
            out.complain(tr("--%1 takes a date or a time that has been, as in 2024-07-18 or 2024-07-18T04:09, "
                            "“yesterday” or “now”.")
                             .arg(moments[i]));
            co_return WrongUsage;
        }
        const bool hasOther = parser.isSet(filters[i]);
        const Filter filter = Filter::parse(parser.value(hasOther ? filters[i] : filters[0]));
        if (!filter.isValid()) {
            out.complain(tr("The filter is not valid: %1").arg(filter.diagnosis().message));
            co_return WrongUsage;
        }
        const Result<FleetSnapshotPtr> fleet = co_await composition.drivers().fleetAt(now, *moment);
        if (!fleet)
            co_return out.fail(fleet.error());
        const std::optional<RowSet> rows = filter.match(**fleet, nowMs);
        sides[i] = {*fleet, driverCensus(**fleet, &*rows).value_or(DriverCensus())};
    }
    co_return print(driverDifference(*sides[0].fleet, sides[0].census, *sides[1].fleet, sides[1].census,
                                     parser.isSet(QStringLiteral("shares"))),
                    out);
}

} // namespace ringward::ctl
