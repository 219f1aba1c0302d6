#pragma once
#include "connectors/files/jsonvalue.h"

namespace ringward {

/// One vendor's shape of host records in JSON.
struct VendorFormat {
    const char *name; ///< for people; QT_TRANSLATE_NOOP in the context "ringward::VendorFormat"
    const char *keyPrefix; ///< of SourceRecord::key, so that ids of two vendors never meet
    std::span<const std::string_view> telling; ///< a record that has one of these keys is of this vendor
    /// Fills a record. False when it is one that stands for no machine of its own; `why` then tells (translated).
    bool (*read)(JsonObject object, SourceRecord &record, TextPool &pool, QString &why);
};

extern const VendorFormat kFalconHosts;
extern const VendorFormat kManagedDevices;
extern const VendorFormat kDefenderMachines;

std::span<const VendorFormat *const> vendorFormats();

} // namespace ringward
