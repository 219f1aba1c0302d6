#include "connectors/activedirectory/ldapcodes.h"
#include "tests/peers/samba/directoryfixture.h"

#include <QThread>

using namespace ringward;
using namespace ringward::testing;

namespace {

class SignIn : public DirectoryTest {
protected:
    static Error failure(Source &directory)
    {
        const auto page = settle(directory.fetchDevices({}, {}), 30'000);
        EXPECT_FALSE(page);
        return page ? Error{} : page.error();
    }
    Error failure(const QString &user, const QByteArray &password)
    {
        MemorySecrets own(password);
        const auto directory = make(controller->config(user), own);
        return failure(*directory);
    }
    static const DiagnosisStep *step(const Diagnosis &diagnosis, const char *key)
    {
        for (const DiagnosisStep &each : diagnosis.steps) {
            if (each.key == QLatin1StringView(key))
                return &each;
        }
        return nullptr;
    }
};

} // namespace

TEST_F(SignIn, EveryWayInReadsTheFleet)
{
    const auto startTls = make(controller->config(QStringLiteral("svc-reader"), QStringLiteral("StartTLS")), secrets);
    const auto records = readAll(*startTls);
    ASSERT_TRUE(records) << qPrintable(records.error().detail);
    EXPECT_EQ(int(records->size()), controller->facts()[u"enabled"].toInt());
    const auto oldName = make(controller->config(QStringLiteral("svc-reader@hospital.test")), secrets);
    EXPECT_TRUE(readAll(*oldName));
}

TEST_F(SignIn, ATicketOpensTheDirectoryWithoutAnyPassword)
{
    const QString problem = controller->getTicket(QStringLiteral("svc-reader"), SambaDc::kPassword);
    ASSERT_EQ(problem, QString());
    MemorySecrets none({});
    const auto directory = make(controller->config(QStringLiteral("svc-reader"), QStringLiteral("Kerberos")), none);
    const auto records = readAll(*directory);
    ASSERT_TRUE(records) << qPrintable(records.error().detail);
    EXPECT_EQ(int(records->size()), controller->facts()[u"enabled"].toInt());
    EXPECT_EQ(none.reads, 0);
}

TEST_F(SignIn, NoTicketAndAnOldTicketAreNamed)
{
    ASSERT_EQ(controller->getTicket(QStringLiteral("svc-reader"), SambaDc::kPassword, QStringLiteral("2s")), QString());
    QThread::msleep(2500);
    MemorySecrets none({});
    const SourceConfig config = controller->config(QStringLiteral("svc-reader"), QStringLiteral("Kerberos"));
    const Error old = failure(*make(config, none));
    EXPECT_EQ(old.kind, Error::Kind::Denied);
    EXPECT_TRUE(userMessage(old).contains(u"expired")) << qPrintable(old.detail);
    qputenv("KRB5CCNAME", "FILE:" + controller->path("no-ticket-here").toUtf8());
    const Error missing = failure(*make(config, none));
    EXPECT_EQ(missing.kind, Error::Kind::Denied);
    EXPECT_TRUE(userMessage(missing).contains(u"no Kerberos ticket")) << qPrintable(missing.detail);
}

TEST_F(SignIn, EachRefusalSaysWhatIsWrongWithTheAccount)
{
    const QByteArray good = SambaDc::kPassword.toUtf8();
    for (const auto &[user, word] : std::initializer_list<std::pair<const char *, const char *>>{
             {"disabled", "disabled"}, {"expired", "has expired"}, {"mustchange", "must change"}}) {
        const Error error = failure(QString::fromLatin1(user), good);
        EXPECT_EQ(error.kind, Error::Kind::Denied) << user;
        EXPECT_TRUE(userMessage(error).contains(QLatin1StringView(word)))
            << user << ": " << qPrintable(userMessage(error) + error.detail);
    }
    const Error wrong = failure(QStringLiteral("svc-reader"), "not the password");
    EXPECT_TRUE(userMessage(wrong).contains(u"user or the password")) << qPrintable(wrong.detail);
    const Error unknown = failure(QStringLiteral("nobody"), good);
    EXPECT_EQ(unknown.kind, Error::Kind::Denied);
    const Error empty = failure(QStringLiteral("svc-reader"), {});
    EXPECT_EQ(empty.kind, Error::Kind::Denied);
    EXPECT_TRUE(userMessage(empty).contains(u"no password")) << qPrintable(empty.detail);
}

TEST_F(SignIn, AWrongPasswordIsTriedOnceHoweverOftenTheConsoleAsks)
{
    MemorySecrets wrong("not the password");
    const auto directory = make(controller->config(QStringLiteral("lockme")), wrong);
    for (int i = 0; i < 8; ++i)
        EXPECT_EQ(failure(*directory).kind, Error::Kind::Denied);
    // The third wrong one would have locked it.
    MemorySecrets good(SambaDc::kPassword.toUtf8());
    const auto same = make(controller->config(QStringLiteral("lockme")), good);
    EXPECT_TRUE(readAll(*same));

    for (int i = 0; i < 4; ++i)
        failure(QStringLiteral("lockme"), "not the password");
    const Error locked = failure(QStringLiteral("lockme"), SambaDc::kPassword.toUtf8());
    EXPECT_TRUE(userMessage(locked).contains(u"locked out")) << qPrintable(locked.detail);
}

TEST_F(SignIn, ADiagnosisTriesARefusedSignInAgainAndTheSourceGoesOn)
{
    const auto directory = source(QStringLiteral("disabled"));
    failure(*directory);
    SambaClient admin(*controller);
    const QByteArray account = "CN=disabled,OU=Accounts,OU=Ringward,DC=hospital,DC=test";
    ASSERT_EQ(admin.change(account, "userAccountControl", "512"), 0);
    failure(*directory); // nobody asked for another try
    const auto diagnosis = settle(directory->diagnose({}), 30'000);
    ASSERT_TRUE(diagnosis);
    EXPECT_EQ(step(*diagnosis, "signin")->state, DiagnosisStep::State::Good) << qPrintable(diagnosisText(*diagnosis));
    EXPECT_TRUE(readAll(*directory));
    ASSERT_EQ(admin.change(account, "userAccountControl", "514"), 0);
}

TEST_F(SignIn, ADiagnosisSaysWhatTheAccountMayDo)
{
    const auto directory = source(QStringLiteral("svc-meta"));
    const auto diagnosis = settle(directory->diagnose({}), 30'000);
    ASSERT_TRUE(diagnosis);
    ASSERT_TRUE(diagnosis->isGood()) << qPrintable(diagnosisText(*diagnosis));
    EXPECT_EQ(step(*diagnosis, "keys")->state, DiagnosisStep::State::Note);
    EXPECT_EQ(step(*diagnosis, "computers")->state, DiagnosisStep::State::Good);
    EXPECT_EQ(step(*diagnosis, "rings")->state, DiagnosisStep::State::Note);
    EXPECT_EQ(step(*diagnosis, "clock")->state, DiagnosisStep::State::Good);
    const DiagnosisStep *tls = step(*diagnosis, "tls");
    ASSERT_TRUE(tls);
    EXPECT_EQ(tls->facts.size(), 4U);
    EXPECT_EQ(tls->facts[0].value, QStringLiteral("dc1.hospital.test"));
    EXPECT_EQ(tls->facts[3].value.size(), 32 * 3 - 1);
}

TEST_F(SignIn, ACertificateOfAnotherAuthorityIsRefusedAndShown)
{
    SourceConfig config = controller->config(QStringLiteral("svc-reader"));
    for (const char *way : {"LDAPS", "StartTLS"}) {
        config.settings[u"signin"] = QString::fromLatin1(way);
        config.settings[u"ca"] = controller->path("private/tls/otherca.pem");
        const Error error = failure(*make(config, secrets));
        EXPECT_TRUE(userMessage(error).contains(u"certificate")) << way << qPrintable(error.detail);
        EXPECT_TRUE(error.detail.contains(u"SHA-256")) << way << qPrintable(error.detail);
        config.settings[u"ca"] = QString(); // those of the system do not know it either
        EXPECT_TRUE(userMessage(failure(*make(config, secrets))).contains(u"certificate")) << way;
    }
    const auto diagnosis = settle(make(config, secrets)->diagnose({}), 30'000);
    ASSERT_TRUE(diagnosis);
    EXPECT_FALSE(diagnosis->isGood());
    EXPECT_EQ(step(*diagnosis, "tcp")->state, DiagnosisStep::State::Good);
    EXPECT_EQ(step(*diagnosis, "tls")->state, DiagnosisStep::State::Bad);
    EXPECT_EQ(step(*diagnosis, "signin")->state, DiagnosisStep::State::Skipped);
}
