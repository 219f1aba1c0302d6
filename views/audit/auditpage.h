#pragma once
#include "models/audit/auditexport.h"
#include "models/base/async.h"
#include "models/base/clock.h"
#include "models/tables/audittable.h"

#include <QTimer>
#include <QWidget>

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

class ActionRegistry;
class AuditPane;
class Banner;
class StyledTable;

/// Everything that anybody decided or sent: filter, table, the entry selected with its links, and whether the chain
/// holds. Its verbs are registered under "audit.".
class AuditPage : public QWidget {
    Q_OBJECT
public:
    struct Parts {
        AuditLog &log; ///< read on other threads, too
        const Clock &clock;
        ActionRegistry &actions;
        std::function<Async<AuditHead>(std::stop_token stop)> signHead;
        /// Denied when the person at this computer may not; asked before anything is shown.
        std::function<Result<Done>()> mayRead, mayExport;
    };
    explicit AuditPage(Parts parts, QWidget *parent = nullptr);
    ~AuditPage() override;

    void refresh(); ///< reads the newest again; keeps the selection
    void setFilterLine(const QString &line);
    void verify(); ///< the whole chain, in the background
    const std::optional<ChainReport> &report() const { return m_report; }

Q_SIGNALS:
    void sentenceChanged(const QString &sentence); ///< for the page head
    void exported(const QString &path); ///< after the file is whole

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    void addVerbs();
    void ask();
    void readOn();
    void take(Result<std::vector<AuditEntry>> entries, bool more);
    void showVerdict();
    void openEntry(qint64 number);
    void exportFile();
    void exportTo(const QString &path, Redaction redaction);
    void sign();
    void showSelected();

    Parts m_parts;
    AuditTable m_table;
    QLineEdit *m_filter;
    QLabel *m_problem, *m_sum, *m_verdict;
    QPushButton *m_verify;
    Banner *m_banner;
    StyledTable *m_view;
    AuditPane *m_pane;
    QTimer m_typing;
    std::vector<AuditHead> m_heads;
    std::optional<ChainReport> m_report;
    std::shared_ptr<std::atomic<qint64>> m_verified; ///< entries; null while nothing is being verified
    QTimer m_progress;
    qint64 m_wanted = 0; ///< entry to select when it has been read
    bool m_isComplete = false; ///< there is nothing older
    bool m_couldNotRead = false; ///< the banner says so
    std::stop_source m_stop; ///< of the question being asked
};

} // namespace ringward
