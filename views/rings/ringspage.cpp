#include "views/rings/ringspage.h"

#include "models/base/counted.h"
#include "views/rings/draftbar.h"
#include "views/rings/ringboard.h"
#include "views/rings/ringside.h"
#include "views/rings/streambar.h"
#include "views/rings/whatifchart.h"
#include "views/widgets/banner.h"
#include "views/widgets/digits.h"
#include "views/widgets/panel.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/theme.h"

#include <QBoxLayout>
#include <QEvent>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <set>

namespace ringward {

namespace {

const BadContent kLikeJuly{{}, 1, 78}, kWorkingDay{{}, 1, 9 * 60};

} // namespace

RingsPage::RingsPage(const Parts &parts, QWidget *parent)
    : QWidget(parent)
    , m_parts(parts)
    , m_whatIf{kLikeJuly, kWorkingDay}
    , m_banner(new Banner)
    , m_export(new TableExport(*this))
    , m_streams(new StreamBar)
    , m_board(new RingBoard)
    , m_columns(new QScrollArea)
    , m_scroll(new QScrollArea)
    , m_left(new QWidget)
    , m_content(new QWidget)
    , m_whatIfPanel(new Panel(tr("What if the content is bad?")))
    , m_chart(new WhatIfChart)
    , m_side(new RingSide)
    , m_draftBar(new DraftBar)
{
    m_columns->setWidget(m_board);
    m_columns->setWidgetResizable(true);
    m_columns->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_columns->setFrameShape(QFrame::NoFrame);
    m_columns->setFocusPolicy(Qt::NoFocus);
    m_columns->viewport()->setAutoFillBackground(false);
    m_board->setAutoFillBackground(false);
    m_whatIfPanel->setRemark(tr("devices down"));
    auto *change = new QPushButton(tr("Change…"));
    m_whatIfPanel->head()->addWidget(change);
    m_whatIfPanel->body()->addWidget(m_chart);
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(0, 0, 0, 0);
    left->addWidget(m_columns, 1);
    left->addWidget(m_whatIfPanel);
    auto *row = new QBoxLayout(QBoxLayout::LeftToRight, m_content);
    row->addWidget(m_left, 1);
    row->addWidget(m_side);
    m_content->setAutoFillBackground(false);
    m_scroll->setWidget(m_content);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(0);
    all->addWidget(m_banner);
    all->addWidget(m_streams);
    all->addWidget(m_scroll, 1);
    all->addWidget(m_draftBar);
    m_draftBar->hide();
    connect(m_streams, &StreamBar::chosen, this, &RingsPage::chooseStream);
    connect(m_board, &RingBoard::moveWanted, this, &RingsPage::moveWard);
    connect(m_board, &RingBoard::opened, this, &RingsPage::openDevices);
    connect(m_side, &RingSide::fixWanted, this, &RingsPage::takeFix);
    connect(m_side, &RingSide::waiverWanted, this, &RingsPage::openWaiver);
    connect(m_side, &RingSide::wayBackWanted, this, &RingsPage::planWayBack);
    connect(m_side, &RingSide::approveWanted, this, &RingsPage::approveAsFound);
    connect(m_side, &RingSide::explainWanted, this, &RingsPage::explainSight);
    connect(m_side, &RingSide::pinsWanted, this, &RingsPage::openPins);
    connect(m_side, &RingSide::pinRemovalWanted, this, [this](const QString &id) {
        if (const auto removed = m_parts.desk.removePin(id); !removed)
            complain(removed.error());
        reload();
    });
    connect(change, &QPushButton::clicked, this, &RingsPage::openWhatIf);
    connect(m_draftBar, &DraftBar::undoWanted, this, [this] { m_draft.undo(), look(); });
    connect(m_draftBar, &DraftBar::redoWanted, this, [this] { m_draft.redo(), look(); });
    connect(m_draftBar, &DraftBar::discardWanted, this, [this] { m_draft.clear(), look(); });
    connect(m_draftBar, &DraftBar::proposeWanted, this, &RingsPage::propose);
    connect(m_draftBar, &DraftBar::fixWanted, this, &RingsPage::takeSmallestFix);
    connect(&m_parts.hub, &FleetHub::published, this, &RingsPage::reload);
    addVerbs();
    addSheetVerbs();
    arrange();
    reload();
}

RingsPage::~RingsPage() = default;

const StreamPolicy *RingsPage::policy() const
{
    return m_stream >= 0 && std::size_t(m_stream) < m_policies.size() ? &m_policies[std::size_t(m_stream)] : nullptr;
}

void RingsPage::reload()
{
    const auto policies = m_parts.desk.book().policies();
    auto guardrails = m_parts.guardrails();
    auto pins = m_parts.desk.book().pins();
    if (!policies || !guardrails || !pins) {
        complain(!policies ? policies.error() : !guardrails ? guardrails.error() : pins.error());
        return;
    }
    m_policies.clear();
    const auto &streams = m_parts.hub.current()->names().streams();
    for (const StreamPolicy &each : *policies) {
        if (std::find(streams.begin(), streams.end(), each.stream) != streams.end())
            m_policies.push_back(each);
    }
    m_guardrails = std::move(*guardrails);
    m_pins = std::move(*pins);
    if (!m_chosen) { // security content is what brought the hospitals down
        const auto content = std::find_if(m_policies.begin(), m_policies.end(), [](const StreamPolicy &p) {
            return p.stream.kind == StreamKind::SecurityContent;
        });
        m_stream = content == m_policies.end() ? 0 : int(content - m_policies.begin());
    }
    m_streams->setStreams(m_policies, m_stream);
    m_streams->setVisible(!m_policies.empty());
    m_scroll->setVisible(!m_policies.empty());
    if (m_policies.empty()) {
        m_banner->showMessage(
            Banner::Tone::Plain, tr("No rings to show yet."),
            tr("No source has told in which rings its devices are. Add a source on the Sources page."));
        return;
    }
    m_banner->hide();
    look();
}

void RingsPage::chooseStream(int stream)
{
    m_stream = stream;
    m_chosen = true;
    m_streams->setStreams(m_policies, m_stream);
    look();
}

void RingsPage::look()
{
    const StreamPolicy *of = policy();
    if (!of)
        return;
    RingQuestion question;
    question.fleet = m_parts.hub.current();
    question.policy = *of;
    question.guardrails = m_guardrails;
    question.pins = m_pins;
    question.draft = m_draft.moves(of->stream);
    question.whatIf = m_whatIf;
    question.nowMs = m_parts.clock.nowMs();
    // The job ends before this page does (m_job is its last member), and a call to a page that is gone is not made.
    m_job.start([question = std::move(question), book = &m_parts.desk.book(), this](std::stop_token stop) mutable {
        Result<RingIntent> intent = book->intent(question.policy.stream);
        Result<VersionSightings> sightings = book->sightings(question.policy.stream);
        if (!intent || !sightings) {
            const Error error = intent ? sightings.error() : intent.error();
            QMetaObject::invokeMethod(this, [this, error] { complain(error); });
            return;
        }
        question.intent = std::move(*intent);
        question.sightings = std::move(*sightings);
        const RingPicturePtr picture = drawRings(question, stop);
        if (!picture || stop.stop_requested())
            return;
        QMetaObject::invokeMethod(this, [this, picture, stop] {
            if (!stop.stop_requested())
                showPicture(picture);
        });
    });
}

void RingsPage::showPicture(const RingPicturePtr &picture)
{
    m_picture = picture;
    if (picture->sightingsChanged) {
        if (const auto kept = m_parts.desk.keepSightings(picture->sightings); !kept)
            complain(kept.error());
    }
    m_board->showPicture(picture);
    m_side->showPicture(picture, picture->moves() > 0);
    m_chart->showPicture(picture);
    const QString version = m_whatIf.front().version;
    m_whatIfPanel->setTitle(version.isEmpty() ? tr("What if the content is bad?")
                                              : tr("What if %1 is bad?").arg(version));
    m_whatIfPanel->setRemark(tr("devices down, of %1 that take part").arg(countText(picture->facts->participants)));
    m_streams->setRemark(picture->refused.join(u' '));
    showDraft();
    Q_EMIT sentenceChanged(tr("%1 · %2 in %3 · policy version %4")
                               .arg(counted(qint64(m_policies.size()), Noun::Stream),
                                    counted(picture->facts->participants, Noun::Device),
                                    counted(qint64(picture->columns.size()), Noun::Ring))
                               .arg(picture->facts->policy.version));
    arrange();
    Q_EMIT shown();
    if (m_whenShown)
        std::exchange(m_whenShown, nullptr)();
}

void RingsPage::showDraft()
{
    const std::vector<RingMove> &moves = m_draft.moves();
    m_draftBar->setVisible(!moves.empty() || !m_draft.redoText().isEmpty());
    std::set<quint32> wards;
    for (const Row row : m_picture->waves.rows)
        wards.insert(m_picture->facts->ward[row]);
    const auto blocking =
        std::count_if(m_picture->results.begin(), m_picture->results.end(),
                      [](const GuardrailResult &r) { return r.state == GuardrailResult::State::Blocks; });
    const bool canFix = std::any_of(m_picture->results.begin(), m_picture->results.end(), [](const GuardrailResult &r) {
        return r.state == GuardrailResult::State::Blocks && !r.smallestFix.empty();
    });
    QString what = moves.empty()
        ? tr("The draft is empty.")
        : tr("<b>Draft</b>: %1 in %2, in %3. Nothing has been sent.")
              .arg(counted(m_picture->moves(), Noun::Device), counted(qint64(wards.size()), Noun::Ward),
                   counted(m_picture->waves.count, Noun::Wave));
    const std::size_t elsewhere = moves.size() - m_draft.moves(m_picture->facts->policy.stream).size();
    if (elsewhere)
        what += u' ' + tr("%1 more in other streams.").arg(countText(qint64(elsewhere)));
    const bool here = m_picture->moves() > 0;
    const QString cannot = !here ? tr("There is nothing to propose in this stream")
        : blocking               ? tr("Guardrails block the draft")
        : !m_propose             ? tr("No change board is connected to this console")
                                 : QString();
    m_draftBar->showDraft(
        {what, here ? int(blocking) : 0, here && canFix, m_draft.undoText(), m_draft.redoText(), cannot});
}

void RingsPage::arrange()
{
    const Theme &theme = themeOf(this);
    const int gap = theme.px(12);
    m_streams->setContentsMargins(gap, theme.px(8), gap, 0);
    m_content->layout()->setContentsMargins(gap, gap, gap, gap);
    m_content->layout()->setSpacing(gap);
    m_left->layout()->setSpacing(gap);
    // In a narrow window, or with large text, guardrails go under the columns and the page scrolls down.
    const bool stacked = width() < theme.px(900);
    auto *row = static_cast<QBoxLayout *>(m_content->layout());
    row->setDirection(stacked ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_side->setMinimumWidth(stacked ? 0 : theme.px(270));
    m_side->setMaximumWidth(stacked ? QWIDGETSIZE_MAX : theme.px(width() > theme.px(1900) ? 420 : 296));
    m_side->setMinimumHeight(stacked ? theme.px(420) : 0);
    m_columns->setMinimumHeight(m_board->minimumSizeHint().height() + theme.px(14));
    m_stacked = stacked;
}

void RingsPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void RingsPage::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() != QEvent::StyleChange)
        return;
    arrange();
    if (m_picture)
        m_side->showPicture(m_picture, m_picture->moves() > 0); // its rows are as large as the font was
}

void RingsPage::complain(const Error &error)
{
    m_banner->showError(tr("Rings"), error, m_picture ? tr("What is shown is from before.") : QString());
    m_banner->show();
}

} // namespace ringward
