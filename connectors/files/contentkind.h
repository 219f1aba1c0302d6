#pragma once
#include <QByteArrayView>
#include <QString>
#include <QStringView>

namespace ringward {

/// Why bytes cannot be a list or an inventory, translated, with what to do instead; empty for bytes that may be text.
QString whyNoText(QByteArrayView bytes);

/// Why a text is no list: an error message that a tool printed, or a web page. Translated; empty for other texts.
QString whyNoList(QStringView text);

} // namespace ringward
