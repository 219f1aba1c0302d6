#include "connectors/activedirectory/ringmap.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace ringward {

namespace {

Stream streamCalled(const QString &word)
{
    if (word.compare(u"agent", Qt::CaseInsensitive) == 0)
        return {StreamKind::AgentBuild, {}};
    if (word.compare(u"os", Qt::CaseInsensitive) == 0)
        return {StreamKind::OperatingSystem, {}};
    return {StreamKind::SecurityContent, QString(word).replace(u'-', u' ')};
}

Error refused(const QString &line)
{
    return {Error::Kind::Malformed, line,
            QCoreApplication::translate("ringward::Directory",
                                        "“%1” names no ring. Write STREAM > RING = GROUP, as in "
                                        "“os > Pilot = RW-OS-Pilot”, with a semicolon between two of them.")
                .arg(line)};
}

} // namespace

Result<std::vector<RingGroupName>> readRingMap(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([^>=]+)>([^=]+?)(\\(held\\))?\\s*=(.+)$"),
                                         QRegularExpression::CaseInsensitiveOption
                                             | QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression divider(QStringLiteral("(?<!\\\\);|\\n"));
    std::vector<RingGroupName> map;
    for (const QString &part : text.split(divider, Qt::SkipEmptyParts)) {
        const QString line = part.trimmed();
        if (line.isEmpty())
            continue;
        const QRegularExpressionMatch match = form.match(line);
        if (!match.hasMatch())
            return refused(line);
        RingGroupName entry;
        entry.stream = streamCalled(match.captured(1).trimmed());
        entry.ring.name = match.captured(2).trimmed();
        entry.ring.held = match.hasCaptured(3);
        entry.group = match.captured(4).trimmed();
        if (match.captured(1).trimmed().isEmpty() || entry.ring.name.isEmpty() || entry.group.isEmpty())
            return refused(line);
        for (const RingGroupName &other : map) {
            if (other.stream == entry.stream && other.ring.name.compare(entry.ring.name, Qt::CaseInsensitive) == 0)
                return refused(line);
            entry.ring.order += other.stream == entry.stream ? 1 : 0;
        }
        map.push_back(std::move(entry));
    }
    return map;
}

} // namespace ringward
