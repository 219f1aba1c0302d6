#pragma once
#include "models/changes/plan.h"

#include <QAbstractTableModel>

namespace ringward {

/// What a plan does to each ward, and what cover every step leaves it with. More than kMostSteps steps are told by
/// their least.
class CoverTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        SignRole = Qt::UserRole + 1, ///< name of an icon, of the last column
        InkRole, ///< bool: below what is needed
    };
    static constexpr int kMostSteps = 3;
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void show(const Plan &plan);

private:
    int stepColumns() const;
    QString text(const WardCover &cover, int column) const;
    std::vector<WardCover> m_cover;
    int m_steps = 0;
};

} // namespace ringward
