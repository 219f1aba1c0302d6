#pragma once
#include "models/changes/changereader.h"

#include <QTimer>
#include <QWidget>

class QBoxLayout;
class QComboBox;
class QPrinter;
class QStackedWidget;

namespace ringward {

class ActionRegistry;
class ChangeSheet;
class FreezeView;
class InboxList;
class MeetingView;
class ProposalForm;
class VotePanel;

/// The change board: inbox by what waits for me, the one-page view, votes. Its verbs are registered under "changes.".
class ChangesPage : public QWidget {
    Q_OBJECT
public:
    ChangesPage(ChangeDesk &desk, ActionRegistry &actions, QWidget *parent = nullptr);
    ~ChangesPage() override;

    void refresh(); ///< reads in the background; refreshed() follows
    void openChange(ChangeId change); ///< the same; shown() follows
    void startProposal();
    void printTo(QPrinter &printer);

Q_SIGNALS:
    void sentenceChanged(const QString &sentence); ///< for the page head
    void waitingChanged(int forMe); ///< for the badge: my vote, or a review that I may close
    void sourcesWanted();
    void refreshed(); ///< the inbox is as the board has it
    void shown(); ///< the change that was asked for

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build();
    QLayout *verbRow();
    void addVerbs();
    void adaptVerbs();
    void showOverview(const ChangeOverview &overview);
    void showChange(ChangeId change);
    void showReading(const ChangeReading &reading);
    void showAgain();
    void read();
    void write(QWidget *where);
    void tell(const QString &what, const Result<Done> &done);
    void vote(Choice choice, const QString &comment, bool noConflict);
    void makeKey();
    void carryOut(bool retry);
    void switchWriting(const Change &change);
    void review();
    void openPolicies();
    void arrange();

    ChangeDesk &m_desk;
    ActionRegistry &m_actions;
    ChangeReader m_reader;
    InboxList *m_inbox;
    QComboBox *m_folded; ///< stands for the inbox in a narrow window
    QWidget *m_left, *m_top; ///< inbox with verbs, and what stands for both in a narrow window
    QStackedWidget *m_stack;
    ChangeSheet *m_sheet;
    ProposalForm *m_form;
    FreezeView *m_freezes;
    MeetingView *m_meeting;
    QWidget *m_empty;
    VotePanel *m_votes;
    QBoxLayout *m_row;
    std::optional<ChangeFile> m_file; ///< of the change shown; none while another one is being read
    bool m_isAway = false; ///< somebody writes a proposal, or looks at the calendar or the meeting
    std::vector<Operation> m_operations; ///< of it
    QTimer m_tick;
    std::stop_source m_stop;
};

} // namespace ringward
