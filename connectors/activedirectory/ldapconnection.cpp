#include "connectors/activedirectory/ldapconnection.h"

#include <lber.h>
#include <ldap.h>
#include <sasl/sasl.h>
#include <sys/socket.h>

#include <QFileInfo>
#include <QUrl>

#include <array>
#include <atomic>
#include <cstring>
#include <mutex>

namespace ringward {

namespace {

/// Where Linux distributions keep the authorities that the system trusts. libldap does not take them by itself.
QByteArray systemAuthorities()
{
    for (const char *path : {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
                             "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"}) {
        if (QFileInfo::exists(QString::fromLatin1(path)))
            return path;
    }
    return {};
}

timeval timeOf(int ms)
{
    return {ms / 1000, (ms % 1000) * 1000};
}

/// Kerberos asks for nothing: all it needs is in the ticket.
int answerNothing(LDAP *, unsigned, void *, void *asked)
{
    for (auto *each = static_cast<sasl_interact_t *>(asked); each->id != SASL_CB_LIST_END; ++each) {
        each->result = "";
        each->len = 0;
    }
    return LDAP_SUCCESS;
}

void wipe(berval &value)
{
    volatile char *at = value.bv_val;
    for (ber_len_t i = 0; i < value.bv_len; ++i)
        at[i] = 0;
}

QByteArray copied(const berval &value)
{
    return value.bv_val ? QByteArray(value.bv_val, qsizetype(value.bv_len)) : QByteArray();
}

bool isNamed(QByteArrayView attribute, QByteArrayView name)
{
    const qsizetype option = attribute.indexOf(';');
    return attribute.first(option < 0 ? attribute.size() : option).compare(name, Qt::CaseInsensitive) == 0;
}

/// Frees what libldap gave.
struct Freed {
    void operator()(LDAPMessage *message) const { ldap_msgfree(message); }
    void operator()(LDAPControl *control) const { ldap_control_free(control); }
    void operator()(LDAPControl **controls) const { ldap_controls_free(controls); }
    void operator()(char *text) const { ldap_memfree(text); }
};
template <typename T>
using Owned = std::unique_ptr<T, Freed>;

} // namespace

const LdapAttribute *LdapEntry::find(QByteArrayView name) const
{
    for (const LdapAttribute &attribute : attributes) {
        if (isNamed(attribute.name, name))
            return &attribute;
    }
    return nullptr;
}

QByteArray LdapEntry::value(QByteArrayView name) const
{
    const LdapAttribute *found = find(name);
    return found && !found->values.empty() ? found->values.front() : QByteArray();
}

const Secret *LdapEntry::secret(QByteArrayView name) const
{
    for (const auto &[attribute, value] : secrets) {
        if (isNamed(attribute, name))
            return &value;
    }
    return nullptr;
}

struct LdapConnection::Private {
    LDAP *ldap = nullptr;
    ldap_conncb callbacks{};
    std::mutex mutex; ///< guards `socket`, which must not be shut down when it is closed already and is another's
    int socket = -1;
    std::atomic<bool> isCut = false;

