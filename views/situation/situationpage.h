#pragma once
#include "models/base/clock.h"
#include "models/fleet/fleethub.h"
#include "models/fleet/situation.h"

#include <QWidget>

#include <memory>
#include <stop_token>

class QLabel;
class QPrinter;
class QScrollArea;
class QTabWidget;

namespace ringward {

class ActionRegistry;
class AttentionList;
class Banner;
class BarRows;
class CountTable;
class NotUpChart;
class Panel;
class WardMap;

/// The first page: the honest count, every ward, what needs a person, the last 24 hours. Works out the situation of
/// each published snapshot off the GUI thread; a newer snapshot stops the work on an older one.
class SituationPage : public QWidget {
    Q_OBJECT
public:
    /// Registers "situation.print".
    SituationPage(FleetHub &hub, ActionRegistry &actions, const Clock &clock, QWidget *parent = nullptr);
    ~SituationPage() override;

    void setSources(std::vector<SourceFact> sources); ///< looks again
    /// Counts of the last day, oldest first; the first is what changes are told against.
    void setSamples(std::vector<HealthSample> samples);
    /// What else needs attention, behind what the fleet itself shows.
    void setFurtherAttention(std::vector<AttentionRow> rows);
    const std::optional<Situation> &situation() const { return m_situation; }
    void printTo(QPrinter &printer);

Q_SIGNALS:
    void openDevices(const QString &filterLine);
    void openDrivers(const QString &driverLine); ///< in the language of DriverFilter
    void openChange(const QString &reference);
    void openSources();
    void sentenceChanged(const QString &sentence); ///< for the page head
    void situationShown(const ringward::Situation &situation);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void look();
    void show(Situation situation);
    void showAttention();
    void showChange();
    void arrange();
    void print();

    FleetHub &m_hub;
    const Clock &m_clock;
    Banner *m_banner;
    Panel *m_countPanel, *m_mapPanel, *m_attentionPanel, *m_chartPanel, *m_versionPanel;
    CountTable *m_counts;
    WardMap *m_map;
    AttentionList *m_attention;
    NotUpChart *m_chart;
    BarRows *m_rings, *m_agents;
    QScrollArea *m_scroll;
    QTabWidget *m_tabs, *m_versions; ///< narrow: all of the right column; wide: content and agents
    QLabel *m_stream;
    QWidget *m_left, *m_right, *m_ringPage, *m_agentPage;
    std::vector<SourceFact> m_sources;
    std::vector<HealthSample> m_samples;
    std::vector<AttentionRow> m_further;
    std::optional<Situation> m_situation;
    std::stop_source m_stop;
    bool m_narrow = false;
};

} // namespace ringward
