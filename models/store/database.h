#pragma once
#include "models/store/connection.h"

#include <QThread>

#include <memory>
#include <optional>

namespace ringward {

/// The store: a SQLite file. Opening makes it when it is missing and brings it to the newest schema. A file that is
/// damaged, newer, or something else is refused and not touched.
///
/// Lives on the thread that opened it, which keeps one connection; other threads open one for each call.
class Database {
public:
    struct Options {
        int busyTimeoutMs = 5000; ///< how long to wait while another program writes
        qint64 mostBytes = 0; ///< the file grows no further; 0 for no limit but the disk's
    };
    static Result<std::unique_ptr<Database>> open(const QString &file);
    static Result<std::unique_ptr<Database>> open(const QString &file, Options options);

    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    const QString &file() const { return m_file; }

    /// For the calling thread, and for the time of one call.
    Result<Connection> connection() const;

private:
    Database(QString file, Options options);
    Result<Connection> connect() const;
    Result<Done> prepare(); ///< refuses what is not ours, then migrates

    QString m_file;
    Options m_options;
    QThread *m_thread = nullptr;
    std::optional<Connection> m_own; ///< of that thread
};

} // namespace ringward
