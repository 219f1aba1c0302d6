#include "connectors/activedirectory/ldapcodes.h"

#include <gtest/gtest.h>

using namespace ringward;

namespace {

Error bindError(const char *data)
{
    const QByteArray text =
        QByteArray("80090308: LdapErr: DSID-0C0903A9, comment: AcceptSecurityContext error, data ") + data + ", v4563";
    return errorOf({ldapcode::BadCredentials, text}, LdapDeed::Bind, QStringLiteral("dc1"));
}

} // namespace

TEST(LdapCodes, EachReasonOfARefusedSignInHasItsOwnAdvice)
{
    std::vector<QString> seen;
    for (const char *data : {"525", "52e", "530", "531", "532", "533", "701", "773", "775", "57", "999"}) {
        const Error error = bindError(data);
        EXPECT_EQ(error.kind, Error::Kind::Denied) << data;
        EXPECT_TRUE(error.advice.contains(u"dc1")) << data;
        EXPECT_EQ(std::count(seen.begin(), seen.end(), error.advice), 0) << data;
        seen.push_back(error.advice);
    }
}

TEST(LdapCodes, TheReasonIsReadHoweverTheServerWritesIt)
{
    EXPECT_EQ(bindReason("error, data 52e, v4563"), 0x52eU);
    EXPECT_EQ(bindReason("Data  775"), 0x775U);
    EXPECT_EQ(bindReason("80090346: LdapErr: DSID"), 0x57U);
    EXPECT_EQ(bindReason("metadata 1"), std::nullopt);
    EXPECT_EQ(bindReason(""), std::nullopt);
}

TEST(LdapCodes, KerberosFaultsAreToldApartByTheirText)
{
    const auto ticket = [](const char *text) {
        return errorOf({ldapcode::LocalError, QByteArray("SASL(-1): generic failure: GSSAPI Error: ") + text},
                       LdapDeed::Bind, QStringLiteral("dc1"));
    };
    EXPECT_TRUE(ticket("No Kerberos credentials available").advice.contains(u"no Kerberos ticket"));
    EXPECT_TRUE(ticket("Ticket expired").advice.contains(u"expired"));
    EXPECT_TRUE(ticket("Server not found in Kerberos database").advice.contains(u"full name"));
    EXPECT_EQ(ticket("Cannot contact any KDC for realm").kind, Error::Kind::Offline);
    EXPECT_EQ(ticket("something new").kind, Error::Kind::Denied);
}

TEST(LdapCodes, OnlyWhatMayHelpIsTriedAgain)
{
    EXPECT_TRUE(isBroken({ldapcode::ServerDown, {}}));
    EXPECT_TRUE(isBroken({ldapcode::TimedOut, {}}));
    EXPECT_FALSE(isBroken({ldapcode::BadCredentials, {}}));
    EXPECT_FALSE(isBroken({ldapcode::NoRight, {}}));
    EXPECT_FALSE(isBroken({ldapcode::SizeLimit, {}}));
}
