#pragma once
#include "models/base/result.h"
#include "models/base/secretstore.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace ringward::testing {

/// A real MeshCentral server on a free port of the loopback, in a data folder of its own that is copied from the one
/// that install.sh prepared (see there for accounts and groups). Ends with its object, by its process id.
class MeshServer {
public:
    /// NotFound with advice when install.sh has not run. Takes 2 to 5 s.
    static Result<std::unique_ptr<MeshServer>> start();
    ~MeshServer();

    void stop(); ///< the port stays ours to come back to
    bool startAgain(int limitMs = 60'000);
    bool isRunning() const { return m_process != nullptr; }

    quint16 port() const { return m_port; }
    QString folder() const { return m_folder.path(); }
    QString installed() const { return m_installed; } ///< holds node_modules
    QString caFile() const { return m_folder.filePath(QStringLiteral("data/root-cert-public.crt")); }
    QByteArray certificateHash() const; ///< SHA-384 of the web certificate
    QString group(const QString &name) const; ///< "mesh//..." of "ICU Workstations" or "Offices"

    static constexpr const char *kPassword = "Ringward-Test-1"; ///< of admin, limited and other
    QString tokenUser() const { return m_tokenUser; } ///< of a login token of admin
    QByteArray tokenPassword() const { return m_tokenPassword; }
    QJsonObject settings(const QString &user = {}) const; ///< of a source; the token's user when none is given

    /// Adds `count` devices that never connect, each with the name "WS-000001" on; the server must be stopped.
    bool addDevices(int count, const QString &group);

private:
    MeshServer() = default;
    QTemporaryDir m_folder;
    QString m_installed, m_tokenUser;
    QByteArray m_tokenPassword;
    quint16 m_port = 0;
    std::unique_ptr<QProcess> m_process;
};

/// Holds one secret for all keys; for sources under test.
class OneSecret : public SecretStore {
public:
    explicit OneSecret(QByteArray secret)
        : bytes(std::move(secret))
    {
    }
    Async<Secret> read(QString, std::stop_token) override { co_return Secret(QByteArray(bytes.data(), bytes.size())); }
    Async<Done> write(QString, Secret, std::stop_token) override { co_return Done{}; }
    Async<Done> remove(QString, std::stop_token) override { co_return Done{}; }
    QByteArray bytes;
};

} // namespace ringward::testing
