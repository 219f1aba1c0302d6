#include "connectors/activedirectory/deletedkeys.h"
#include "connectors/activedirectory/directorystate.h"
#include "connectors/activedirectory/recoverykeys.h"

#include <algorithm>

namespace ringward {

namespace {
constexpr std::size_t kKeysAPage = 2000;
}

RecoveryKeyPage DirectorySource::Keys::List::page(std::size_t from)
{
    const std::size_t to = std::min(keys.size(), from + kKeysAPage);
    RecoveryKeyPage made;
    made.keys.assign(keys.begin() + std::ptrdiff_t(from), keys.begin() + std::ptrdiff_t(to));
    if (to < keys.size())
        made.next = QByteArray::number(number) + ':' + QByteArray::number(to);
    else
        keys.clear();
    return made;
}

Async<KeySight> DirectorySource::Keys::keySight(std::stop_token stop)
{
    return State::run<KeySight>(
        m_state, &State::asking,
        [base = m_state->settings.access.base](DirectorySession &session) { return readKeySight(session, base); },
        stop);
}

Async<RecoveryKeyPage> DirectorySource::Keys::fetchKeyInfos(QByteArray after, std::stop_token stop)
{
    const std::shared_ptr<List> list = m_list;
    if (!after.isEmpty()) {
        const std::size_t from = after.mid(after.indexOf(':') + 1).toULongLong();
        if (!after.startsWith(QByteArray::number(list->number) + ':') || from >= list->keys.size())
            co_return Error{Error::Kind::Conflict, QStringLiteral("another reading began meanwhile")};
        co_return list->page(from);
    }
    const int number = ++list->number;
    list->keys.clear();
    using Infos = std::vector<RecoveryKeyInfo>;
    const DirectoryWorker::Job<Infos> job = [base = m_state->settings.access.base](DirectorySession &session) {
        return readKeyInfos(session, base);
    };
    auto reading = State::run<Infos>(m_state, &State::asking, job, stop);
    Result<Infos> infos = co_await std::move(reading);
    if (!infos)
        co_return infos.error();
    if (number != list->number)
        co_return Error{Error::Kind::Conflict, QStringLiteral("another reading began meanwhile")};
    list->keys = std::move(*infos);
    co_return list->page(0);
}

Async<Secret> DirectorySource::Keys::fetchKey(QString record, QString keyId, std::stop_token stop)
{
    return State::run<Secret>(
        m_state, &State::asking,
        [base = m_state->settings.access.base, record, keyId](DirectorySession &session) {
            return readRecoveryKey(session, base, record, keyId);
        },
        stop);
}

Async<Secret> DirectorySource::Keys::fetchLocalAdmin(QString record, std::stop_token stop)
{
    return State::run<Secret>(
        m_state, &State::asking, [record](DirectorySession &session) { return readLocalAdmin(session, record); }, stop);
}

Async<std::vector<DeletedKeyInfo>> DirectorySource::Keys::findDeletedKeys(QString keyId, std::stop_token stop)
{
    return State::run<std::vector<DeletedKeyInfo>>(
        m_state, &State::asking, [keyId](DirectorySession &session) { return readDeletedKeys(session, keyId); }, stop);
}

Async<Secret> DirectorySource::Keys::fetchDeletedKey(QString record, QString keyId, std::stop_token stop)
{
    return State::run<Secret>(
        m_state, &State::asking,
        [record, keyId](DirectorySession &session) { return readDeletedKey(session, record, keyId); }, stop);
}

} // namespace ringward
