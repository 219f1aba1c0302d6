#include "models/fleet/filterterm.h"

#include "models/fleet/place.h"

namespace ringward {

QString filterQuoted(const QString &value)
{
    QString quoted(u'"');
    for (const QChar c : value) {
        if (c == u'\\' || c == u'"' || c == u'“' || c == u'”')
            quoted += u'\\';
        quoted += c;
    }
    return quoted + u'"';
}

QString filterTerm(const char *field, const QStringList &values)
{
    QStringList quoted;
    for (const QString &value : values)
        quoted << filterQuoted(value);
    return QLatin1String(field) + u'=' + quoted.join(u',');
}

QString wardFilter(const Ward &ward)
{
    const QString line = filterTerm("ward", ward.code.isEmpty() ? ward.name : ward.code);
    const QString &site = ward.siteCode.isEmpty() ? ward.siteName : ward.siteCode;
    return site.isEmpty() ? line : line + u' ' + filterTerm("site", site);
}

} // namespace ringward
