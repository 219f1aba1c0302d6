#pragma once
#include "models/base/secret.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace ringward {

/// Where and how one connection goes. One server a connection: libldap does not fail over on every fault.
struct LdapTarget {
    enum class Cover { Sealed, Tls, StartTls }; ///< Sealed: no TLS; the Kerberos layer seals what is said
    QString host;
    quint16 port = 0; ///< 0 is 389, or 636 for Tls
    Cover cover = Cover::Sealed;
    QString caFile; ///< PEM; empty for the authorities that the operating system trusts
    int connectMs = 2000; ///< for connecting and the TLS handshake, each
    int answerMs = 15'000; ///< for one answer

    quint16 realPort() const { return port ? port : cover == Cover::Tls ? 636 : 389; }
};

/// What came of a call: 0, a result code of the protocol, or a negative one of the library (see ldapcodes.h).
struct LdapAnswer {
    int code = 0;
    QByteArray diagnostic; ///< the server's own words, or those of the Kerberos library
    bool isGood() const { return code == 0; }
};

struct LdapAttribute {
    QByteArray name; ///< as the server writes it, with options: "member;range=0-1499"
    std::vector<QByteArray> values;
};

struct LdapEntry {
    QByteArray dn;
    std::vector<LdapAttribute> attributes;
    std::vector<std::pair<QByteArray, Secret>> secrets; ///< first values of LdapQuery::secrets

    const LdapAttribute *find(QByteArrayView name) const; ///< in any case, without options; null when it is not there
    QByteArray value(QByteArrayView name) const; ///< the first one; empty when there is none
    const Secret *secret(QByteArrayView name) const;
};

struct LdapQuery {
    enum class Scope { Base, OneLevel, Subtree };
    QByteArray base;
    Scope scope = Scope::Subtree;
    QByteArray filter = QByteArrayLiteral("(objectClass=*)");
    std::vector<QByteArray> attributes; ///< {"1.1"} for none
    std::vector<QByteArray> secrets; ///< of `attributes`: wiped from the answer and handed out as Secret only
    int pageSize = 0; ///< 0: not paged
    bool isDeletedShown = false; ///< also objects that were deleted and are not yet gone for good
};

struct LdapPage {
    std::vector<LdapEntry> entries;
    QByteArray cookie; ///< for the next page; empty after the last
    int estimate = 0; ///< entries in all, as the server guesses; 0 when it does not
};

struct LdapChange {
    bool isRemoval = false;
    QByteArray attribute, value;
};

/// The seam to the directory library: OpenLDAP's libldap here, which only ldapconnection.cpp and, to take names apart,
/// ldapnames.cpp know. Another library, such as Windows' wldap32, comes as two other source files. Calls block and
/// belong to one thread, never the GUI's; only hangUp() may come from any. References to other servers are never
/// followed. Options of the system and of the user's home are not read.
class LdapConnection {
public:
    LdapConnection();
    ~LdapConnection();
    LdapConnection(const LdapConnection &) = delete;
    LdapConnection &operator=(const LdapConnection &) = delete;

    /// Once, on the GUI thread, before the first connection is made.
    static void prepare();

    LdapAnswer open(const LdapTarget &target); ///< connects and, for StartTls, covers the connection
    LdapAnswer bindPassword(const QByteArray &user, const Secret &password); ///< an empty password is refused here
    LdapAnswer bindTicket(); ///< GSSAPI, with the Kerberos ticket of whoever runs the program
    LdapAnswer search(const LdapQuery &query, const QByteArray &cookie, LdapPage &into);
    LdapAnswer modify(const QByteArray &dn, const std::vector<LdapChange> &changes);

    /// Cuts the connection: what blocks returns within milliseconds with -1. From any thread. Nothing works after it.
    void hangUp();

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ringward
