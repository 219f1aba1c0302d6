#include "models/changes/moveplanner.h"

#include <QCoreApplication>
#include <QPointer>

#include <unordered_map>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::MovePlanner", text);
}

const StreamReport *reportOf(const SourceRecord &record, const Stream &stream)
{
    for (const StreamReport &report : record.streams) {
        if (report.stream == stream)
            return &report;
    }
    return nullptr;
}

/// The call for one device, by the first of its records whose source can do it.
Result<PlannedCall> callFor(const Synchroniser &synchroniser, const DeviceDetail &detail, const RingMove &move)
{
    Error why{Error::Kind::NotSupported, QStringLiteral("no source"),
              tr("No source tells the ring of this device and can change it.")};
    for (const SourceRecord &record : detail.records) {
        const StreamReport *report = reportOf(record, move.stream);
        const Source *source = synchroniser.source(record.source);
        if (!report || !source || !(source->capabilities() & Source::MoveRing))
            continue;
        const Result<WriteCall> call = source->moveRing(record.key, move.stream, move.to);
        if (!call) {
            why = call.error();
            continue;
        }
        PlannedCall planned;
        planned.move = move;
        planned.move.from = report->ring;
        planned.source = record.source;
        planned.key = record.key;
        planned.what = call->what;
        planned.request = call->request;
        planned.repeatable = call->repeatable;
        return planned;
    }
    return why;
}

std::unordered_map<quint32, Row> rowsById(const FleetSnapshot &fleet)
{
    std::unordered_map<quint32, Row> rows;
    rows.reserve(fleet.size());
    for (Row row = 0; row < fleet.size(); ++row)
        rows.emplace(fleet.id(row).value, row);
    return rows;
}

} // namespace

Async<PlannedMoves> planMoves(Synchroniser &synchroniser, FleetSnapshotPtr fleet, std::vector<RingMove> moves,
                              ExecutionLimits limits, qint64 nowMs, std::stop_token stop)
{
    const QPointer<Synchroniser> sources(&synchroniser);
    const auto rows = rowsById(*fleet);
    PlannedMoves made;
    std::vector<PlannedCall> calls;
    for (const RingMove &move : moves) {
        const auto row = rows.find(move.device.value);
        if (row == rows.end()) {
            made.refused.push_back({tr("device %1").arg(move.device.value), tr("It is no longer in the fleet.")});
            continue;
        }
        if (!sources || stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}, {}};
        const QString host = QString::fromUtf8(fleet->host(row->second));
        auto asking = sources->detail(move.device, stop);
        const Result<DeviceDetail> detail = co_await std::move(asking);
        if (!sources || stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}, {}};
        Result<PlannedCall> call = detail ? callFor(*sources, *detail, move) : Result<PlannedCall>(detail.error());
        if (!call) {
            made.refused.push_back({host, userMessage(call.error())});
            continue;
        }
        call->host = host;
        call->tier = fleet->tier(row->second);
        call->ward = wardLabel(fleet->ward(row->second));
        calls.push_back(std::move(*call));
    }
    made.plan = makePlan(*fleet, std::move(calls), limits, nowMs);
    co_return made;
}

std::vector<RingMove> movesTo(const FleetSnapshot &fleet, const std::vector<Row> &rows, const Stream &stream,
                              const RingName &to)
{
    const auto &streams = fleet.names().streams();
    const auto place = std::find(streams.begin(), streams.end(), stream);
    std::vector<RingMove> moves;
    for (const Row row : rows) {
        const UpdateState &update = fleet.updates(row);
        const auto at = std::size_t(place - streams.begin());
        const RingName from = at < update.streams.size() ? fleet.names().rings()[update.streams[at].ring] : RingName();
        if (from.name.compare(to.name, Qt::CaseInsensitive) != 0)
            moves.push_back({fleet.id(row), stream, from, to});
    }
    return moves;
}

} // namespace ringward
