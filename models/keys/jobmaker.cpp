#include "models/keys/jobmaker.h"

#include "models/audit/rights.h"
#include "models/fleet/place.h"
#include "models/keys/keyreadiness.h"

#include <QCoreApplication>
#include <qcorotask.h>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KeyJob", text);
}

Async<KeyJob> make(QPointer<KeyDesk> desk, FleetSnapshotPtr fleet, KeyJobOrder order, std::stop_token stop)
{
    const Person me = desk->me();
    if (const Result<Done> allowed = allow(me, Deed::ReadKey); !allowed)
        co_return allowed.error();
    if (order.devices.empty() || order.devices.size() > kMostSlips)
        co_return Error{Error::Kind::Conflict, QStringLiteral("%1 devices").arg(order.devices.size()),
                        tr("A job takes 1 to %1 devices.").arg(kMostSlips)};
    KeyJob job{.title = order.title, .reason = order.reason.trimmed(), .person = me.name, .simulated = order.simulated};
    for (std::size_t i = 0; i < order.devices.size(); ++i) {
        const DeviceId device = order.devices[i];
        const auto row = fleet->find(device);
        const auto readiness = desk->readiness(device);
        if (!row || !readiness || readiness->keys.empty()) {
            job.missing.push_back({row ? hostText(*fleet, *row) : deviceObject(device),
                                   readiness ? keyStateLabel(readiness->state) : tr("no longer known")});
        } else {
            const DeviceRecoveryKey &key = readiness->keys.front();
            auto asking = desk->release({device, key.keyId, order.reason}, stop);
            Result<ReleasedKey> released = co_await std::move(asking);
            if (!desk || stop.stop_requested())
                co_return Error{Error::Kind::Cancelled, {}, {}};
            if (!released
                && (released.error().kind == Error::Kind::Storage || released.error().kind == Error::Kind::Conflict))
                co_return released.error(); // nothing is released without its entry, and without a reason
            if (released)
                job.slips.push_back({wardText(*fleet, *row), placeText(*fleet, *row), hostText(*fleet, *row),
                                     fleet->tier(*row), key.keyId, key.createdMs,
                                     std::make_shared<const RecoveryKey>(std::move(released->key))});
            else
                job.missing.push_back({hostText(*fleet, *row), userMessage(released.error())});
            job.madeMs = released ? released->release.releasedMs : job.madeMs;
        }
        if (order.progress)
            order.progress(i + 1);
    }
    const Result<Done> noted =
        desk->note("key.job", order.title,
                   tr("Recovery keys of %1 devices sealed. Reason: %2").arg(job.slips.size()).arg(job.reason),
                   QStringLiteral("%1 keys").arg(job.slips.size()));
    if (!noted)
        co_return noted.error();
    co_return job;
}

} // namespace

Async<KeyJob> makeKeyJob(KeyDesk &desk, const FleetSnapshotPtr &fleet, KeyJobOrder order, std::stop_token stop)
{
    return make(&desk, fleet, std::move(order), std::move(stop));
}

} // namespace ringward
