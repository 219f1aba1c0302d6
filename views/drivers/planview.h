#pragma once
#include "models/drivers/reductionplan.h"
#include "models/tables/recordtable.h"
#include "views/widgets/detailpane.h"

#include <QWidget>

class QLabel;

namespace ringward {

class StyledTable;

/// What is to go from the kernel: how far each decision has come, and in which order, with which steps and which way
/// back the rest goes.
class PlanView : public QWidget {
    Q_OBJECT
public:
    explicit PlanView(QWidget *parent = nullptr);
    void show(std::vector<ReductionItem> items);
    using QWidget::show;
    void showProblem(const Error &error);
    const RecordTable<ReductionItem> &table() const { return m_items; }

    static double progressOf(const ReductionItem &item); ///< 0 to 1, of the most devices that ever had it
    static std::vector<FactList::Fact> factsOf(const ReductionItem &item);
    static QString plainText(const ReductionItem &item); ///< for the clipboard and for a ticket

Q_SIGNALS:
    void driverWanted(const QString &key);

private:
    void showItem(int row);
    RecordTable<ReductionItem> m_items;
    StyledTable *m_view;
    QWidget *m_detail; ///< scrolls
    FactList *m_facts;
    QLabel *m_none;
};

} // namespace ringward
