#include "connectors/activedirectory/ldapcodes.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <array>

namespace ringward {

namespace {

using Kind = Error::Kind;

/// Why Active Directory refuses a sign-in: the "data" of its diagnostic, documented with the Win32 error codes.
struct BindReason {
    unsigned data;
    const char *advice;
};
constexpr std::array kBindReasons{
    BindReason{0x525,
               QT_TRANSLATE_NOOP("ringward::Directory",
                                 "%1 does not know that user. Write it as name@domain or DOMAIN\\name.")},
    BindReason{0x52e,
               QT_TRANSLATE_NOOP(
                   "ringward::Directory",
                   "%1 refused the user or the password. Write the user as name@domain or DOMAIN\\name and enter "
                   "the password again; it is not tried again by itself, so that the account is not locked.")},
    BindReason{0x530,
               QT_TRANSLATE_NOOP("ringward::Directory",
                                 "The account may not sign in to %1 at this hour. Have its logon hours changed, "
                                 "then press Diagnose.")},
    BindReason{0x531,
               QT_TRANSLATE_NOOP("ringward::Directory",
                                 "The account may not sign in to %1 from this computer. Have its list of "
                                 "workstations changed, then press Diagnose.")},
    BindReason{0x532,
               QT_TRANSLATE_NOOP("ringward::Directory",
                                 "The account's password has expired in %1. Set a new one there and enter it in "
                                 "the settings of the source.")},
    BindReason{0x533,
               QT_TRANSLATE_NOOP("ringward::Directory",
                                 "The account is disabled in %1. Have it enabled, then press Diagnose.")},
    BindReason{0x701,
               QT_TRANSLATE_NOOP("ringward::Directory",
                                 "The account has expired in %1. Have its end date changed, then press "
                                 "Diagnose.")},
    BindReason{0x773,
               QT_TRANSLATE_NOOP("ringward::Directory",
                                 "The account must change its password in %1 before it can be used. Change it "
                                 "there and enter the new one in the settings of the source.")},
    BindReason{0x775,
               QT_TRANSLATE_NOOP("ringward::Directory",
                                 "The account is locked out in %1 after too many wrong passwords. Have it "
                                 "unlocked, find out who tried, then press Diagnose.")},
    BindReason{0x57,
               QT_TRANSLATE_NOOP("ringward::Directory",
                                 "%1 insists on channel binding, which this sign-in does not carry. Use Kerberos "
                                 "in the settings of the source.")},
};
constexpr const char *kOtherBindReason =
    QT_TRANSLATE_NOOP("ringward::Directory",
                      "%1 refused the sign-in. Check user and password in the settings of the source; it is not tried "
                      "again by itself, so that the account is not locked.");

/// What the Kerberos library says, by a part of its text.
struct TicketReason {
    const char *text;
    Kind kind;
    const char *advice;
};
constexpr std::array kTicketReasons{
    TicketReason{
        "No Kerberos credentials", Kind::Denied,
        QT_TRANSLATE_NOOP("ringward::Directory",
                          "You have no Kerberos ticket for %1. Sign in to the domain, or get one with kinit.")},
    TicketReason{"Ticket expired", Kind::Denied,
                 QT_TRANSLATE_NOOP("ringward::Directory",
                                   "Your Kerberos ticket has expired. Lock and unlock the desktop, or run kinit again, "
                                   "to sign in to %1.")},
    TicketReason{"not found in Kerberos database", Kind::Denied,
                 QT_TRANSLATE_NOOP("ringward::Directory",
                                   "Kerberos knows no directory service called %1. Write the domain controller's full "
                                   "name in the settings of the source, not an address or an alias.")},
    TicketReason{"Cannot find KDC", Kind::Offline,
                 QT_TRANSLATE_NOOP("ringward::Directory",
                                   "No Kerberos server can be found to sign in to %1. Check the name server and the "
                                   "Kerberos settings of this computer.")},
    TicketReason{"Cannot contact any KDC", Kind::Offline,
                 QT_TRANSLATE_NOOP("ringward::Directory",
                                   "The Kerberos server does not answer, so nobody can sign in to %1. Check the "
                                   "network to the domain controllers, port 88.")},
    TicketReason{"Clock skew", Kind::Denied,
                 QT_TRANSLATE_NOOP("ringward::Directory",
                                   "The clocks of this computer and of %1 differ by more than Kerberos allows. Set the "
                                   "clock right.")},
};

struct CodeText {
    int code;
    Kind kind;
    const char *advice;
};
constexpr std::array kCodes{
    CodeText{ldapcode::ServerDown, Kind::Offline,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "%1 cannot be reached. Check the address and the network; Diagnose says how far it "
                               "gets.")},
    CodeText{ldapcode::ConnectError, Kind::Offline,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "No encrypted connection to %1 came about. Diagnose says what is wrong with its "
                               "certificate.")},
    CodeText{ldapcode::TimedOut, Kind::Timeout,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "%1 did not answer in time. It may be overloaded; it is tried again by itself.")},
    CodeText{1, Kind::Denied,
             QT_TRANSLATE_NOOP("ringward::Directory", "%1 tells nothing to somebody who has not signed in.")},
    CodeText{3, Kind::Timeout,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "%1 gave up because the question took too long. Name a smaller search base.")},
    CodeText{ldapcode::SizeLimit, Kind::Malformed,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "%1 gave only a part of the answer. Nothing was taken of it; name a smaller search "
                               "base.")},
    CodeText{
        ldapcode::StrongerAuthNeeded, Kind::Denied,
        QT_TRANSLATE_NOOP("ringward::Directory",
                          "%1 wants the sign-in to be encrypted. Choose LDAPS, StartTLS or Kerberos in the settings "
                          "of the source.")},
    CodeText{ldapcode::NoSuchObject, Kind::NotFound,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "%1 has nothing of that name. Check the search base in the settings of the source.")},
    CodeText{34, Kind::NotFound,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "%1 cannot read that name. A search base looks like OU=Hospital,DC=example,DC=org.")},
    CodeText{48, Kind::Denied,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "The source has no user or no password for %1. Enter both in its settings "
                               "and save them.")},
    CodeText{ldapcode::NoRight, Kind::Denied,
             QT_TRANSLATE_NOOP(
                 "ringward::Directory",
                 "The account has no right to do that in %1. The help page “Active Directory” has the rights to "
                 "delegate.")},
    CodeText{ldapcode::Busy, Kind::Timeout,
             QT_TRANSLATE_NOOP("ringward::Directory", "%1 is busy. It is asked again by itself.")},
    CodeText{ldapcode::Unavailable, Kind::Offline,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "%1 is about to stop or not ready yet. It is asked again by "
                               "itself.")},
    CodeText{ldapcode::Unwilling, Kind::Denied,
             QT_TRANSLATE_NOOP("ringward::Directory",
                               "%1 is not willing to do that. Copy the details for whoever runs the directory.")},
};

