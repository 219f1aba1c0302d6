#pragma once
#include "models/drill/demosource.h"

namespace ringward::drill::testing {

inline constexpr qint64 kOpenedMs = 1'788'856'920'000; // 8 September 2026, 08:42 UTC

inline DemoCataloguePtr catalogue()
{
    static const DemoCataloguePtr loaded = *DemoCatalogue::load();
    return loaded;
}

inline std::shared_ptr<DemoWorld> world(quint32 devices = 5216, quint64 seed = 291, qint64 openedMs = kOpenedMs)
{
    return std::make_shared<DemoWorld>(catalogue(), Hospital::Settings{devices, seed, openedMs, 300'000});
}

} // namespace ringward::drill::testing
