#pragma once
#include "connectors/files/importreport.h"
#include "connectors/files/listrows.h"
#include "connectors/files/moments.h"
#include "models/sources/importmapping.h"

#include <QByteArray>

#include <stop_token>

namespace ringward {

/// How a list will be read.
struct ListPlan {
    MappingProposal proposal;
    std::vector<DateOrder> orders; ///< of the dates with slashes, a column each
};

/// What the columns of a list probably mean, and which of them look like patient data and are refused.
/// `remembered` holds what a person confirmed for these titles; it never brings a refused column back.
ListPlan planList(ListRows &rows, const std::optional<ImportMapping> &remembered, std::stop_token stop);

/// Equal for lists with the same titles in the same order, whatever their case and accents.
QString headerSignature(const QStringList &titles);

/// The list as CSV in UTF-8 without the columns that were refused and the rows that cannot be used.
QByteArray withoutRefusedColumns(ListRows &rows, const MappingProposal &proposal);

/// Reads the rows by the plan. Refused columns are named in the notes; the file is refused whole when nothing else
/// says which machine a row is about.
void importList(ListRows &rows, const ListPlan &plan, Imported &into, std::stop_token stop);

} // namespace ringward
