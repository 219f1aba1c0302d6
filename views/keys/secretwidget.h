#pragma once
#include <QWidget>

namespace ringward {

/// A widget that shows a secret on the screen and nowhere else: a picture that the program takes of itself (the tour,
/// help, a drag) gets a grey field with the reason in its place.
class SecretWidget : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

protected:
    /// Whether what is painted now goes into a picture. The field is drawn then.
    bool paintedCover();
};

/// Asks the system to leave the window out of screen captures, where it can: Windows.
void keepOutOfCaptures(QWidget &window);

} // namespace ringward
