#pragma once
#include "models/base/result.h"

#include <QByteArrayView>
#include <QString>
#include <QStringList>

namespace ringward {

/// Bytes of a file as text.
struct DecodedText {
    QString text; ///< without byte order mark; line ends as they were
    QString encoding; ///< what it was read as: "ASCII", "UTF-8", "UTF-16LE", "windows-1250", "IBM852"
    bool guessed = false; ///< a code page taken because it reads best; another one may be asked for
    QString repaired; ///< "IBM852 read as windows-1250" when such an accident was undone, otherwise empty
    qint64 damaged = 0; ///< places that were no text in this encoding; U+FFFD stands there
};

/// Tells the encoding by byte order mark, by the zeros of UTF-16, by strict UTF-8, and at last by which code page gives
/// words that some language could have. With a `codePage` (one of codePages()) the text is read in that one.
/// Time and memory grow with the size alone. Errors: NotSupported for a code page that is not known here.
Result<DecodedText> decodeText(QByteArrayView bytes, const QString &codePage = {});

/// What a person may choose from when a file was read wrongly.
QStringList codePages();

} // namespace ringward
