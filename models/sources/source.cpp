#include "models/sources/source.h"

#include "models/sources/keyholder.h"

namespace ringward {

namespace {

Error notSupported(const char *what)
{
    return {Error::Kind::NotSupported, QString::fromLatin1(what)};
}

} // namespace

Async<RecordPage> Source::fetchChanges(qint64, QByteArray, std::stop_token)
{
    co_return notSupported("fetchChanges");
}

Async<SourceRecord> Source::fetchRecord(QString, std::stop_token)
{
    co_return notSupported("fetchRecord");
}

Async<std::vector<HealthSample>> Source::fetchHistory(qint64, qint64, std::stop_token)
{
    co_return notSupported("fetchHistory");
}

Result<WriteCall> Source::moveRing(const QString &, const Stream &, const RingName &) const
{
    return notSupported("moveRing");
}

Async<Done> Source::send(QByteArray, std::stop_token)
{
    co_return notSupported("send");
}

Async<Secret> KeyHolder::fetchLocalAdmin(QString, std::stop_token)
{
    co_return notSupported("fetchLocalAdmin");
}

} // namespace ringward
