#pragma once
#include "models/changes/changeboard.h"
#include "models/changes/operation.h"
#include "models/tables/calltable.h"
#include "models/tables/covertable.h"

#include <QScrollArea>

class QBoxLayout;
class QGridLayout;
class QLabel;

namespace ringward {

class Banner;
class Chip;
class Panel;
class StyledTable;

/// The one page of a change: what, why, who asked, what will happen, guardrails, the exact calls and what came of them.
class ChangeSheet : public QScrollArea {
    Q_OBJECT
public:
    explicit ChangeSheet(QWidget *parent = nullptr);
    void showFile(const ChangeFile &file, std::vector<Operation> operations);
    void setOperations(std::vector<Operation> operations);
    Banner &banner() { return *m_banner; } ///< on top of the page

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    ringward::Panel *headPanel(); // QFrame has a Panel of its own
    void showHead(const ChangeFile &file);
    void showGuardrails(const Plan &plan);
    void showRequest();

    Banner *m_banner;
    QLabel *m_reference, *m_hash, *m_title, *m_asked, *m_why, *m_risk, *m_request;
    Chip *m_kind, *m_state;
    QBoxLayout *m_reasons;
    ringward::Panel *m_coverPanel, *m_guardPanel, *m_callPanel;
    QGridLayout *m_guards;
    CoverTable m_cover;
    CallTable m_calls;
    StyledTable *m_coverView, *m_callView;
};

} // namespace ringward
