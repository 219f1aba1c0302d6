#pragma once
#include "models/base/latestjob.h"
#include "models/rings/ringpicture.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTextBrowser;

namespace ringward {

/// Runs the designer off the GUI thread, can be stopped, shows what it proposes and why, and hands it on as a draft.
class DesignDialog : public QDialog {
    Q_OBJECT
public:
    DesignDialog(std::shared_ptr<const RingPicture> picture, GuardrailSet guardrails, qint64 nowMs,
                 QWidget *parent = nullptr);

Q_SIGNALS:
    void taken(const std::vector<ringward::RingMove> &moves); ///< from today, in the order of their waves

private:
    void show(const std::optional<RingDesign> &design);
    std::shared_ptr<const RingPicture> m_picture;
    std::vector<RingMove> m_moves;
    QLabel *m_state;
    QTextBrowser *m_text;
    QPushButton *m_take;
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace ringward
