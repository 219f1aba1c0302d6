#pragma once
#include "models/drivers/driverimage.h"

#include <QHash>

#include <memory>
#include <set>
#include <vector>

namespace ringward {

/// Every distinct kernel image that any source ever told of, by its key. Grows only; copy it to change a published
/// one. Memory goes with distinct images, not with devices: a device refers to a set of keys.
class DriverLibrary {
public:
    /// Adds the image that `driver` is, or fills in what was not known of it. Gives its key: empty when the driver
    /// cannot be identified (its name was cut) or is no driver.
    QString add(const Driver &driver);

    void restore(DriverImage image); ///< one that was kept; in place of what is known under its key

    const DriverImage *find(const QString &key) const; ///< null when unknown
    const std::vector<DriverImage> &images() const { return m_images; }

    bool hasChanges() const { return !m_changed.empty(); }
    std::vector<DriverImage> takeChanges(); ///< the images that add() brought or filled in since the last call

private:
    quint32 position(const QString &key); ///< of an image that is made when it is new
    std::vector<DriverImage> m_images;
    QHash<QString, quint32> m_positions;
    std::set<quint32> m_changed; ///< positions
};
using DriverLibraryPtr = std::shared_ptr<const DriverLibrary>;

/// A file named like a driver that holds content for one: CrowdStrike's channel files "C-00000291-*.sys".
bool isContentFile(QStringView image);

} // namespace ringward
