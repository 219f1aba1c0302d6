#pragma once
#include "views/widgets/stylesheet.h"

class QLabel;

namespace ringward {

/// Labels of one kind of text. What they show is never read as markup: it may come from a machine or a file.
QLabel *lineLabel(LabelKind kind, const QString &text = {}); ///< on one line
QLabel *wrappedLabel(LabelKind kind, const QString &text = {}); ///< over as many lines as it needs
QLabel *copyableLabel(LabelKind kind, const QString &text = {}); ///< wrapped; the mouse can mark its text

} // namespace ringward
