#include "connectors/files/inventories/builder.h"

#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"
#include "models/drivers/driverlibrary.h"

namespace ringward {

namespace {

constexpr qsizetype kLongestName = 512;
constexpr qsizetype kLongestPath = 32 * 1024;

} // namespace

InventoryBuilder::InventoryBuilder(const QString &format, bool complete)
{
    inventory.drivers.format = format;
    inventory.drivers.complete = complete;
}

bool InventoryBuilder::add(Driver driver, qint64 line)
{
    if (driver.image.isEmpty() && !driver.path.isEmpty())
        driver.image = imageName(driver.path);
    if (isContentFile(driver.image)) {
        ++m_contentFiles;
        return false;
    }
    if (driver.name.isEmpty()) {
        refuse(line, InventoryTexts::tr("the row has no driver name"));
        return false;
    }
    if (driver.name.size() > kLongestName || driver.path.size() > kLongestPath) {
        refuse(line, InventoryTexts::tr("the name or the path is too long to be one"));
        return false;
    }
    if (inventory.drivers.drivers.size() >= kMaxDrivers) {
        if (!m_full)
            refuse(line,
                   InventoryTexts::tr("more than %n drivers on one machine; the rest is left out", nullptr,
                                      int(kMaxDrivers)));
        m_full = true;
        return false;
    }
    inventory.drivers.drivers.push_back(std::move(driver));
    return true;
}

void InventoryBuilder::refuse(qint64 line, const QString &reason)
{
    if (inventory.refused.size() < kMaxRefusals)
        inventory.refused.push_back({InventoryTexts::tr("line %1").arg(line), reason});
    else
        ++m_unlistedRefusals;
}

bool InventoryBuilder::refuseLongLine(QStringView text, qint64 line)
{
    if (text.size() <= kLongestLine)
        return false;
    refuse(line, InventoryTexts::tr("the line is longer than any row of this format"));
    return true;
}

Inventory InventoryBuilder::take()
{
    if (m_contentFiles > 0)
        inventory.notes << InventoryTexts::tr(
            "%n file(s) named C-…-….sys are content that a sensor reads, not drivers, "
            "and were left out.",
            nullptr, int(m_contentFiles));
    if (m_unlistedRefusals > 0)
        inventory.notes << InventoryTexts::tr("%n more row(s) were refused and are not listed.", nullptr,
                                              int(m_unlistedRefusals));
    inventory.drivers.drivers.shrink_to_fit();
    return std::move(inventory);
}

Result<std::vector<Inventory>> InventoryBuilder::finish(const QString &emptyReason, const std::stop_token &stop)
{
    if (stop.stop_requested())
        return Error{Error::Kind::Cancelled, {}};
    if (isEmpty())
        return Error{Error::Kind::Malformed, emptyReason};
    std::vector<Inventory> machines;
    machines.push_back(take());
    return machines;
}

} // namespace ringward
