#include "connectors/activedirectory/directorysession.h"

#include "connectors/activedirectory/ldapdn.h"
#include "connectors/activedirectory/tlscheck.h"
#include "connectors/activedirectory/watchdog.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kPageSize = 1000; ///< Active Directory gives no more at once
constexpr int kTries = 3;
constexpr int kGraceMs = 3000; ///< beyond the library's own limits, for the watchdog
constexpr int kMostBlocks = 10'000;

Error cancelled()
{
    return {Error::Kind::Cancelled, {}};
}

bool mayHelpElsewhere(const Error &error)
{
    return error.kind == Error::Kind::Offline || error.kind == Error::Kind::Timeout;
}

} // namespace

qint64 nextInRange(const QByteArray &attribute)
{
    const qsizetype option = attribute.toLower().indexOf(";range=");
    if (option < 0)
        return 0;
    const QByteArray range = attribute.mid(option + 7).split(';').first();
    const qsizetype dash = range.indexOf('-');
    bool isNumber = false;
    const qint64 last = dash < 0 ? 0 : range.mid(dash + 1).toLongLong(&isNumber);
    return isNumber && last >= 0 ? last + 1 : 0;
}

DirectorySession::DirectorySession(DirectoryAccess access, std::shared_ptr<SignInLatch> latch)
    : m_access(std::move(access))
    , m_latch(std::move(latch))
{
}

DirectorySession::~DirectorySession() = default;

LdapAnswer DirectorySession::guarded(const std::function<LdapAnswer()> &call, int limitMs)
{
    LdapConnection &connection = *m_connection;
    const std::stop_callback cutOnStop(m_stop, [&connection] { connection.hangUp(); });
    const Watchdog watchdog(connection, limitMs + kGraceMs);
    return call();
}

Error DirectorySession::error(const LdapAnswer &answer, LdapDeed deed) const
{
    return isStopped() ? cancelled() : errorOf(answer, deed, m_server);
}

void DirectorySession::drop()
{
    m_connection.reset();
}

Result<Done> DirectorySession::connectTo(const DirectoryAccess::Server &server)
{
    const LdapTarget target = m_access.target(server);
    m_server = server.host;
    m_connection = std::make_unique<LdapConnection>();
    ++m_generation;
    LdapConnection &connection = *m_connection;
    const int limitMs = 2 * m_access.connectMs;
    LdapDeed deed = LdapDeed::Connect;
    LdapAnswer answer = guarded([&] { return connection.open(target); }, limitMs);
    if (answer.isGood()) {
        deed = LdapDeed::Bind;
        const auto signIn = [&] {
            return m_access.needsPassword() ? connection.bindPassword(m_access.user.toUtf8(), m_password)
                                            : connection.bindTicket();
        };
        answer = guarded(signIn, limitMs + m_access.answerMs);
    }
    if (answer.isGood())
        return Done{};
    drop();
    if (isStopped())
        return cancelled();
    Error failed = errorOf(answer, deed, m_server);
    if (answer.code == ldapcode::BadCredentials)
        m_latch->set(failed);
    // The library says the same of every fault below the protocol; a look without signing in tells them apart.
    if (answer.code == ldapcode::ServerDown || answer.code == ldapcode::ConnectError) {
        const TlsCheck check = checkTls(target);
        if (!check.isGood)
            return check.error(m_server);
    }
    return failed;
}

Result<Done> DirectorySession::connect()
{
    if (m_connection)
        return Done{};
    if (const std::optional<Error> refusal = m_latch->refusal())
        return *refusal;
    std::optional<Error> first;
    for (std::size_t i = 0; i < m_access.servers.size(); ++i) {
        if (isStopped())
            return cancelled();
        const std::size_t at = (m_first + i) % m_access.servers.size();
        const Result<Done> connected = connectTo(m_access.servers[at]);
        if (connected) {
            m_first = at;
            return Done{};
        }
        if (m_latch->refusal() || isStopped())
            return connected.error();
        if (!first)
            first = connected.error();
    }
    return first ? *first : Error{Error::Kind::Offline, QStringLiteral("no server is named"), {}};
}

