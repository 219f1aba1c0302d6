#pragma once
#include "views/widgets/theme.h"

class QTextDocument;

namespace ringward {

/// Fills `document` with Markdown set in the type of the console: headings, tables, lists and key caps.
void renderHelp(QTextDocument &document, const QString &markdown, const Theme &theme);

} // namespace ringward
