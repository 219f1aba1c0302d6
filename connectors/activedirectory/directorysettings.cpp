#include "connectors/activedirectory/directorysettings.h"

#include "connectors/activedirectory/ldapdn.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>

#include <array>
#include <span>

namespace ringward {

namespace {

using SignIn = DirectoryAccess::SignIn;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Directory", text);
}

Error wrong(const QString &value, const QString &advice)
{
    return {Error::Kind::Malformed, value, advice};
}

constexpr std::array kSignIns{std::pair{SignIn::Kerberos, "Kerberos"}, std::pair{SignIn::Ldaps, "LDAPS"},
                              std::pair{SignIn::StartTls, "StartTLS"}};
constexpr std::array kTextFields{"room", "role", "owner", "ward_name", "site_name", "tags", "none"};

/// "dc1.hospital.test", "10.0.0.1:636", "[fd00::1]:389", "ldap://dc1"; with commas, semicolons or spaces between.
Result<std::vector<DirectoryAccess::Server>> readServers(const QString &text)
{
    std::vector<DirectoryAccess::Server> servers;
    static const QRegularExpression divider(QStringLiteral("[,;\\s]+"));
    for (const QString &word : text.split(divider, Qt::SkipEmptyParts)) {
        QUrl url(word.contains(QStringLiteral("://")) ? word : QStringLiteral("ldap://") + word, QUrl::StrictMode);
        const bool isPlain = url.path().isEmpty() || url.path() == u"/";
        if (!url.isValid() || url.host().isEmpty() || !isPlain || url.hasQuery() || !url.userInfo().isEmpty())
            return wrong(word,
                         tr("“%1” is no server. Write the full name of a domain controller, and a second one behind a "
                            "comma.")
                             .arg(word));
        servers.push_back({url.host(), quint16(std::max(0, url.port(0)))});
    }
    if (servers.empty())
        return wrong(text, tr("Name at least one domain controller."));
    return servers;
}

SettingSpec spec(const char *key, const QString &label, const QString &help,
                 SettingSpec::Type type = SettingSpec::Type::Text, const QVariant &initial = {})
{
    SettingSpec made;
    made.key = QString::fromLatin1(key);
    made.label = label;
    made.help = help;
    made.type = type;
    made.initial = initial;
    return made;
}

QStringList words(std::span<const char *const> all)
{
    QStringList list;
    for (const char *word : all)
        list.append(QString::fromLatin1(word));
    return list;
}

} // namespace

LdapTarget DirectoryAccess::target(const Server &server) const
{
    using Cover = LdapTarget::Cover;
    const Cover cover = signIn == SignIn::Ldaps ? Cover::Tls
        : signIn == SignIn::StartTls            ? Cover::StartTls
                                                : Cover::Sealed;
    return {server.host, server.port, cover, caFile, connectMs, answerMs};
}

std::vector<SettingSpec> DirectorySettings::specs()
{
    using Type = SettingSpec::Type;
    std::vector<SettingSpec> all;
    all.push_back(spec("servers", tr("Domain controllers"),
                       tr("Full names, the nearest first, with commas between. The next one is asked when one does not "
                          "answer.")));
    all.back().required = true;
    all.push_back(spec("base", tr("Search base"),
                       tr("The unit below which the hospital's computers are, as in OU=Hospital,DC=example,DC=org.")));
    all.back().required = true;
    all.push_back(
        spec("signin", tr("Sign in with"),
             tr("Kerberos uses the ticket of whoever runs the console and stores no password. LDAPS and StartTLS "
                "use a name and a password, never without encryption."),
             Type::Choice, QStringLiteral("Kerberos")));
    for (const auto &[value, word] : kSignIns)
        all.back().choices.append(QString::fromLatin1(word));
    all.push_back(spec("user", tr("User"), tr("name@domain or DOMAIN\\name; not needed with Kerberos.")));
    all.push_back(
        spec("password", tr("Password"), tr("Of that user; kept in the keychain of this computer."), Type::Secret));
    all.push_back(
        spec("ca", tr("Certificate authority"),
             tr("A PEM file with the hospital's own authority. Leave it empty to trust those that this computer "
                "trusts."),
             Type::File));
    all.push_back(
        spec("places", tr("Units mean"),
             tr("The levels of units below the search base, as in site/building/ward. Other rules follow behind a "
                "semicolon; the first that fits counts. “=Name” is a unit that must be called so, “-” one that "
                "says nothing."),
             Type::Text, QStringLiteral("site/building/ward; site/building; site")));
    all.push_back(spec("location", tr("Location means"), tr("Where the attribute “location” of a computer goes."),
                       Type::Choice, QStringLiteral("room")));
    all.back().choices = words(kTextFields);
    all.push_back(spec("description", tr("Description means"),
                       tr("Where the attribute “description” of a computer goes."), Type::Choice,
                       QStringLiteral("role")));
    all.back().choices = words(kTextFields);
    all.push_back(
        spec("rings", tr("Rings"),
             tr("Which group is which ring, as in os > Pilot = RW-OS-Pilot; os > Broad = RW-OS-Broad. Streams are "
                "agent, os and categories of content such as rapid-response. Put (held) behind a ring that gets "
                "nothing by itself.")));
    return all;
}

Result<DirectorySettings> DirectorySettings::read(const SourceConfig &config)
{
    const auto text = [&](const char *key, const char *otherwise = "") {
        return config.settings.value(QLatin1StringView(key)).toString(QString::fromLatin1(otherwise)).trimmed();
    };
    DirectorySettings settings;
    settings.source = config.id;
    const auto servers = readServers(text("servers"));
    if (!servers)
        return servers.error();
    settings.access.servers = *servers;
    settings.access.base = text("base").toUtf8();
    const auto parts = dnParts(settings.access.base);
    if (!parts || parts->empty())
        return wrong(text("base"),
                     tr("“%1” is no search base. It looks like OU=Hospital,DC=example,DC=org.").arg(text("base")));
    const QString signIn = text("signin", "Kerberos");
    const auto *const known = std::find_if(kSignIns.begin(), kSignIns.end(), [&](const auto &each) {
        return signIn.compare(QLatin1StringView(each.second), Qt::CaseInsensitive) == 0;
    });
    if (known == kSignIns.end())
        return wrong(signIn, tr("“%1” is no way to sign in. There are Kerberos, LDAPS and StartTLS.").arg(signIn));
    settings.access.signIn = known->first;
    settings.access.user = text("user");
    if (settings.access.needsPassword() && settings.access.user.isEmpty())
        return wrong({}, tr("Enter the user who signs in, or choose Kerberos."));
    settings.access.caFile = text("ca");
    if (!settings.access.caFile.isEmpty() && !QFileInfo(settings.access.caFile).isReadable())
        return wrong(settings.access.caFile,
                     tr("The file %1 with the certificate authority cannot be read.").arg(settings.access.caFile));
    auto places = PlaceRules::read(text("places", "site/building/ward; site/building; site"));
    if (!places)
        return places.error();
    settings.places = std::move(*places);
    settings.locationIs = fieldFromKey(text("location", "room"));
    settings.descriptionIs = fieldFromKey(text("description", "role"));
    auto rings = readRingMap(text("rings"));
    if (!rings)
        return rings.error();
    settings.rings = std::move(*rings);
    return settings;
}

} // namespace ringward
