#pragma once
#include "models/incident/remedydesk.h"

#include <QAbstractTableModel>

namespace ringward {

/// A campaign: devices as rows, the steps of its runbook as columns, live. Rows can be narrowed by text and to those
/// that need somebody.
class CampaignTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { HostColumn, WardColumn, TierColumn, StateColumn, StepColumn }; ///< from StepColumn on one a step
    enum Role {
        TierRole = Qt::UserRole + 1, ///< int(Tier)
        SignRole, ///< name of an icon: what a cell says, by shape
        InkRole, ///< int(Ink)
    };
    enum class Ink { Text = 0, Muted = 1, Accent = 3, Bad = 4, Warning = 5 }; ///< as the inks of icons are numbered
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    void show(Campaign campaign); ///< keeps rows and columns when it is the same campaign further on
    void clear();
    void narrow(const QString &text, bool onlyTrouble);
    const std::optional<Campaign> &campaign() const { return m_campaign; }
    const CampaignDevice *deviceAt(int row) const; ///< null when there is none
    int outcomeColumn() const; ///< the last: evidence or reason
    bool needsSomebody(const CampaignDevice &device) const;

private:
    std::vector<std::size_t> fitting() const;
    const StepEntry *stepAt(const CampaignDevice &device, int column) const;
    std::optional<Campaign> m_campaign;
    std::vector<std::size_t> m_rows; ///< in Campaign::devices
    QString m_text;
    bool m_onlyTrouble = false;
};

} // namespace ringward