    LdapAnswer answer(int code) const;
    LdapAnswer prepareTls(const LdapTarget &target) const;
    void readEntry(LDAPMessage *message, const LdapQuery &query, LdapEntry &into) const;
    static void take(LdapEntry &into, const berval &name, BerVarray values, bool isSecret);
    static int connected(LDAP *ldap, Sockbuf *buffer, LDAPURLDesc *, sockaddr *, ldap_conncb *context);
    static void closed(LDAP *ldap, Sockbuf *buffer, ldap_conncb *context);
};

int LdapConnection::Private::connected(LDAP *, Sockbuf *buffer, LDAPURLDesc *, sockaddr *, ldap_conncb *context)
{
    auto *self = static_cast<Private *>(context->lc_arg);
    const std::lock_guard lock(self->mutex);
    ber_socket_t socket = -1;
    ber_sockbuf_ctrl(buffer, LBER_SB_OPT_GET_FD, &socket);
    self->socket = int(socket);
    return self->isCut ? LDAP_SERVER_DOWN : LDAP_SUCCESS;
}

void LdapConnection::Private::closed(LDAP *, Sockbuf *, ldap_conncb *context)
{
    auto *self = static_cast<Private *>(context->lc_arg);
    const std::lock_guard lock(self->mutex);
    self->socket = -1;
}

LdapConnection::LdapConnection()
    : d(std::make_unique<Private>())
{
}

LdapConnection::~LdapConnection()
{
    if (d->ldap)
        ldap_unbind_ext(d->ldap, nullptr, nullptr);
}

void LdapConnection::prepare()
{
    qputenv("LDAPNOINIT", "1");
}

void LdapConnection::hangUp()
{
    d->isCut = true;
    const std::lock_guard lock(d->mutex);
    if (d->socket >= 0)
        ::shutdown(d->socket, SHUT_RDWR);
}

LdapAnswer LdapConnection::Private::answer(int code) const
{
    LdapAnswer made{code, {}};
    char *told = nullptr;
    if (code != LDAP_SUCCESS && ldap && ldap_get_option(ldap, LDAP_OPT_DIAGNOSTIC_MESSAGE, &told) == LDAP_OPT_SUCCESS)
        made.diagnostic = Owned<char>(told).get();
    return made;
}

LdapAnswer LdapConnection::Private::prepareTls(const LdapTarget &target) const
{
    const QByteArray authorities = target.caFile.isEmpty() ? systemAuthorities() : target.caFile.toLocal8Bit();
    const int demand = LDAP_OPT_X_TLS_DEMAND, oldest = LDAP_OPT_X_TLS_PROTOCOL_TLS1_2, client = 0;
    // The first of these starts from an empty set-up; the last puts all into force, so it stays last.
    for (const auto &[option, value] :
         std::initializer_list<std::pair<int, const void *>>{{LDAP_OPT_X_TLS_CACERTFILE, authorities.constData()},
                                                             {LDAP_OPT_X_TLS_REQUIRE_CERT, &demand},
                                                             {LDAP_OPT_X_TLS_PROTOCOL_MIN, &oldest},
                                                             {LDAP_OPT_X_TLS_NEWCTX, &client}}) {
        if (ldap_set_option(ldap, option, value) != LDAP_OPT_SUCCESS)
            return {LDAP_CONNECT_ERROR, "TLS cannot be set up with " + authorities};
    }
    return {};
}

LdapAnswer LdapConnection::open(const LdapTarget &target)
{
    QUrl url;
    url.setScheme(target.cover == LdapTarget::Cover::Tls ? QStringLiteral("ldaps") : QStringLiteral("ldap"));
    url.setHost(target.host);
    url.setPort(target.realPort());
    if (!url.isValid() || target.host.isEmpty())
        return {LDAP_PARAM_ERROR, "not a host name: " + target.host.toUtf8()};
    if (const int code = ldap_initialize(&d->ldap, url.toEncoded().constData()); code != LDAP_SUCCESS)
        return {code, ldap_err2string(code)};
    const int version = LDAP_VERSION3;
    const timeval connecting = timeOf(target.connectMs), answering = timeOf(target.answerMs);
    d->callbacks.lc_add = &Private::connected;
    d->callbacks.lc_del = &Private::closed;
    d->callbacks.lc_arg = d.get();
    // Without CONNECT_ASYNC the handshake with a server that stays silent spins for ever, whatever the time limit.
    for (const auto &[option, value] :
         std::initializer_list<std::pair<int, const void *>>{{LDAP_OPT_PROTOCOL_VERSION, &version},
                                                             {LDAP_OPT_REFERRALS, LDAP_OPT_OFF},
                                                             {LDAP_OPT_RESTART, LDAP_OPT_ON},
                                                             {LDAP_OPT_CONNECT_ASYNC, LDAP_OPT_ON},
                                                             {LDAP_OPT_NETWORK_TIMEOUT, &connecting},
                                                             {LDAP_OPT_TIMEOUT, &answering},
                                                             {LDAP_OPT_CONNECT_CB, &d->callbacks}}) {
        if (ldap_set_option(d->ldap, option, value) != LDAP_OPT_SUCCESS)
            return {LDAP_PARAM_ERROR, "option " + QByteArray::number(option)};
    }
    if (target.cover == LdapTarget::Cover::Sealed)
        return {};
    if (const LdapAnswer ready = d->prepareTls(target); !ready.isGood())
        return ready;
    if (target.cover != LdapTarget::Cover::StartTls)
        return {};
    // The answer to it belongs to connecting, which must not take as long as an answer may.
    ldap_set_option(d->ldap, LDAP_OPT_TIMEOUT, &connecting);
    const LdapAnswer covered = d->answer(ldap_start_tls_s(d->ldap, nullptr, nullptr));
    ldap_set_option(d->ldap, LDAP_OPT_TIMEOUT, &answering);
    return covered;
}

LdapAnswer LdapConnection::bindPassword(const QByteArray &user, const Secret &password)
{
    // The protocol takes an empty password for "nobody in particular" and may answer it with success.
    if (password.isEmpty() || user.isEmpty())
        return {LDAP_INAPPROPRIATE_AUTH, "a bind without a name or password is not tried"};
    return password.use([&](QByteArrayView bytes) {
        berval credentials{ber_len_t(bytes.size()), const_cast<char *>(bytes.data())};
        return d->answer(
            ldap_sasl_bind_s(d->ldap, user.constData(), LDAP_SASL_SIMPLE, &credentials, nullptr, nullptr, nullptr));
    });
}

LdapAnswer LdapConnection::bindTicket()
{
    // The principal is that of the host as it is written, not of whatever name its address resolves to; and what is
    // said must be sealed, not only signed.
    ldap_set_option(d->ldap, LDAP_OPT_X_SASL_NOCANON, LDAP_OPT_ON);
    const ber_len_t sealed = 56;
    ldap_set_option(d->ldap, LDAP_OPT_X_SASL_SSF_MIN, &sealed);
    return d->answer(ldap_sasl_interactive_bind_s(d->ldap, nullptr, "GSSAPI", nullptr, nullptr, LDAP_SASL_QUIET,
                                                  answerNothing, nullptr));
}

void LdapConnection::Private::take(LdapEntry &into, const berval &name, BerVarray values, bool isSecret)
{
    if (isSecret) {
        for (berval *value = values; value && value->bv_val; ++value) {
            if (value == values)
                into.secrets.emplace_back(copied(name), Secret(copied(*value)));
            wipe(*value);
        }
        return;
    }
    LdapAttribute attribute{copied(name), {}};
    for (const berval *value = values; value && value->bv_val; ++value)
        attribute.values.push_back(copied(*value));
    into.attributes.push_back(std::move(attribute));
}

void LdapConnection::Private::readEntry(LDAPMessage *message, const LdapQuery &query, LdapEntry &into) const
{
    BerElement *cursor = nullptr;
    berval name{};
    if (ldap_get_dn_ber(ldap, message, &cursor, &name) != LDAP_SUCCESS)
        return;
    into.dn = copied(name);
    BerVarray values = nullptr;
    // An attribute may come without values.
    while (ldap_get_attribute_ber(ldap, message, cursor, &name, &values) == LDAP_SUCCESS && name.bv_val) {
        bool isSecret = false;
        for (const QByteArray &secret : query.secrets)
            isSecret = isSecret || isNamed(QByteArrayView(name.bv_val, qsizetype(name.bv_len)), secret);
        take(into, name, values, isSecret);
        if (values)
            ber_memfree(values);
        values = nullptr;
    }
    if (cursor)
        ber_free(cursor, 0);
}

LdapAnswer LdapConnection::search(const LdapQuery &query, const QByteArray &cookie, LdapPage &into)
{
    std::vector<char *> attributes;
    for (const QByteArray &attribute : query.attributes)
        attributes.push_back(const_cast<char *>(attribute.constData()));
    attributes.push_back(nullptr);
    LDAPControl *paging = nullptr;
    berval at{ber_len_t(cookie.size()), const_cast<char *>(cookie.constData())};
    if (query.pageSize > 0) {
        const int made =
            ldap_create_page_control(d->ldap, query.pageSize, cookie.isEmpty() ? nullptr : &at, 1, &paging);
        if (made != LDAP_SUCCESS)
            return d->answer(made);
    }
    const Owned<LDAPControl> control(paging);
    LDAPControl deleted{const_cast<char *>(LDAP_CONTROL_X_SHOW_DELETED), {}, 1};
    std::array<LDAPControl *, 3> controls{};
    std::size_t used = 0;
    if (paging)
        controls[used++] = paging;
    if (query.isDeletedShown)
        controls[used++] = &deleted;
    constexpr std::array kScopes{LDAP_SCOPE_BASE, LDAP_SCOPE_ONELEVEL, LDAP_SCOPE_SUBTREE};
    LDAPMessage *all = nullptr;
    const int code = ldap_search_ext_s(d->ldap, query.base.constData(), kScopes[std::size_t(query.scope)],
                                       query.filter.constData(), query.attributes.empty() ? nullptr : attributes.data(),
                                       0, controls.data(), nullptr, nullptr, 0, &all);
    const Owned<LDAPMessage> messages(all);
    LdapAnswer answer = d->answer(code);
    for (LDAPMessage *message = all ? ldap_first_message(d->ldap, all) : nullptr; message;
         message = ldap_next_message(d->ldap, message)) {
        if (ldap_msgtype(message) == LDAP_RES_SEARCH_ENTRY) {
            d->readEntry(message, query, into.entries.emplace_back());
        } else if (ldap_msgtype(message) == LDAP_RES_SEARCH_RESULT && answer.isGood()) {
            LDAPControl **told = nullptr;
            int result = LDAP_SUCCESS;
            ldap_parse_result(d->ldap, message, &result, nullptr, nullptr, nullptr, &told, 0);
            const Owned<LDAPControl *> owned(told);
            LDAPControl *page = told ? ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, told, nullptr) : nullptr;
            berval next{};
            ber_int_t estimate = 0;
            if (page && ldap_parse_pageresponse_control(d->ldap, page, &estimate, &next) == LDAP_SUCCESS) {
                into.cookie = copied(next);
                into.estimate = int(estimate);
                ber_memfree(next.bv_val);
            }
        }
    }
    return answer;
}

LdapAnswer LdapConnection::modify(const QByteArray &dn, const std::vector<LdapChange> &changes)
{
    struct Prepared {
        berval value{};
        std::array<berval *, 2> values{};
        LDAPMod change{};
    };
    std::vector<Prepared> prepared(changes.size());
    std::vector<LDAPMod *> list;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        Prepared &each = prepared[i];
        each.value = {ber_len_t(changes[i].value.size()), const_cast<char *>(changes[i].value.constData())};
        each.values = {&each.value, nullptr};
        each.change.mod_op = (changes[i].isRemoval ? LDAP_MOD_DELETE : LDAP_MOD_ADD) | LDAP_MOD_BVALUES;
        each.change.mod_type = const_cast<char *>(changes[i].attribute.constData());
        each.change.mod_bvalues = each.values.data();
        list.push_back(&each.change);
    }
    list.push_back(nullptr);
    return d->answer(ldap_modify_ext_s(d->ldap, dn.constData(), list.data(), nullptr, nullptr));
}

} // namespace ringward
