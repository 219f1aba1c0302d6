#include "tests/peers/samba/sambaclient.h"

#include <QProcess>
#include <QProcessEnvironment>

namespace ringward::testing {

SambaClient::SambaClient(const SambaDc &controller)
    : m_host(SambaDc::name())
    , m_caFile(controller.caFile())
{
}

QByteArray SambaClient::unit(const QByteArray &ward, int building, const QByteArray &site)
{
    return ",OU=" + ward + ",OU=Building " + QByteArray::number(building) + ",OU=" + site
        + ",OU=Hospital,DC=hospital,DC=test";
}

int SambaClient::run(const QString &tool, const QByteArray &ldif, const QStringList &arguments) const
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("LDAPNOINIT"));
    environment.insert(QStringLiteral("LDAPTLS_CACERT"), m_caFile);
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(tool,
                  QStringList{QStringLiteral("-x"), QStringLiteral("-H"), QStringLiteral("ldaps://") + m_host,
                              QStringLiteral("-D"), SambaDc::kAdmin + QStringLiteral("@hospital.test"),
                              QStringLiteral("-w"), SambaDc::kAdminPassword}
                      + arguments);
    process.write(ldif);
    process.closeWriteChannel();
    return process.waitForFinished(20'000) ? process.exitCode() : -1;
}

int SambaClient::change(const QByteArray &dn, const QByteArray &attribute, const QByteArray &value, bool isRemoval)
{
    const QByteArray verb = isRemoval ? "delete" : attribute == "member" ? "add" : "replace";
    return run(QStringLiteral("ldapmodify"),
               "dn:: " + dn.toBase64() + "\nchangetype: modify\n" + verb + ": " + attribute + "\n" + attribute
                   + ":: " + value.toBase64() + "\n");
}

int SambaClient::move(const QByteArray &dn, const QByteArray &newParent)
{
    return run(QStringLiteral("ldapmodify"),
               "dn:: " + dn.toBase64() + "\nchangetype: modrdn\nnewrdn: " + dn.split(',').first()
                   + "\ndeleteoldrdn: 1\nnewsuperior:: " + newParent.toBase64() + "\n");
}

int SambaClient::add(const QByteArray &dn, const std::vector<std::pair<QByteArray, QByteArray>> &attributes)
{
    QByteArray ldif = "dn:: " + dn.toBase64() + "\nchangetype: add\n";
    for (const auto &[name, value] : attributes)
        ldif += name + ":: " + value.toBase64() + '\n';
    return run(QStringLiteral("ldapmodify"), ldif);
}

int SambaClient::remove(const QByteArray &dn)
{
    return run(QStringLiteral("ldapdelete"), {}, {QStringLiteral("-r"), QString::fromUtf8(dn)});
}

} // namespace ringward::testing
