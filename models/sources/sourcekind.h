#pragma once
#include "models/base/secretstore.h"
#include "models/sources/source.h"

#include <QJsonObject>
#include <QStringList>
#include <QVariant>

#include <functional>

namespace ringward {

/// One thing to fill in when a source is added.
struct SettingSpec {
    enum class Type { Text, Number, Folder, File, Secret, Choice };
    QString key; ///< in SourceConfig::settings; a Secret goes to the keychain instead, see secretKey()
    QString label, help; ///< translated
    Type type = Type::Text;
    QVariant initial;
    QStringList choices;
    bool required = false;
    double minimum = 0, maximum = 0; ///< of a Number; equal means no limit
};

/// What an admin set up: durable, without secrets.
struct SourceConfig {
    SourceId id;
    QString kind; ///< SourceKind::kind
    QString name; ///< as people call it; unique
    QJsonObject settings;
    /// How often a healthy device reports to that system; silence counts from it. 0 for lists and exports, whose last
    /// seen is as old as the list: from them alone nothing is silent.
    int checkInSec = 300;
    int syncEverySec = 60; ///< how often the console asks
    bool enabled = true;
    bool writing = false; ///< an admin allowed the console to change something there; until then it only reads
};

/// Where the secret `setting` of a source is kept: "source/7/token".
inline QString secretKey(SourceId source, const QString &setting)
{
    return QStringLiteral("source/%1/%2").arg(source.value).arg(setting);
}

/// A kind of outside system the console can be connected to. The list of kinds is made in app/composition.
struct SourceKind {
    QString kind; ///< "files", "demonstration"
    QString label, description; ///< translated
    std::vector<SettingSpec> settings;
    int checkInSec = 300, syncEverySec = 60; ///< what to propose for a new one
    std::function<Result<std::unique_ptr<Source>>(const SourceConfig &, SecretStore &)> make;
};

} // namespace ringward