Result<LdapPage> DirectorySession::page(const LdapQuery &query, const QByteArray &cookie)
{
    if (isStopped())
        return cancelled();
    if (const Result<Done> connected = connect(); !connected)
        return connected.error();
    LdapPage made;
    const LdapAnswer answer =
        guarded([&] { return m_connection->search(query, cookie, made); }, m_access.connectMs + m_access.answerMs);
    if (answer.isGood())
        return made;
    if (isBroken(answer) || isStopped())
        drop();
    return error(answer, LdapDeed::Search);
}

Result<std::vector<LdapEntry>> DirectorySession::all(LdapQuery query)
{
    if (query.pageSize == 0)
        query.pageSize = kPageSize;
    for (int attempt = 1;; ++attempt) {
        if (const Result<Done> connected = connect(); !connected)
            return connected.error(); // every server was tried: once is enough
        std::vector<LdapEntry> entries;
        QByteArray cookie;
        std::optional<Error> failed;
        do {
            Result<LdapPage> next = page(query, cookie);
            if (!next) {
                failed = next.error();
                break;
            }
            std::move(next->entries.begin(), next->entries.end(), std::back_inserter(entries));
            cookie = next->cookie;
        } while (!cookie.isEmpty());
        if (!failed)
            return entries;
        if (attempt == kTries || m_connection || !mayHelpElsewhere(*failed))
            return *failed;
    }
}

Result<LdapEntry> DirectorySession::object(const QByteArray &dn, std::vector<QByteArray> attributes,
                                           std::vector<QByteArray> secrets)
{
    LdapQuery query;
    query.base = dn;
    query.scope = LdapQuery::Scope::Base;
    query.attributes = std::move(attributes);
    query.secrets = std::move(secrets);
    for (int attempt = 1;; ++attempt) {
        if (const Result<Done> connected = connect(); !connected)
            return connected.error();
        Result<LdapPage> found = page(query, {});
        if (found && found->entries.empty())
            return error({ldapcode::NoSuchObject, dn}, LdapDeed::Search);
        if (found)
            return std::move(found->entries.front());
        if (attempt == kTries || m_connection || !mayHelpElsewhere(found.error()))
            return found.error();
    }
}

Result<std::vector<QByteArray>> DirectorySession::values(const QByteArray &dn, const QByteArray &attribute)
{
    std::vector<QByteArray> values;
    qint64 from = 0;
    for (int block = 0; block < kMostBlocks; ++block) {
        const QByteArray asked = attribute + ";range=" + QByteArray::number(from) + "-*";
        const Result<LdapEntry> entry = object(dn, {asked});
        if (!entry)
            return entry.error();
        const LdapAttribute *told = nullptr;
        for (const LdapAttribute &each : entry->attributes) {
            if (each.name.left(attribute.size()).compare(attribute, Qt::CaseInsensitive) == 0 && !each.values.empty())
                told = &each;
        }
        if (!told)
            return values;
        values.insert(values.end(), told->values.begin(), told->values.end());
        const qint64 next = nextInRange(told->name);
        if (next <= from)
            return values;
        from = next;
    }
    return Error{Error::Kind::Malformed, QStringLiteral("an attribute without end")};
}

Result<RootDse> DirectorySession::root()
{
    const Result<LdapEntry> entry = object(
        {}, {"dsServiceName", "defaultNamingContext", "schemaNamingContext", "highestCommittedUSN", "currentTime"});
    if (!entry)
        return entry.error();
    RootDse told;
    told.service = entry->value("dsServiceName");
    told.domain = entry->value("defaultNamingContext");
    told.schema = entry->value("schemaNamingContext");
    told.highestUsn = entry->value("highestCommittedUSN").toLongLong();
    told.clockMs = msOfGeneralizedTime(entry->value("currentTime"));
    if (told.service.isEmpty() || told.highestUsn <= 0)
        return Error{Error::Kind::Malformed, QStringLiteral("no dsServiceName or highestCommittedUSN"),
                     QCoreApplication::translate("ringward::Directory",
                                                 "%1 does not answer as an Active Directory domain controller does. "
                                                 "Check that it is one.")
                         .arg(m_server)};
    return told;
}

LdapAnswer DirectorySession::modify(const QByteArray &dn, const std::vector<LdapChange> &changes)
{
    if (!m_connection)
        return {ldapcode::ServerDown, "not connected"};
    const LdapAnswer answer =
        guarded([&] { return m_connection->modify(dn, changes); }, m_access.connectMs + m_access.answerMs);
    if (isBroken(answer))
        drop();
    return answer;
}

} // namespace ringward
