#include "app/ctl/keyprint.h"

#include <sodium.h>

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

namespace ringward::ctl {

namespace {

constexpr qsizetype kRoom = 128; ///< for the key: a text that has to grow leaves copies behind

}

void printKey(const ReleasedKey &released, const QString &host, Output &out)
{
    const QString id = spacedKeyId(released.release.keyId);
    if (!out.isJson()) {
        const QString noted =
            released.release.device ? tr("Noted in the audit; on the rotation list.") : tr("Noted in the audit.");
        out.line(tr("%1, key id %2, from %3. %4").arg(host, id, released.from, noted));
        out.line({});
    }
    released.key.use([&](QByteArrayView digits) {
        QByteArray line;
        line.reserve(kRoom);
        if (out.isJson()) {
            line = QJsonDocument(QJsonObject{{QStringLiteral("host"), host},
                                             {QStringLiteral("key_id"), shortKeyId(released.release.keyId)}})
                       .toJson(QJsonDocument::Compact);
            line.reserve(line.size() + kRoom);
            line.chop(1);
            line.append(",\"key\":\"");
        }
        for (int group = 0; group < kKeyGroups; ++group) {
            if (group > 0)
                line.append('-');
            line.append(released.key.groupOf(digits, group));
        }
        if (out.isJson())
            line.append("\"}");
        std::printf("%s\n", line.constData());
        std::fflush(stdout);
        sodium_memzero(line.data(), std::size_t(line.size()));
    });
}

} // namespace ringward::ctl
