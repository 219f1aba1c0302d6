#pragma once
#include "models/base/clock.h"
#include "models/base/latestjob.h"
#include "models/fleet/fleethub.h"
#include "models/rings/ringdesk.h"
#include "models/rings/ringdraft.h"
#include "views/rings/ringcolumnview.h"
#include "views/widgets/tableexport.h"

#include <functional>

class QScrollArea;

namespace ringward {

class ActionRegistry;
class Banner;
class DraftBar;
class Panel;
class PinDialog;
class RingBoard;
class RingSide;
class StreamBar;
class WhatIfChart;
struct RingSheetLine;

/// Streams, rings and pins: a column a ring, the draft that somebody tries out, what guardrails say of it, and what a
/// bad version would take down. Every picture is worked out off the GUI thread; a newer one stops the older.
class RingsPage : public QWidget {
    Q_OBJECT
public:
    struct Parts {
        FleetHub &hub;
        RingDesk &desk;
        std::function<Result<GuardrailSet>()> guardrails; ///< in force, with the calendar from now on
        ActionRegistry &actions;
        const Clock &clock;
        std::function<Result<Done>()> applyTiers = {}; ///< after tier rules were saved
        bool drill = false; ///< every print and export says so
    };
    /// Registers the verbs "rings.…".
    explicit RingsPage(const Parts &parts, QWidget *parent = nullptr);
    ~RingsPage() override;

    const RingPicturePtr &picture() const { return m_picture; } ///< null until the first is there
    const RingDraft &draft() const { return m_draft; }
    void chooseStream(int stream);
    /// A step of the draft; moves are of the stream that is shown.
    void take(const QString &text, std::vector<RingMove> moves);
    void reload(); ///< policies, guardrails and pins from the book
    /// Asks to what devices that were selected on another page are to be held; as soon as there is a picture.
    void pinDevices(std::vector<DeviceId> devices, qint64 selected, const QString &filterLine);

    /// What a copy takes away of the picture that is shown; `lines` are its ringSheet().
    TableExport::Order order(std::vector<RingSheetLine> lines) const;

    /// Where a draft becomes a change. Moves are in the order of their waves, results those of the guardrails; true
    /// when it was taken, which ends the draft. Without a board nothing can be proposed, and the page says so.
    using Board = std::function<bool(const std::vector<RingMove> &, const std::vector<GuardrailResult> &)>;
    void setBoard(Board board);

Q_SIGNALS:
    void openDevices(const QString &filterLine);
    void sentenceChanged(const QString &sentence);
    void shown(); ///< a new picture is on the screen

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void addVerbs();
    void look();
    void showPicture(const RingPicturePtr &picture);
    void showDraft();
    void arrange();
    void moveWard(quint32 ward, int from, int to, std::optional<Tier> tier);
    void takeFix(const GuardrailResult &result);
    void takeSmallestFix();
    void openDesigner();
    void openPin();
    void openPins();
    PinDialog *askPin();
    void makePin(const Pin &pin, const std::vector<RingMove> &moves);
    void openPolicy();
    void openTiers();
    void openWaiver(const GuardrailResult &result);
    void openWhatIf();
    void explainSight();
    void planWayBack();
    void approveAsFound();
    void propose();
    void complain(const Error &error);
    const StreamPolicy *policy() const;
    void addSheetVerbs();
    ExportNotes notes() const;
    void withSheet(std::function<void(const TableExport::Order &)> then);

    Parts m_parts;
    std::vector<StreamPolicy> m_policies; ///< of streams that the fleet has
    GuardrailSet m_guardrails;
    std::vector<Pin> m_pins;
    std::vector<BadContent> m_whatIf;
    int m_stream = 0;
    bool m_chosen = false;
    RingDraft m_draft;
    RingPicturePtr m_picture;
    Board m_propose;
    std::function<void()> m_whenShown; ///< waits for the first picture
    Banner *m_banner;
    TableExport *m_export;
    StreamBar *m_streams;
    RingBoard *m_board;
    QScrollArea *m_columns, *m_scroll;
    QWidget *m_left, *m_content;
    Panel *m_whatIfPanel;
    WhatIfChart *m_chart;
    RingSide *m_side;
    DraftBar *m_draftBar;
    bool m_stacked = false;
    LatestJob m_job; ///< last: ends before what it uses
};

} // namespace ringward
