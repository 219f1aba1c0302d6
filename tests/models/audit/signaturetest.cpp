#include "models/audit/signature.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

using namespace ringward;

TEST(HashTest, IsThePlainBlake2bOfTheCanonicalBytes)
{
    // hashlib.blake2b((1).to_bytes(8,'little') + b'p' + (7).to_bytes(8,'little') + (2).to_bytes(8,'little') + b'ab',
    //                 digest_size=32).hexdigest()
    EXPECT_EQ(Hasher("p").put(7).put(QStringLiteral("ab")).finish().hex(),
              QStringLiteral("b0b7497ba712f94a8f3a7be76bce7b3c51122b5e27fdd73c144ce13c614c9a2a"));
}

TEST(HashTest, NoTwoSequencesLookAlike)
{
    const auto hash = [](const QString &a, const QString &b) {
        return Hasher("p").put(a).put(b).finish();
    };
    EXPECT_NE(hash(QStringLiteral("ab"), QStringLiteral("c")), hash(QStringLiteral("a"), QStringLiteral("bc")));
    EXPECT_NE(hash(QString(), QStringLiteral("a")), hash(QStringLiteral("a"), QString()));
    EXPECT_NE(Hasher("p").finish(), Hasher("q").finish());
}

TEST(HashTest, ReadsBackWhatItWritesAndNothingElse)
{
    const Hash hash = Hasher("p").finish();
    EXPECT_EQ(Hash::fromHex(hash.hex().toLatin1()), hash);
    for (const QByteArray &wrong : {QByteArray(), QByteArray(63, '0'), QByteArray(64, 'g'), QByteArray(64, 'A')})
        EXPECT_FALSE(Hash::fromHex(wrong));
}

TEST(SignatureTest, OnlyTheRightKeyOverTheRightHashVerifies)
{
    const KeyPair mine = makeKeyPair(), other = makeKeyPair();
    const Hash vote = Hasher("vote").put(1).finish(), another = Hasher("vote").put(2).finish();
    const auto signature = sign(mine.secretKey, vote);
    ASSERT_TRUE(signature);
    EXPECT_TRUE(isSignedBy(mine.publicKey, vote, *signature));
    EXPECT_FALSE(isSignedBy(other.publicKey, vote, *signature));
    EXPECT_FALSE(isSignedBy(mine.publicKey, another, *signature));
    EXPECT_FALSE(isSignedBy(PublicKey(), vote, *signature));
    for (std::size_t i = 0; i < signature->bytes.size(); i += 7) {
        Signature changed = *signature;
        changed.bytes[i] ^= 1;
        EXPECT_FALSE(isSignedBy(mine.publicKey, vote, changed)) << i;
    }
    EXPECT_EQ(publicKeyOf(mine.secretKey), mine.publicKey);
}

TEST(SignatureTest, WhatIsNoKeySignsNothing)
{
    const Secret wrong(QByteArray("hunter2"));
    EXPECT_FALSE(sign(wrong, Hash()));
    EXPECT_FALSE(publicKeyOf(wrong));
}
