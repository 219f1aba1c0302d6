#pragma once
#include "views/rings/guardraillist.h"
#include "views/rings/ringcolumnview.h"

class QLabel;
class QPushButton;

namespace ringward {

class Panel;

/// Beside the columns: guardrails, what canaries see, pins that expire first, drift and the way back.
class RingSide : public QWidget {
    Q_OBJECT
public:
    explicit RingSide(QWidget *parent = nullptr);
    void showPicture(const RingPicturePtr &picture, bool isDraft);

Q_SIGNALS:
    void fixWanted(const ringward::GuardrailResult &result);
    void waiverWanted(const ringward::GuardrailResult &result);
    void wayBackWanted();
    void approveWanted(); ///< what is observed becomes what was approved
    void pinRemovalWanted(const QString &id);
    void pinsWanted(); ///< all of them
    void explainWanted(); ///< what canaries cannot see

private:
    void showPins(const RingPicture &picture);
    void showDrift(const RingPicture &picture);
    Panel *m_panel;
    GuardrailList *m_guardrails;
    QLabel *m_sight, *m_pinHead, *m_pins, *m_drift;
    QPushButton *m_explain, *m_allPins, *m_wayBack, *m_approve;
};

} // namespace ringward
