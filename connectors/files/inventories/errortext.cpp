#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr int kMostLines = 12;
constexpr qsizetype kMostText = 4096;

/// How tools and shells begin or word a failure, in the languages that were seen or are likely.
constexpr std::array<QStringView, 24> kFailures{u"error:",
                                                u"error :",
                                                u"fehler:",
                                                u"fehler ",
                                                u"erreur",
                                                u"błąd:",
                                                u"ошибка:",
                                                u"错误:",
                                                u"错误：",
                                                u"エラー:",
                                                u"errore:",
                                                u"is not recognized as",
                                                u"commandnotfoundexception",
                                                u"access is denied",
                                                u"access denied",
                                                u"zugriff verweigert",
                                                u"accès refusé",
                                                u"odmowa dostępu",
                                                u"отказано в доступе",
                                                u"拒绝访问",
                                                u"acceso denegado",
                                                u"konnte nicht gefunden",
                                                u"n'est pas reconnu",
                                                u"no published driver packages"};

constexpr std::array<QStringView, 9> kDenials{u"0x80070005", u"denied",   u"verweigert", u"refusé",   u"odmowa",
                                              u"отказано",   u"拒绝访问", u"denegado",   u"elevation"};

bool containsAny(QStringView text, const auto &words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](QStringView word) { return text.contains(word, Qt::CaseInsensitive); });
}

/// A Windows error code: 0x8 and seven more hexadecimal digits.
bool hasErrorCode(QStringView text)
{
    for (qsizetype at = text.indexOf(u"0x8", 0, Qt::CaseInsensitive); at >= 0;
         at = text.indexOf(u"0x8", at + 1, Qt::CaseInsensitive)) {
        const QStringView digits = text.mid(at + 3, 7);
        if (digits.size() == 7 && std::all_of(digits.begin(), digits.end(), [](QChar c) {
                return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f');
            }))
            return true;
    }
    return false;
}

} // namespace

bool looksLikeErrorText(QStringView head)
{
    head = head.trimmed();
    if (head.isEmpty() || head.size() > kMostText || head.startsWith(u'{') || head.startsWith(u'[')
        || head.startsWith(u'<'))
        return false;
    int filled = 0;
    Lines lines(head);
    Line line;
    while (lines.next(line))
        filled += !isBlank(line.text);
    return filled <= kMostLines && !head.contains(u".sys", Qt::CaseInsensitive)
        && (hasErrorCode(head) || containsAny(head, kFailures));
}

Inventories parseErrorText(const DecodedText &text, std::stop_token)
{
    QStringView message = QStringView(text.text).trimmed();
    const QString shown = message.left(200).toString().simplified();
    if (containsAny(message, kDenials))
        return Error{Error::Kind::Denied,
                     InventoryTexts::tr("This is an error message and not a list: “%1”. Run the command again as "
                                        "administrator and save what it prints.")
                         .arg(shown)};
    return Error{
        Error::Kind::Malformed,
        InventoryTexts::tr("This is an error message and not a list: “%1”. Run the command again and save what it "
                           "prints.")
            .arg(shown)};
}

} // namespace ringward
