#pragma once
#include "models/keys/recoverykey.h"
#include "views/keys/secretwidget.h"

#include <memory>

namespace ringward {

/// The eight groups, large, in two rows of four, each with its number; with a mark when somebody types them back.
class KeyDigits : public SecretWidget {
    Q_OBJECT
public:
    explicit KeyDigits(QWidget *parent = nullptr);
    void setKey(std::shared_ptr<const RecoveryKey> key); ///< null shows dots
    /// What a group looks like beside the key: a valid group that is not the key's own is wrong as well.
    void setTyped(const QString &typed);
    int wrongGroup() const; ///< from 1; 0 when none is wrong
    bool isComplete() const; ///< all groups were typed and are right
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    std::shared_ptr<const RecoveryKey> m_key;
    std::array<KeyGroup, kKeyGroups> m_typed{};
};

} // namespace ringward
