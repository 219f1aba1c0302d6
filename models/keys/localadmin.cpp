#include "models/audit/rights.h"
#include "models/keys/keydesk.h"

#include <qcorotask.h>

namespace ringward {

namespace {

/// Of two failures the one that says more: that a source keeps no passwords at all says least.
bool saysMore(const Error &error, const std::optional<Error> &known)
{
    return !known || known->kind == Error::Kind::NotSupported || error.kind == Error::Kind::Denied;
}

} // namespace

Async<ReleasedPassword> KeyDesk::releaseLocalAdmin(DeviceId device, QString reason, std::stop_token stop)
{
    return localAdminFor(this, device, reason.trimmed(), std::move(stop));
}

Async<ReleasedPassword> KeyDesk::localAdminFor(Self self, DeviceId device, QString reason, std::stop_token stop)
{
    const Person me = self->m_parts.me();
    const QString object = deviceObject(device), host = self->hostOf(device);
    if (const Result<Done> allowed = checkAsking(me, reason); !allowed) {
        const auto noted = self->note("password.refused", object, userMessage(allowed.error()), {});
        co_return noted ? allowed.error() : noted.error();
    }
    const Result<Done> written = self->note(
        "password.asked", object, tr("Local administrator's password of %1. Reason: %2").arg(host, reason), {});
    if (!written)
        co_return written.error();
    auto reading = self->m_parts.synchroniser.detail(device, stop);
    const Result<DeviceDetail> detail = co_await std::move(reading);
    std::optional<Error> failed;
    if (!detail)
        failed = detail.error();
    for (std::size_t i = 0; detail && i < detail->records.size(); ++i) {
        if (!self || stop.stop_requested())
            co_return Error{Error::Kind::Cancelled, {}, {}};
        const SourceRecord &record = detail->records[i];
        const std::shared_ptr<Source> source = self->m_parts.synchroniser.share(record.source);
        KeyHolder *holder = source ? source->keys() : nullptr;
        if (!holder)
            continue;
        auto asking = holder->fetchLocalAdmin(record.key, stop);
        Result<Secret> password = co_await std::move(asking);
        if (password && self) {
            co_return ReleasedPassword{std::make_shared<const Secret>(std::move(*password)),
                                       self->nameOf(record.source), self->m_parts.clock.nowMs(), reason, me};
        }
        if (!password && saysMore(password.error(), failed))
            failed = password.error();
    }
    if (!self)
        co_return Error{Error::Kind::Cancelled, {}, {}};
    if (!failed)
        failed = Error{Error::Kind::NotSupported, host,
                       tr("No source of %1 keeps the password of its local administrator.").arg(host)};
    const auto noted = self->note("password.failed", object, userMessage(*failed), {});
    co_return noted ? Error(*failed) : noted.error();
}

} // namespace ringward
