#include "tests/app/ctlfixture.h"

#include <QDate>

using namespace ringward;
using namespace ringward::testing;

namespace {

/// The demonstration hospital, made once: reading it takes a fraction of making it.
struct RingsCtlTest : CtlTest {
    RingsCtlTest()
    {
        const Answer made = run("demo --devices 5216 --seed 291");
        EXPECT_EQ(made.code, 0) << made.err.toStdString();
    }
};

} // namespace

TEST_F(CtlTest, WrongUsageOfTheCommandsAboutRingsEndsWith2)
{
    for (const char *line :
         {"rings fly", "rings save", "pins explode", "pins remove", "plan", "plan --filter tier:t0",
          "plan --filter teir:t0 --to Late", "guardrails waive", "guardrails explode", "design extra",
          "whatif --share 101", "whatif --share x", "whatif --reverted soon", "design --start soon"}) {
        const Answer answer = run(line);
        EXPECT_EQ(answer.code, 2) << line;
        EXPECT_TRUE(answer.out.isEmpty()) << line;
    }
    for (const char *line : {"rings", "pins", "design", "whatif", "guardrails"})
        EXPECT_EQ(run(line).code, 1) << line << " without a store";
}

TEST_F(RingsCtlTest, TheDesignPassesAllGuardrailsAndBeatsALot)
{
    const Answer answer = run("design --json --start 2026-09-08T11:12");
    ASSERT_EQ(answer.code, 0) << answer.err.toStdString();
    const QJsonObject design = answer.document();
    EXPECT_TRUE(design[QStringLiteral("permitted")].toBool());
    for (const QJsonValue &check : design[QStringLiteral("guardrails")].toArray())
        EXPECT_NE(check[u"state"].toString(), QStringLiteral("blocks")) << check[u"detail"].toString().toStdString();
    double factor = 0;
    for (const QJsonValue &line : design[QStringLiteral("comparison")].toArray()) {
        if (line[u"measure"].toString() == u"critical_machines" && line[u"reverted_min"].toInt() == 78) {
            factor = line[u"factor"].toDouble();
            EXPECT_EQ(line[u"design"].toDouble(), 0) << "no T0 or T1 gets it within 78 minutes";
        }
    }
    EXPECT_GT(factor, 10);
    std::printf("designer against a lot, T0 and T1 down after 78 minutes: at least %.0f times better\n", factor);
    EXPECT_GT(design[QStringLiteral("strata_seen")].toInt(), design[QStringLiteral("strata")].toInt() / 2);
    const Answer text = run("design --start 2026-09-08T11:12");
    expectPart(text.out, "Better by");
    expectPart(text.out, "Canaries see");
}

TEST_F(RingsCtlTest, AStreamIsNamedAsPeopleCallIt)
{
    const auto rapid = run("rings --json").lines();
    ASSERT_EQ(rapid.size(), 6);
    EXPECT_EQ(rapid[4][QStringLiteral("ring")].toString(), QStringLiteral("Delayed"));
    EXPECT_EQ(rapid[4][QStringLiteral("delay_min")].toInt(), 720);
    EXPECT_EQ(run("rings --json --stream os").lines()[1][QStringLiteral("delay_min")].toInt(), 3 * 1440);
    const Answer wrong = run("rings --stream nonsense");
    EXPECT_EQ(wrong.code, 2);
    expectPart(wrong.err, "rapid-response");
    expectPart(run("rings limits").out, "not for system critical");
}

TEST_F(RingsCtlTest, APlanThatBreaksAWardIsBlockedAndFixed)
{
    const QStringList plan{
        QStringLiteral("plan"), QStringLiteral("--filter"), QStringLiteral("ward=\"4W ICU\" site:rgh not tier:tx"),
        QStringLiteral("--to"), QStringLiteral("Delayed"), QStringLiteral("--json"),
        // Far from every handover, whenever the test runs.
        QStringLiteral("--start"), QDate::currentDate().addDays(1).toString(Qt::ISODate) + QStringLiteral("T11:00")};
    const Answer blocked = run(plan);
    EXPECT_EQ(blocked.code, 1);
    const QJsonObject document = blocked.document();
    EXPECT_FALSE(document[QStringLiteral("permitted")].toBool());
    EXPECT_GT(document[QStringLiteral("moves")].toArray().size(), 0);
    bool diversity = false;
    for (const QJsonValue &check : document[QStringLiteral("guardrails")].toArray())
        diversity |= check[u"rule"].toString() == u"diversity" && check[u"state"].toString() == u"blocks"
            && check[u"smallest_fix"].toArray().size() == 1;
    EXPECT_TRUE(diversity) << "the ward would be in one ring";
    const Answer fixed = run(plan + QStringList{QStringLiteral("--fix")});
    EXPECT_EQ(fixed.code, 0) << fixed.out.toStdString();
}

