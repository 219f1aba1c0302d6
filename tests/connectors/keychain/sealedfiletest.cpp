#include "connectors/keychain/sealedfile.h"

#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

using namespace ringward;
using ringward::testing::settle;

namespace {

struct SealedFileTest : ::testing::Test {
    QTemporaryDir folder;
    QString file = folder.filePath(QStringLiteral("keys"));
    QString key = QStringLiteral("person/3/ed25519");

    SealedFile with(const char *words) const
    {
        return SealedFile(file, [words] { return Secret(QByteArray(words)); });
    }
    static QByteArray text(const Secret &secret)
    {
        return secret.use([](QByteArrayView bytes) { return bytes.toByteArray(); });
    }
};

} // namespace

TEST_F(SealedFileTest, KeepsReplacesAndRemoves)
{
    SealedFile sealed = with("open sesame");
    EXPECT_EQ(settle(sealed.read(key, {})).error().kind, Error::Kind::NotFound);
    ASSERT_TRUE(settle(sealed.write(key, Secret(QByteArray("first")), {})));
    ASSERT_TRUE(settle(sealed.write(QStringLiteral("other"), Secret(QByteArray("\0\xff", 2)), {})));
    ASSERT_TRUE(settle(sealed.write(key, Secret(QByteArray("second")), {})));
    SealedFile again = with("open sesame");
    EXPECT_EQ(text(*settle(again.read(key, {}))), QByteArray("second"));
    EXPECT_EQ(text(*settle(again.read(QStringLiteral("other"), {}))), QByteArray("\0\xff", 2));
    ASSERT_TRUE(settle(again.remove(key, {})));
    EXPECT_EQ(settle(again.read(key, {})).error().kind, Error::Kind::NotFound);
}

TEST_F(SealedFileTest, NothingIsReadableInItAndOnlyItsOwnerMay)
{
    SealedFile sealed = with("open sesame");
    ASSERT_TRUE(settle(sealed.write(key, Secret(QByteArray("plain words")), {})));
    QFile raw(file);
    ASSERT_TRUE(raw.open(QIODevice::ReadOnly));
    const QByteArray bytes = raw.readAll();
    EXPECT_FALSE(bytes.contains("plain"));
    EXPECT_FALSE(bytes.contains("person"));
    EXPECT_FALSE(raw.permissions() & (QFile::ReadGroup | QFile::ReadOther));
}

TEST_F(SealedFileTest, AWrongPassphraseOrAChangedFileIsRefusedAndNothingIsLost)
{
    SealedFile sealed = with("open sesame");
    ASSERT_TRUE(settle(sealed.write(key, Secret(QByteArray("first")), {})));
    SealedFile wrong = with("open barley");
    EXPECT_EQ(settle(wrong.read(key, {})).error().kind, Error::Kind::Denied);
    EXPECT_FALSE(settle(wrong.write(key, Secret(QByteArray("x")), {})));
    EXPECT_EQ(text(*settle(sealed.read(key, {}))), QByteArray("first"));
    QFile raw(file);
    ASSERT_TRUE(raw.open(QIODevice::ReadWrite));
    const qint64 last = raw.size() - 1;
    ASSERT_TRUE(raw.seek(last));
    char byte = 0;
    ASSERT_TRUE(raw.getChar(&byte) && raw.seek(last) && raw.putChar(char(byte ^ 1)));
    raw.close();
    EXPECT_EQ(settle(sealed.read(key, {})).error().kind, Error::Kind::Denied);
}

TEST_F(SealedFileTest, NoPassphraseIsACancelAndAnotherFileIsNamed)
{
    SealedFile silent = with("");
    EXPECT_EQ(settle(silent.read(key, {})).error().kind, Error::Kind::Cancelled);
    QFile letter(file);
    ASSERT_TRUE(letter.open(QIODevice::WriteOnly));
    letter.write("Dear ward manager, this letter is long enough to be taken for something that it is not, at first.");
    letter.close();
    SealedFile sealed = with("open sesame");
    EXPECT_EQ(settle(sealed.read(key, {})).error().kind, Error::Kind::Malformed);
}
