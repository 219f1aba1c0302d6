#pragma once
#include "connectors/files/inventories/builder.h"

#include <QHash>

#include <memory>

namespace ringward {

/// Drivers of several machines out of one log, where each record names its machine. The same driver told twice is kept
/// once, as it was told last.
class Machines {
public:
    static constexpr std::size_t kMaxMachines = 20'000;

    Machines(const QString &format, bool complete)
        : m_format(format)
        , m_complete(complete)
    {
    }
    /// Null when there are too many.
    InventoryBuilder *machine(const QString &host);
    /// A driver that the machine loaded at that time (UTC, 0 when not told).
    void add(const QString &host, Driver driver, qint64 atMs, qint64 line);
    void refuse(qint64 line, const QString &reason) { m_refused.refuse(line, reason); }

    Result<std::vector<Inventory>> finish(const QString &emptyReason, const std::stop_token &stop);

private:
    struct Machine {
        explicit Machine(const QString &format, bool complete)
            : builder(format, complete)
        {
        }
        InventoryBuilder builder;
        QHash<QString, std::size_t> byFile; ///< path and hash, to the place in the list
    };
    QString m_format;
    bool m_complete;
    InventoryBuilder m_refused{QString(), false};
    std::vector<std::unique_ptr<Machine>> m_machines;
    QHash<QString, Machine *> m_byHost;
    Machine *find(const QString &host);
};

} // namespace ringward