TEST_F(RingsCtlTest, PinsAreMadeListedExportedAndRemoved)
{
    const auto pin = [&](QStringList more) {
        return run(QStringList{QStringLiteral("pins"), QStringLiteral("add"), QStringLiteral("--ward"),
                               QStringLiteral("RGH 4W ICU"), QStringLiteral("--ring"), QStringLiteral("Delayed"),
                               QStringLiteral("--json")}
                   + more);
    };
    const Answer endless =
        pin({QStringLiteral("--owner"), QStringLiteral("A"), QStringLiteral("--reason"), QStringLiteral("B")});
    EXPECT_EQ(endless.code, 1);
    expectPart(endless.err, "needs an end");
    const Answer made = pin({QStringLiteral("--owner"), QStringLiteral("S. Adeyemi"), QStringLiteral("--reason"),
                             QStringLiteral("transplants"), QStringLiteral("--for"), QStringLiteral("5d")});
    ASSERT_EQ(made.code, 0) << made.err.toStdString();
    EXPECT_GT(made.document()[QStringLiteral("devices")].toInt(), 0);
    const auto listed = run("pins --json").lines();
    ASSERT_EQ(listed.size(), 1);
    EXPECT_EQ(listed[0][QStringLiteral("protection_age_min")].toInt(), 720);
    expectPart(listed[0][QStringLiteral("alarm")].toString(), "is asked");
    const Answer csv = run("pins export");
    expectPart(csv.out, "RGH 4W ICU");
    EXPECT_EQ(run({QStringLiteral("pins"), QStringLiteral("remove"), listed[0][QStringLiteral("id")].toString()}).code,
              0);
    const Answer again = run({QStringLiteral("pins"), QStringLiteral("import"), write("pins.csv", csv.out.toUtf8())});
    EXPECT_EQ(again.code, 0) << again.err.toStdString();
    EXPECT_EQ(run("pins --json").lines().size(), 1);
}

TEST_F(RingsCtlTest, GuardrailsAreEditedWaivedAndChecked)
{
    EXPECT_EQ(run("guardrails").code, 1) << "the demonstration has something to mend";
    const Answer listed = run("guardrails list");
    EXPECT_EQ(listed.code, 0);
    QByteArray edited = listed.out.toUtf8();
    edited.replace("\"limit\": 120", "\"limit\": 10");
    EXPECT_EQ(run({QStringLiteral("guardrails"), QStringLiteral("save"), write("g.json", edited)}).code, 0);
    expectPart(run("guardrails").out, "at most 1.0 %");
    EXPECT_EQ(run({QStringLiteral("guardrails"), QStringLiteral("save"), write("bad.json", "{}")}).code, 1);
    EXPECT_EQ(run("guardrails waive pin-budget --owner A --reason b --for 1d").code, 0);
    expectPart(run("guardrails").out, "waived");
}

TEST_F(RingsCtlTest, WhatIfComparesNoRingsTodayAndTheDesign)
{
    const auto lines = run("whatif --json --reverted 78m").lines();
    ASSERT_EQ(lines.size(), 3);
    EXPECT_GT(lines[0][QStringLiteral("machines")].toDouble(), 4900);
    EXPECT_LT(lines[1][QStringLiteral("machines")].toDouble(), 1000);
    EXPECT_EQ(lines[1][QStringLiteral("tiers")].toObject()[QStringLiteral("t0")].toDouble(), 0);
    EXPECT_GT(lines[0][QStringLiteral("wards_below_cover")].toDouble(), 100);
}

TEST_F(RingsCtlTest, DriftComparesWithWhatWasApproved)
{
    expectPart(run("rings drift").out, "No assignment was approved yet");
    EXPECT_EQ(run("rings approve").code, 0);
    expectPart(run("rings drift").out, "as found on");
}

TEST_F(RingsCtlTest, TierRulesAreAppliedAndKept)
{
    const auto before = run("devices --json --filter tier:t3 --limit 1").lines();
    ASSERT_EQ(before.size(), 1);
    const QByteArray rules =
        R"({"rules":[{"name":"kiosks","filter":"role:kiosk","tier":"t2","role":"Check-in kiosk"}],)"
        R"("overrides":[{"device":)"
        + QByteArray::number(before[0][QStringLiteral("id")].toInteger())
        + R"(,"tier":"t1","by":"A","reason":"loan"}]})";
    EXPECT_EQ(run({QStringLiteral("rings"), QStringLiteral("tiers"), write("tiers.json", rules)}).code, 0);
    EXPECT_TRUE(run({QStringLiteral("devices"), QStringLiteral("--json"), QStringLiteral("--filter"),
                     QStringLiteral("role:kiosk tier:t3")})
                    .lines()
                    .isEmpty());
    expectPart(run("rings tiers").out, "1 rule, 1 device by hand");
    EXPECT_EQ(
        run({QStringLiteral("rings"), QStringLiteral("tiers"), write("bad.json", R"({"rules":[{"filter":"x:y"}]})")})
            .code,
        1);
}
