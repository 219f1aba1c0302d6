#include "connectors/files/languages.h"

#include <QChar>

#include <algorithm>
#include <array>
#include <climits>

namespace ringward {

namespace {

constexpr std::array kWestern{"windows-1252", "IBM850", "IBM437"};
constexpr std::array kCentral{"windows-1250", "IBM852"};
constexpr std::array kCyrillic{"windows-1251", "IBM866", "KOI8-R"};
constexpr std::array kGreek{"windows-1253"};
constexpr std::array kTurkish{"windows-1254", "IBM857"};

constexpr std::array kLanguages{
    WrittenLanguage{u"äöüß", kWestern}, // German
    WrittenLanguage{u"àâæçèéêëîïôœùûüÿ", kWestern}, // French
    WrittenLanguage{u"áéíñóúü¿¡ºª", kWestern}, // Spanish
    WrittenLanguage{u"àáâãçéêíóôõúü", kWestern}, // Portuguese
    WrittenLanguage{u"àèéìòù", kWestern}, // Italian
    WrittenLanguage{u"åäöæøé", kWestern}, // Swedish, Danish, Norwegian, Finnish
    WrittenLanguage{u"ëéïèóö", kWestern}, // Dutch
    WrittenLanguage{u"ąćęłńóśźż", kCentral}, // Polish
    WrittenLanguage{u"áčďéěíňóřšťúůýž", kCentral}, // Czech
    WrittenLanguage{u"áäčďéíĺľňóôŕšťúýž", kCentral}, // Slovak
    WrittenLanguage{u"áéíóöőúüű", kCentral}, // Hungarian
    WrittenLanguage{u"čćđšž", kCentral}, // Croatian, Slovene
    WrittenLanguage{u"ăâîşţ", kCentral}, // Romanian
    WrittenLanguage{u"абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ", kCyrillic}, // Russian, Ukrainian, Bulgarian
    WrittenLanguage{u"αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ", kGreek},
    WrittenLanguage{u"çğıöşü", kTurkish},
};

constexpr QStringView kFreeSymbols = u"\u00A0®©°–—„”“’‘«»…™§·•€£№²³µ±¿¡ºª";
constexpr int kLetterOfLanguage = 2, kOtherLetter = -1, kImplausible = -3;

bool isWordCharacter(QChar character)
{
    return character.isLetter();
}

/// What one character outside ASCII says, seen between its neighbours.
int worth(QChar before, QChar character, QChar after, QStringView letters)
{
    if (character == QChar::ReplacementCharacter || character.unicode() < 0xA0 || character.isNonCharacter())
        return 2 * kImplausible;
    if (!character.isLetter()) {
        if (!kFreeSymbols.contains(character))
            return kImplausible;
        const bool insideWord = isWordCharacter(before) && isWordCharacter(after);
        return insideWord && character != u'’' && character != u'·' ? kImplausible : 0;
    }
    for (const QChar neighbour : {before, after}) {
        if (neighbour.isLetter() && neighbour.script() != character.script() && neighbour.unicode() != u'µ')
            return kImplausible;
    }
    if (character.isUpper() && before.isLower())
        return kImplausible;
    return letters.contains(character.toLower()) ? kLetterOfLanguage : kOtherLetter;
}

} // namespace

std::span<const WrittenLanguage> writtenLanguages()
{
    return kLanguages;
}

int plausibility(QStringView text, const WrittenLanguage &language)
{
    const QStringView letters(language.letters);
    int sum = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].unicode() >= 0x80)
            sum += worth(i > 0 ? text[i - 1] : QChar(u' '), text[i], i + 1 < text.size() ? text[i + 1] : QChar(u' '),
                         letters);
    }
    return sum;
}

int plausibility(QStringView text)
{
    int best = INT_MIN;
    for (const WrittenLanguage &language : kLanguages)
        best = std::max(best, plausibility(text, language));
    return best;
}

int plausibilityAsGb18030(QByteArrayView bytes)
{
    int sum = 0;
    const auto at = [&](qsizetype i) {
        return i < bytes.size() ? quint8(bytes[i]) : quint8(0);
    };
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const quint8 lead = at(i);
        if (lead < 0x80)
            continue;
        const quint8 trail = at(++i);
        if (lead == 0x80 || lead == 0xFF || trail < 0x40 || trail == 0x7F)
            sum += 2 * kImplausible;
        else if (lead >= 0xB0 && lead <= 0xD7 && trail >= 0xA1)
            sum += 2 * kLetterOfLanguage; // the 3755 everyday characters
        else if (lead >= 0xA1 && lead <= 0xA3 && trail >= 0xA1)
            sum += 1; // punctuation
        else
            sum += kImplausible;
    }
    return sum;
}

int plausibilityAsShiftJis(QByteArrayView bytes)
{
    int sum = 0;
    const auto at = [&](qsizetype i) {
        return i < bytes.size() ? quint8(bytes[i]) : quint8(0);
    };
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const quint8 lead = at(i);
        if (lead < 0x80)
            continue;
        if (lead >= 0xA1 && lead <= 0xDF) {
            sum += kOtherLetter; // half-width kana are rare today
            continue;
        }
        const quint8 trail = at(++i);
        if (lead == 0x80 || lead == 0xA0 || lead > 0xFC || trail < 0x40 || trail == 0x7F || trail > 0xFC)
            sum += 2 * kImplausible;
        else if ((lead == 0x82 && trail >= 0x9F && trail <= 0xF1) || (lead == 0x83 && trail <= 0x96))
            sum += 2 * kLetterOfLanguage; // hiragana, katakana
        else if (lead == 0x81)
            sum += 1; // punctuation
        else if (lead >= 0x88 && lead <= 0x97)
            sum += kLetterOfLanguage; // everyday kanji
        else
            sum += kImplausible;
    }
    return sum;
}

} // namespace ringward
