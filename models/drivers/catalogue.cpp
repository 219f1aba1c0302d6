#include "models/drivers/catalogue.h"

#include <algorithm>

namespace ringward {

QString hashText(QStringView text)
{
    text = text.trimmed();
    const bool isLength = text.size() == 32 || text.size() == 40 || text.size() == 64;
    const bool isHex = std::all_of(text.begin(), text.end(), [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    });
    return isLength && isHex ? text.toString().toLower() : QString();
}

QStringList catalogueCells(QStringView line, QChar separator)
{
    QStringList cells(1);
    bool quoted = false;
    for (qsizetype i = 0; i < line.size(); ++i) {
        const QChar c = line[i];
        if (c == u'"' && quoted && i + 1 < line.size() && line[i + 1] == u'"')
            cells.last().append(line[++i]);
        else if (c == u'"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            cells.append(QString());
        else
            cells.last().append(c);
    }
    return cells;
}

Error malformedCatalogue(const QString &what)
{
    return {Error::Kind::Malformed, what};
}

} // namespace ringward
