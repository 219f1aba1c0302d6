#pragma once
#include "models/rings/guardrailresult.h"

#include <QBoxLayout>
#include <QFrame>

class QVBoxLayout;

namespace ringward {

/// One guardrail: icon, name, value against limit; when it is broken also the machines, the wards and the smallest fix.
class GuardrailRow : public QFrame {
    Q_OBJECT
public:
    explicit GuardrailRow(const GuardrailResult &result, QWidget *parent = nullptr);
    const GuardrailResult &result() const { return m_result; }

Q_SIGNALS:
    void fixWanted();
    void waiverWanted(); ///< to waive it, or to end its waiver

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    GuardrailResult m_result;
};

/// All guardrails, those that block first.
class GuardrailList : public QWidget {
    Q_OBJECT
public:
    explicit GuardrailList(QWidget *parent = nullptr);
    void showResults(const std::vector<GuardrailResult> &results);

Q_SIGNALS:
    void fixWanted(const ringward::GuardrailResult &result);
    void waiverWanted(const ringward::GuardrailResult &result); ///< a waived one: to end it

private:
    QVBoxLayout *m_column;
};

/// "holds", "near its limit", "blocks", …, translated.
QString stateName(GuardrailResult::State state);

} // namespace ringward
