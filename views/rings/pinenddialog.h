#pragma once
#include "models/rings/pin.h"

#include <QDialog>

class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

/// Asks for another end of a pin, and why.
class PinEndDialog : public QDialog {
    Q_OBJECT
public:
    PinEndDialog(const Pin &pin, qint64 nowMs, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(qint64 untilMs, const QString &why);

private:
    qint64 untilMs() const;
    void look();
    qint64 m_endsMs, m_nowMs;
    QDateEdit *m_until;
    QLineEdit *m_why;
    QLabel *m_says;
    QPushButton *m_keep;
};

} // namespace ringward
