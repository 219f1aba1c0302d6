#include "models/audit/rights.h"
#include "views/changes/changeprint.h"
#include "views/changes/changesheet.h"
#include "views/changes/changespage.h"
#include "views/changes/freezeview.h"
#include "views/changes/meetingview.h"
#include "views/changes/peopledialog.h"
#include "views/changes/policybookdialog.h"
#include "views/changes/proposalform.h"
#include "views/changes/votepanel.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"

#include <QInputDialog>
#include <QPrintDialog>
#include <QPrinter>
#include <QStackedWidget>

#include <set>

namespace ringward {

// What can be asked for on the page; the page itself is in changespage.cpp.

void ChangesPage::addVerbs()
{
    const auto add = [&](const char *id, const QString &text, const char *icon, const QKeySequence &keys, auto run) {
        m_actions.add({QString::fromLatin1(id), text, QString::fromLatin1(icon), keys, QStringLiteral("tools"),
                       QStringLiteral("changes")},
                      this, run);
    };
    add("changes.new", tr("Propose a change…"), "plus", QKeySequence::New, [this] { startProposal(); });
    add("changes.edit", tr("Edit this change…"), "edit", {}, [this] {
        m_form->edit(m_file->change);
        write(m_form);
    });
    add("changes.vote", tr("Go to my vote"), "check", QKeySequence(Qt::CTRL | Qt::Key_M),
        [this] { m_votes->focusVote(); });
    add("changes.run", tr("Carry out this change"), "play", {}, [this] { carryOut(false); });
    add("changes.retry", tr("Retry the failures of this change"), "refresh", {}, [this] { carryOut(true); });
    add("changes.cancel", tr("Send nothing more of this change"), "pause", {},
        [this] { m_desk.cancel(m_file->change.id); });
    add("changes.writing", tr("Let its sources be written to"), "lock", {}, [this] { switchWriting(m_file->change); });
    add("changes.withdraw", tr("Withdraw this change"), "trash", {}, [this] {
        tell(tr("It was not withdrawn."), m_desk.board().withdraw(m_desk.me(), m_file->change.id));
        refresh();
    });
    add("changes.review", tr("Close the review of this emergency…"), "check", {}, [this] { review(); });
    add("changes.people", tr("People and roles…"), "list", {}, [this] {
        const ChangeDesk::Parts &parts = m_desk.parts();
        auto *dialog = new PeopleDialog(parts.roster, parts.people, m_desk.me(), this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &PeopleDialog::changed, this, [this] { tell(tr("Your own roles"), m_desk.refreshMe()); });
        dialog->open();
    });
    add("changes.policies", tr("Approval policies and templates…"), "check", {}, [this] { openPolicies(); });
    add("changes.calendar", tr("Show the freeze calendar"), "clock", {}, [this] {
        m_freezes->refresh();
        write(m_freezes);
    });
    add("changes.meeting", tr("Hold a meeting of the board"), "list", {}, [this] {
        m_meeting->begin();
        write(m_meeting);
    });
    add("changes.print", tr("Print this change…"), "print", {}, [this] {
        auto *const printer = new QPrinter(QPrinter::HighResolution);
        auto *const dialog = new QPrintDialog(printer, this);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        connect(dialog, &QDialog::accepted, this, [this, printer] { printTo(*printer); });
        connect(dialog, &QObject::destroyed, this, [printer] { delete printer; });
        dialog->open();
    });
}

void ChangesPage::printTo(QPrinter &printer)
{
    if (m_file)
        printChange(*m_file, m_desk.me().name, m_desk.parts().clock.nowMs(), printer);
}

void ChangesPage::adaptVerbs()
{
    const bool hasChange = m_file && m_stack->currentWidget() == m_sheet;
    const ChangeState state = hasChange ? m_file->change.state : ChangeState::Withdrawn;
    const bool runsHere = hasChange && m_desk.execution(m_file->change.id);
    const QString none = tr("Select a change first.");
    const auto set = [&](const char *id, bool can, const QString &why) {
        m_actions.setAvailable(QString::fromLatin1(id), hasChange && can, hasChange ? why : none);
    };
    const bool mayExecute = may(m_desk.me().roles, Deed::Execute);
    const bool isReady =
        state == ChangeState::Approved || state == ChangeState::Stopped || (state == ChangeState::Running && !runsHere);
    const QString whoExecutes = tr("This is for: %1.").arg(labels(whoMay(Deed::Execute)));
    set("changes.run", isReady && mayExecute,
        mayExecute ? tr("Only an approved change can be carried out.") : whoExecutes);
    const bool hasFailures = OperationCounts(m_operations).of(OperationState::Failed)
            + OperationCounts(m_operations).of(OperationState::Unknown)
        > 0;
    set("changes.retry", state == ChangeState::Stopped && hasFailures && mayExecute,
        mayExecute ? tr("Nothing of it has failed.") : whoExecutes);
    set("changes.cancel", runsHere, tr("It does not run here."));
    const bool isMine = hasChange && m_file->change.proposer == m_desk.me().id;
    const bool isRemediation = hasChange && m_file->change.plan.isRemediation();
    set("changes.edit", isMine && !isRemediation && (state == ChangeState::Voting || state == ChangeState::Approved),
        isRemediation ? tr("A remediation is withdrawn and proposed again from its own page.")
                      : tr("Only who proposed it can edit it, before it runs."));
    set("changes.withdraw", state == ChangeState::Voting || state == ChangeState::Approved,
        tr("It is too late for that."));
    set("changes.review", hasChange && m_file->change.owesReview(), tr("It owes no review."));
    set("changes.vote", state == ChangeState::Voting, tr("It is not being voted on."));
    set("changes.writing", hasChange, {});
    set("changes.print", hasChange, {});
}

void ChangesPage::carryOut(bool retry)
{
    const Result<Done> started = m_desk.run(m_file->change.id, retry);
    tell(tr("It was not started."), started);
}

void ChangesPage::switchWriting(const Change &change)
{
    std::set<SourceId> sources;
    for (const PlannedCall &call : change.plan.calls)
        sources.insert(call.source);
    Result<Done> switched = Done{};
    for (const SourceId source : sources) {
        if (switched)
            switched = m_desk.switchWriting(source, true);
    }
    tell(tr("Writing was not switched on."), switched);
    if (switched) {
        m_sheet->banner().showMessage(Banner::Tone::Plain,
                                      tr("Writing is switched on for the sources of this change."));
        m_sheet->banner().show();
    }
}

void ChangesPage::openPolicies()
{
    const Result<PolicyBook> book = m_desk.board().policies();
    const Result<std::vector<Person>> people = m_desk.parts().roster.people();
    if (!book || !people) {
        tell(tr("The policies could not be read."), book ? people.error() : book.error());
        return;
    }
    auto *const dialog = new PolicyBookDialog(m_desk, *book, *people, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void ChangesPage::review()
{
    auto *const dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Review of %1").arg(reference(m_file->change.id)));
    dialog->setLabelText(tr("Was it right, and what is to be learned?"));
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    connect(dialog, &QInputDialog::textValueSelected, this, [this, id = m_file->change.id](const QString &text) {
        const Result<Done> reviewed = m_desk.board().review(m_desk.me(), id, text);
        refresh();
        tell(tr("The review was not closed."), reviewed);
    });
    dialog->open();
}

} // namespace ringward
