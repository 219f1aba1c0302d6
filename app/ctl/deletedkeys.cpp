#include "app/ctl/deletedkeys.h"

#include "app/changeoffice.h"
#include "app/ctl/keylists.h"
#include "app/ctl/keyprint.h"
#include "models/base/datetext.h"
#include "models/fleet/place.h"

#include <QJsonObject>

namespace ringward::ctl {

namespace {

QString computerOf(const DeletedKey &key)
{
    return key.info.computer.isEmpty() ? tr("name not told") : key.info.computer;
}

QJsonObject toJson(const DeletedKey &key, const QString &device)
{
    return {{QStringLiteral("key_id"), key.info.info.keyId},
            {QStringLiteral("computer"), key.info.computer},
            {QStringLiteral("source"), key.from},
            {QStringLiteral("created"), isoTime(key.info.info.createdMs)},
            {QStringLiteral("deleted"), isoTime(key.info.deletedMs)},
            {QStringLiteral("device"), device.isEmpty() ? QJsonValue() : QJsonValue(device)}};
}

QString dayOr(qint64 ms)
{
    return ms > 0 ? dayText(ms) : tr("not told");
}

/// What was found; what could not be asked is complained of.
Async<DeletedKeys> search(Composition &composition, QString keyId, Output &out)
{
    if (!composition.keys().canSearchDeleted())
        co_return Error{Error::Kind::NotSupported, {}, tr("No source here keeps keys that were deleted.")};
    auto searching = composition.keys().searchDeleted(std::move(keyId), {});
    Result<DeletedKeys> found = co_await std::move(searching);
    for (const DeletedKeys::Failure &failure : found ? found->failures : std::vector<DeletedKeys::Failure>())
        out.complain(tr("%1: %2").arg(failure.source, userMessage(failure.error)));
    co_return found;
}

} // namespace

QCoro::Task<int> listDeleted(Composition &composition, QString keyId, Output &out)
{
    auto searching = search(composition, keyId, out);
    const Result<DeletedKeys> keys = co_await std::move(searching);
    if (!keys)
        co_return out.fail(keys.error());
    const FleetSnapshotPtr fleet = composition.hub().current();
    const auto device = [&](const DeletedKey &key) {
        const auto row = key.device ? fleet->find(key.device) : std::nullopt;
        return row ? hostText(*fleet, *row) : QString();
    };
    if (out.isJson()) {
        for (const DeletedKey &key : keys->found)
            out.entry(toJson(key, device(key)));
    } else if (keys->found.empty() && keys->failures.empty()) {
        out.line(tr("No deleted key has the id %1.").arg(keyId));
    } else if (!keys->found.empty()) {
        const std::vector<TableColumn> heads{{tr("Key id"), false},  {tr("Computer"), false},
                                             {tr("Source"), false},  {tr("Created"), false},
                                             {tr("Deleted"), false}, {tr("Device now"), false}};
        out.table(heads, keys->found.size(), [&](std::size_t row, std::size_t column) -> QString {
            const DeletedKey &key = keys->found[row];
            const std::array texts{spacedKeyId(key.info.info.keyId), computerOf(key),           key.from,
                                   dayOr(key.info.info.createdMs),   dayOr(key.info.deletedMs), device(key)};
            return texts[column];
        });
    }
    co_return keys->failures.empty() ? AllDone : Failed;
}

QCoro::Task<int> showDeleted(Composition &composition, QString host, QString keyId, QString reason, Output &out)
{
    auto searching = search(composition, keyId, out);
    Result<DeletedKeys> keys = co_await std::move(searching);
    if (!keys)
        co_return out.fail(keys.error());
    std::erase_if(keys->found, [&host](const DeletedKey &key) {
        return !host.isEmpty() && key.info.computer.compare(host, Qt::CaseInsensitive) != 0;
    });
    if (keys->found.size() != 1) {
        if (!keys->found.empty())
            out.complain(tr("%1 deleted keys fit. “ringwardctl keys deleted --id %2” lists them; say whose: the "
                            "computer's name and --id together.")
                             .arg(keys->found.size())
                             .arg(keyId));
        else if (keys->failures.empty())
            out.complain(tr("No deleted key has the id %1.").arg(keyId));
        co_return Failed;
    }
    const QString computer = computerOf(keys->found.front());
    auto asking = composition.keys().releaseDeleted(keys->found.front(), std::move(reason), {});
    const Result<ReleasedKey> released = co_await std::move(asking);
    if (!released)
        co_return out.fail(released.error());
    printKey(*released, computer, out);
    co_return AllDone;
}

} // namespace ringward::ctl