QString advice(const char *text, const QString &server)
{
    return QCoreApplication::translate("ringward::Directory", text).arg(server);
}

const char *nameOf(LdapDeed deed)
{
    constexpr std::array kNames{"connect", "bind", "search", "modify"};
    return kNames[std::size_t(deed)];
}

} // namespace

std::optional<unsigned> bindReason(const QByteArray &diagnostic)
{
    static const QRegularExpression data(QStringLiteral("\\bdata\\s+([0-9a-f]{1,8})\\b"),
                                         QRegularExpression::CaseInsensitiveOption);
    const QRegularExpressionMatch match = data.match(QString::fromUtf8(diagnostic.left(2000)));
    if (match.hasMatch())
        return match.captured(1).toUInt(nullptr, 16);
    return diagnostic.contains("80090346") ? std::optional(0x57U) : std::nullopt;
}

bool isBroken(const LdapAnswer &answer)
{
    return answer.code == ldapcode::ServerDown || answer.code == ldapcode::TimedOut
        || answer.code == ldapcode::ConnectError || answer.code == ldapcode::Unavailable;
}

Error errorOf(const LdapAnswer &answer, LdapDeed deed, const QString &server)
{
    const QString detail = QStringLiteral("%1 %2: result %3 %4")
                               .arg(QString::fromLatin1(nameOf(deed)), server)
                               .arg(answer.code)
                               .arg(QString::fromUtf8(answer.diagnostic.left(1000)));
    if (answer.code == ldapcode::BadCredentials) {
        const std::optional<unsigned> reason = bindReason(answer.diagnostic);
        for (const BindReason &known : kBindReasons) {
            if (reason == known.data)
                return {Kind::Denied, detail, advice(known.advice, server)};
        }
        return {Kind::Denied, detail, advice(kOtherBindReason, server)};
    }
    if (deed == LdapDeed::Bind) {
        for (const TicketReason &known : kTicketReasons) {
            if (answer.diagnostic.contains(known.text))
                return {known.kind, detail, advice(known.advice, server)};
        }
    }
    for (const CodeText &known : kCodes) {
        if (answer.code == known.code)
            return {known.kind, detail, advice(known.advice, server)};
    }
    if (answer.code == ldapcode::LocalError && deed == LdapDeed::Bind)
        return {Kind::Denied, detail,
                advice(QT_TRANSLATE_NOOP("ringward::Directory",
                                         "The sign-in to %1 with your Kerberos ticket failed. Copy the details for "
                                         "whoever runs the directory."),
                       server)};
    return {Kind::Malformed, detail, {}};
}

} // namespace ringward
