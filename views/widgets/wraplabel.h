#pragma once
#include <QLabel>

namespace ringward {

/// Text over several lines that a layout never cuts. A plain QLabel asks for one height only, so a dialog that was made
/// for a short text cuts a longer one.
class WrapLabel : public QLabel {
    Q_OBJECT
public:
    explicit WrapLabel(const QString &text = {}, QWidget *parent = nullptr);
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
};

} // namespace ringward
