#pragma once
#include "models/sources/sourcekind.h"

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace ringward::testing {

/// A real domain controller with the hospital of provision.py, from a copy of the prepared domain. It ends with this
/// object, and with the program when that dies. Program and controller run inside in-namespace.sh.
class SambaDc {
public:
    struct Options {
        QString certificate = QStringLiteral("cert"); ///< or "wrongname"
    };
    SambaDc();
    explicit SambaDc(Options options);
    ~SambaDc();

    static QString address(), name();
    static QString skipReason(); ///< empty when a controller can run here
    bool start(); ///< again, after stop(); false when it does not answer within 20 s
    void stop();
    void freeze(); ///< SIGSTOP; always thawed in the end
    void thaw();

    QString caFile() const { return path("private/tls/ca.pem"); }
    QString path(const char *file) const { return m_folder.filePath(QString::fromLatin1(file)); }
    const QJsonObject &facts() const { return m_facts; }
    QJsonObject computer(int number) const; ///< of facts()

    /// A source that signs in as `user` with a password over LDAPS.
    SourceConfig config(const QString &user, const QString &signIn = QStringLiteral("LDAPS")) const;
    /// Runs ldbmodify or the like on the controller's own database while it does not run.
    bool ldap(const QString &tool, const QByteArray &ldif, const QStringList &arguments = {}) const;
    /// Gets a ticket for `user` and puts its cache into the environment; empty answer when it worked.
    QString getTicket(const QString &user, const QString &password, const QString &lifetime = QStringLiteral("1h"));
    QString log() const;

    static inline const QString kAdmin = QStringLiteral("Administrator"), kPassword = QStringLiteral("Passw0rd!Ward"),
                                kAdminPassword = QStringLiteral("Passw0rd!Admin");

private:
    void writeConfiguration() const;
    Options m_options;
    QTemporaryDir m_folder;
    QProcess m_process;
    QJsonObject m_facts;
    bool m_isFrozen = false;
};

/// Secrets in memory.
class MemorySecrets : public SecretStore {
public:
    explicit MemorySecrets(QByteArray password)
        : m_password(std::move(password))
    {
    }
    Async<Secret> read(QString, std::stop_token) override
    {
        ++reads;
        if (m_password.isEmpty())
            co_return Error{Error::Kind::NotFound, {}, {}};
        co_return Secret(QByteArray(m_password));
    }
    Async<Done> write(QString, Secret, std::stop_token) override { co_return Done{}; }
    Async<Done> remove(QString, std::stop_token) override { co_return Done{}; }
    int reads = 0;

private:
    QByteArray m_password;
};

} // namespace ringward::testing
