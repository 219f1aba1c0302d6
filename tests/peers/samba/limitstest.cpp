#include "connectors/activedirectory/directoryreader.h"
#include "tests/peers/samba/directoryfixture.h"
#include "tests/peers/samba/scriptedserver.h"

using namespace ringward;
using namespace ringward::testing;

namespace {

/// Limits and faults of Microsoft's directory that Samba does not have: played by a scripted server.
class Limits : public DirectoryTest {
protected:
    std::unique_ptr<ScriptedServer> server(ScriptedServer::Script script)
    {
        return std::make_unique<ScriptedServer>(controller->path("private/tls/cert.pem"),
                                                controller->path("private/tls/key.pem"), std::move(script));
    }
    DirectoryAccess access(quint16 port) const
    {
        DirectoryAccess made;
        made.servers = {{QStringLiteral("127.0.0.1"), port}};
        made.signIn = DirectoryAccess::SignIn::Ldaps;
        made.base = "DC=hospital,DC=test";
        made.user = QStringLiteral("someone");
        made.caFile = controller->caFile();
        made.answerMs = 3000;
        return made;
    }
    std::unique_ptr<DirectorySession> session(const ScriptedServer &at) const
    {
        auto made = std::make_unique<DirectorySession>(access(at.port()), std::make_shared<SignInLatch>());
        made->setPassword(Secret(QByteArray("anything")));
        return made;
    }
    static LdapQuery everything()
    {
        LdapQuery query;
        query.base = "DC=hospital,DC=test";
        query.attributes = {"cn"};
        return query;
    }
    static QByteArray people(int id, int from, int to)
    {
        QByteArray made;
        for (int i = from; i < to; ++i)
            made += ber::entry(id, "CN=" + QByteArray::number(i) + ",DC=hospital,DC=test",
                               {{"cn", {QByteArray::number(i)}}});
        return made;
    }
};

} // namespace

TEST_F(Limits, AnAttributeInBlocksOfFifteenHundredIsReadToItsEnd)
{
    const auto values = [](int from, int to) {
        std::vector<QByteArray> made;
        for (int i = from; i < to; ++i)
            made.push_back("CN=" + QByteArray::number(i));
        return made;
    };
    const auto blocks = server([&](int id, const QByteArray &request) -> ScriptedServer::Answer {
        QByteArray told;
        if (request.contains("member;range=0-*"))
            told = ber::entry(id, "CN=g", {{"member", {}}, {"member;range=0-1499", values(0, 1500)}});
        else if (request.contains("member;range=1500-*"))
            told = ber::entry(id, "CN=g", {{"member;range=1500-2999", values(1500, 3000)}});
        else if (request.contains("member;range=3000-*"))
            told = ber::entry(id, "CN=g", {{"member;Range=3000-*", values(3000, 3051)}});
        return {told + ber::searchDone(id, 0)};
    });
    const auto members = session(*blocks)->values("CN=g", "member");
    ASSERT_TRUE(members) << qPrintable(members.error().detail);
    ASSERT_EQ(members->size(), 3051U);
    EXPECT_EQ(members->back(), "CN=3050");
}

TEST_F(Limits, ASizeLimitIsAnErrorAndNeverAShorterList)
{
    const auto limited = server([](int id, const QByteArray &) -> ScriptedServer::Answer {
        return {people(id, 0, 1000) + ber::searchDone(id, 4, {}, "00002024: limit exceeded")};
    });
    const auto all = session(*limited)->all(everything());
    ASSERT_FALSE(all);
    EXPECT_TRUE(userMessage(all.error()).contains(u"only a part"));
}

