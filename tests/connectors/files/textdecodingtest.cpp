#include "connectors/files/textdecoding.h"

#include "tests/support/printers.h"

#include <gtest/gtest.h>

#include <QStringDecoder>
#include <QStringEncoder>

namespace ringward {
namespace {

QByteArray encoded(const char *codePage, const QString &text)
{
    QStringEncoder encoder(codePage);
    EXPECT_TRUE(encoder.isValid()) << codePage;
    return encoder.encode(text);
}

DecodedText decoded(const QByteArray &bytes, const QString &codePage = {})
{
    const auto result = decodeText(bytes, codePage);
    EXPECT_TRUE(result.has_value());
    return result ? *result : DecodedText();
}

const QString kGerman =
    QStringLiteral("Gerätename;Straße;Größe\r\nSTATION-1;Über den Gärten;schön\r\nPC-2;Büro;natürlich\r\n");
const QString kFrench =
    QStringLiteral("Nom de l’hôte;Modèle;Bâtiment\nPC-1;Évolué;Hématologie générale\nPC-2;Reçu;à côté\n");
const QString kPolish =
    QStringLiteral("Nazwa urządzenia;Oddział;Pokój\nPC-1;Oddział intensywnej opieki;źródło\nPC-2;Łóżko;część główna\n");
const QString kCzech =
    QStringLiteral("Název počítače;Oddělení;Místnost\nPC-1;Dětské oddělení;příjem\nPC-2;Lékárna;žádný\n");
const QString kRussian = QStringLiteral("Имя компьютера;Отделение;Кабинет\nPC-1;Реанимация;первый этаж\n");
const QString kChinese = QStringLiteral("设备名称,科室,序列号\nPC-1,重症监护室,A1\nPC-2,急诊科,B2\n");
const QString kJapanese = QStringLiteral("コンピューター名,場所,シリアル\nPC-1,りんごのへや,A1\n");

struct CodePageCase {
    const char *codePage;
    QString text;
};
class CodePages : public ::testing::TestWithParam<CodePageCase> {};

TEST_P(CodePages, AreToldByTheWordsTheyGive)
{
    const auto &[codePage, text] = GetParam();
    const DecodedText result = decoded(encoded(codePage, text));
    EXPECT_EQ(result.text, text) << "read as " << result.encoding.toStdString();
    EXPECT_TRUE(result.guessed);
}
INSTANTIATE_TEST_SUITE_P(OfManyCountries, CodePages,
                         ::testing::Values(CodePageCase{"windows-1252", kGerman}, CodePageCase{"IBM850", kGerman},
                                           CodePageCase{"windows-1252", kFrench}, CodePageCase{"windows-1250", kPolish},
                                           CodePageCase{"IBM852", kPolish}, CodePageCase{"windows-1250", kCzech},
                                           CodePageCase{"IBM852", kCzech}, CodePageCase{"windows-1251", kRussian},
                                           CodePageCase{"IBM866", kRussian}, CodePageCase{"KOI8-R", kRussian},
                                           CodePageCase{"GB18030", kChinese}, CodePageCase{"Shift_JIS", kJapanese}));

TEST(TextDecoding, EveryUnicodeFormGivesTheSameText)
{
    for (const QString &text : {kGerman, kPolish, kRussian, kChinese, kJapanese}) {
        for (const auto encoding : {QStringConverter::Utf8, QStringConverter::Utf16LE, QStringConverter::Utf16BE,
                                    QStringConverter::Utf32LE, QStringConverter::Utf32BE}) {
            QStringEncoder marked(encoding, QStringConverter::Flag::WriteBom);
            EXPECT_EQ(decoded(marked.encode(text)).text, text) << QStringConverter::nameForEncoding(encoding);
        }
        for (const auto encoding : {QStringConverter::Utf8, QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
            QStringEncoder unmarked(encoding, QStringConverter::Flag::Default);
            const DecodedText result = decoded(unmarked.encode(text));
            EXPECT_EQ(result.text, text) << QStringConverter::nameForEncoding(encoding);
            EXPECT_EQ(result.encoding, QString::fromLatin1(QStringConverter::nameForEncoding(encoding)));
            EXPECT_FALSE(result.guessed);
        }
    }
}

TEST(TextDecoding, ConsoleTextTakenForDesktopTextIsRepaired)
{
    for (const auto &[was, readAs, text] :
         {std::tuple{"IBM852", "windows-1250", kPolish}, std::tuple{"IBM850", "windows-1252", kGerman},
          std::tuple{"UTF-8", "windows-1252", kGerman}, std::tuple{"UTF-8", "windows-1250", kCzech}}) {
        QStringDecoder wrong(readAs);
        const QString spoiled = wrong.decode(encoded(was, text));
        ASSERT_NE(spoiled, text);
        const DecodedText result = decoded(spoiled.toUtf8());
        EXPECT_EQ(result.text, text) << was;
        EXPECT_FALSE(result.repaired.isEmpty()) << was;
    }
    EXPECT_EQ(decoded(QStringLiteral("Sterownik urzĄdzeä systemowych").toUtf8()).text,
              QStringLiteral("Sterownik urządzeń systemowych"));
}

TEST(TextDecoding, RightTextIsLeftAlone)
{
    for (const QString &text : {kGerman, kFrench, kPolish, kCzech, kRussian, kChinese, kJapanese,
                                QStringLiteral("MJÖLNIR"), QStringLiteral("Intel® 82574L – 10 µm, 20 °C, «ok»")}) {
        const DecodedText result = decoded(text.toUtf8());
        EXPECT_EQ(result.text, text);
        EXPECT_EQ(result.repaired, QString());
    }
}

TEST(TextDecoding, ASignOfATrademarkDoesNotMakeItRussian)
{
    EXPECT_EQ(decoded(QByteArray("Intel\xAE Ethernet")).text, QStringLiteral("Intel® Ethernet"));
}

TEST(TextDecoding, APersonMayNameTheCodePage)
{
    EXPECT_EQ(decoded(encoded("IBM852", kPolish), QStringLiteral("IBM852")).text, kPolish);
    const auto unknown = decodeText("x", QStringLiteral("EBCDIC-of-Atlantis"));
    ASSERT_FALSE(unknown.has_value());
    EXPECT_EQ(unknown.error().kind, Error::Kind::NotSupported);
    EXPECT_TRUE(codePages().contains(QStringLiteral("IBM852")));
}

TEST(TextDecoding, DamagedUtf8StaysUtf8AndSaysSo)
{
    QByteArray bytes = kPolish.repeated(5).toUtf8();
    bytes.insert(40, '\xFF');
    const DecodedText result = decoded(bytes);
    EXPECT_EQ(result.encoding, QStringLiteral("UTF-8"));
    EXPECT_GT(result.damaged, 0);
}

TEST(TextDecoding, ACharacterCutOffAtTheEndDoesNotChangeTheEncoding)
{
    const QByteArray bytes = kPolish.toUtf8();
    for (qsizetype size = 1; size <= bytes.size(); ++size) {
        const DecodedText result = decoded(bytes.first(size));
        EXPECT_TRUE(result.encoding == QStringLiteral("UTF-8") || result.encoding == QStringLiteral("ASCII")) << size;
    }
}

TEST(TextDecoding, EmptyAndShortBytesAreText)
{
    for (const QByteArray &bytes :
         {QByteArray(), QByteArray("a"), QByteArray("\xFF"), QByteArray("\xFF\xFE"), QByteArray("\0", 1)})
        EXPECT_TRUE(decodeText(bytes).has_value());
}

} // namespace
} // namespace ringward
