#include "connectors/files/contentkind.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

struct Magic {
    QByteArrayView bytes;
    const char *sentence;
};

#define SENTENCE(text) QT_TRANSLATE_NOOP("ringward::ContentKind", text)
constexpr const char *kWorkbook =
    SENTENCE("This is a workbook or an archive. Open it and save the sheet as CSV, or unpack it, then import that.");
constexpr const char *kArchive = SENTENCE("This is a packed archive. Unpack it, then import what is inside.");
constexpr const char *kPicture = SENTENCE("This is a picture. Export the list as text or CSV, then import that.");
constexpr const char *kDocument =
    SENTENCE("This is a document for printing. Export the list as text or CSV, then import that.");
constexpr const char *kProgram = SENTENCE("This is a program or a driver itself. Import a list of drivers instead.");
constexpr const char *kDatabase =
    SENTENCE("This is a database or a system log in binary form. Export it as CSV or JSON, then import that.");

constexpr std::array kMagics{
    Magic{QByteArrayView("PK\x03\x04", 4), kWorkbook},
    Magic{QByteArrayView("PK\x05\x06", 4), kWorkbook},
    Magic{QByteArrayView("\xD0\xCF\x11\xE0", 4), kWorkbook},
    Magic{QByteArrayView("\x1F\x8B", 2), kArchive},
    Magic{QByteArrayView("7z\xBC\xAF", 4), kArchive},
    Magic{QByteArrayView("Rar!", 4), kArchive},
    Magic{QByteArrayView("MSCF", 4), kArchive},
    Magic{QByteArrayView("BZh", 3), kArchive},
    Magic{QByteArrayView("\xFD"
                         "7zXZ",
                         5),
          kArchive},
    Magic{QByteArrayView("\x28\xB5\x2F\xFD", 4), kArchive},
    Magic{QByteArrayView("\x89PNG", 4), kPicture},
    Magic{QByteArrayView("\xFF\xD8\xFF", 3), kPicture},
    Magic{QByteArrayView("GIF8", 4), kPicture},
    Magic{QByteArrayView("II*\0", 4), kPicture},
    Magic{QByteArrayView("%PDF", 4), kDocument},
    Magic{QByteArrayView("{\\rtf", 5), kDocument},
    Magic{QByteArrayView("MZ\x90", 3), kProgram},
    Magic{QByteArrayView("\x7F"
                         "ELF",
                         4),
          kProgram},
    Magic{QByteArrayView("SQLite format 3", 15), kDatabase},
    Magic{QByteArrayView("ElfFile\0", 8), kDatabase},
    Magic{QByteArrayView("regf", 4), kDatabase},
};
constexpr const char *kBinary = SENTENCE("This is not text. Export the list as text, CSV or JSON, then import that.");
constexpr const char *kEmpty = SENTENCE("The file is empty.");
constexpr const char *kWebPage =
    SENTENCE("This is a web page, probably a sign-in page, not a list. Sign in and export again.");
constexpr const char *kMessage =
    SENTENCE("This is an error message, not a list: “%1” Run the tool as an administrator and export again.");
#undef SENTENCE

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ContentKind", text);
}

/// Beginnings of what tools print instead of a list, in the languages met so far.
constexpr std::array kMessages{
    QStringView(u"access is denied"),
    QStringView(u"access denied"),
    QStringView(u"error: access"),
    QStringView(u"error:"),
    QStringView(u"filter listing failed with error"),
    QStringView(u"is not recognized as an internal or external command"),
    QStringView(u"is not recognized as the name of a cmdlet"),
    QStringView(u"the system cannot find"),
    QStringView(u"the rpc server is unavailable"),
    QStringView(u"permission denied"),
    QStringView(u"logon failure"),
    QStringView(u"the requested operation requires elevation"),
    QStringView(u"no instance(s) available"),
    QStringView(u"command not found"),
    QStringView(u"zugriff verweigert"),
    QStringView(u"fehler:"),
    QStringView(u"ist entweder falsch geschrieben"),
    QStringView(u"odmowa dostępu"),
    QStringView(u"nie jest rozpoznawana jako"),
    QStringView(u"błąd:"),
    QStringView(u"accès refusé"),
    QStringView(u"erreur :"),
    QStringView(u"acceso denegado"),
    QStringView(u"拒绝访问"),
};
constexpr qsizetype kLongestMessage = 2000;

bool hasMark(QByteArrayView bytes)
{
    constexpr std::array kMarks{QByteArrayView("\xFF\xFE", 2), QByteArrayView("\xFE\xFF", 2),
                                QByteArrayView("\xEF\xBB\xBF", 3), QByteArrayView("\0\0\xFE\xFF", 4)};
    return std::any_of(kMarks.begin(), kMarks.end(), [&](QByteArrayView mark) { return bytes.startsWith(mark); });
}

bool looksBinary(QByteArrayView bytes)
{
    if (hasMark(bytes))
        return false;
    const QByteArrayView head = bytes.first(std::min<qsizetype>(bytes.size(), 8192));
    const auto isControl = [](char c) {
        const auto byte = quint8(c);
        return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f' && byte != 0x1A
            && byte != 0x1B;
    };
    qsizetype controls = 0, zerosEven = 0, zerosOdd = 0;
    for (qsizetype i = 0; i < head.size(); ++i) {
        if (head[i] == 0)
            (i % 2 ? zerosOdd : zerosEven) += 1;
        else
            controls += isControl(head[i]);
    }
    // Zeros at every second place are UTF-16, whose other halves may have any value.
    const qsizetype most = std::max(zerosEven, zerosOdd);
    const bool wide = std::min(zerosEven, zerosOdd) * 20 <= most && most * 20 > head.size();
    return !wide && (controls + zerosEven + zerosOdd) * 20 > head.size();
}

} // namespace

QString whyNoText(QByteArrayView bytes)
{
    if (bytes.trimmed().isEmpty())
        return tr(kEmpty);
    for (const Magic &magic : kMagics) {
        if (bytes.startsWith(magic.bytes))
            return tr(magic.sentence);
    }
    return looksBinary(bytes) ? tr(kBinary) : QString();
}

QString whyNoList(QStringView text)
{
    text = text.trimmed();
    if (text.isEmpty())
        return tr(kEmpty);
    const QString head = text.left(4096).toString();
    if (head.startsWith(u"<!doctype html", Qt::CaseInsensitive) || head.startsWith(u"<html", Qt::CaseInsensitive)
        || (head.startsWith(u'<') && head.contains(u"<html", Qt::CaseInsensitive)))
        return tr(kWebPage);
    if (text.size() > kLongestMessage || text.count(u'\n') > 12 || text.count(u'\t') > 4)
        return {};
    const QString first = head.section(u'\n', 0, 0).trimmed();
    for (const QStringView message : kMessages) {
        const qsizetype at = head.indexOf(message, 0, Qt::CaseInsensitive);
        // A message says so at once; a list with "Access denied" in a cell has titles before it.
        if (at >= 0 && at <= first.size())
            return tr(kMessage).arg(first.left(200));
    }
    return {};
}

} // namespace ringward
