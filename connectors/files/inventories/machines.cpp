#include "connectors/files/inventories/machines.h"

#include "connectors/files/inventories/texts.h"

namespace ringward {

Machines::Machine *Machines::find(const QString &host)
{
    const QString key = host.toLower();
    if (Machine *known = m_byHost.value(key))
        return known;
    if (m_machines.size() >= kMaxMachines)
        return nullptr;
    m_machines.push_back(std::make_unique<Machine>(m_format, m_complete));
    m_machines.back()->builder.inventory.host = host;
    m_byHost.insert(key, m_machines.back().get());
    return m_machines.back().get();
}

InventoryBuilder *Machines::machine(const QString &host)
{
    Machine *found = find(host);
    return found ? &found->builder : nullptr;
}

void Machines::add(const QString &host, Driver driver, qint64 atMs, qint64 line)
{
    Machine *machine = find(host);
    if (!machine) {
        refuse(line, InventoryTexts::tr("more than %n machines in one file", nullptr, int(kMaxMachines)));
        return;
    }
    DriverList &list = machine->builder.inventory.drivers;
    list.takenMs = std::max(list.takenMs, atMs);
    const QString key =
        driver.path.toLower() + u'|' + driver.sha256 + driver.md5 + driver.infName + u'|' + driver.name.toLower();
    if (const auto known = machine->byFile.constFind(key); known != machine->byFile.constEnd()) {
        driver.image = list.drivers[*known].image;
        list.drivers[*known] = std::move(driver);
    } else if (machine->builder.add(std::move(driver), line)) {
        machine->byFile.insert(key, list.drivers.size() - 1);
    }
}

Result<std::vector<Inventory>> Machines::finish(const QString &emptyReason, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return Error{Error::Kind::Cancelled, {}};
    std::vector<Inventory> machines;
    Inventory refused = m_refused.take();
    for (const auto &machine : m_machines) {
        if (!machine->builder.isEmpty())
            machines.push_back(machine->builder.take());
        else
            for (Refusal &refusal : machine->builder.inventory.refused)
                refused.refused.push_back(std::move(refusal));
    }
    if (machines.empty())
        return Error{Error::Kind::Malformed, emptyReason};
    // What belongs to no machine is told with the first.
    std::vector<Refusal> &first = machines.front().refused;
    first.insert(first.begin(), std::make_move_iterator(refused.refused.begin()),
                 std::make_move_iterator(refused.refused.end()));
    machines.front().notes += refused.notes;
    return machines;
}

} // namespace ringward
