#pragma once
#include "models/fleet/situation.h"

#include <QAbstractListModel>
#include <QListView>

namespace ringward {

class AttentionModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Role { RemarkRole = Qt::UserRole + 1, CountRole, KindRole, FilterRole, DriverLineRole, ChangeRole };
    using QAbstractListModel::QAbstractListModel;
    void setRows(std::vector<AttentionRow> rows);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<AttentionRow> m_rows;
};

/// What needs a person, most urgent first; each row leads to the devices, drivers or the change it speaks of, or to the
/// sources.
class AttentionList : public QListView {
    Q_OBJECT
public:
    explicit AttentionList(QWidget *parent = nullptr);
    void setRows(std::vector<AttentionRow> rows);
    QSize sizeHint() const override;

Q_SIGNALS:
    void devicesWanted(const QString &filterLine);
    void driversWanted(const QString &driverLine);
    void changesWanted(const QString &reference);
    void sourcesWanted();

private:
    void open(const QModelIndex &index);
    AttentionModel *m_model;
};

} // namespace ringward
