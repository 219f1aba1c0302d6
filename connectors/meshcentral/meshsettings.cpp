#include "connectors/meshcentral/meshsettings.h"

#include <QCoreApplication>

#include <array>

namespace ringward {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("ringward::MeshCentral", text);
}

struct GroupMeaning {
    const char *word;
    std::optional<Field> field;
};
constexpr std::array kGroupMeanings{
    GroupMeaning{"nothing", std::nullopt},
    GroupMeaning{"ward", Field::WardName},
    GroupMeaning{"building", Field::Building},
    GroupMeaning{"site", Field::SiteName},
};

struct StreamWord {
    const char *word;
    StreamKind kind;
};
constexpr std::array kStreams{
    StreamWord{"security-content", StreamKind::SecurityContent},
    StreamWord{"agent-build", StreamKind::AgentBuild},
    StreamWord{"operating-system", StreamKind::OperatingSystem},
};

template <typename Table>
QStringList wordsOf(const Table &table)
{
    QStringList words;
    for (const auto &each : table)
        words << QLatin1StringView(each.word);
    return words;
}

template <typename Table>
const typename Table::value_type &entryOf(const Table &table, const QString &word)
{
    for (const auto &each : table) {
        if (word == QLatin1StringView(each.word))
            return each;
    }
    return table.front();
}

Error refused(const QString &detail, const QString &advice)
{
    return {Error::Kind::NotSupported, detail, advice};
}

/// The address of the control channel, from what people copy out of their browser.
Result<QUrl> controlOf(QString address)
{
    address = address.trimmed();
    if (!address.contains(QStringLiteral("://")))
        address.prepend(QStringLiteral("https://"));
    QUrl url(address, QUrl::StrictMode);
    if (url.scheme() == u"https")
        url.setScheme(QStringLiteral("wss"));
    if (!url.isValid() || url.host().isEmpty() || url.scheme() != u"wss")
        return refused(QStringLiteral("no address of a server: %1").arg(url.toString(QUrl::RemoveUserInfo)),
                       translated("The address of the server must begin with https:// and name the server, as in "
                                  "https://mesh.hospital.example. Connections without TLS are not made."));
    QString path = url.path();
    if (!path.endsWith(QStringLiteral("/control.ashx")))
        path = (path.endsWith(u'/') ? path : path + u'/') + QStringLiteral("control.ashx");
    url.setPath(path);
    url.setUserInfo(QString());
    url.setFragment(QString());
    return url;
}

Result<QByteArray> pinOf(const QString &text)
{
    QByteArray digits;
    for (const QChar c : text) {
        if (!c.isSpace() && c != u':')
            digits += c.unicode() < 128 ? char(c.unicode()) : '?';
    }
    const QByteArray pin = QByteArray::fromHex(digits);
    if (digits.isEmpty() || (digits.size() == 96 && pin.toHex() == digits.toLower()))
        return pin;
    return refused(QStringLiteral("no SHA-384 fingerprint"),
                   translated("The fingerprint must be the SHA-384 of the server's certificate: 96 hexadecimal "
                              "digits, with or without colons."));
}

SettingSpec textSpec(QLatin1StringView key, const QString &label, const QString &help, bool required = false)
{
    SettingSpec made;
    made.key = key;
    made.label = label;
    made.help = help;
    made.required = required;
    return made;
}

} // namespace

