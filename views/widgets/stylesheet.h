#pragma once
#include "views/widgets/theme.h"

#include <QString>

class QAbstractButton;

namespace ringward {

/// The one style sheet of the application, made of the theme's tokens.
QString styleSheet(const Theme &theme);

/// Plain is surface with a control edge; one primary a view; ghost for toolbars; danger is edge and ink, never filled;
/// link looks like text.
enum class ButtonKind { Plain, Primary, Ghost, Danger, Link };
void setKind(QAbstractButton *button, ButtonKind kind);

/// What a label says, so that its font and colour follow the theme.
enum class LabelKind { Text, Bold, Muted, Caption, CaptionBold, Title, Count, Fixed, Bad, Warn, Cell };
void setKind(QWidget *label, LabelKind kind);

} // namespace ringward
