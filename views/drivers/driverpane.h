#pragma once
#include "models/base/async.h"
#include "models/base/clock.h"
#include "models/base/latestjob.h"
#include "models/tables/recordtable.h"
#include "views/drivers/driverfacts.h"

#include <functional>

class QLabel;
class QPushButton;

namespace ringward {

class CatalogueEntries;
class ExposureBars;
class StyledTable;

/// The detail of one driver: its score and why, facts, catalogue entries, where it is, what happened.
class DriverPane : public DetailPane {
    Q_OBJECT
public:
    using Events = std::function<Async<std::vector<DriverEvent>>()>; ///< all that is on record, oldest first
    explicit DriverPane(Events events, QWidget *parent = nullptr);

    void showDriver(const DriverAssessmentPtr &assessment, const QString &key);
    void showNothing(const QString &note);
    const QString &key() const { return m_key; } ///< empty while nothing is shown
    QString details() const; ///< for the clipboard; empty while nothing is shown
    QString devicesLine() const;

Q_SIGNALS:
    void driverWanted(const QString &key); ///< another version
    void devicesWanted(const QString &line);
    void decisionWanted();

private:
    struct Version {
        QString key, version;
        double score = 0;
        quint32 devices = 0;
    };
    QWidget *scorePage();
    QWidget *wherePage();
    QWidget *footer();
    StyledTable *listOf(QAbstractItemModel &model, const QString &name, const QList<int> &widths);
    void showHead(const AssessedDriver &driver);
    void showHistory(); ///< reads the store, so only while its tab is shown
    void showWhere(const AssessedDriver &driver);
    void takeWards(const QString &key, std::vector<WardCount> wards);

    Events m_events;
    DriverAssessmentPtr m_assessment;
    QString m_key;
    ExposureBars *m_bars;
    FactList *m_decisions, *m_facts, *m_history;
    CatalogueEntries *m_hits;
    QLabel *m_historyNote, *m_wardNote;
    StyledTable *m_versionView, *m_wardView;
    RecordTable<Version> m_versions;
    RecordTable<WardCount> m_wards;
    int m_hitsTab = 0, m_historyTab = 0;
    LatestJob m_job; ///< last, so that it ends before what it uses
};

} // namespace ringward
