#include "connectors/files/textdecoding.h"

#include "connectors/files/languages.h"

#include <simdjson.h>

#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>
#include <array>
#include <climits>
#include <cstring>
#include <optional>

namespace ringward {

namespace {

constexpr qsizetype kSample = 32 * 1024;

struct Mark {
    QByteArrayView bytes;
    QStringConverter::Encoding encoding;
    const char *name;
};
constexpr std::array kMarks{
    // UTF-32 first: the mark of UTF-16LE is how that of UTF-32LE begins
    Mark{QByteArrayView("\xFF\xFE\0\0", 4), QStringConverter::Utf32LE, "UTF-32LE"},
    Mark{QByteArrayView("\0\0\xFE\xFF", 4), QStringConverter::Utf32BE, "UTF-32BE"},
    Mark{QByteArrayView("\xEF\xBB\xBF", 3), QStringConverter::Utf8, "UTF-8"},
    Mark{QByteArrayView("\xFF\xFE", 2), QStringConverter::Utf16LE, "UTF-16LE"},
    Mark{QByteArrayView("\xFE\xFF", 2), QStringConverter::Utf16BE, "UTF-16BE"},
};

/// The accident of a console's code page taken for that of the desktop, or of UTF-8 taken for Latin.
struct Accident {
    const char *readAs, *was;
};
constexpr std::array kAccidents{
    Accident{"windows-1252", "UTF-8"},        Accident{"windows-1250", "UTF-8"},
    Accident{"windows-1250", "IBM852"},       Accident{"windows-1252", "IBM850"},
    Accident{"windows-1252", "IBM852"},       Accident{"windows-1251", "IBM866"},
    Accident{"windows-1252", "windows-1250"}, Accident{"windows-1252", "windows-1251"},
};

DecodedText decodeWith(QStringDecoder decoder, QByteArrayView bytes, const char *name)
{
    DecodedText result;
    result.text = decoder.decode(bytes);
    result.encoding = QString::fromLatin1(name);
    if (decoder.hasError() || result.text.contains(QChar::ReplacementCharacter))
        result.damaged = std::max<qint64>(1, result.text.count(QChar::ReplacementCharacter));
    return result;
}

/// UTF-16 without a mark shows by zeros at every second place, since tabs, line ends and paths are ASCII.
std::optional<QStringConverter::Encoding> utf16ByZeros(QByteArrayView bytes)
{
    const qsizetype pairs = std::min<qsizetype>(bytes.size(), 64 * 1024) / 2;
    qsizetype first = 0, second = 0;
    for (qsizetype i = 0; i < pairs; ++i) {
        first += bytes[2 * i] == 0;
        second += bytes[2 * i + 1] == 0;
    }
    if (pairs < 4 || std::max(first, second) * 10 < pairs || std::min(first, second) * 20 > std::max(first, second))
        return std::nullopt;
    return second > first ? QStringConverter::Utf16LE : QStringConverter::Utf16BE;
}

/// Lines with bytes outside ASCII, until there are enough to judge by.
QByteArray tellingLines(QByteArrayView bytes)
{
    QByteArray sample;
    qsizetype start = 0;
    for (qsizetype i = 0; i < bytes.size() && sample.size() < kSample; ++i) {
        if (bytes[i] == '\n')
            start = i + 1;
        if (quint8(bytes[i]) < 0x80)
            continue;
        const qsizetype from = std::max(start, i - 200);
        const void *end = std::memchr(bytes.data() + i, '\n', std::size_t(std::min<qsizetype>(bytes.size() - i, 400)));
        const qsizetype to =
            end ? qsizetype(static_cast<const char *>(end) - bytes.data()) : std::min<qsizetype>(bytes.size(), i + 400);
        sample.append(bytes.sliced(from, to - from).toByteArray());
        sample.append('\n');
        i = to - 1;
        start = to;
    }
    return sample;
}

/// Places that are not UTF-8, against those that are and lie outside ASCII.
struct Utf8Count {
    qint64 good = 0, bad = 0;
};
Utf8Count countUtf8(QByteArrayView bytes)
{
    Utf8Count count;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const quint8 lead = quint8(bytes[i]);
        if (lead < 0x80)
            continue;
        const int more = lead >= 0xF0 && lead < 0xF5 ? 3
            : lead >= 0xE0 && lead < 0xF0            ? 2
            : lead >= 0xC2 && lead < 0xE0            ? 1
                                                     : 0;
        int seen = 0;
        while (seen < more && i + 1 < bytes.size() && (quint8(bytes[i + 1]) & 0xC0) == 0x80) {
            ++seen;
            ++i;
        }
        // A last character that the end of the file cut off is no sign against UTF-8.
        const bool cutOff = more > 0 && i + 1 == bytes.size();
        (more > 0 && (seen == more || cutOff) ? count.good : count.bad) += 1;
    }
    return count;
}

bool isAscii(QByteArrayView bytes)
{
    return std::none_of(bytes.begin(), bytes.end(), [](char byte) { return quint8(byte) >= 0x80; });
}

DecodedText bestCodePage(QByteArrayView bytes)
{
    const QByteArray sample = tellingLines(bytes);
    const char *best = "windows-1252";
    int bestScore = INT_MIN;
    const auto consider = [&](const char *name, int score) {
        if (score > bestScore) {
            bestScore = score;
            best = name;
        }
    };
    for (const WrittenLanguage &language : writtenLanguages()) {
        for (const char *codePage : language.codePages) {
            QStringDecoder decoder(codePage);
            if (decoder.isValid())
                consider(codePage, plausibility(QString(decoder.decode(sample)), language));
        }
    }
    consider("GB18030", plausibilityAsGb18030(sample));
    consider("Shift_JIS", plausibilityAsShiftJis(sample));
    QStringDecoder decoder(best);
    DecodedText result = decoder.isValid() ? decodeWith(std::move(decoder), bytes, best)
                                           : decodeWith(QStringDecoder(QStringConverter::Latin1), bytes, "ISO-8859-1");
    result.guessed = true;
    return result;
}

/// The text with the accident undone, when every character of it could have come about that way.
std::optional<QString> undo(const Accident &accident, const QString &text)
{
    QStringEncoder encoder(accident.readAs);
    QStringDecoder decoder(accident.was);
    if (!encoder.isValid() || !decoder.isValid())
        return std::nullopt;
    const QByteArray original = encoder.encode(text);
    if (encoder.hasError())
        return std::nullopt;
    const QString repaired = decoder.decode(original);
    if (decoder.hasError() || repaired.contains(QChar::ReplacementCharacter))
        return std::nullopt;
    return repaired;
}

void repair(DecodedText &decoded)
{
    const QString sample = QString::fromUtf8(tellingLines(decoded.text.left(4 * 1024 * 1024).toUtf8()));
    if (sample.isEmpty())
        return;
    int bestScore = plausibility(sample);
    const Accident *best = nullptr;
    const int margin = 4; // two letters that fall into place
    for (const Accident &accident : kAccidents) {
        const std::optional<QString> candidate = undo(accident, sample);
        const int score = candidate ? plausibility(*candidate) : INT_MIN;
        if (candidate && score > 0 && score - margin >= bestScore) {
            bestScore = score;
            best = &accident;
        }
    }
    if (!best)
        return;
    if (const std::optional<QString> whole = undo(*best, decoded.text)) {
        decoded.text = *whole;
        decoded.repaired =
            QStringLiteral("%1 read as %2").arg(QLatin1StringView(best->was), QLatin1StringView(best->readAs));
    }
}

DecodedText decodeUnmarked(QByteArrayView bytes)
{
    if (const auto utf16 = utf16ByZeros(bytes))
        return decodeWith(QStringDecoder(*utf16), bytes, *utf16 == QStringConverter::Utf16LE ? "UTF-16LE" : "UTF-16BE");
    if (isAscii(bytes))
        return decodeWith(QStringDecoder(QStringConverter::Utf8), bytes, "ASCII");
    if (!simdjson::validate_utf8(bytes.data(), std::size_t(bytes.size()))) {
        const Utf8Count count = countUtf8(bytes);
        if (count.good < 10 * count.bad || count.good == 0)
            return bestCodePage(bytes);
    }
    DecodedText result = decodeWith(QStringDecoder(QStringConverter::Utf8), bytes, "UTF-8");
    if (result.damaged == 0)
        repair(result);
    return result;
}

} // namespace

