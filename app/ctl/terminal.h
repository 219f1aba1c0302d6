#pragma once
#include "models/base/secret.h"

#include <QString>

namespace ringward::ctl {

/// Characters a line of the terminal that standard output goes to; 0 when it goes to a file or another program.
int terminalWidth();

/// Columns that a text takes on a terminal: wide East Asian characters take two, combining marks none.
int columnsOf(const QString &text);

/// The beginning of a text, ended by "…", in `width` columns.
QString cutTo(const QString &text, int width);

/// A line typed at the terminal without showing it; empty when there is no terminal or nothing was typed.
Secret askPassphrase(const QString &prompt);

} // namespace ringward::ctl
