#include "connectors/files/canonical.h"

#include <algorithm>
#include <array>

namespace ringward {

namespace {

/// Hex digits of a text in lower case when it has just `count` of them and nothing else but `separators`.
QString hexDigits(QStringView text, qsizetype count, QStringView separators)
{
    QString digits;
    digits.reserve(count);
    for (const QChar c : text) {
        const char16_t lower = c.unicode() < 0x80 ? c.toLower().unicode() : u'?';
        if ((lower >= u'0' && lower <= u'9') || (lower >= u'a' && lower <= u'f')) {
            if (digits.size() == count)
                return {};
            digits.append(QChar(lower));
        } else if (!separators.contains(c)) {
            return {};
        }
    }
    const bool same = std::all_of(digits.cbegin(), digits.cend(), [&](QChar c) { return c == digits.front(); });
    if (digits.size() != count || (same && (digits.front() == u'0' || digits.front() == u'f')))
        return {};
    return digits;
}

constexpr std::array kPlaceholders{QStringView(u"n/a"),
                                   QStringView(u"na"),
                                   QStringView(u"null"),
                                   QStringView(u"(null)"),
                                   QStringView(u"none"),
                                   QStringView(u"-"),
                                   QStringView(u"--"),
                                   QStringView(u"unknown"),
                                   QStringView(u"undefined"),
                                   QStringView(u"not specified"),
                                   QStringView(u"not applicable"),
                                   QStringView(u"not available"),
                                   QStringView(u"default string"),
                                   QStringView(u"system serial number"),
                                   QStringView(u"to be filled by o.e.m."),
                                   QStringView(u"system manufacturer"),
                                   QStringView(u"system product name"),
                                   QStringView(u"invalid")};

constexpr std::array kYes{QStringView(u"yes"), QStringView(u"y"),  QStringView(u"true"), QStringView(u"1"),
                          QStringView(u"on"),  QStringView(u"x"),  QStringView(u"ja"),   QStringView(u"j"),
                          QStringView(u"oui"), QStringView(u"sí"), QStringView(u"si"),   QStringView(u"tak"),
                          QStringView(u"t"),   QStringView(u"✓"),  QStringView(u"wahr"), QStringView(u"vrai")};
constexpr std::array kNo{QStringView(u"no"),  QStringView(u"n"),   QStringView(u"false"),  QStringView(u"0"),
                         QStringView(u"off"), QStringView(u"nie"), QStringView(u"nein"),   QStringView(u"non"),
                         QStringView(u"f"),   QStringView(u"✗"),   QStringView(u"falsch"), QStringView(u"faux")};

template <typename Words>
bool isOneOf(QStringView text, const Words &words)
{
    return std::any_of(words.begin(), words.end(),
                       [&](QStringView word) { return text.compare(word, Qt::CaseInsensitive) == 0; });
}

} // namespace

QString canonicalUuid(QStringView text)
{
    text = text.trimmed();
    if (text.size() > 2 && text.startsWith(u'{') && text.endsWith(u'}'))
        text = text.sliced(1, text.size() - 2);
    QString digits = hexDigits(text, 32, u"-");
    for (const qsizetype at : {8, 13, 18, 23}) {
        if (!digits.isEmpty())
            digits.insert(at, u'-');
    }
    return digits;
}

QString canonicalMac(QStringView text)
{
    QString digits = hexDigits(text.trimmed(), 12, u":-. ");
    for (qsizetype at = 10; at > 0 && !digits.isEmpty(); at -= 2)
        digits.insert(at, u':');
    return digits;
}

QString toldText(QStringView text)
{
    text = text.trimmed();
    return text.size() <= 24 && isOneOf(text, kPlaceholders) ? QString() : text.toString();
}

QString windowsBuild(const QString &version)
{
    if (version.startsWith(u"10.0.") || version.startsWith(u"6.")) {
        const QString build = version.section(u'.', 2, 2).section(u' ', 0, 0);
        if (build.size() >= 4)
            return build;
    }
    bool isNumber = false;
    const int number = version.toInt(&isNumber);
    return isNumber && number < 1000 ? QString() : version;
}

void setHostName(SourceRecord &record, QStringView name)
{
    const QString told = toldText(name);
    const qsizetype dot = told.indexOf(u'.');
    const bool isAddress = dot > 0 && told.at(told.size() - 1).isDigit() && told.count(u'.') == 3;
    if (dot <= 0 || isAddress) {
        record[Field::HostName] = told;
        return;
    }
    record[Field::HostName] = told.left(dot);
    if (record[Field::Domain].isEmpty())
        record[Field::Domain] = told.mid(dot + 1);
}

std::optional<bool> yesOrNo(QStringView text)
{
    text = text.trimmed();
    if (text.size() > 6)
        return std::nullopt;
    if (isOneOf(text, kYes))
        return true;
    return isOneOf(text, kNo) ? std::optional(false) : std::nullopt;
}

} // namespace ringward
