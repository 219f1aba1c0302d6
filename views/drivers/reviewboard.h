#pragma once
#include "views/drivers/reviewcards.h"

#include <QWidget>

class QListView;

namespace ringward {

class DecisionDrafts;

/// Drivers by what was decided about them, a column a state; parts of Windows that are kept by rule are left out.
class ReviewBoard : public QWidget {
    Q_OBJECT
public:
    explicit ReviewBoard(QWidget *parent = nullptr);
    void show(const DriverAssessment &assessment, const DecisionDrafts &drafts, QDate today);
    using QWidget::show;
    QStringList chosen() const; ///< keys of the selected cards
    void choose(const QString &key); ///< no signal; empty chooses nothing
    QListView *column(ReviewState state) const { return m_columns[std::size_t(state)].list; }

Q_SIGNALS:
    void choiceChanged(const QString &current); ///< by a person
    void decisionWanted(); ///< Enter or double click
    void menuWanted(const QPoint &globalPosition);

private:
    class Head;
    class CardList;
    struct Column {
        Head *head = nullptr;
        QListView *list = nullptr;
        ReviewCardModel *cards = nullptr;
    };
    void build(ReviewState state);
    std::array<Column, kReviewStateCount> m_columns;
    bool m_isChoosing = false;
};

} // namespace ringward
