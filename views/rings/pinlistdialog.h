#pragma once
#include "models/base/clock.h"
#include "models/base/latestjob.h"
#include "models/fleet/fleethub.h"
#include "models/rings/ringdesk.h"
#include "models/tables/pincolumns.h"

#include <QDialog>

#include <functional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace ringward {

class StyledTable;
class TableExport;

/// All pins of all streams: searched, given another end, removed, and exchanged as CSV. What is decided here is saved,
/// and in the audit, at once. Devices are counted and files read off the GUI thread.
class PinListDialog : public QDialog {
    Q_OBJECT
public:
    struct Parts {
        FleetHub &hub;
        RingDesk &desk;
        std::function<Result<GuardrailSet>()> guardrails; ///< called on any thread
        const Clock &clock;
    };
    explicit PinListDialog(const Parts &parts, QWidget *parent = nullptr);
    ~PinListDialog() override;

    void importFrom(const QString &path);
    void exportTo(const QString &path);
    const PinTable &table() const { return m_table; }
    void done(int result) override; ///< stays open while a file is read or written

Q_SIGNALS:
    void changed(); ///< the pins; they are on disk
    void pinWanted(); ///< a new one

private:
    void build();
    void read(const QString &said = {}, bool isBad = false);
    void show(std::vector<PinLine> lines);
    void narrow();
    void adapt();
    void extend();
    void remove();
    void ask(bool toImport);
    void setBusy(bool busy, const QString &text = {});
    void say(const QString &text, bool isBad);
    void took(const RingDesk::PinIntake &intake);
    const PinLine *selected() const;

    Parts m_parts;
    std::vector<PinLine> m_lines;
    PinTable m_table;
    StyledTable *m_view;
    QLineEdit *m_search;
    QLabel *m_sum, *m_detail, *m_says;
    QPushButton *m_new, *m_extend, *m_remove, *m_import, *m_export;
    TableExport *m_paths;
    bool m_isBusy = false;
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace ringward
