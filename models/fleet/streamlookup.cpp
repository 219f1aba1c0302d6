#include "models/fleet/streamlookup.h"

namespace ringward {

namespace {

/// Letters and digits only, so that blanks and dashes make no difference.
QString essence(QStringView text)
{
    QString result;
    for (const QChar c : text) {
        if (c.isLetterOrNumber())
            result += c.toCaseFolded();
    }
    return result;
}

} // namespace

QString streamWord(const Stream &stream)
{
    return stream.category.isEmpty() ? word(stream.kind) : stream.category.toLower().replace(u' ', u'-');
}

std::optional<std::size_t> streamPosition(const FleetDictionaries &names, QStringView called)
{
    const QString wanted = essence(called);
    const std::vector<Stream> &streams = names.streams();
    std::optional<std::size_t> begins;
    for (std::size_t i = 0; i < streams.size(); ++i) {
        const bool isContent = streams[i].kind == StreamKind::SecurityContent;
        if (wanted.isEmpty() ? isContent : essence(streamWord(streams[i])) == wanted)
            return i;
        if (!begins && isContent && !wanted.isEmpty() && essence(streams[i].category).startsWith(wanted))
            begins = i;
    }
    return begins;
}

} // namespace ringward
