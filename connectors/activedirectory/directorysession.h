#pragma once
#include "connectors/activedirectory/directorysettings.h"
#include "connectors/activedirectory/ldapcodes.h"
#include "models/base/result.h"

#include <atomic>
#include <functional>
#include <mutex>
#include <stop_token>

namespace ringward {

/// What a server says of itself without being asked much.
struct RootDse {
    QByteArray service; ///< dsServiceName: this very controller; update numbers count for it alone
    QByteArray domain, schema; ///< distinguished names
    qint64 highestUsn = 0;
    qint64 clockMs = 0; ///< its clock, UTC
};

/// A refused sign-in, shared by the connections of one source. While there is one nothing is tried: every try counts
/// against the account.
class SignInLatch {
public:
    std::optional<Error> refusal() const
    {
        const std::lock_guard lock(m_mutex);
        return m_refusal;
    }
    void set(std::optional<Error> refusal)
    {
        const std::lock_guard lock(m_mutex);
        m_refusal = std::move(refusal);
    }

private:
    mutable std::mutex m_mutex;
    std::optional<Error> m_refusal;
};

/// A signed-in connection that mends itself: it moves on to the next server when one does not answer, and is made anew
/// when it broke. Calls block; one thread at a time, never the GUI's. A stop request or an overdue answer cuts the
/// connection.
class DirectorySession {
public:
    DirectorySession(DirectoryAccess access, std::shared_ptr<SignInLatch> latch);
    ~DirectorySession();

    /// From here on calls end with Cancelled when `stop` is asked for.
    void setStop(std::stop_token stop) { m_stop = std::move(stop); }
    void setPassword(Secret password) { m_password = std::move(password); }
    bool hasPassword() const { return !m_password.isEmpty(); }

    Result<Done> connect(); ///< does nothing while there is a connection
    void drop();
    int generation() const { return m_generation; } ///< grows with each connection; page cookies belong to one
    const QString &server() const { return m_server; } ///< that is connected to, or was last

    /// One page. Not repeated: a broken connection is an Error, and the next call makes a new one.
    Result<LdapPage> page(const LdapQuery &query, const QByteArray &cookie);
    /// Every page, 1000 entries each; begun again from the first, twice at most, when the connection broke.
    Result<std::vector<LdapEntry>> all(LdapQuery query);
    /// One object; NotFound when there is none that this account sees.
    Result<LdapEntry> object(const QByteArray &dn, std::vector<QByteArray> attributes,
                             std::vector<QByteArray> secrets = {});
    /// Every value of an attribute of one object, however many blocks the server makes of them.
    Result<std::vector<QByteArray>> values(const QByteArray &dn, const QByteArray &attribute);
    Result<RootDse> root();
    /// As the server answers; not repeated.
    LdapAnswer modify(const QByteArray &dn, const std::vector<LdapChange> &changes);
    Error error(const LdapAnswer &answer, LdapDeed deed) const;

private:
    LdapAnswer guarded(const std::function<LdapAnswer()> &call, int limitMs);
    Result<Done> connectTo(const DirectoryAccess::Server &server);
    bool isStopped() const { return m_stop.stop_requested(); }

    DirectoryAccess m_access;
    std::shared_ptr<SignInLatch> m_latch;
    std::stop_token m_stop;
    Secret m_password;
    std::unique_ptr<LdapConnection> m_connection;
    std::size_t m_first = 0; ///< server that answered last
    QString m_server;
    int m_generation = 0;
};

/// Of "member;range=0-1499": the first value that the next block begins with, 1500. 0 when this was the last block, or
/// the attribute is not in blocks.
qint64 nextInRange(const QByteArray &attribute);

} // namespace ringward
