#include "tests/peers/samba/sambadc.h"

#include "connectors/activedirectory/ldapconnection.h"
#include "tests/support/places.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QThread>

#include <csignal>

namespace ringward::testing {

namespace {

constexpr int kProvisionMs = 240'000, kReadyMs = 20'000;

QString environment(const char *name, const char *otherwise)
{
    return qEnvironmentVariable(name, QString::fromLatin1(otherwise));
}

bool run(const QString &program, const QStringList &arguments, QString *output = nullptr, const QByteArray &input = {},
         int limitMs = 60'000)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended = process.waitForFinished(limitMs);
    if (output)
        *output = QString::fromUtf8(process.readAll());
    return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
}

/// Made once a build folder, which takes half a minute; later runs only look at its mark.
QString preparedDomain()
{
    const QString base = environment("RINGWARD_PEERS", "/tmp/ringward-peers") + QStringLiteral("/samba");
    QString output;
    // The number of computers is for whoever measures; see readingtest.cpp.
    if (!run(QStringLiteral("/usr/bin/python3"),
             {places::source("/tests/peers/samba/provision.py"), base, environment("RINGWARD_PEER_COMPUTERS", "1000")},
             &output, {}, kProvisionMs))
        qFatal("the domain was not made: %s", qPrintable(output));
    return base;
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

SambaDc::SambaDc()
    : SambaDc(Options{})
{
}

SambaDc::SambaDc(Options options)
    : m_options(std::move(options))
{
    LdapConnection::prepare();
    std::signal(SIGPIPE, SIG_IGN); // as both programs do
    const QString base = preparedDomain();
    if (!run(QStringLiteral("cp"), {QStringLiteral("-a"), base + QStringLiteral("/."), m_folder.path()}))
        qFatal("the domain was not copied");
    QFile facts(path("facts.json"));
    if (facts.open(QIODevice::ReadOnly))
        m_facts = QJsonDocument::fromJson(facts.readAll()).object();
    writeConfiguration();
    start();
}

SambaDc::~SambaDc()
{
    stop();
}

QString SambaDc::address()
{
    return environment("RINGWARD_DC_ADDRESS", "");
}

QString SambaDc::name()
{
    return environment("RINGWARD_DC_NAME", "");
}

QString SambaDc::skipReason()
{
    if (address().isEmpty())
        return QStringLiteral("run it through tests/peers/samba/in-namespace.sh");
    if (!QFile::exists(QStringLiteral("/usr/sbin/samba")))
        return QStringLiteral("Samba is not installed");
    return {};
}

void SambaDc::writeConfiguration() const
{
    const QByteArray folder = m_folder.path().toUtf8();
    const QByteArray certificate = m_options.certificate.toUtf8();
    const QByteArray key = certificate == "cert" ? "key.pem" : certificate + ".key";
    const QByteArray address = SambaDc::address().toUtf8();
    write(path("etc/smb.conf"),
          "[global]\nnetbios name = DC1\nworkgroup = HOSPITAL\nrealm = HOSPITAL.TEST\n"
          "server role = active directory domain controller\nserver services = ldap, kdc\ninterfaces = "
              + (address == "127.0.0.1" ? QByteArray("lo") : address + "/8")
              + "\nbind interfaces only = yes\nprivate dir = " + folder + "/private\nstate directory = " + folder
              + "/state\ncache directory = " + folder + "/cache\nlock directory = " + folder
              + "\npid directory = " + folder + "/run\nncalrpc dir = " + folder + "/ncalrpc\nbinddns dir = " + folder
              + "/bind-dns\nlog file = " + folder + "/log/log.%m\nlog level = 1\ntls enabled = yes\ntls certfile = tls/"
              + certificate + ".pem\ntls keyfile = tls/" + key
              + "\ntls cafile = tls/ca.pem\nldap server require strong auth = yes\ndisable netbios = yes\n");
    write(
        path("krb5.conf"),
        "[libdefaults]\ndefault_realm = HOSPITAL.TEST\ndns_lookup_realm = false\ndns_lookup_kdc = false\nrdns = false\n"
        "dns_canonicalize_hostname = false\n[realms]\nHOSPITAL.TEST = {\nkdc = "
            + address + ":88\n}\n[domain_realm]\n.hospital.test = HOSPITAL.TEST\n" + address + " = HOSPITAL.TEST\n");
}

bool SambaDc::start()
{
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(path("out.log"), QIODevice::Append);
    // It reads its standard input and ends with it.
    m_process.start(QStringLiteral("/usr/sbin/samba"),
                    {QStringLiteral("-s"), path("etc/smb.conf"), QStringLiteral("--model=single"),
                     QStringLiteral("--interactive"), QStringLiteral("--debug-stdout"),
                     QStringLiteral("--no-process-group")});
    if (!m_process.waitForStarted())
        return false;
    QElapsedTimer timer;
    timer.start();
    while (timer.elapsed() < kReadyMs && m_process.state() == QProcess::Running) {
        LdapConnection probe;
        LdapPage page;
        LdapQuery root;
        root.scope = LdapQuery::Scope::Base;
        root.attributes = {"dsServiceName"};
        if (probe.open({address(), 389, LdapTarget::Cover::Sealed, {}, 500, 1000}).isGood()
            && probe.search(root, {}, page).isGood() && !page.entries.empty())
            return true;
        QThread::msleep(50);
    }
    return false;
}

void SambaDc::stop()
{
    thaw();
    m_process.closeWriteChannel();
    if (!m_process.waitForFinished(5000)) {
        m_process.kill();
        m_process.waitForFinished(5000);
    }
}

void SambaDc::freeze()
{
    ::kill(pid_t(m_process.processId()), SIGSTOP);
    m_isFrozen = true;
}

void SambaDc::thaw()
{
    if (m_isFrozen && m_process.processId() > 0)
        ::kill(pid_t(m_process.processId()), SIGCONT);
    m_isFrozen = false;
}

QJsonObject SambaDc::computer(int number) const
{
    return m_facts[u"computers"].toArray()[number].toObject();
}

SourceConfig SambaDc::config(const QString &user, const QString &signIn) const
{
    SourceConfig config;
    config.id = SourceId{7};
    config.kind = QStringLiteral("activedirectory");
    config.name = QStringLiteral("Directory");
    config.writing = true;
    const auto put = [&config](const char *key, const QString &value) {
        config.settings.insert(QLatin1StringView(key), value);
    };
    put("servers", name());
    put("base", QStringLiteral("OU=Hospital,DC=hospital,DC=test"));
    put("signin", signIn);
    put("user", user.contains(u'@') ? user : user + QStringLiteral("@hospital.test"));
    put("ca", caFile());
    put("rings",
        QStringLiteral(
            "os > Pilot = RW-OS-Pilot; os > Early = RW-OS-Early; os > Broad = RW-OS-Broad; "
            "os > Held (held) = RW-OS-Held; rapid-response > Canary = RW-RR-Canary; rapid-response > Delayed = "
            "CN=RW-RR-Delayed,OU=Rings,OU=Ringward,DC=hospital,DC=test"));
    return config;
}

bool SambaDc::ldap(const QString &tool, const QByteArray &ldif, const QStringList &arguments) const
{
    QString output;
    const bool done = run(tool, QStringList{QStringLiteral("-H"), path("private/sam.ldb")} + arguments, &output, ldif);
    if (!done)
        qWarning("%s: %s", qPrintable(tool), qPrintable(output));
    return done;
}

QString SambaDc::getTicket(const QString &user, const QString &password, const QString &lifetime)
{
    qputenv("KRB5_CONFIG", path("krb5.conf").toUtf8());
    qputenv("KRB5CCNAME", "FILE:" + path("ticket").toUtf8());
    QString output;
    const bool done =
        run(QStringLiteral("kinit"), {QStringLiteral("-l"), lifetime, user + QStringLiteral("@HOSPITAL.TEST")}, &output,
            password.toUtf8() + '\n');
    return done ? QString() : output;
}

QString SambaDc::log() const
{
    QFile file(path("out.log"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace ringward::testing
