#pragma once
#include "models/base/secret.h"
#include "views/keys/secretwidget.h"

#include <memory>

namespace ringward {

/// A short secret in large letters of one width, digits and capitals apart by colour; not in pictures.
class SecretText : public SecretWidget {
    Q_OBJECT
public:
    explicit SecretText(QWidget *parent = nullptr);
    void setSecret(std::shared_ptr<const Secret> secret); ///< UTF-8; null hides it
    bool isShown() const { return m_secret != nullptr; }
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::shared_ptr<const Secret> m_secret;
};

} // namespace ringward
