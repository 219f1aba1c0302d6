#pragma once
#include "connectors/files/inventoryparser.h"

namespace ringward {

/// Gathers one machine's drivers within limits, so that a hostile list costs no more memory than its size deserves.
class InventoryBuilder {
public:
    static constexpr std::size_t kMaxDrivers = 20'000;
    static constexpr qsizetype kLongestLine = 64 * 1024;
    static constexpr std::size_t kMaxRefusals = 10'000;

    InventoryBuilder(const QString &format, bool complete);

    Inventory inventory;

    /// Fills in the image, leaves content files out and refuses rows without a name or with absurd lengths.
    /// True when the driver was taken; it is then the last of inventory.drivers.drivers.
    bool add(Driver driver, qint64 line);
    void refuse(qint64 line, const QString &reason);
    /// True when the line is too long for any row; it has been refused then.
    bool refuseLongLine(QStringView text, qint64 line);

    bool isEmpty() const { return inventory.drivers.drivers.empty() && m_contentFiles == 0; }
    /// The inventory with its closing notes; the builder is empty afterwards.
    Inventory take();
    /// As one machine's answer, or `emptyReason` (translated) as an error when there is no driver.
    Result<std::vector<Inventory>> finish(const QString &emptyReason, const std::stop_token &stop);

private:
    qint64 m_contentFiles = 0, m_unlistedRefusals = 0;
    bool m_full = false;
};

} // namespace ringward
