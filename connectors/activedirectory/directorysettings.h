#pragma once
#include "connectors/activedirectory/ldapconnection.h"
#include "connectors/activedirectory/placerules.h"
#include "connectors/activedirectory/ringmap.h"
#include "models/sources/sourcekind.h"

namespace ringward {

/// How the directory is reached and signed in to.
struct DirectoryAccess {
    enum class SignIn { Kerberos, Ldaps, StartTls };
    struct Server {
        QString host;
        quint16 port = 0; ///< 0: the usual one
    };
    std::vector<Server> servers; ///< tried in order, beginning with the one that answered last
    SignIn signIn = SignIn::Kerberos;
    QByteArray base; ///< what is below it is read
    QString user; ///< not with Kerberos
    QString caFile;
    int connectMs = 2000, answerMs = 15'000;

    bool needsPassword() const { return signIn != SignIn::Kerberos; }
    LdapTarget target(const Server &server) const;
};

/// The settings of one source of the kind "activedirectory".
struct DirectorySettings {
    SourceId source;
    DirectoryAccess access;
    PlaceRules places;
    std::vector<RingGroupName> rings;
    std::optional<Field> locationIs, descriptionIs; ///< the field that the attribute is put into

    static std::vector<SettingSpec> specs();
    /// Malformed with advice that names the setting.
    static Result<DirectorySettings> read(const SourceConfig &config);
};

inline constexpr QLatin1StringView kPasswordSetting("password");

} // namespace ringward
