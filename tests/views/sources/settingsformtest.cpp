#include "views/sources/settingsform.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QComboBox>
#include <QLineEdit>
#include <QTest>

using namespace ringward;

namespace {

using Type = SettingSpec::Type;

std::vector<SettingSpec> specs()
{
    return {
        {QStringLiteral("url"), QStringLiteral("Address"), QStringLiteral("of the server"), Type::Text, {}, {}, true},
        {QStringLiteral("limit"), QStringLiteral("Limit"), {}, Type::Number, 10, {}, false, 1, 100},
        {QStringLiteral("folder"), QStringLiteral("Folder"), {}, Type::Folder, {}, {}, false},
        {QStringLiteral("token"), QStringLiteral("Token"), {}, Type::Secret, {}, {}, true},
        {QStringLiteral("cloud"),
         QStringLiteral("Cloud"),
         {},
         Type::Choice,
         QStringLiteral("eu"),
         {QStringLiteral("us"), QStringLiteral("eu")}},
    };
}

struct SettingsFormTest : ::testing::Test {
    SettingsForm form;
    QLineEdit *field(const char *key)
    {
        auto *const widget = form.findChild<QWidget *>(QString::fromLatin1(key));
        auto *const line = qobject_cast<QLineEdit *>(widget);
        return line ? line : widget->findChild<QLineEdit *>();
    }
    SettingsFormTest() { form.setSpecs(specs(), {}, true); }
};

} // namespace

TEST_F(SettingsFormTest, SaysUnderEachFieldWhatIsMissing)
{
    EXPECT_FALSE(form.validate());
    EXPECT_FALSE(form.problem(QStringLiteral("url")).isEmpty());
    EXPECT_FALSE(form.problem(QStringLiteral("token")).isEmpty());
    EXPECT_TRUE(form.problem(QStringLiteral("folder")).isEmpty()) << "it is optional";
    EXPECT_TRUE(form.problem(QStringLiteral("limit")).isEmpty()) << "it has an initial value";
}

TEST_F(SettingsFormTest, KeepsNumbersInTheirLimits)
{
    for (const auto &[typed, fits] : {std::pair{"0", false}, {"101", false}, {"100", true}, {"ten", false}}) {
        field("limit")->setText(QString::fromLatin1(typed));
        form.validate();
        EXPECT_EQ(form.problem(QStringLiteral("limit")).isEmpty(), fits) << typed;
    }
}

TEST_F(SettingsFormTest, RefusesAFolderThatIsNotThere)
{
    field("folder")->setText(QStringLiteral("/no/such/folder"));
    form.validate();
    EXPECT_FALSE(form.problem(QStringLiteral("folder")).isEmpty());
    field("folder")->setText(QStringLiteral("/tmp"));
    form.validate();
    EXPECT_TRUE(form.problem(QStringLiteral("folder")).isEmpty());
}

TEST_F(SettingsFormTest, HandsSecretsOverOnceAndNeverAmongTheValues)
{
    field("url")->setText(QStringLiteral("https://falcon"));
    QTest::keyClicks(field("token"), QStringLiteral("hunter2"));
    EXPECT_TRUE(form.validate());
    EXPECT_FALSE(form.values().contains(QStringLiteral("token")));
    const auto secrets = form.takeSecrets();
    ASSERT_EQ(secrets.size(), 1U);
    EXPECT_EQ(secrets[0].first, QStringLiteral("token"));
    secrets[0].second.use([](QByteArrayView bytes) { EXPECT_EQ(bytes.toByteArray(), QByteArray("hunter2")); });
    EXPECT_FALSE(form.hasTypedSecrets());
}

TEST_F(SettingsFormTest, KeepsAStoredSecretWhenNothingIsTyped)
{
    form.setSpecs(specs(), {{QStringLiteral("url"), QStringLiteral("https://falcon")}, {QStringLiteral("old"), 1}},
                  false);
    EXPECT_TRUE(form.validate());
    EXPECT_EQ(form.values()[QStringLiteral("cloud")].toString(), QStringLiteral("eu"));
    EXPECT_EQ(form.values()[QStringLiteral("limit")].toDouble(), 10);
    EXPECT_EQ(form.values()[QStringLiteral("old")].toInt(), 1) << "what the form does not know is kept";
}
