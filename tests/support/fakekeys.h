#pragma once
#include "models/sources/keyholder.h"

#include <QTest>

#include <functional>
#include <map>

namespace ringward::testing {

inline Secret secretOf(const char *text)
{
    return Secret(QByteArray(text, qsizetype(qstrlen(text))));
}

/// Two valid keys for tests. No machine has them.
inline constexpr const char *kKeyA = "368291-516923-041811-671330-359073-074756-226138-163218";
inline constexpr const char *kKeyB = "536041-676291-355498-548966-147015-359480-018898-312477";
inline constexpr const char *kIdA = "3C9F71E4-0000-4000-8000-00000000000A",
                            *kIdB = "892F902B-D23F-4824-928B-00000000000B";

/// A KeyHolder that tells what the test put in.
class FakeKeys : public KeyHolder {
public:
    KeySight sight = KeySight::Read;
    bool directory = true;
    std::vector<RecoveryKeyInfo> infos;
    std::map<QString, QByteArray> digits; ///< by key id
    std::optional<Error> error; ///< answers this instead
    std::map<QString, QByteArray> passwords; ///< of local administrators, by record
    std::vector<DeletedKeyInfo> deleted; ///< in the bin; their digits are in `digits`
    bool hasBin = false;
    std::optional<Error> binError; ///< answers a search of the bin
    int asked = 0, fetched = 0;
    std::function<void()> onFetch; ///< before the key is given

    bool needsDirectory() const override { return directory; }
    Async<KeySight> keySight(std::stop_token) override
    {
        if (error)
            co_return Error(*error);
        co_return KeySight(sight);
    }
    Async<RecoveryKeyPage> fetchKeyInfos(QByteArray after, std::stop_token) override
    {
        ++asked;
        if (error)
            co_return Error(*error);
        const auto at = std::size_t(after.toInt());
        RecoveryKeyPage page;
        if (at < infos.size())
            page.keys.push_back(infos[at]);
        if (at + 1 < infos.size())
            page.next = QByteArray::number(qulonglong(at + 1));
        co_return page;
    }
    Async<Secret> fetchLocalAdmin(QString record, std::stop_token) override
    {
        ++fetched;
        if (onFetch)
            onFetch();
        if (error)
            co_return Error(*error);
        const auto found = passwords.find(record);
        if (found == passwords.end())
            co_return Error{Error::Kind::NotSupported, record, {}};
        co_return Secret(QByteArray(found->second));
    }
    Async<Secret> fetchKey(QString, QString keyId, std::stop_token) override
    {
        ++fetched;
        if (onFetch)
            onFetch();
        if (error)
            co_return Error(*error);
        const auto found = digits.find(keyId);
        if (found == digits.end())
            co_return Error{Error::Kind::NotFound, keyId, {}};
        co_return Secret(QByteArray(found->second.constData(), found->second.size()));
    }
    bool keepsDeleted() const override { return hasBin; }
    Async<std::vector<DeletedKeyInfo>> findDeletedKeys(QString keyId, std::stop_token) override
    {
        if (binError)
            co_return Error(*binError);
        std::vector<DeletedKeyInfo> found;
        for (const DeletedKeyInfo &each : deleted) {
            if (each.info.keyId.startsWith(keyId))
                found.push_back(each);
        }
        co_return found;
    }
    Async<Secret> fetchDeletedKey(QString record, QString keyId, std::stop_token stop) override
    {
        return fetchKey(std::move(record), std::move(keyId), std::move(stop));
    }
};

} // namespace ringward::testing
