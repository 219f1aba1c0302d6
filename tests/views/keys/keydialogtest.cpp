#include "views/keys/keydialog.h"

#include "tests/models/keys/keyfixture.h"
#include "tests/support/pagepictures.h"
#include "tests/views/keys/codereader.h"
#include "tests/views/keys/dialogwords.h"
#include "views/keys/keydigits.h"
#include "views/keys/keyfacts.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRadioButton>

using namespace ringward;
using namespace ringward::testing;

namespace {

struct KeyDialogTest : KeyDeskTest {
    QPointer<KeyDialog> dialog;

    KeyDialog &open(const char *host = "icu-1", int shownMs = 60'000, int copiedMs = 30'000)
    {
        dialog = new KeyDialog({*desk, hub, clock, true, shownMs, copiedMs}, *host ? idOf(host) : DeviceId{});
        dialog->show();
        return *dialog;
    }
    void TearDown() override
    {
        delete dialog;
        KeyDeskTest::TearDown();
    }
    QPushButton *button(const char *text) { return buttonOf(*dialog, text); }
    QLineEdit *field(const char *name) { return fieldOf(*dialog, name); }
    bool says(const char *text) { return hasWords(*dialog, text); }
    void askWith(const char *reason = "silent 16 min, ward asked")
    {
        field("Reason")->setFocus();
        QTest::keyClicks(field("Reason"), QString::fromUtf8(reason));
        QTest::mouseClick(button("Show the key"), Qt::LeftButton);
    }
    void showKey()
    {
        askWith();
        ASSERT_TRUE(QTest::qWaitFor([this] { return dialog->showsKey(); }));
    }
    /// As on the screen, which a grab() is not.
    QImage screen()
    {
        const qreal ratio = dialog->devicePixelRatioF();
        QImage image((QSizeF(dialog->size()) * ratio).toSize(), QImage::Format_RGB32);
        image.setDevicePixelRatio(ratio);
        dialog->render(&image);
        return image;
    }
    void keep(const QString &name)
    {
        const QString pictures = qEnvironmentVariable("RINGWARD_PICTURES");
        if (!pictures.isEmpty() && QDir().mkpath(pictures))
            screen().save(QStringLiteral("%1/%2.png").arg(pictures, name));
    }
};

QString digits()
{
    return QString::fromLatin1(kKeyA).remove(u'-');
}

} // namespace

TEST_F(KeyDialogTest, ShowsNoKeyWithoutAReason)
{
    giveKeyToIcu1();
    open();
    EXPECT_FALSE(button("Show the key")->isEnabled());
    QTest::keyClicks(field("Reason"), QStringLiteral("  x"));
    EXPECT_FALSE(button("Show the key")->isEnabled());
    EXPECT_FALSE(button("Show the key")->toolTip().isEmpty()) << "it says what is missing";
    field("Reason")->clear();
    showKey();
    EXPECT_TRUE(says("3C9F 71E4"));
    EXPECT_TRUE(says("In the audit since"));
    EXPECT_TRUE(says("ward asked"));
    EXPECT_TRUE(says("41 days old"));
    EXPECT_TRUE(says("Only in the directory"));
    EXPECT_EQ(entries("key.asked").size(), 1U);
}

