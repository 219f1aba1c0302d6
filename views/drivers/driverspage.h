#pragma once
#include "models/base/latestjob.h"
#include "models/drivers/driverdesk.h"
#include "models/tables/drivertable.h"
#include "views/drivers/decisiondrafts.h"
#include "views/drivers/wardheatmap.h"
#include "views/widgets/tableexport.h"

#include <QBoxLayout>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QVBoxLayout;

namespace ringward {

class ActionRegistry;
class Banner;
class DriverPane;
class DriverRows;
class EmptyState;
class FilterBar;
class Panel;
class ParetoChart;
class ProgressLine;
class DifferenceView;
class PlanView;
class ReviewBoard;
class TimelineView;
class StyledTable;
struct KernelReport;
struct KernelReportRequest;

/// The page of kernel drivers: filter line, table with the exposure score, detail, chart, and below them the board of
/// decisions and what else looks at all of them. Its verbs are registered under "drivers.".
class DriversPage : public QWidget {
    Q_OBJECT
public:
    using WriteReport = std::function<Result<Done>(const KernelReport &report, const QString &file)>;
    struct Parts {
        DriverDesk &desk;
        const FleetHub &hub;
        const Clock &clock;
        ActionRegistry &actions;
        WriteReport writeReport; ///< as a PDF; called on another thread
        std::function<QString()> hospital; ///< who signs reports; may answer nothing
        std::function<QString()> person; ///< who decides, prints and exports; may answer nothing
        bool drill = false; ///< every print and export says so
    };
    explicit DriversPage(Parts parts, QWidget *parent = nullptr);
    ~DriversPage() override;

    void setFilter(const QString &line); ///< as if typed
    QString filterLine() const;
    void openDriver(const QString &name); ///< an image or a key: selects it, without the filter when that hides it
    void togglePane(); ///< F4
    void refresh(); ///< what is due is counted from today
    void importCatalogue(const QString &file);
    /// One of the views below: "board", "difference", "timeline", "heatmap", "plan".
    void showView(const QString &id);
    TableExport::Order order() const; ///< what an export of the table would take now
    TableExport::Order viewOrder() const; ///< likewise of the view below that is shown
    void writeReport(const KernelReportRequest &request, const QString &file);
    const DecisionDrafts &drafts() const { return m_drafts; }

Q_SIGNALS:
    void devicesWanted(const QString &line);
    void filesWanted(); ///< from the empty state: import files that tell drivers
    void sentenceChanged(const QString &sentence);
    void unreviewedCounted(int drivers);
    void selectionCounted(qint64 devices, qint64 wards);
    void rowsDescribed(const QString &text);
    void hospitalNamed(const QString &name); ///< on a report that is written

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QWidget *listPanel();
    QWidget *filterRow();
    QWidget *footer();
    QWidget *lowerPanel();
    QWidget *draftBar();
    void addView(QWidget *view, const QString &id, const QString &title);
    void buildViews();
    void refreshView(); ///< the one that is shown; the others wait until they are
    void connectExports();
    QList<int> shownColumns() const;
    void askReport();
    void connectParts();
    void addVerbs();
    void updateVerbs();
    void fillContextMenu(const QPoint &globalPosition);
    void place();

    void assess(const DriverAssessmentPtr &assessment);
    void showDrivers();
    void showBoard();
    void showCatalogues();
    void describe();
    void showKey(const QString &key, bool fromBoard);
    void countSelection();
    QStringList chosen() const; ///< keys that the verbs are about
    void pickCatalogue();
    void decide();
    void saveDrafts();
    QDate today() const;
    QString person() const;
    void tellFailure(const QString &what, const Error &error);

    Parts m_parts;
    DriverTable m_table;
    DecisionDrafts m_drafts;
    QString m_key; ///< shown in the pane
    QString m_wanted; ///< to be opened once a driver of that name is known
    bool m_boardChose = false, m_isOverlay = false, m_paneShown = true, m_isShowing = false;
    std::stop_source m_stop;

    Banner *m_banner;
    ProgressLine *m_progress;
    FilterBar *m_filter;
    StyledTable *m_view;
    DriverRows *m_rows;
    QStackedWidget *m_stack;
    EmptyState *m_noMatch;
    QWidget *m_none;
    QLabel *m_catalogues, *m_boardNote, *m_draftText;
    QPushButton *m_catalogueVerb;
    DriverPane *m_pane;
    Panel *m_panePanel, *m_chartPanel;
    ParetoChart *m_chart;
    QWidget *m_side, *m_draftBar;
    QSplitter *m_split;
    QTabBar *m_tabs;
    QStackedWidget *m_views;
    ReviewBoard *m_board;
    DifferenceView *m_difference;
    TimelineView *m_timeline;
    WardHeatTable m_heats;
    PlanView *m_plan;
    TableExport *m_export;
    LatestJob m_job; ///< last, so that it ends before what it uses
};

} // namespace ringward
