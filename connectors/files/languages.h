#pragma once
#include <QByteArrayView>
#include <QStringView>

#include <span>

namespace ringward {

/// A written language by what tells it apart in a code page: its letters outside ASCII, in lower case.
struct WrittenLanguage {
    const char16_t *letters;
    std::span<const char *const> codePages; ///< names for QStringDecoder, the likelier first
};
std::span<const WrittenLanguage> writtenLanguages();

/// How well a text reads as that language: letters of it count for, symbols inside words, capitals after small letters,
/// mixed scripts, frames and controls count against. Zero for pure ASCII.
int plausibility(QStringView text, const WrittenLanguage &language);

/// The best plausibility over all languages.
int plausibility(QStringView text);

/// How well bytes read as Chinese in GB18030 or Japanese in Shift-JIS, on the scale of the above.
int plausibilityAsGb18030(QByteArrayView bytes);
int plausibilityAsShiftJis(QByteArrayView bytes);

} // namespace ringward