TEST_F(Limits, AReadingThatBreaksBetweenPagesBeginsAgainFromTheFirst)
{
    std::atomic<int> broken = 0;
    const auto breaking = server([&](int id, const QByteArray &request) -> ScriptedServer::Answer {
        if (!request.contains("second page"))
            return {people(id, 0, 1000) + ber::reference(id, "ldap://elsewhere.test/CN=Configuration")
                    + ber::searchDone(id, 0, "second page")};
        if (broken++ == 0)
            return {people(id, 1000, 1200), true};
        return {people(id, 1000, 1500) + ber::searchDone(id, 0)};
    });
    const auto all = session(*breaking)->all(everything());
    ASSERT_TRUE(all) << qPrintable(all.error().detail);
    EXPECT_EQ(all->size(), 1500U) << "each once, none of the half page";
    EXPECT_EQ(breaking->connections(), 2);
}

TEST_F(Limits, ASourceReadsOnAfterABreakAndEveryMachineArrives)
{
    std::atomic<int> broken = 0;
    const auto guid = [](int i) {
        return QByteArray("guid-of-computer").replace(12, 4, QByteArray::number(1000 + i));
    };
    const auto computers = [&](int id, int from, int to) {
        QByteArray made;
        for (int i = from; i < to; ++i)
            made += ber::entry(id, "CN=pc" + QByteArray::number(i) + ",OU=ICU,OU=Central,DC=hospital,DC=test",
                               {{"objectGUID", {guid(i)}}, {"cn", {"pc" + QByteArray::number(i)}}});
        return made;
    };
    const auto breaking = server([&](int id, const QByteArray &request) -> ScriptedServer::Answer {
        if (request.contains("dsServiceName"))
            return {ber::entry(id, {},
                               {{"dsServiceName", {"CN=DC1"}},
                                {"defaultNamingContext", {"DC=hospital,DC=test"}},
                                {"schemaNamingContext", {"CN=Schema"}},
                                {"highestCommittedUSN", {"4711"}},
                                {"currentTime", {"20261122063610.0Z"}}})
                    + ber::searchDone(id, 0)};
        if (!request.contains("second page"))
            return {computers(id, 0, 600) + ber::searchDone(id, 0, "second page")};
        if (broken++ == 0)
            return {computers(id, 600, 700), true};
        return {computers(id, 600, 900) + ber::searchDone(id, 0)};
    });
    SourceConfig config = controller->config(QStringLiteral("svc-reader"));
    config.settings[u"servers"] = QStringLiteral("127.0.0.1:%1").arg(breaking->port());
    config.settings[u"base"] = QStringLiteral("DC=hospital,DC=test");
    config.settings[u"rings"] = QString();
    config.settings[u"places"] = QStringLiteral("site/ward");
    const auto directory = make(config, secrets);
    int pages = 0;
    const auto records = readAll(*directory, false, &pages);
    ASSERT_TRUE(records) << qPrintable(records.error().detail);
    EXPECT_EQ(records->size(), 900U);
    EXPECT_EQ(pages, 3) << "the first one came twice";
    EXPECT_EQ(records->begin()->second[Field::WardCode], QStringLiteral("ICU"));
    EXPECT_EQ(records->begin()->second[Field::Domain], QStringLiteral("hospital.test"));
}

TEST_F(Limits, ABusyOrStoppingControllerIsWorthAnotherTryLater)
{
    for (const auto &[code, kind] : {std::pair{51, Error::Kind::Timeout}, std::pair{52, Error::Kind::Offline}}) {
        const auto busy = server([code = code](int id, const QByteArray &) -> ScriptedServer::Answer {
            return {ber::searchDone(id, code)};
        });
        const auto all = session(*busy)->all(everything());
        ASSERT_FALSE(all);
        EXPECT_EQ(all.error().kind, kind) << code;
    }
}

TEST_F(Limits, AnAnswerThatIsNoneIsAnError)
{
    for (const char *nonsense : {"30840fffffff", "3082ffff0201", "deadbeefdeadbeef", "300502010264ff"}) {
        const auto bad = server([&](int, const QByteArray &) -> ScriptedServer::Answer {
            return {QByteArray::fromHex(nonsense), true};
        });
        EXPECT_FALSE(session(*bad)->all(everything())) << nonsense;
    }
}
