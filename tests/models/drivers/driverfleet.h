#pragma once
#include "models/drivers/driverassessment.h"
#include "models/fleet/fleetbuilder.h"

namespace ringward::testing {

/// A fleet of devices with drivers, and what goes into its assessment.
struct DriverFleet {
    FleetBuilder builder;
    DriverLibrary library;
    Catalogues catalogues;
    std::vector<DriverReview> reviews;
    qint64 nowMs = 1'757'320'000'000; ///< 8 September 2025

    Row add(const char *ward, Tier tier, std::initializer_list<const char *> keys)
    {
        FleetDictionaries &names = builder.editNames();
        std::vector<quint32> set;
        for (const char *key : keys)
            set.push_back(names.drivers.intern(QString::fromLatin1(key)));
        const quint32 wardId =
            names.ward({.siteCode = QStringLiteral("RGH"), .code = QString::fromLatin1(ward), .name = {}});
        return builder.append({.id = DeviceId{builder.size() + 1},
                               .host = std::string(ward) + "-" + std::to_string(builder.size()),
                               .ward = wardId,
                               .tier = tier,
                               .driverSet = names.driverSet(set)});
    }
    DriverInputs inputs()
    {
        return {builder.publish(nowMs),
                std::make_shared<const DriverLibrary>(library),
                catalogues,
                std::make_shared<const std::vector<DriverReview>>(reviews),
                nullptr,
                nowMs};
    }
    DriverAssessmentPtr assess(const DriverAssessmentPtr &previous = nullptr)
    {
        return assessDrivers(inputs(), previous);
    }
};

} // namespace ringward::testing
