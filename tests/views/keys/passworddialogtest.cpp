#include "views/keys/passworddialog.h"

#include "tests/models/keys/keyfixture.h"
#include "tests/support/pagepictures.h"
#include "tests/views/keys/dialogwords.h"
#include "views/keys/secrettext.h"
#include "views/widgets/themehub.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct PasswordDialogTest : KeyDeskTest {
    QPointer<PasswordDialog> dialog;

    ThemeHub themes{QFont(QStringLiteral("Inter"), 10), ThemeHub::Choice::Light};

    void open(int shownMs = 60'000, int copiedMs = 30'000)
    {
        directoryKeys->passwords[QStringLiteral("icu-1")] = "Kp7-xyz";
        dialog = new PasswordDialog({*desk, hub, shownMs, copiedMs}, idOf("icu-1"));
        dialog->show();
    }
    void TearDown() override
    {
        delete dialog;
        KeyDeskTest::TearDown();
    }
    QPushButton *button(const char *text) { return buttonOf(*dialog, text); }
    bool says(const char *text) { return hasWords(*dialog, text); }
    void showPassword()
    {
        QTest::keyClicks(dialog->findChild<QLineEdit *>(), QStringLiteral("ward asked"));
        QTest::mouseClick(button("Show the password"), Qt::LeftButton);
    }
    bool isShown() { return dialog->findChild<SecretText *>()->isShown(); }
};

} // namespace

TEST_F(PasswordDialogTest, AsksForAReasonShowsAndHidesAgain)
{
    open(1500);
    EXPECT_FALSE(button("Show the password")->isEnabled());
    showPassword();
    ASSERT_TRUE(QTest::qWaitFor([&] { return isShown(); }));
    EXPECT_TRUE(says("ward asked"));
    EXPECT_EQ(entries("password.asked").size(), 1u);
    ASSERT_TRUE(QTest::qWaitFor([&] { return !isShown(); })) << "its time is over";
    EXPECT_TRUE(says("hidden after its time"));
    EXPECT_FALSE(button("Show the password")->isEnabled()) << "a new reason is asked for";
}

TEST_F(PasswordDialogTest, IsCopiedForAWhileOnly)
{
    open(60'000, 1000);
    showPassword();
    ASSERT_TRUE(QTest::qWaitFor([&] { return isShown(); }));
    QTest::mouseClick(button("Copy, cleared"), Qt::LeftButton);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), QStringLiteral("Kp7-xyz"));
    EXPECT_TRUE(QTest::qWaitFor([] { return QGuiApplication::clipboard()->text().isEmpty(); }));
    QTest::keyClick(dialog, Qt::Key_Escape);
    EXPECT_TRUE(dialog && !isShown()) << "the first Escape hides, the dialog stays";
}

TEST_F(PasswordDialogTest, SaysWhyThereIsNone)
{
    open();
    directoryKeys->error = Error{Error::Kind::Denied, QStringLiteral("no right"),
                                 QStringLiteral("The account may not read local passwords.")};
    showPassword();
    ASSERT_TRUE(QTest::qWaitFor([&] { return says("may not read local passwords"); }));
    EXPECT_FALSE(isShown());
    keepPicture(*dialog, QStringLiteral("password-denied"));
}

TEST_F(PasswordDialogTest, IsNotInPictures)
{
    open();
    keepPicture(*dialog, QStringLiteral("password-ask"));
    auto *const text = dialog->findChild<SecretText *>();
    const auto pictureOf = [&](const char *password) {
        directoryKeys->passwords[QStringLiteral("icu-1")] = password;
        showPassword();
        EXPECT_TRUE(QTest::qWaitFor([&] { return isShown(); }));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        const QImage picture = text->grab().toImage();
        keepPicture(*dialog, QStringLiteral("password-shown"));
        dialog->hidePassword();
        return picture;
    };
    EXPECT_EQ(pictureOf("Kp7-xyz"), pictureOf("a1B")) << "nothing of it can be told from a picture";
}
