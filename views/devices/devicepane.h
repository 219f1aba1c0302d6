#pragma once
#include "models/base/async.h"
#include "models/base/clock.h"
#include "views/devices/devicefacts.h"
#include "views/widgets/detailpane.h"

#include <QTimer>

class QComboBox;
class QPushButton;

namespace ringward {

class Banner;
class CompareGrid;
class DriverListModel;
class SignedLines;

/// The detail of one device: what the snapshot has at once, what the sources tell when it comes.
class DevicePane : public DetailPane {
    Q_OBJECT
public:
    using Fetch = std::function<Async<DeviceDetail>(DeviceId, std::stop_token)>;
    using MoreFacts = std::function<Async<std::vector<FactList::Fact>>(DeviceId, std::stop_token)>;
    struct Parts {
        Fetch detail;
        SourceNames sourceName;
        const Clock &clock;
        std::function<std::vector<FactList::Fact>(DeviceId)> furtherFacts = {}; ///< below what it is; may be empty
        MoreFacts reachFacts = {}; ///< whether it would come through safe mode; may be empty
    };
    explicit DevicePane(Parts parts, QWidget *parent = nullptr);
    ~DevicePane() override;

    void showDevice(const FleetSnapshotPtr &fleet, Row row);
    void showNothing(const QString &note);
    DeviceId device() const { return m_device; }
    QString details() const; ///< for the clipboard; empty while nothing is shown
    void copyHost() const;
    void copyDetails() const;

Q_SIGNALS:
    void filterWanted(const QString &line); ///< the devices of the ward
    void keyWanted(ringward::DeviceId device); ///< its recovery key
    void runbookWanted(const QString &line); ///< a remediation of this device

private:
    void buildOverview();
    QWidget *runbookButton();
    void buildDrivers();
    void buildFooter();
    void showHead();
    void showFacts();
    void fetch();
    void fetchReach(const std::stop_token &stop);
    void take(const Result<DeviceDetail> &answer);
    void showDetail();
    void showSources();
    void showDriverLists();
    void showDriverList(int position);

    Parts m_parts;
    FleetSnapshotPtr m_fleet;
    Row m_row = 0;
    DeviceRow m_shown;
    DeviceId m_device;
    DeviceDetail m_detail;
    std::stop_source m_stop;
    QTimer m_wait; ///< so that running through the table does not ask for every device passed

    Banner *m_banner;
    DetailSection *m_why, *m_what, *m_remedy, *m_compare, *m_conflicts, *m_recent;
    SignedLines *m_reasons, *m_recentLines, *m_historyLines;
    FactList *m_facts, *m_reach;
    CompareGrid *m_grid;
    QLabel *m_conflictText, *m_matched, *m_historyNote, *m_driverNote;
    QWidget *m_sources;
    QComboBox *m_driverSource;
    DriverListModel *m_drivers;
    QPushButton *m_wardButton;
    int m_driversTab = 0, m_sourcesTab = 0;
};

} // namespace ringward