TEST_F(KeyDialogTest, BothCodesAreReadFromTheScreenAndNeitherFromAPicture)
{
    giveKeyToIcu1();
    for (const ThemeHub::Choice theme : {ThemeHub::Choice::Light, ThemeHub::Choice::Dark}) {
        for (const int points : {10, 20}) {
            QFont font(QStringLiteral("Inter"));
            font.setPointSize(points);
            ThemeHub themes(font, theme);
            open();
            QTest::qWait(20);
            keep(QStringLiteral("key-ask-%1-%2").arg(ThemeHub::word(theme)).arg(points * 10));
            showKey();
            QTest::qWait(50);
            EXPECT_LE(dialog->width(), 1440);
            EXPECT_LE(dialog->height(), points == 10 ? 640 : 900);
            EXPECT_EQ(countCodes(screen(), QStringLiteral("QR-Code"), digits()), 1) << points;
            EXPECT_EQ(countCodes(screen(), QStringLiteral("CODE-128"), digits()), 1) << points;
            const QImage picture = dialog->grab().toImage();
            EXPECT_TRUE(readCodes(picture).empty());
            QTest::keyClicks(field("Digits to check"), QString::fromLatin1(kKeyA, 13) + QStringLiteral("-123456"));
            keep(QStringLiteral("key-%1-%2").arg(ThemeHub::word(theme)).arg(points * 10));
            if (const QString pictures = qEnvironmentVariable("RINGWARD_PICTURES"); !pictures.isEmpty())
                dialog->grab().save(QStringLiteral("%1/key-grab-%2.png").arg(pictures).arg(points * 10));
            delete dialog;
        }
    }
}

TEST_F(KeyDialogTest, AKeyIsShownWithTheMachineThatItWasAskedFor)
{
    directoryKeys->infos = {{QStringLiteral("icu-1"), QString::fromLatin1(kIdA), {}, 0},
                            {QStringLiteral("lab-1"), QString::fromLatin1(kIdB), {}, 0}};
    directoryKeys->digits[QString::fromLatin1(kIdA)] = kKeyA;
    ask();
    open();
    directoryKeys->onFetch = [this] { // the source takes its time, and somebody goes on typing
        QTest::keyClicks(field("Key id on the blue screen"), QStringLiteral("892F902B"));
        EXPECT_TRUE(says("lab-1"));
    };
    showKey();
    EXPECT_TRUE(says("icu-1"));
    EXPECT_FALSE(says("lab-1"));
    directoryKeys->onFetch = {};
}

TEST_F(KeyDialogTest, HidesAfterItsTimeAndAsksAnew)
{
    giveKeyToIcu1();
    open("icu-1", 400);
    showKey();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !dialog->showsKey(); }, 3000));
    EXPECT_TRUE(readCodes(screen()).empty());
    EXPECT_TRUE(says("hidden after its time"));
    EXPECT_TRUE(field("Reason")->text().isEmpty());
    EXPECT_FALSE(button("Show the key")->isEnabled()) << "the reason is asked again";
    showKey();
    EXPECT_EQ(entries("key.asked").size(), 2U);
    EXPECT_EQ(directoryKeys->fetched, 2) << "nothing kept it meanwhile";
}

TEST_F(KeyDialogTest, EscHidesFirstAndClosesThen)
{
    giveKeyToIcu1();
    open();
    showKey();
    QTest::keyClick(dialog, Qt::Key_Escape);
    ASSERT_TRUE(dialog);
    EXPECT_FALSE(dialog->showsKey());
    EXPECT_TRUE(dialog->isVisible());
    QTest::keyClick(dialog, Qt::Key_Escape);
    EXPECT_TRUE(QTest::qWaitFor([this] { return !dialog || !dialog->isVisible(); }));
}

