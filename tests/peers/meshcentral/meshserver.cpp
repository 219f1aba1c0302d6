#include "tests/peers/meshcentral/meshserver.h"

#include "tests/support/places.h"

#include <sys/prctl.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslSocket>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTest>

#include <csignal>

namespace ringward::testing {

namespace {

constexpr const char *kVersionFolder = "meshcentral-1.1.55";
constexpr const char *kBase = "base-1"; // as in install.sh

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool copyFolder(const QString &from, const QString &to)
{
    QDirIterator each(from, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        const QString path = each.next();
        const QString target = to + path.mid(from.size());
        if (!QDir().mkpath(QFileInfo(target).path()) || !QFile::copy(path, target))
            return false;
    }
    return true;
}

quint16 freePort()
{
    QTcpServer probe;
    return probe.listen(QHostAddress::LocalHost) ? probe.serverPort() : 0;
}

/// A value of what meshctrl prints: JavaScript, not JSON.
QString printedValue(const QByteArray &printed, const QString &key)
{
    return QRegularExpression(key + QStringLiteral(": '([^']*)'")).match(QString::fromUtf8(printed)).captured(1);
}

bool answers(quint16 port)
{
    QTcpSocket socket;
    socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    return socket.waitForConnected(200);
}

QString randomId()
{
    QByteArray bytes(48, Qt::Uninitialized);
    QRandomGenerator::global()->generate(bytes.begin(), bytes.end());
    return QString::fromLatin1(bytes.toBase64()).replace(u'+', u'@').replace(u'/', u'$');
}

} // namespace

Result<std::unique_ptr<MeshServer>> MeshServer::start()
{
    std::unique_ptr<MeshServer> server(new MeshServer);
    server->m_installed = places::peers() + u'/' + QLatin1StringView(kVersionFolder);
    const QString base = server->m_installed + u'/' + QLatin1StringView(kBase);
    if (!QFile::exists(base + QStringLiteral("/ready")))
        return Error{Error::Kind::NotFound, QStringLiteral("no %1").arg(base),
                     QStringLiteral("run installer/test, or tests/peers/meshcentral/install.sh")};
    server->m_port = freePort();
    QDir().mkpath(server->m_folder.filePath(QStringLiteral("files")));
    if (!copyFolder(base + QStringLiteral("/data"), server->m_folder.filePath(QStringLiteral("data"))))
        return Error{Error::Kind::Storage, QStringLiteral("the prepared data folder was not copied"), {}};
    QFile config(server->m_folder.filePath(QStringLiteral("data/config.json")));
    if (!config.open(QIODevice::WriteOnly | QIODevice::Truncate))
        return Error{Error::Kind::Storage, config.errorString(), {}};
    config.write(contentOf(places::source("/tests/peers/meshcentral/config.json"))
                     .replace("@PORT@", QByteArray::number(server->m_port)));
    config.close();
    const QByteArray token = contentOf(base + QStringLiteral("/token.json"));
    server->m_tokenUser = printedValue(token, QStringLiteral("tokenUser"));
    server->m_tokenPassword = printedValue(token, QStringLiteral("tokenPass")).toLatin1();
    if (!server->startAgain())
        return Error{
            Error::Kind::Timeout,
            QStringLiteral("the server did not start: ")
                + QString::fromUtf8(contentOf(server->m_folder.filePath(QStringLiteral("server.log"))).right(2000)),
            {}};
    return server;
}

MeshServer::~MeshServer()
{
    stop();
}

bool MeshServer::startAgain(int limitMs)
{
    auto process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name :
         {"HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy", "NODE_OPTIONS"})
        environment.remove(QLatin1StringView(name));
    process->setProcessEnvironment(environment);
    process->setWorkingDirectory(m_folder.path());
    process->setStandardInputFile(QProcess::nullDevice());
    process->setProcessChannelMode(QProcess::MergedChannels);
    process->setStandardOutputFile(m_folder.filePath(QStringLiteral("server.log")), QIODevice::Append);
    process->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); }); // a killed test leaves nothing behind
    process->start(QStringLiteral("node"),
                   {m_installed + QStringLiteral("/node_modules/meshcentral"), QStringLiteral("--datapath"),
                    m_folder.filePath(QStringLiteral("data")), QStringLiteral("--filespath"),
                    m_folder.filePath(QStringLiteral("files")), QStringLiteral("--npmpath"),
                    QStringLiteral("/bin/false")});
    if (!process->waitForStarted(10'000))
        return false;
    m_process = std::move(process);
    QElapsedTimer since;
    since.start();
    while (since.elapsed() < limitMs && m_process->state() == QProcess::Running) {
        if (answers(m_port))
            return true;
        QTest::qWait(50);
    }
    return false;
}

void MeshServer::stop()
{
    const auto process = std::exchange(m_process, nullptr);
    if (!process)
        return;
    process->terminate();
    if (!process->waitForFinished(15'000)) {
        process->kill();
        process->waitForFinished(5000);
    }
    QElapsedTimer since; // the server itself is a child of that process, and goes a moment later
    since.start();
    while (since.elapsed() < 5000 && answers(m_port))
        QThread::msleep(50);
}

QByteArray MeshServer::certificateHash() const
{
    const auto all = QSslCertificate::fromPath(m_folder.filePath(QStringLiteral("data/webserver-cert-public.crt")));
    return all.isEmpty() ? QByteArray() : QCryptographicHash::hash(all.first().toDer(), QCryptographicHash::Sha384);
}

QString MeshServer::group(const QString &name) const
{
    const QString file = m_installed + u'/' + QLatin1StringView(kBase) + QStringLiteral("/groups.json");
    for (const QJsonValue &each : QJsonDocument::fromJson(contentOf(file)).array()) {
        if (each.toObject().value(u"name").toString() == name)
            return each.toObject().value(u"_id").toString();
    }
    return {};
}

QJsonObject MeshServer::settings(const QString &user) const
{
    return {{QStringLiteral("url"), QStringLiteral("https://127.0.0.1:%1").arg(m_port)},
            {QStringLiteral("user"), user.isEmpty() ? m_tokenUser : user},
            {QStringLiteral("ca"), caFile()},
            {QStringLiteral("idle_limit"), 15}};
}

bool MeshServer::addDevices(int count, const QString &group)
{
    QFile file(m_folder.filePath(QStringLiteral("data/meshcentral.db")));
    if (isRunning() || !file.open(QIODevice::WriteOnly | QIODevice::Append))
        return false;
    const QString mesh = this->group(group);
    for (int i = 1; i <= count; ++i) {
        const QString id = randomId();
        const QString name = QStringLiteral("WS-%1").arg(i, 6, 10, QLatin1Char('0'));
        const QJsonObject node{
            {QStringLiteral("type"), QStringLiteral("node")},
            {QStringLiteral("mtype"), 2},
            {QStringLiteral("_id"), QStringLiteral("node//") + id},
            {QStringLiteral("icon"), 1},
            {QStringLiteral("meshid"), mesh},
            {QStringLiteral("name"), name},
            {QStringLiteral("rname"), name},
            {QStringLiteral("domain"), QString()},
            {QStringLiteral("agent"),
             QJsonObject{{QStringLiteral("ver"), 0},
                         {QStringLiteral("id"), 4},
                         {QStringLiteral("caps"), 31},
                         {QStringLiteral("core"), QStringLiteral("x")},
                         {QStringLiteral("root"), true}}},
            {QStringLiteral("host"), QJsonValue()},
            {QStringLiteral("firstconnect"), qint64(1'700'000'000'000)},
            {QStringLiteral("ip"), QStringLiteral("10.0.%1.%2").arg(i / 250 % 250).arg(i % 250)},
            {QStringLiteral("osdesc"), QStringLiteral("Microsoft Windows 10 Enterprise - 22H2/19045")},
            {QStringLiteral("tags"), QJsonArray{QStringLiteral("critical"), QStringLiteral("ring:%1").arg(i % 4)}}};
        const QJsonObject last{{QStringLiteral("_id"), QStringLiteral("lcnode//") + id},
                               {QStringLiteral("type"), QStringLiteral("lastconnect")},
                               {QStringLiteral("domain"), QString()},
                               {QStringLiteral("meshid"), mesh},
                               {QStringLiteral("time"), qint64(1'795'300'000'000)},
                               {QStringLiteral("cause"), 1},
                               {QStringLiteral("addr"), QStringLiteral("10.1.2.3:50000")}};
        file.write(QJsonDocument(node).toJson(QJsonDocument::Compact) + '\n');
        file.write(QJsonDocument(last).toJson(QJsonDocument::Compact) + '\n');
    }
    return true;
}

} // namespace ringward::testing
