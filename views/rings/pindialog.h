#pragma once
#include "models/rings/ringpicture.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

/// Makes a pin: whom, to what, why, who answers, until when. Says at once what is wrong with it, and how many devices
/// it holds.
class PinDialog : public QDialog {
    Q_OBJECT
public:
    PinDialog(std::shared_ptr<const RingPicture> picture, qint64 nowMs, QWidget *parent = nullptr);
    void setWard(const QString &ward);

Q_SIGNALS:
    void pinned(const ringward::Pin &pin, const std::vector<ringward::RingMove> &moves);

private:
    Pin pin() const;
    void look();
    std::shared_ptr<const RingPicture> m_picture;
    qint64 m_nowMs;
    QComboBox *m_scope, *m_kind;
    QLineEdit *m_of, *m_target, *m_reason, *m_owner, *m_approval;
    QDateEdit *m_until;
    QLabel *m_says;
    QPushButton *m_make;
};

} // namespace ringward
