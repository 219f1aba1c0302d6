#include "connectors/files/inventoryparser.h"

namespace ringward {

std::span<const InventoryFormat> inventoryFormats()
{
    return {};
}

} // namespace ringward
