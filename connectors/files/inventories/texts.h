#pragma once
#include <QCoreApplication>

namespace ringward {

/// The translated sentences of the inventory parsers: InventoryTexts::tr("...").
class InventoryTexts {
    Q_DECLARE_TR_FUNCTIONS(InventoryTexts)
};

} // namespace ringward
