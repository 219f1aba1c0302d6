#include "views/changes/changespage.h"

#include "models/audit/rights.h"
#include "models/base/counted.h"
#include "views/changes/changesheet.h"
#include "views/changes/freezeview.h"
#include "views/changes/inboxlist.h"
#include "views/changes/meetingview.h"
#include "views/changes/proposalform.h"
#include "views/changes/votepanel.h"
#include "views/widgets/actionregistry.h"
#include "views/widgets/banner.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>

namespace ringward {

namespace {

constexpr int kInboxWidth = 270, kVotesWidth = 304, kFoldedBelow = 1000, kStackedBelow = 700, kTickMs = 30'000;

} // namespace

ChangesPage::ChangesPage(ChangeDesk &desk, ActionRegistry &actions, QWidget *parent)
    : QWidget(parent)
    , m_desk(desk)
    , m_actions(actions)
    , m_reader(desk)
{
    build();
    addVerbs();
    connect(&m_desk, &ChangeDesk::changed, this, &ChangesPage::refresh);
    connect(&m_desk, &ChangeDesk::meChanged, this, &ChangesPage::refresh);
    connect(&m_desk, &ChangeDesk::drafted, this, [this](const std::vector<RingMove> &moves) {
        m_form->begin(moves);
        write(m_form);
    });
    connect(&m_desk, &ChangeDesk::progressed, this, [this](ChangeId change) {
        const Execution *execution = m_desk.execution(change);
        if (m_file && m_file->change.id == change && execution)
            m_sheet->setOperations(execution->operations());
    });
    connect(&m_desk, &ChangeDesk::ended, this, [this](ChangeId change, const Execution::Outcome &outcome) {
        openChange(change);
        if (outcome.error)
            tell(tr("It stopped."), *outcome.error);
    });
    connect(&m_reader, &ChangeReader::overviewRead, this, &ChangesPage::showOverview);
    connect(&m_reader, &ChangeReader::changeRead, this, &ChangesPage::showReading);
    connect(&m_reader, &ChangeReader::failed, this,
            [this](const QString &what, const Error &error) { tell(what, error); });
    connect(m_inbox, &InboxList::changeSelected, this, &ChangesPage::showChange);
    connect(m_folded, &QComboBox::activated, this,
            [this](int index) { openChange(ChangeId{m_folded->itemData(index).toUInt()}); });
    connect(m_votes, &VotePanel::voteWanted, this, &ChangesPage::vote);
    connect(m_votes, &VotePanel::keyWanted, this, &ChangesPage::makeKey);
    connect(m_votes, &VotePanel::commentWanted, this, [this](const QString &text) {
        if (m_file)
            tell(tr("The comment was not kept."), m_desk.board().comment(m_desk.me(), m_file->change.id, text));
        refresh();
    });
    connect(m_form, &ProposalForm::proposed, this, [this](ChangeId change) {
        read();
        openChange(change);
    });
    connect(m_form, &ProposalForm::cancelled, this, &ChangesPage::read);
    connect(m_freezes, &FreezeView::closeWanted, this, &ChangesPage::read);
    connect(m_meeting, &MeetingView::closeWanted, this, &ChangesPage::read);
    connect(m_meeting, &MeetingView::changeWanted, this, &ChangesPage::openChange);
    connect(&m_tick, &QTimer::timeout, this, &ChangesPage::refresh);
    m_tick.start(kTickMs);
    refresh();
}

ChangesPage::~ChangesPage()
{
    m_stop.request_stop();
}

void ChangesPage::build()
{
    m_inbox = new InboxList;
    m_inbox->setObjectName(QStringLiteral("inbox"));
    m_folded = new QComboBox;
    m_folded->setAccessibleName(tr("Changes"));
    m_left = new QWidget;
    m_left->setObjectName(QStringLiteral("inboxSide"));
    auto *const left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->setSpacing(0);
    left->addWidget(m_inbox, 1);
    left->addWidget(new Rule);
    left->addLayout(verbRow());
    m_top = new QWidget;
    auto *const top = new QHBoxLayout(m_top);
    top->setContentsMargins(12, 0, 0, 0);
    top->addWidget(m_folded, 1);
    top->addLayout(verbRow());
    m_sheet = new ChangeSheet;
    m_form = new ProposalForm(m_desk);
    m_freezes = new FreezeView(m_desk);
    m_meeting = new MeetingView(m_desk);
    auto *const empty = new EmptyState(tr("No changes yet."),
                                       tr("Nothing outside is changed without one: propose which devices go to which "
                                          "ring, let the board vote, then carry it out."),
                                       tr("Propose a change"));
    connect(empty, &EmptyState::verbWanted, this, &ChangesPage::startProposal);
    m_empty = empty;
    m_stack = new QStackedWidget;
    for (QWidget *page : std::initializer_list<QWidget *>{m_empty, m_sheet, m_form, m_freezes, m_meeting})
        m_stack->addWidget(page);
    m_votes = new VotePanel;
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_top);
    m_row = new QBoxLayout(QBoxLayout::LeftToRight);
    m_row->setSpacing(0);
    column->addLayout(m_row, 1);
    m_row->addWidget(m_left);
    m_row->addWidget(m_stack, 1);
    m_row->addWidget(m_votes);
    setFocusProxy(m_inbox);
}

QLayout *ChangesPage::verbRow()
{
    auto *const row = new QHBoxLayout;
    row->setContentsMargins(12, 8, 12, 8);
    row->setSpacing(8);
    for (const auto &[id, text] : {std::pair{"changes.new", tr("New")}, std::pair{"changes.calendar", tr("Calendar")},
                                   std::pair{"changes.meeting", tr("Meeting")}}) {
        auto *const button = new QPushButton(text);
        const QString verb = QString::fromLatin1(id);
        connect(button, &QPushButton::clicked, this, [this, verb] { m_actions.run(m_actions.action(verb)); });
        row->addWidget(button);
    }
    row->addStretch(1);
    return row;
}