Result<DecodedText> decodeText(QByteArrayView bytes, const QString &codePage)
{
    if (!codePage.isEmpty()) {
        const QByteArray name = codePage.toLatin1();
        QStringDecoder decoder(name.constData());
        if (!decoder.isValid())
            return Error{Error::Kind::NotSupported, QStringLiteral("no such code page here: %1").arg(codePage)};
        return decodeWith(std::move(decoder), bytes, name.constData());
    }
    for (const Mark &mark : kMarks) {
        if (bytes.startsWith(mark.bytes)) {
            DecodedText result = decodeWith(QStringDecoder(mark.encoding), bytes.sliced(mark.bytes.size()), mark.name);
            if (result.damaged == 0)
                repair(result);
            return result;
        }
    }
    return decodeUnmarked(bytes);
}

QStringList codePages()
{
    static constexpr std::array kOffered{
        "UTF-8",        "UTF-16LE",     "UTF-16BE", "windows-1250", "windows-1251", "windows-1252", "windows-1253",
        "windows-1254", "windows-1257", "IBM437",   "IBM850",       "IBM852",       "IBM857",       "IBM866",
        "KOI8-R",       "ISO-8859-1",   "GB18030",  "Big5",         "Shift_JIS",    "EUC-JP",       "EUC-KR"};
    QStringList result;
    for (const char *name : kOffered) {
        if (QStringDecoder(name).isValid())
            result.append(QString::fromLatin1(name));
    }
    return result;
}

} // namespace ringward
