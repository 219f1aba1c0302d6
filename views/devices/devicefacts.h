#pragma once
#include "models/fleet/fleetsnapshot.h"
#include "models/sources/devicedetail.h"
#include "views/widgets/detailpane.h"

#include <functional>

namespace ringward {

using SourceNames = std::function<QString(SourceId)>;

/// What several sources tell of one device, a row a fact and a column a source.
struct Comparison {
    struct Cell {
        QString text;
        bool muted = false; ///< "same", or "not told"
    };
    struct Line {
        QString label;
        std::vector<Cell> cells;
        bool conflict = false;
    };
    QStringList sources;
    std::vector<Line> lines;
    int left = 0; ///< sources that did not find room
};
/// At most `mostSources` columns, best source first. Facts that matter always, others when the sources disagree.
Comparison compareSources(const DeviceDetail &detail, const SourceNames &names, qint64 nowMs, std::size_t mostSources);

/// A filter line for the devices of its ward; empty when no source told the ward.
QString wardFilter(const FleetSnapshot &fleet, Row row);

std::vector<FactList::Fact> whatItIs(const FleetSnapshot &fleet, Row row, qint64 nowMs);
/// Everything that one source tells; the last fact names what it does not tell.
std::vector<FactList::Fact> factsOf(const SourceRecord &record, qint64 nowMs);

/// A moment in local time: the time alone when it was today, with the day else. "never" for 0.
QString momentText(qint64 atMs, qint64 nowMs);
/// All that is known, in plain text, for the clipboard.
QString detailText(const FleetSnapshot &fleet, Row row, const DeviceDetail &detail, const SourceNames &names,
                   qint64 nowMs);

} // namespace ringward
