#include "connectors/activedirectory/directorysettings.h"

#include <gtest/gtest.h>

using namespace ringward;

namespace {

SourceConfig config(std::initializer_list<std::pair<QString, QJsonValue>> changes = {})
{
    SourceConfig made;
    made.settings = {
        {QStringLiteral("servers"), QStringLiteral("dc1.hospital.test, ldaps://10.0.0.2:3269 [fd00::1]:389")},
        {QStringLiteral("base"), QStringLiteral("OU=Hospital,DC=hospital,DC=test")}};
    for (const auto &[key, value] : changes)
        made.settings[key] = value;
    return made;
}

QString wardOf(const char *rules, const QStringList &path)
{
    SourceRecord record;
    PlaceRules::read(QString::fromLatin1(rules)).value().apply(path, record);
    return record[Field::SiteCode] + u'/' + record[Field::Building] + u'/' + record[Field::WardCode];
}

} // namespace

TEST(DirectorySettingsTest, ServersAreReadInTheFormsThatPeopleWrite)
{
    const auto settings = DirectorySettings::read(config());
    ASSERT_TRUE(settings) << qPrintable(settings.error().advice);
    ASSERT_EQ(settings->access.servers.size(), 3U);
    EXPECT_EQ(settings->access.servers[0].host, QStringLiteral("dc1.hospital.test"));
    EXPECT_EQ(settings->access.servers[1].port, 3269);
    EXPECT_EQ(settings->access.servers[2].host, QStringLiteral("fd00::1"));
    EXPECT_EQ(settings->access.signIn, DirectoryAccess::SignIn::Kerberos);
    EXPECT_FALSE(settings->access.needsPassword());
}

TEST(DirectorySettingsTest, WhatIsWrongIsSaidBeforeAnythingIsAsked)
{
    const QString wrong = QStringLiteral("x");
    for (const auto &[key, value] : std::initializer_list<std::pair<QString, QString>>{
             {QStringLiteral("servers"), QString()},
             {QStringLiteral("servers"), QStringLiteral("user:secret@dc1")},
             {QStringLiteral("servers"), QStringLiteral("dc1/path")},
             {QStringLiteral("base"), QStringLiteral("hospital.test")},
             {QStringLiteral("signin"), QStringLiteral("anonymous")},
             {QStringLiteral("signin"), QStringLiteral("LDAPS")}, // without a user
             {QStringLiteral("ca"), QStringLiteral("/no/such/file.pem")},
             {QStringLiteral("places"), QStringLiteral("site/planet")},
             {QStringLiteral("places"), QStringLiteral("hardware_uuid")},
             {QStringLiteral("rings"), QStringLiteral("Pilot = G")},
             {QStringLiteral("rings"), QStringLiteral("os > Pilot = A; os > pilot = B")}}) {
        const auto settings = DirectorySettings::read(config({{key, value}}));
        ASSERT_FALSE(settings) << qPrintable(key + u' ' + value);
        EXPECT_FALSE(settings.error().advice.isEmpty()) << qPrintable(key);
    }
}

TEST(DirectorySettingsTest, TheFirstRuleThatFitsSaysWhereAComputerStands)
{
    const char *rules = "=Hospital/site/building/ward; =Hospital/site/ward; -/site";
    EXPECT_EQ(
        wardOf(rules,
               {QStringLiteral("hospital"), QStringLiteral("Central"), QStringLiteral("B1"), QStringLiteral("ICU")}),
        QStringLiteral("Central/B1/ICU"));
    EXPECT_EQ(wardOf(rules, {QStringLiteral("Hospital"), QStringLiteral("Central"), QStringLiteral("ICU")}),
              QStringLiteral("Central//ICU"));
    EXPECT_EQ(wardOf(rules, {QStringLiteral("Clinic"), QStringLiteral("West"), QStringLiteral("x")}),
              QStringLiteral("West//"));
    EXPECT_EQ(wardOf(rules, {QStringLiteral("Hospital")}), QStringLiteral("//"));
    EXPECT_EQ(wardOf("site/building/ward",
                     {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C"), QStringLiteral("Workstations")}),
              QStringLiteral("A/B/C"));
}

TEST(DirectorySettingsTest, RingsKeepTheirOrderAndAGroupMayBeAWholeName)
{
    const auto map =
        readRingMap(QStringLiteral("os > Pilot = RW Pilot ; os > Broad=CN=Broad\\;x,OU=Rings,DC=t;\nrapid-response > "
                                   "Held (held) = G; agent > N-1 = N"));
    ASSERT_TRUE(map) << qPrintable(map.error().advice);
    ASSERT_EQ(map->size(), 4U);
    EXPECT_EQ((*map)[0].group, QStringLiteral("RW Pilot"));
    EXPECT_EQ((*map)[1].group, QStringLiteral("CN=Broad\\;x,OU=Rings,DC=t"));
    EXPECT_EQ((*map)[1].ring.order, 1);
    EXPECT_EQ((*map)[2].stream.category, QStringLiteral("rapid response"));
    EXPECT_EQ((*map)[2].ring.name, QStringLiteral("Held"));
    EXPECT_TRUE((*map)[2].ring.held);
    EXPECT_EQ((*map)[2].ring.order, 0);
    EXPECT_EQ((*map)[3].stream.kind, StreamKind::AgentBuild);
}
