#pragma once
#include "models/base/clock.h"
#include "models/sources/synchroniser.h"

#include <QAbstractTableModel>

namespace ringward {

/// How a source is doing, in one word with its sign. One table for the list, the detail and their tests.
struct SourceState {
    QString icon, word;
    int ink = 0; ///< IconInk
};
SourceState stateOf(const SourceStatus &status);

/// "in 40 s", "now", "–".
QString untilText(qint64 atMs, qint64 nowMs);

/// The configured sources, a row each.
class SourceTable : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, StateColumn, DevicesColumn, SuccessColumn, NextColumn, ColumnCount };
    enum Role { SourceIdRole = Qt::UserRole + 1, IconRole, InkRole, LateRole };
    explicit SourceTable(const Clock &clock, QObject *parent = nullptr);

    void setSources(std::vector<SourceStatus> sources); ///< rows are kept where the sources are the same
    const SourceStatus *status(SourceId source) const;
    SourceId sourceAt(int row) const; ///< none outside
    int rowOf(SourceId source) const; ///< -1 when unknown
    void tick(); ///< ages have grown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const SourceStatus &status, int column) const;
    const Clock &m_clock;
    std::vector<SourceStatus> m_sources;
};

} // namespace ringward
