#pragma once
#include "models/tables/changeinbox.h"

#include <QListView>

namespace ringward {

/// Changes by what they wait for. Arrow keys pass over the headings.
class InboxList : public QListView {
    Q_OBJECT
public:
    explicit InboxList(QWidget *parent = nullptr);
    void setItems(std::vector<InboxItem> items, qint64 nowMs); ///< keeps the current change
    void select(ChangeId change);
    ChangeId current() const;
    const ChangeInbox &inbox() const { return *m_model; }

Q_SIGNALS:
    void changeSelected(ringward::ChangeId change);

private:
    ChangeInbox *m_model;
    bool m_isFilling = false;
};

} // namespace ringward