Result<MeshSettings> MeshSettings::from(const QJsonObject &settings)
{
    const auto value = [&](const char *key) {
        return settings.value(QLatin1StringView(key)).toString().trimmed();
    };
    MeshSettings made;
    const Result<QUrl> control = controlOf(value("url"));
    if (!control)
        return control.error();
    const Result<QByteArray> pin = pinOf(value("pin"));
    if (!pin)
        return pin.error();
    made.control = *control;
    made.pin = *pin;
    made.user = value("user");
    made.caFile = value("ca");
    made.ringPrefix = settings.contains(QStringLiteral("ring_prefix")) ? value("ring_prefix") : QStringLiteral("ring:");
    made.ringStream.kind = entryOf(kStreams, value("ring_stream")).kind;
    made.groupField = entryOf(kGroupMeanings, value("group_is")).field;
    for (const QString &group : value("groups").split(u',', Qt::SkipEmptyParts)) {
        if (!group.trimmed().isEmpty())
            made.groups << group.trimmed();
    }
    made.driverHours = std::clamp(settings.value(QStringLiteral("driver_hours")).toInt(0), 0, 24 * 365);
    made.idleLimitSec = std::clamp(settings.value(QStringLiteral("idle_limit")).toInt(150), 5, 3600);
    return made;
}

std::vector<SettingSpec> MeshSettings::specs()
{
    std::vector<SettingSpec> all;
    all.push_back(textSpec(QLatin1StringView("url"), translated("Server"),
                           translated("As in https://mesh.hospital.example"), true));
    all.push_back(textSpec(QLatin1StringView("user"), translated("User of the login token"),
                           translated("Make a login token in MeshCentral under My Account for a user of its own, and "
                                      "copy its user name, which begins with ~t:"),
                           true));
    SettingSpec token = textSpec(kMeshTokenSetting, translated("Password of the login token"),
                                 translated("Kept in the keychain."), true);
    token.type = SettingSpec::Type::Secret;
    all.push_back(token);
    SettingSpec ca = textSpec(QLatin1StringView("ca"), translated("Certificate authority"),
                              translated("A PEM file, when the server's certificate is signed by your own authority "
                                         "(root-cert-public.crt in the server's data folder)."));
    ca.type = SettingSpec::Type::File;
    all.push_back(ca);
    all.push_back(textSpec(QLatin1StringView("pin"), translated("Fingerprint"),
                           translated("SHA-384 of the server's certificate. When it is given, this certificate and no "
                                      "other is accepted.")));
    all.push_back(textSpec(QLatin1StringView("groups"), translated("Device groups"),
                           translated("Names with commas between them. Leave it empty to take all.")));
    SettingSpec meaning = textSpec(QLatin1StringView("group_is"), translated("A device group is"),
                                   translated("What the name of a device's group says about its place."));
    meaning.type = SettingSpec::Type::Choice;
    meaning.choices = wordsOf(kGroupMeanings);
    meaning.initial = meaning.choices.front();
    all.push_back(meaning);
    SettingSpec prefix = textSpec(QLatin1StringView("ring_prefix"), translated("Tags that tell the ring begin with"),
                                  translated("With “ring:”, the tag “ring:2” puts a device into ring 2. Leave it empty "
                                             "when tags tell no ring."));
    prefix.initial = QStringLiteral("ring:");
    all.push_back(prefix);
    SettingSpec stream = textSpec(QLatin1StringView("ring_stream"), translated("They tell the ring of"), QString());
    stream.type = SettingSpec::Type::Choice;
    stream.choices = wordsOf(kStreams);
    stream.initial = stream.choices.front();
    all.push_back(stream);
    SettingSpec idle =
        textSpec(QLatin1StringView("idle_limit"), translated("Silent agents count as connected for (seconds)"),
                 translated("The server's agentIdleTimeout. A machine that crashed stays “online” for so long, so "
                            "that much is taken off the time when it was last seen."));
    idle.type = SettingSpec::Type::Number;
    idle.initial = 150;
    idle.minimum = 5, idle.maximum = 3600;
    all.push_back(idle);
    SettingSpec drivers = textSpec(
        QLatin1StringView("driver_hours"), translated("List kernel drivers every (hours)"),
        translated("Runs a script that changes nothing on each connected Windows machine. 0 for never; 24 is a "
                   "good choice."));
    drivers.type = SettingSpec::Type::Number;
    drivers.initial = 0;
    drivers.minimum = 0, drivers.maximum = 24 * 365;
    all.push_back(drivers);
    return all;
}

} // namespace ringward
