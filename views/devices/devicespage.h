#pragma once
#include "models/fleet/savedviews.h"
#include "models/tables/devicequery.h"
#include "models/tables/devicetable.h"
#include "views/devices/deviceexport.h"
#include "views/devices/devicepane.h"
#include "views/devices/viewlist.h"

#include <QBoxLayout>
#include <QTimer>
#include <QWidget>

#include <functional>

class QHBoxLayout;
class QMenu;
class QStackedWidget;

namespace ringward {

class ActionRegistry;
class Banner;
class DeviceSelection;
class EmptyState;
class FilterBar;
class NameLine;
class ProgressLine;
class StyledTable;
class SumLine;
class ViewsRow;

/// The page of all devices: filter line, saved views, sum line, table, detail. Its verbs are registered under
/// "devices.".
class DevicesPage : public QWidget {
    Q_OBJECT
public:
    struct Parts {
        const FleetHub &hub;
        const Clock &clock;
        SavedViewStore &views;
        ActionRegistry &actions;
        DevicePane::Fetch detail; ///< Synchroniser::detail
        SourceNames sourceName; ///< name of a configured source
        QString person; ///< who prints and exports; may be empty
        bool drill = false; ///< every print and export says so
        std::function<std::vector<FactList::Fact>(DeviceId)> furtherFacts = {}; ///< DevicePane's
        DevicePane::MoreFacts reachFacts = {}; ///< DevicePane's
    };
    explicit DevicesPage(Parts parts, QWidget *parent = nullptr);
    ~DevicesPage() override;

    void setFilter(const QString &line); ///< as if typed; scrolls to the top
    QString filterLine() const;
    void openDevice(DeviceId device); ///< selects it, without its filter when that hides it, and shows the pane
    void setPaneShown(bool shown);
    void togglePane(); ///< F4
    void refresh(); ///< F5: ages are counted from now
    DeviceExport::Order order() const; ///< what an export would take now

Q_SIGNALS:
    void selectionCounted(qint64 devices, qint64 wards);
    void rowsDescribed(const QString &text); ///< "Rows 1–25 of 23,418 · Sort: seen, rising"
    void sourcesWanted(); ///< from the empty state
    void demonstrationWanted();
    void keyWanted(ringward::DeviceId device); ///< the recovery key of the device shown
    void passwordWanted(ringward::DeviceId device); ///< the one of its local administrator
    void sealWanted(const std::vector<ringward::DeviceId> &devices, const QString &title); ///< keys of all that fit
    void progressed(const QString &text, qint64 done, qint64 total); ///< of an export; both equal at its end
    void runbookWanted(const QString &filterLine); ///< for the devices selected
    /// The devices selected, up to one more than a pin can name, of `selected`; and the line that finds them and
    /// others.
    void pinWanted(const std::vector<ringward::DeviceId> &devices, qint64 selected, const QString &filterLine);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *filterRow();
    QWidget *tableColumn();
    void connectParts();
    void addVerbs();
    void updateVerbs();
    void fillContextMenu(const QPoint &at);
    void takeAnswer(const DeviceAnswer &answer);
    void describeRows();
    void showCurrent();
    void placePane();

    void loadViews();
    void showViews();
    void askView(SavedViewId id, const QString &name);
    void saveView(const QString &name);
    void applyView(SavedViewId id);
    SavedView viewShown() const;
    void tellFailure(const QString &what, const Error &error);

    void startRunbook();
    std::vector<Row> selectedRows(std::size_t most) const; ///< the first so many, of the snapshot
    QList<int> shownColumns() const;

    void sealKeys();
    void pinSelected();
    void exportWhenComplete(std::function<void()> start);
    std::function<void()> m_waitingExport; ///< until the table is sorted whole

    Parts m_parts;
    DeviceQuery m_query;
    DeviceTable m_table;
    ViewList m_views;
    std::vector<SavedView> m_shownViews;
    QTimer m_ageTimer;
    SavedViewId m_naming; ///< the view that the name line is about; 0 for a new one
    DeviceId m_wanted; ///< to be selected as soon as the table shows it
    bool m_paneShown = true, m_isOverlay = false, m_scrollsToTop = false;

    FilterBar *m_filter;
    ViewsRow *m_viewsRow;
    NameLine *m_nameLine;
    Banner *m_banner;
    ProgressLine *m_progress;
    SumLine *m_sum;
    QStackedWidget *m_stack;
    StyledTable *m_view;
    EmptyState *m_noMatch;
    QWidget *m_noDevices;
    DevicePane *m_pane;
    QHBoxLayout *m_split;
    QWidget *m_left;
    DeviceSelection *m_selection;
    DeviceExport *m_export;
};

} // namespace ringward
