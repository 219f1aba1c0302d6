#pragma once
#include "models/audit/roster.h"
#include "models/base/latestjob.h"
#include "models/keys/keydesk.h"
#include "models/tables/rotationcolumns.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace ringward {

class Banner;
class ProgressLine;
class StyledTable;
class TableExport;

/// The keys that somebody read and that machines still have, to be worked off. Rotating is done with the hospital's own
/// tools; asking the sources again shows what is left. Does not stand in the way of the other windows.
class RotationDialog : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        KeyDesk &desk;
        Roster &roster;
        FleetHub &hub;
        const Clock &clock;
        bool simulated = false;
    };
    explicit RotationDialog(const Parts &parts, QWidget *parent = nullptr);
    ~RotationDialog() override;

    const RotationTable &table() const { return m_table; }
    void ask(); ///< every source for its keys, as the button does

Q_SIGNALS:
    void devicesWanted(const QString &filterLine);

private:
    void build();
    void read();
    void showLines(std::vector<RotationLine> lines);
    void adapt();
    void showFailures();
    void showDevices();
    void exportCsv();

    Parts m_parts;
    std::stop_source m_stop;
    bool m_isAsking = false;
    RotationTable m_table;
    StyledTable *m_view;
    Banner *m_banner;
    ProgressLine *m_progress;
    QLabel *m_sum;
    QPushButton *m_devices, *m_ask, *m_export;
    TableExport *m_paths;
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace ringward