TEST_F(KeyDialogTest, TheClipboardIsClearedUnlessSomethingElseIsOnIt)
{
    giveKeyToIcu1();
    open("icu-1", 60'000, 300);
    showKey();
    QClipboard *clipboard = QGuiApplication::clipboard();
    QTest::mouseClick(button("Copy, cleared"), Qt::LeftButton);
    EXPECT_EQ(clipboard->text(), QString::fromLatin1(kKeyA));
    delete dialog; // the time goes on
    ASSERT_TRUE(QTest::qWaitFor([&] { return clipboard->text().isEmpty(); }, 3000));

    open("icu-1", 60'000, 300);
    showKey();
    QTest::mouseClick(button("Copy, cleared"), Qt::LeftButton);
    clipboard->setText(QStringLiteral("something else"));
    QTest::qWait(500);
    EXPECT_EQ(clipboard->text(), QStringLiteral("something else"));
}

TEST_F(KeyDialogTest, NamesTheGroupThatWasTypedWrong)
{
    giveKeyToIcu1();
    open();
    showKey();
    auto *numbers = dialog->findChild<KeyDigits *>();
    const auto type = [&](const QString &text) {
        field("Digits to check")->clear();
        QTest::keyClicks(field("Digits to check"), text);
    };
    QString typed = QString::fromLatin1(kKeyA);
    type(typed);
    EXPECT_EQ(numbers->wrongGroup(), 0);
    EXPECT_TRUE(says("All eight groups are right"));
    typed[3 * 7 + 1] = typed[3 * 7 + 1] == u'9' ? u'0' : QChar(typed[3 * 7 + 1].unicode() + 1);
    type(typed);
    EXPECT_TRUE(says("Group 4 is wrong"));
    type(QString::fromLatin1(kKeyB, 6));
    EXPECT_TRUE(says("Group 1 is wrong")) << "valid, and of another key";
}

TEST_F(KeyDialogTest, OffersTheKeyWhoseIdIsOnTheScreen)
{
    directoryKeys->infos = {{QStringLiteral("icu-1"), QString::fromLatin1(kIdA), {}, kNow - 400 * kDay},
                            {QStringLiteral("icu-1"), QString::fromLatin1(kIdB), {}, kNow - 3 * kDay}};
    directoryKeys->digits[QString::fromLatin1(kIdA)] = kKeyA;
    directoryKeys->digits[QString::fromLatin1(kIdB)] = kKeyB;
    ask();
    open();
    auto choices = dialog->findChildren<QRadioButton *>();
    ASSERT_EQ(choices.size(), 2);
    EXPECT_TRUE(choices[0]->text().startsWith(QStringLiteral("892F 902B"))) << "newest first";
    EXPECT_TRUE(choices[0]->isChecked());
    QTest::keyClicks(field("Key id on the blue screen"), QStringLiteral("3c9f71e4"));
    choices = dialog->findChildren<QRadioButton *>();
    ASSERT_EQ(choices.size(), 1);
    showKey();
    EXPECT_EQ(countCodes(screen(), QStringLiteral("QR-Code"), digits()), 1);
}

TEST_F(KeyDialogTest, FindsTheDeviceByTheIdAlone)
{
    giveKeyToIcu1();
    open("");
    EXPECT_FALSE(button("Show the key")->isEnabled());
    QTest::keyClicks(field("Key id on the blue screen"), QStringLiteral("00000000"));
    EXPECT_FALSE(button("Show the key")->isEnabled());
    field("Key id on the blue screen")->clear();
    QTest::keyClicks(field("Key id on the blue screen"), QStringLiteral("3C9F71E4"));
    EXPECT_TRUE(says("icu-1"));
    showKey();
}

TEST_F(KeyDialogTest, AFailureIsSaidAndAskingGoesOn)
{
    giveKeyToIcu1();
    open();
    audit.failing = true;
    askWith();
    ASSERT_TRUE(QTest::qWaitFor([this] { return says("Recovery key:") || says("store"); }));
    EXPECT_FALSE(dialog->showsKey());
    audit.failing = false;
    QTest::mouseClick(button("Show the key"), Qt::LeftButton);
    EXPECT_TRUE(QTest::qWaitFor([this] { return dialog->showsKey(); }));
    QTest::mouseClick(button("Done, key worked"), Qt::LeftButton);
    EXPECT_EQ(entries("key.worked").size(), 1U);
    ASSERT_TRUE(QTest::qWaitFor([this] { return desk->readiness(idOf("icu-1"))->workedMs > 0; }));
    const auto facts = keyFacts(*desk, idOf("icu-1"), clock.nowMs());
    ASSERT_EQ(facts.size(), 3U);
    EXPECT_TRUE(facts[2].value.contains(QStringLiteral("to be rotated")));
}

TEST_F(KeyDialogTest, WhoMayNotIsTold)
{
    giveKeyToIcu1();
    me.roles = Role::Auditor;
    open();
    QTest::keyClicks(field("Reason"), QStringLiteral("curious about it"));
    EXPECT_FALSE(button("Show the key")->isEnabled());
    EXPECT_TRUE(says("may not read recovery keys"));
}

TEST_F(KeyDialogTest, AKeyOfADeletedComputerIsSearchedForAndShown)
{
    giveKeyToIcu1();
    open("");
    QTest::keyClicks(field("Key id on the blue screen"), QStringLiteral("892F 902B"));
    EXPECT_TRUE(says("No key with that id is known"));
    EXPECT_FALSE(button("Search deleted")->isVisible()) << "no source keeps what was deleted";
    delete dialog;

    directoryKeys->hasBin = true;
    directoryKeys->deleted = {{{QStringLiteral("k2"), QString::fromLatin1(kIdB), {}, kNow - 90 * kDay},
                               QStringLiteral("OLD-9"),
                               kNow - kDay}};
    directoryKeys->digits[QString::fromLatin1(kIdB)] = kKeyB;
    for (const ThemeHub::Choice theme : {ThemeHub::Choice::Light, ThemeHub::Choice::Dark}) {
        for (const int points : {10, 20}) {
            QFont font(QStringLiteral("Inter"));
            font.setPointSize(points);
            ThemeHub themes(font, theme);
            const QString name = QStringLiteral("%1-%2").arg(ThemeHub::word(theme)).arg(points * 10);
            open("");
            QTest::keyClicks(field("Key id on the blue screen"), QStringLiteral("892F 902B"));
            EXPECT_FALSE(button("Show the key")->isEnabled());
            keep(QStringLiteral("key-unknown-") + name);
            QTest::mouseClick(button("Search deleted"), Qt::LeftButton);
            ASSERT_TRUE(QTest::qWaitFor([this] { return !dialog->findChildren<QRadioButton *>().empty(); }));
            EXPECT_TRUE(says("OLD-9"));
            EXPECT_TRUE(says("No longer in Directory"));
            EXPECT_TRUE(says("Found among deleted keys"));
            QTest::qWait(20);
            keep(QStringLiteral("key-deleted-") + name);
            showKey();
            QTest::qWait(20);
            EXPECT_TRUE(says("Deleted from Directory on"));
            EXPECT_TRUE(says("On no list"));
            EXPECT_EQ(countCodes(screen(), QStringLiteral("QR-Code"), QString::fromLatin1(kKeyB).remove(u'-')), 1);
            keep(QStringLiteral("key-deleted-shown-") + name);
            delete dialog;
        }
    }
    EXPECT_EQ(entries("key.asked").front().object, QStringLiteral("computer OLD-9"));
}

TEST_F(KeyDialogTest, WhatWasFoundAmongDeletedKeysBelongsToTheIdThatWasTyped)
{
    directoryKeys->hasBin = true;
    directoryKeys->deleted = {{{QStringLiteral("k1"), QString::fromLatin1(kIdA), {}, 0}, QStringLiteral("ICU-1"), 0}};
    ask();
    open("lab-1");
    QLineEdit &id = *field("Key id on the blue screen");
    QTest::keyClicks(&id, QStringLiteral("3C9F71E4"));
    QTest::mouseClick(button("Search deleted"), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([this] { return says("Found among deleted keys"); }));
    EXPECT_TRUE(says("icu-1")) << "the device that bears the name now";
    QTest::keyClicks(&id, QStringLiteral("77"));
    EXPECT_TRUE(dialog->findChildren<QRadioButton *>().empty());
    EXPECT_TRUE(says("lab-1"));
    QTest::mouseClick(button("Search deleted"), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([this] { return says("none was deleted lately"); }));
    directoryKeys->binError = Error{Error::Kind::Denied, {}, QStringLiteral("This account does not see them.")};
    QTest::mouseClick(button("Search deleted"), Qt::LeftButton);
    ASSERT_TRUE(QTest::qWaitFor([this] { return says("This account does not see them."); }));
    EXPECT_FALSE(says("none was deleted lately")) << "which is not known";
}
