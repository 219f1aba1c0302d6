#pragma once
#include "models/drivers/driverfilter.h"

#include <QAbstractTableModel>

namespace ringward {

/// The drivers of an assessment that a filter line lets through, one a row. Reads the assessment when asked for a cell.
/// `connect(desk, &DriverDesk::assessed, table, &DriverTable::show)` is all it needs.
class DriverTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column {
        ScoreColumn,
        NameColumn,
        VersionColumn,
        PublisherColumn,
        ClassColumn,
        DevicesColumn,
        WardsColumn,
        StartColumn,
        FilterColumn, ///< load order group and altitude of a file system filter
        SignatureColumn,
        EvidenceColumn,
        ReviewColumn,
        DueColumn,
        ColumnCount
    };
    /// Meanings, the same for every cell of a row.
    enum Role {
        KeyRole = Qt::UserRole + 1, ///< QString
        ScoreRole, ///< double, 0 to 100
        PartsRole, ///< QList<double>: points at the positions of ExposurePart
        PartsMostRole, ///< QList<double>: the most that each part can have
        ClassRole, ///< int(DriverClass)
        DevicesRole, ///< quint32
        TierCountsRole, ///< QList<quint32>: devices at the positions of Tier
        ShareRole, ///< double, 0 to 1, of the devices whose drivers are known
        ReviewRole, ///< int(ReviewState)
        ByRuleRole, ///< bool: kept because it is part of Windows
        OverdueRole, ///< bool: the review or its waiver is past its date
        AlarmRole, ///< bool: a catalogue calls it vulnerable with evidence stronger than its name
        EvidenceRole, ///< int(Evidence) of the strongest hit; invalid without one
        HitsRole, ///< int: how many entries speak of it
        InboxRole, ///< bool: part of Windows
        ToldRole, ///< of the cell: bool, whether a source or a catalogue told what it shows
        ExportRole, ///< of the cell, for programs; of the header, the key of the column
    };
    explicit DriverTable(QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    void show(const ringward::DriverAssessmentPtr &assessment);
    void setFilter(const DriverFilter &filter); ///< one that is not valid changes nothing
    const DriverFilter &filter() const { return m_filter; }
    int sortColumn() const { return m_sortColumn; }
    Qt::SortOrder sortOrder() const { return m_sortOrder; }

    const DriverAssessmentPtr &assessment() const { return m_assessment; } ///< never null
    const AssessedDriver &driverAt(int row) const { return m_assessment->drivers[m_order[std::size_t(row)]]; }
    int rowOf(QStringView key) const; ///< -1 when it is not shown

    static QString columnKey(int column);
    static int columnOf(QStringView key); ///< -1 when there is none

private:
    void arrange(DriverAssessmentPtr assessment);
    std::vector<quint32> ordered(const DriverAssessment &assessment) const;

    DriverAssessmentPtr m_assessment;
    DriverFilter m_filter;
    std::vector<quint32> m_order; ///< positions in the assessment
    int m_sortColumn = ScoreColumn;
    Qt::SortOrder m_sortOrder = Qt::DescendingOrder;
};

} // namespace ringward
