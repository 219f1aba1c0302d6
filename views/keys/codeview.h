#pragma once
#include "views/keys/scancode.h"
#include "views/keys/secretwidget.h"

#include <optional>

namespace ringward {

/// A code on the screen, black on white in every theme: at least 25 mm for a QR code, two pixels a bar for a Code 128.
class CodeView : public SecretWidget {
    Q_OBJECT
public:
    explicit CodeView(ScanCode::Kind kind, QWidget *parent = nullptr);
    void setKey(const RecoveryKey *key); ///< null shows an empty field
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int pixelsAModule() const;
    ScanCode::Kind m_kind;
    std::optional<ScanCode> m_code;
};

} // namespace ringward
