#pragma once
#include "models/changes/changeoverview.h"

#include <QAbstractListModel>

namespace ringward {

/// Changes by what they wait for: my vote, others, to be carried out, done. A row is a heading or a change.
class ChangeInbox : public QAbstractListModel {
    Q_OBJECT
public:
    enum class Section { MyVote, Others, ToCarryOut, Review, Done };
    enum Role {
        ChangeIdRole = Qt::UserRole + 1, ///< quint32; 0 for a heading
        KindRole, ///< translated: "normal"
        RemarkRole, ///< translated: "2 h left", "1 of 2"; of a heading, how many
        UrgentRole, ///< bool
    };
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    void show(std::vector<InboxItem> items, qint64 nowMs);
    int rowOf(ChangeId change) const; ///< -1 when it is not there
    int count(Section section) const;

private:
    struct Row {
        Section section;
        int item = -1; ///< -1 for the heading
    };
    std::vector<InboxItem> m_items;
    std::vector<Row> m_rows;
    qint64 m_nowMs = 0;
};

} // namespace ringward
