#include "connectors/files/inventories/driverloads.h"

#include "connectors/files/inventories/values.h"

#include <algorithm>
#include <array>

namespace ringward {

QString hashOf(QStringView text, qsizetype digits)
{
    text = text.trimmed();
    const auto isHex = [](QChar c) {
        return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
    };
    const bool whole = text.size() == digits && std::all_of(text.begin(), text.end(), isHex)
        && !std::all_of(text.begin(), text.end(), [](QChar c) { return c == u'0'; });
    return whole ? text.toString().toLower() : QString();
}

void readHashes(QStringView text, Driver &driver)
{
    struct Hash {
        QStringView name;
        qsizetype digits;
        QString Driver::*field;
    };
    static const std::array kHashes{Hash{u"MD5", 32, &Driver::md5}, Hash{u"SHA1", 40, &Driver::sha1},
                                    Hash{u"SHA256", 64, &Driver::sha256}, Hash{u"IMPHASH", 32, &Driver::impHash}};
    for (const QStringView part : text.left(1024).split(u',')) {
        const qsizetype equals = part.indexOf(u'=');
        for (const Hash &hash : kHashes) {
            if (equals > 0 && part.first(equals).trimmed().compare(hash.name, Qt::CaseInsensitive) == 0)
                driver.*hash.field = hashOf(part.sliced(equals + 1), hash.digits);
        }
    }
}

QString nameFromImage(const QString &path)
{
    const qsizetype cut = std::max(path.lastIndexOf(u'\\'), path.lastIndexOf(u'/'));
    const QString file = path.mid(cut + 1).trimmed();
    return isSysFile(file) ? file.chopped(4) : file;
}

} // namespace ringward
