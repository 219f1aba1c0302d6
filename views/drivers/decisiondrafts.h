#pragma once
#include "models/drivers/driverreview.h"

#include <QObject>
#include <QUndoStack>

namespace ringward {

/// Decisions that somebody is about to make: nothing of them is saved, each step can be undone.
class DecisionDrafts : public QObject {
    Q_OBJECT
public:
    explicit DecisionDrafts(QObject *parent = nullptr);

    /// Takes the decisions in, each in place of a draft about the same subject, name and scope. One step of undo.
    void draft(const std::vector<DriverReview> &decisions, const QString &text);
    void clear(); ///< they were saved, or thrown away; there is no undo of that
    QUndoStack &steps() { return m_steps; }

    const std::vector<DriverReview> &decisions() const { return m_decisions; }
    bool isEmpty() const { return m_decisions.empty(); }
    /// What would hold if the drafts were saved.
    std::vector<DriverReview> mergedInto(std::vector<DriverReview> saved) const;
    /// Whether one of the drafts speaks of the image.
    bool speaksOf(const DriverImage &image) const;

Q_SIGNALS:
    void changed();

private:
    class Step;
    void set(std::vector<DriverReview> decisions);
    std::vector<DriverReview> m_decisions;
    QUndoStack m_steps;
};

} // namespace ringward
