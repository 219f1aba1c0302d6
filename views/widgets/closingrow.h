#pragma once
#include <initializer_list>

class QDialog;
class QHBoxLayout;
class QPushButton;

namespace ringward {

/// The lowest row of a dialog: verbs of its own at the left end, Cancel and the primary button at the right. Cancel
/// rejects; what `accepting` does is left to the dialog.
QHBoxLayout *closingRow(QDialog &dialog, QPushButton *accepting, std::initializer_list<QPushButton *> verbs = {});

} // namespace ringward
