#include "tests/connectors/meshcentral/meshfixture.h"

#include <QJsonArray>

namespace ringward {
namespace {

using namespace testing;
using State = DiagnosisStep::State;

struct MeshDiagnosisTest : MeshTest {
    static Diagnosis diagnosisOf(MeshSource &source)
    {
        auto made = settle(source.diagnose({}), 60'000);
        EXPECT_TRUE(made) << (made ? "" : made.error().detail.toStdString());
        return made ? std::move(*made) : Diagnosis();
    }
    static DiagnosisStep step(const Diagnosis &diagnosis, const char *key)
    {
        for (const DiagnosisStep &each : diagnosis.steps) {
            if (each.key == QLatin1StringView(key))
                return each;
        }
        ADD_FAILURE() << "no step " << key << " in\n" << qPrintable(diagnosisText(diagnosis));
        return {};
    }
    static void expectStates(const Diagnosis &diagnosis, std::initializer_list<std::pair<const char *, State>> states)
    {
        for (const auto &[key, state] : states)
            EXPECT_EQ(step(diagnosis, key).state, state) << key << " in\n" << qPrintable(diagnosisText(diagnosis));
    }
    QString pin() const { return QString::fromLatin1(server->certificateHash().toHex()); }
};

TEST_F(MeshDiagnosisTest, AllIsWellForAFullAdministrator)
{
    const auto mesh = source();
    const Diagnosis diagnosis = diagnosisOf(*mesh);
    EXPECT_TRUE(diagnosis.isGood()) << qPrintable(diagnosisText(diagnosis));
    EXPECT_EQ(diagnosis.steps.size(), 7u);
    expectStates(diagnosis,
                 {{"name", State::Good},
                  {"tcp", State::Good},
                  {"tls", State::Good},
                  {"signin", State::Good},
                  {"clock", State::Good},
                  {"groups", State::Good},
                  {"rights", State::Good}});
    QString fingerprint;
    for (const DiagnosisStep::Fact &fact : step(diagnosis, "tls").facts)
        fingerprint = fact.label == u"SHA-384" ? fact.value : fingerprint;
    EXPECT_EQ(fingerprint.remove(u':').toLower(), pin());
    EXPECT_TRUE(step(diagnosis, "groups").sentence.contains(QStringLiteral("ICU Workstations")));
    EXPECT_FALSE(diagnosisText(diagnosis).contains(QString::fromLatin1(server->tokenPassword())));
    EXPECT_TRUE(settle(mesh->fetchDevices({}, {}))) << "and the source goes on";
}

TEST_F(MeshDiagnosisTest, AWrongTokenIsNamedAndTriedAgainWhenItIsPutRight)
{
    const auto mesh = source();
    const QByteArray right = std::exchange(secrets.bytes, QByteArray("not-the-token"));
    Diagnosis diagnosis = diagnosisOf(*mesh);
    expectStates(diagnosis,
                 {{"tls", State::Good}, {"signin", State::Bad}, {"clock", State::Skipped}, {"rights", State::Skipped}});
    EXPECT_TRUE(step(diagnosis, "signin").sentence.contains(QStringLiteral("login token")))
        << qPrintable(diagnosisText(diagnosis));
    secrets.bytes = right;
    diagnosis = diagnosisOf(*mesh);
    expectStates(diagnosis, {{"signin", State::Good}});
}

TEST_F(MeshDiagnosisTest, AnotherCertificateThanThePinnedOneEndsItBeforeAnythingSecretIsSent)
{
    QString other = pin();
    other[0] = other[0] == u'0' ? u'1' : u'0';
    const auto mesh = source({{QStringLiteral("pin"), other}});
    const Diagnosis diagnosis = diagnosisOf(*mesh);
    expectStates(diagnosis, {{"tcp", State::Good}, {"tls", State::Bad}, {"signin", State::Skipped}});
    EXPECT_TRUE(step(diagnosis, "tls").sentence.contains(QStringLiteral("fingerprint")));
    EXPECT_TRUE(diagnosisText(diagnosis).remove(u':').contains(pin().toUpper())) << "what was seen, to compare";
    const auto pinned = source({{QStringLiteral("pin"), pin()}, {QStringLiteral("ca"), QString()}});
    EXPECT_TRUE(diagnosisOf(*pinned).isGood());
}

TEST_F(MeshDiagnosisTest, AnAuthorityThatNobodyTrustsIsNamed)
{
    const auto mesh = source({{QStringLiteral("ca"), QString()}});
    const Diagnosis diagnosis = diagnosisOf(*mesh);
    expectStates(diagnosis, {{"tcp", State::Good}, {"tls", State::Bad}, {"signin", State::Skipped}});
    EXPECT_FALSE(step(diagnosis, "tls").facts.empty());
}

TEST_F(MeshDiagnosisTest, AnUnknownNameAndADeafPortAreToldApart)
{
    const auto nowhere = source({{QStringLiteral("url"), QStringLiteral("https://no-such-host.invalid")}});
    expectStates(diagnosisOf(*nowhere), {{"name", State::Bad}, {"tcp", State::Skipped}, {"signin", State::Skipped}});
    server->stop();
    const auto gone = source();
    expectStates(diagnosisOf(*gone), {{"name", State::Good}, {"tcp", State::Bad}, {"tls", State::Skipped}});
    ASSERT_TRUE(server->startAgain());
    EXPECT_TRUE(diagnosisOf(*gone).isGood());
}

TEST_F(MeshDiagnosisTest, WhatAnAccountMayNotDoIsSaid)
{
    const auto less = source({}, QStringLiteral("limited"));
    const Diagnosis diagnosis = diagnosisOf(*less);
    expectStates(diagnosis, {{"signin", State::Good}, {"groups", State::Good}, {"rights", State::Note}});
    EXPECT_TRUE(step(diagnosis, "rights").sentence.contains(QStringLiteral("BitLocker")))
        << qPrintable(diagnosisText(diagnosis));
    const auto none = source({}, QStringLiteral("other"));
    expectStates(diagnosisOf(*none), {{"signin", State::Good}, {"groups", State::Bad}});
    const auto misspelt = source({{QStringLiteral("groups"), QStringLiteral("ICU Workstation")}});
    expectStates(diagnosisOf(*misspelt), {{"groups", State::Bad}});
}

TEST_F(MeshDiagnosisTest, AStopRequestEndsIt)
{
    const auto mesh = source();
    std::stop_source stop;
    stop.request_stop();
    const auto made = settle(mesh->diagnose(stop.get_token()), 10'000);
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().kind, Error::Kind::Cancelled);
}

} // namespace
} // namespace ringward
