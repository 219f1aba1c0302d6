#pragma once
#include "connectors/files/inventories/lines.h"

#include <QStringList>

namespace ringward {

struct CsvRow {
    QStringList cells;
    qint64 line = 0; ///< the first of the row
    bool whole = true; ///< false when a quote was never closed
};

/// Reads rows of a CSV that a tool printed one a line. A quoted line feed may end a cell, but an unclosed quote costs
/// only its own line.
class CsvRows {
public:
    /// Takes the separator that stands most often in the first filled line: comma, semicolon or tab.
    explicit CsvRows(QStringView text);
    bool next(CsvRow &row); ///< skips blank lines and the "#TYPE" line of PowerShell

private:
    Lines m_lines;
    QChar m_separator;
};

} // namespace ringward
