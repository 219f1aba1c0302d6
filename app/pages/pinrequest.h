#pragma once
#include "models/fleet/device.h"

#include <QStringList>

namespace ringward {

/// Devices that the Devices page hands to the Rings page to be pinned, as the detail with which a page is opened.
struct PinRequest {
    std::vector<DeviceId> devices;
    qint64 selected = 0;
    QString filterLine;

    QString detail() const
    {
        QStringList ids;
        for (const DeviceId device : devices)
            ids << QString::number(device.value);
        return QStringList{kWord, ids.join(u' '), QString::number(selected), filterLine}.join(u'\n');
    }
    static std::optional<PinRequest> from(const QString &detail)
    {
        const QStringList parts = detail.split(u'\n');
        if (parts.size() != 4 || parts[0] != kWord)
            return std::nullopt;
        PinRequest request{{}, parts[2].toLongLong(), parts[3]};
        for (const QString &id : parts[1].split(u' ', Qt::SkipEmptyParts))
            request.devices.push_back(DeviceId{id.toUInt()});
        return request;
    }

private:
    static inline const QString kWord = QStringLiteral("pin");
};

} // namespace ringward