void ChangesPage::refresh()
{
    m_reader.readAll();
}

void ChangesPage::showOverview(const ChangeOverview &overview)
{
    m_folded->clear();
    for (const InboxItem &item : overview.items)
        m_folded->addItem(QStringLiteral("%1 %2").arg(reference(item.change.id), item.change.title),
                          item.change.id.value);
    m_inbox->setItems(overview.items, m_desk.parts().clock.nowMs());
    const int mine = m_inbox->inbox().count(ChangeInbox::Section::MyVote);
    const int others = m_inbox->inbox().count(ChangeInbox::Section::Others);
    Q_EMIT waitingChanged(mine + overview.myReviews);
    QString sentence = tr("%1 wait for your vote · %2 wait for others").arg(mine).arg(others);
    if (overview.reviews)
        sentence += tr(" · %1 owed").arg(counted(overview.reviews, Noun::Review))
            + (overview.myReviews ? tr(", %1 by you").arg(overview.myReviews) : QString());
    Q_EMIT sentenceChanged(sentence);
    const QWidget *now = m_stack->currentWidget();
    if (now == m_sheet || now == m_empty) // whoever writes a proposal is left alone
        showAgain();
    adaptVerbs();
    Q_EMIT refreshed();
}

/// The change that was asked for last, or the first of the inbox, or that there is none.
void ChangesPage::showAgain()
{
    const QModelIndex first = m_inbox->model()->index(1, 0); // the first row is a heading
    const ChangeId wanted = m_reader.wanted();
    const ChangeId change = wanted ? wanted : ChangeId{first.data(ChangeInbox::ChangeIdRole).toUInt()};
    if (change)
        openChange(change);
    else
        m_stack->setCurrentWidget(m_empty);
    m_votes->setVisible(m_stack->currentWidget() == m_sheet);
}

/// Ends writing a proposal or looking at the calendar.
void ChangesPage::read()
{
    m_stack->setCurrentWidget(m_file ? m_sheet : m_empty);
    refresh();
}

void ChangesPage::write(QWidget *where)
{
    m_isAway = true;
    m_stack->setCurrentWidget(where);
    m_votes->hide();
    adaptVerbs();
}

void ChangesPage::openChange(ChangeId change)
{
    m_inbox->select(change);
    m_folded->setCurrentIndex(m_folded->findData(change.value));
    showChange(change);
}

void ChangesPage::showChange(ChangeId change)
{
    m_isAway = false;
    if (m_file && m_file->change.id != change) {
        m_file.reset(); // no verb may meet the change that somebody turned away from
        m_sheet->banner().hide();
        m_votes->setEnabled(false);
        adaptVerbs();
    }
    m_reader.read(change);
}

void ChangesPage::showReading(const ChangeReading &reading)
{
    if (m_isAway)
        return;
    m_file = reading.file;
    m_operations = reading.operations;
    m_sheet->showFile(*m_file, m_operations);
    m_votes->showFile(*m_file, m_desk.me(), m_desk.parts().clock.nowMs());
    m_votes->setEnabled(true);
    m_stack->setCurrentWidget(m_sheet);
    m_votes->show();
    adaptVerbs();
    Q_EMIT shown();
}

void ChangesPage::startProposal()
{
    m_form->begin();
    write(m_form);
}

void ChangesPage::tell(const QString &what, const Result<Done> &done)
{
    m_sheet->banner().setVisible(!done);
    if (!done)
        m_sheet->banner().showError(what, done.error());
}

void ChangesPage::vote(Choice choice, const QString &comment, bool noConflict)
{
    m_votes->setBusy(true);
    auto task = m_desk.vote(m_file->change.id, choice, comment, noConflict, m_stop.get_token());
    QCoro::connect(std::move(task), this, [this](const Result<Tally> &tally) {
        m_votes->setBusy(false);
        refresh();
        tell(tr("The vote was not cast."), tally ? Result<Done>(Done{}) : Result<Done>(tally.error()));
    });
}

void ChangesPage::makeKey()
{
    m_votes->setBusy(true);
    auto task = m_desk.makeMyKey(m_stop.get_token());
    QCoro::connect(std::move(task), this, [this](const Result<PublicKey> &key) {
        m_votes->setBusy(false);
        refresh();
        tell(tr("The key was not made."), key ? Result<Done>(Done{}) : Result<Done>(key.error()));
    });
}

void ChangesPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ChangesPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::StyleChange) { // signs are drawn in the colours of their time
        arrange();
        QTimer::singleShot(0, this, &ChangesPage::refresh);
    }
}

/// Narrow: the inbox folds to a list that drops down; very narrow: the votes stand below the page.
void ChangesPage::arrange()
{
    const Theme &theme = themeOf(this);
    const bool isFolded = width() < theme.px(kFoldedBelow), isStacked = width() < theme.px(kStackedBelow);
    m_top->setVisible(isFolded);
    m_left->setVisible(!isFolded);
    m_row->setDirection(isStacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_left->setFixedWidth(theme.px(kInboxWidth));
    m_votes->setMinimumWidth(isStacked ? 0 : theme.px(kVotesWidth));
    m_votes->setMaximumWidth(isStacked ? QWIDGETSIZE_MAX : theme.px(kVotesWidth));
    m_votes->setMaximumHeight(isStacked ? height() / 2 : QWIDGETSIZE_MAX);
}

} // namespace ringward
