#pragma once
#include "connectors/files/inventories/msinfo.h"

#include <array>
#include <optional>

namespace ringward {

/// A row of the driver table whose tabs became blanks on the way through a forum or a mail. The path is the anchor:
/// before it name and description, behind it the type and seven words. Without a path a row is only told from other
/// lines when it stands in the driver table.
std::optional<std::array<QStringView, MsinfoReport::ColumnCount>> pastedRow(QStringView line, bool inDriverTable);

} // namespace ringward
