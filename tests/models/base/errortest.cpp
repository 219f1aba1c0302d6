#include "models/base/result.h"
#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QSet>

using namespace ringward;

TEST(Error, EveryKindHasItsOwnSentence)
{
    QSet<QString> sentences;
    for (int kind = 0; kind <= int(Error::Kind::Storage); ++kind) {
        const QString sentence = userMessage({Error::Kind(kind), QStringLiteral("token=abc")});
        EXPECT_FALSE(sentence.isEmpty()) << kind;
        EXPECT_FALSE(sentence.contains(QStringLiteral("abc"))) << "the detail is not for the sentence";
        sentences.insert(sentence);
    }
    EXPECT_EQ(sentences.size(), int(Error::Kind::Storage) + 1);
}
