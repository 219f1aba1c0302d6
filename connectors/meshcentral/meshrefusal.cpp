#include "connectors/meshcentral/meshrefusal.h"

#include <QCoreApplication>

#include <array>

namespace ringward {

namespace {

struct Cause {
    QLatin1StringView cause, message; ///< an empty message fits all
    bool isFinal;
    const char *advice;
};
// The first that fits.
constexpr std::array kCauses{
    Cause{QLatin1StringView("noauth"), QLatin1StringView("tokenrequired"), true,
          QT_TRANSLATE_NOOP("ringward::MeshCentral",
                            "MeshCentral asks this user for a second factor. Make a login token under My Account, and "
                            "use its user name and password here.")},
    Cause{QLatin1StringView("noauth"), QLatin1StringView("nokey"), true,
          QT_TRANSLATE_NOOP("ringward::MeshCentral",
                            "This MeshCentral domain wants a login key. Add ?key=… to the address of the server.")},
    Cause{QLatin1StringView("noauth"),
          {},
          true,
          QT_TRANSLATE_NOOP("ringward::MeshCentral",
                            "MeshCentral did not accept the user or the password. Make a new login token, and enter "
                            "both again.")},
    Cause{QLatin1StringView("notools"),
          {},
          true,
          QT_TRANSLATE_NOOP("ringward::MeshCentral",
                            "This MeshCentral account has the site right “no tools”, which shuts programs out. Take "
                            "it away, or use another account.")},
    Cause{QLatin1StringView("banned"),
          {},
          true,
          QT_TRANSLATE_NOOP("ringward::MeshCentral",
                            "MeshCentral has shut out this computer for a while after wrong logins. Wait, or lift the "
                            "ban on the server.")},
    Cause{QLatin1StringView("emailvalidation"),
          {},
          true,
          QT_TRANSLATE_NOOP("ringward::MeshCentral",
                            "MeshCentral wants the e-mail address of this account confirmed first.")},
    Cause{QLatin1StringView("expired"),
          {},
          false,
          QT_TRANSLATE_NOOP("ringward::MeshCentral", "The MeshCentral session has expired.")},
};

} // namespace

MeshRefusal meshRefusal(const QJsonObject &close)
{
    const QString cause = close.value(u"cause").toString().left(200);
    const QString message = close.value(u"msg").toString().left(200);
    MeshRefusal refusal{{Error::Kind::Denied, QStringLiteral("refused: %1, %2").arg(cause, message), {}}, true};
    for (const Cause &each : kCauses) {
        if (cause == each.cause && (each.message.isEmpty() || message == each.message)) {
            refusal.error.advice = QCoreApplication::translate("ringward::MeshCentral", each.advice);
            refusal.isFinal = each.isFinal;
            break;
        }
    }
    return refusal;
}

} // namespace ringward
