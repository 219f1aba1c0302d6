#pragma once
#include "connectors/activedirectory/ldapconnection.h"
#include "tests/peers/samba/sambadc.h"

namespace ringward::testing {

/// An administrator who changes things in the directory behind the console's back. Answers are result codes; 0 is done.
class SambaClient {
public:
    explicit SambaClient(const SambaDc &controller);
    /// ",OU=ward,OU=Building n,OU=site,OU=Hospital,..."
    static QByteArray unit(const QByteArray &ward, int building, const QByteArray &site);
    /// Puts the value in place of what is there, or adds or removes a member.
    int change(const QByteArray &dn, const QByteArray &attribute, const QByteArray &value, bool isRemoval = false);
    int move(const QByteArray &dn, const QByteArray &newParent);
    int add(const QByteArray &dn, const std::vector<std::pair<QByteArray, QByteArray>> &attributes);
    int remove(const QByteArray &dn); ///< with all below it

private:
    int run(const QString &tool, const QByteArray &ldif, const QStringList &arguments = {}) const;
    QString m_host, m_caFile;
};

} // namespace ringward::testing
