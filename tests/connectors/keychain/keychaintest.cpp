#include "connectors/keychain/keychain.h"

#include "tests/support/printers.h"
#include "tests/support/settle.h"

#include <gtest/gtest.h>

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDir>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace ringward {

using testing::settle;

namespace {

/// A message bus and a Secret Service of the test's own, with an empty keyring in a home that is thrown away. The bus
/// address of the process points to it as long as it lives.
class SecretService {
public:
    SecretService()
        : m_busBefore(qgetenv("DBUS_SESSION_BUS_ADDRESS"))
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"})
            environment.insert(QString::fromLatin1(name), m_home.path());
        m_bus.setProcessEnvironment(environment);
        m_bus.start(QStringLiteral("dbus-daemon"),
                    {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address"),
                     QStringLiteral("--address=unix:dir=") + m_home.path()});
        if (!m_bus.waitForStarted() || !m_bus.waitForReadyRead())
            return;
        const QByteArray address = m_bus.readLine().trimmed();
        environment.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QString::fromUtf8(address));
        m_keyring.setProcessEnvironment(environment);
        m_keyring.start(QStringLiteral("gnome-keyring-daemon"),
                        {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                         QStringLiteral("--components=secrets"),
                         QStringLiteral("--control-directory=") + m_home.filePath(QStringLiteral("control"))});
        if (!m_keyring.waitForStarted())
            return;
        m_keyring.write("throw-away");
        m_keyring.closeWriteChannel();
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        m_runs = m_keyring.waitForReadyRead() && isOnTheBus(QString::fromUtf8(address));
    }
    /// The daemon prints that it is ready a little before the bus knows its name.
    static bool isOnTheBus(const QString &address)
    {
        QDBusConnection bus = QDBusConnection::connectToBus(address, address);
        const bool known = QTest::qWaitFor(
            [&] { return bus.interface()->isServiceRegistered(QStringLiteral("org.freedesktop.secrets")).value(); },
            10'000);
        QDBusConnection::disconnectFromBus(address);
        return known;
    }
    ~SecretService()
    {
        for (QProcess *process : {&m_keyring, &m_bus}) {
            process->terminate();
            if (!process->waitForFinished(2000))
                process->kill();
            process->waitForFinished();
        }
        if (m_busBefore.isNull())
            qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        else
            qputenv("DBUS_SESSION_BUS_ADDRESS", m_busBefore);
    }
    bool runs() const { return m_runs; }
    QDir home() const { return QDir(m_home.path()); }

private:
    QByteArray m_busBefore;
    QTemporaryDir m_home;
    QProcess m_bus, m_keyring;
    bool m_runs = false;
};

QByteArray textOf(const Secret &secret)
{
    return secret.use([](QByteArrayView bytes) { return bytes.toByteArray(); });
}

bool isMissing(const char *program)
{
    return QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty();
}

} // namespace

// libsecret keeps the first bus connection of a process for ever, so each test runs in a process of its own (ctest
// does that), and one test walks through all that a running service can do.
TEST(KeychainTest, SecretsAreKeptReplacedAndRemoved)
{
    if (isMissing("dbus-daemon") || isMissing("gnome-keyring-daemon"))
        GTEST_SKIP() << "needs dbus-daemon and gnome-keyring-daemon";
    const SecretService service;
    ASSERT_TRUE(service.runs());
    Keychain keychain;
    const QString key = QStringLiteral("source/1/token");
    const QByteArray token("\x00 token \xff żółć\n", 17);

    const auto missing = settle(keychain.read(key, {}));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, Error::Kind::NotFound) << missing.error().detail.toStdString();

    const auto written = settle(keychain.write(key, Secret(QByteArray(token)), {}));
    ASSERT_TRUE(written) << written.error().detail.toStdString();
    const auto read = settle(keychain.read(key, {}));
    ASSERT_TRUE(read) << read.error().detail.toStdString();
    EXPECT_EQ(textOf(*read), token);

    Keychain other(QStringLiteral("another program"));
    EXPECT_EQ(settle(other.read(key, {})).error().kind, Error::Kind::NotFound);

    ASSERT_TRUE(settle(keychain.write(key, Secret(QByteArray("second")), {})));
    EXPECT_EQ(textOf(*settle(keychain.read(key, {}))), QByteArray("second"));
    ASSERT_TRUE(settle(keychain.remove(key, {})));
    EXPECT_EQ(settle(keychain.read(key, {})).error().kind, Error::Kind::NotFound);
    EXPECT_TRUE(settle(keychain.remove(key, {}))) << "removing what is gone is done already";
}

TEST(KeychainTest, WithoutAKeychainTheErrorSaysWhatToDoAndNothingIsKept)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/ringward-test-bus");
    QTemporaryDir home;
    qputenv("HOME", home.path().toUtf8());
    Keychain keychain;
    const QString key = QStringLiteral("source/1/token");
    const auto written = settle(keychain.write(key, Secret(QByteArray("token")), {}));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().kind, Error::Kind::Offline) << written.error().detail.toStdString();
    EXPECT_TRUE(userMessage(written.error()).contains(QStringLiteral("No keychain is running")));
    EXPECT_FALSE(written.error().detail.contains(QStringLiteral("token")));
    const auto read = settle(keychain.read(key, {}));
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, Error::Kind::Offline) << read.error().detail.toStdString();
    EXPECT_TRUE(QDir(home.path()).isEmpty());
}

TEST(KeychainTest, AStopRequestIsAnAnswer)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/ringward-test-bus");
    Keychain keychain;
    std::stop_source before;
    before.request_stop();
    EXPECT_EQ(settle(keychain.read(QStringLiteral("key"), before.get_token())).error().kind, Error::Kind::Cancelled);
    std::stop_source meanwhile;
    auto pending = keychain.read(QStringLiteral("key"), meanwhile.get_token());
    meanwhile.request_stop();
    EXPECT_EQ(settle(std::move(pending)).error().kind, Error::Kind::Cancelled);
}

} // namespace ringward
