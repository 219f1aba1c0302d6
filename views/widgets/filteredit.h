#pragma once
#include "models/fleet/filter.h"

#include <QLineEdit>

namespace ringward {

/// A line edit that colours a filter line: field names in accent bold, operators muted, the place at fault underlined.
class FilterEdit : public QLineEdit {
    Q_OBJECT
public:
    explicit FilterEdit(QWidget *parent = nullptr);
    void colour(const FilterDiagnosis &diagnosis);
    void setTakesTab(bool takes) { m_takesTab = takes; } ///< while completions are shown

Q_SIGNALS:
    void completionWanted(); ///< Ctrl+Space
    void stepped(int by); ///< Up or Down
    void accepted(bool byTab); ///< Enter or Tab; Tab only while takesTab() is on
    void dismissed(); ///< Escape

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    FilterDiagnosis m_diagnosis;
    bool m_takesTab = false;
};

} // namespace ringward
