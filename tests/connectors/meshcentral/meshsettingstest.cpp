#include "connectors/meshcentral/meshsettings.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

namespace ringward {
namespace {

Result<MeshSettings> from(const char *url, const QString &pin = {})
{
    return MeshSettings::from({{QStringLiteral("url"), QLatin1StringView(url)}, {QStringLiteral("pin"), pin}});
}

TEST(MeshSettingsTest, TakesTheAddressAsPeopleCopyIt)
{
    for (const char *url : {"https://mesh.example:8443", "https://mesh.example:8443/", "mesh.example:8443",
                            "wss://mesh.example:8443/control.ashx", "https://user:secret@mesh.example:8443/#x"}) {
        const auto settings = from(url);
        ASSERT_TRUE(settings.has_value()) << url;
        EXPECT_EQ(settings->control.toString(), QStringLiteral("wss://mesh.example:8443/control.ashx")) << url;
    }
    EXPECT_EQ(from("https://mesh.example/clinic?key=abc")->control.toString(),
              QStringLiteral("wss://mesh.example/clinic/control.ashx?key=abc"));
}

TEST(MeshSettingsTest, RefusesWhatHasNoTls)
{
    for (const char *url : {"http://mesh.example", "ws://mesh.example", "ftp://mesh.example", "", "https://"}) {
        const auto settings = from(url);
        ASSERT_FALSE(settings.has_value()) << url;
        EXPECT_EQ(settings.error().kind, Error::Kind::NotSupported);
        EXPECT_FALSE(settings.error().advice.isEmpty());
    }
}

TEST(MeshSettingsTest, AFingerprintIsWholeOrRefused)
{
    const QString digits = QStringLiteral("AB").repeated(48);
    QString colons;
    for (int i = 0; i < 48; ++i)
        colons += i ? QStringLiteral(":ab") : QStringLiteral("ab");
    EXPECT_EQ(from("m", digits)->pin, QByteArray(48, '\xab'));
    EXPECT_EQ(from("m", colons)->pin, QByteArray(48, '\xab'));
    EXPECT_TRUE(from("m")->pin.isEmpty());
    for (const QString &bad : {digits.left(95), digits + u'A', QStringLiteral("zz").repeated(48), QStringLiteral("x")})
        EXPECT_FALSE(from("m", bad).has_value()) << bad.toStdString();
}

TEST(MeshSettingsTest, EveryChoiceThatIsOfferedIsUnderstood)
{
    for (const SettingSpec &spec : MeshSettings::specs()) {
        if (spec.type == SettingSpec::Type::Choice) {
            EXPECT_TRUE(spec.choices.contains(spec.initial.toString())) << spec.key.toStdString();
        }
    }
    const auto settings = MeshSettings::from({{QStringLiteral("url"), QStringLiteral("m")},
                                              {QStringLiteral("groups"), QStringLiteral(" a, ,b ")},
                                              {QStringLiteral("group_is"), QStringLiteral("building")},
                                              {QStringLiteral("ring_stream"), QStringLiteral("operating-system")},
                                              {QStringLiteral("idle_limit"), 1}});
    ASSERT_TRUE(settings.has_value());
    EXPECT_EQ(settings->groups, QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    EXPECT_EQ(settings->groupField, Field::Building);
    EXPECT_EQ(settings->ringStream.kind, StreamKind::OperatingSystem);
    EXPECT_EQ(settings->idleLimitSec, 5);
    EXPECT_EQ(settings->ringPrefix, QStringLiteral("ring:"));
}

} // namespace
} // namespace ringward
