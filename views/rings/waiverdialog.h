#pragma once
#include "models/rings/guardrail.h"

#include <QDialog>

class QDateEdit;
class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

/// Somebody answers for a broken guardrail until a day: who, why, until when. There is no waiver without an end.
class WaiverDialog : public QDialog {
    Q_OBJECT
public:
    WaiverDialog(const Guardrail &rule, qint64 nowMs, QWidget *parent = nullptr);
    void setOwner(const QString &owner);

Q_SIGNALS:
    void waived(const ringward::Waiver &waiver);

private:
    Waiver waiver() const;
    void look();
    QString m_rule;
    QLineEdit *m_owner, *m_reason;
    QDateEdit *m_until;
    QLabel *m_says;
    QPushButton *m_waive;
};

} // namespace ringward
