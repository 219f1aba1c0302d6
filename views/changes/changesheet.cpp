#include "views/changes/changesheet.h"

#include "models/base/counted.h"
#include "models/changes/changedesk.h"
#include "views/widgets/banner.h"
#include "views/widgets/chip.h"
#include "views/widgets/digits.h"
#include "views/widgets/exporttext.h"
#include "views/widgets/icons.h"
#include "views/widgets/labels.h"
#include "views/widgets/pairrow.h"
#include "views/widgets/panel.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QResizeEvent>

namespace ringward {

namespace {

constexpr int kStackedBelow = 560, kMostCoverRows = 8, kMostCallRows = 10;

QVBoxLayout *titled(const QString &title, QLabel *text)
{
    auto *const column = new QVBoxLayout;
    auto *const head = new QLabel(title);
    setKind(head, LabelKind::CaptionBold);
    head->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    column->setSpacing(2);
    column->addWidget(head);
    column->addWidget(text);
    column->addStretch(1);
    return column;
}

struct GuardLook {
    const char *icon;
    IconInk ink;
};
// Positions are the values of GuardrailResult::State.
constexpr std::array kGuardLooks{GuardLook{"check", IconInk::Accent}, GuardLook{"warning", IconInk::Degraded},
                                 GuardLook{"clock", IconInk::Muted}, GuardLook{"cross", IconInk::Bad},
                                 GuardLook{"info", IconInk::Muted}};

QWidget *guardRow(const GuardrailResult &result)
{
    auto *const box = new QWidget;
    auto *const row = new QHBoxLayout(box);
    row->setContentsMargins(0, 2, 0, 2);
    const GuardLook &look = kGuardLooks[std::size_t(result.state)];
    const Theme &theme = themeOf(nullptr);
    auto *const icon = new QLabel;
    icon->setPixmap(
        iconPixmap(QString::fromLatin1(look.icon), theme.px(14), colourOf(look.ink, theme), icon->devicePixelRatioF()));
    auto *const pair = new PairRow(
        result.name,
        QStringList{result.value, result.limit}.join(result.limit.isEmpty() ? QString() : QStringLiteral(", ")));
    box->setToolTip(result.detail);
    row->addWidget(icon, 0, Qt::AlignTop);
    row->addWidget(pair, 1, Qt::AlignTop);
    return box;
}

StyledTable *table(QAbstractItemModel *model, const QString &name)
{
    auto *const view = new StyledTable;
    view->setModel(model);
    view->setAccessibleName(name);
    view->setSortingEnabled(false);
    return view;
}

/// As high as its rows, up to a limit, so that the page scrolls and not the table.
void fitHeight(StyledTable *view, int rows, int most)
{
    const Theme &theme = themeOf(view);
    view->setFixedHeight(theme.headHeight() + theme.rowHeight() * std::clamp(rows, 1, most) + 4);
}

} // namespace

ChangeSheet::ChangeSheet(QWidget *parent)
    : QScrollArea(parent)
    , m_banner(new Banner)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_banner->setRetryVisible(false);
    m_banner->hide();
    m_coverView = table(&m_cover, tr("Cover of the wards"));
    m_coverPanel = new ringward::Panel(tr("What will happen"));
    m_coverPanel->setBodyMargins(1, 0, 1, 1);
    m_coverPanel->body()->addWidget(m_coverView);
    m_guardPanel = new ringward::Panel(tr("Guardrails"));
    m_guards = new QGridLayout;
    m_guards->setHorizontalSpacing(24);
    m_guards->setColumnStretch(0, 1);
    m_guards->setColumnStretch(1, 1);
    m_guardPanel->body()->addLayout(m_guards);
    m_callView = table(&m_calls, tr("Exact calls"));
    m_callView->setLook(CallTable::NumberColumn, {CellLook::Kind::Number, -1, -1});
    m_callView->setLook(CallTable::StepColumn, {CellLook::Kind::Number, -1, -1});
    m_callView->setLook(CallTable::FromColumn,
                        {CellLook::Kind::Ring, CallTable::RingOrderRole, CallTable::RingHeldRole});
    m_callView->setLook(CallTable::ToColumn, {CellLook::Kind::Ring, CallTable::RingOrderRole, CallTable::RingHeldRole});
    m_callView->setLook(CallTable::CallColumn, {CellLook::Kind::Fixed, -1, -1});
    m_callView->setInitialWidths({44, 44, 136, 0, 82, 88, 150, 84});
    m_callView->setFilling(CallTable::CallColumn);
    m_request = copyableLabel(LabelKind::Fixed);
    m_callPanel = new ringward::Panel(tr("Exact calls"));
    m_callPanel->setBodyMargins(1, 0, 1, 8);
    m_callPanel->body()->addWidget(m_callView);
    m_request->setContentsMargins(12, 4, 12, 0);
    m_callPanel->body()->addWidget(m_request);
    connect(m_callView->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChangeSheet::showRequest);

    auto *const body = new QWidget;
    auto *const column = new QVBoxLayout(body);
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(12);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_banner, headPanel(), m_coverPanel, m_guardPanel, m_callPanel})
        column->addWidget(part);
    column->addStretch(1);
    body->setMinimumWidth(1); // texts wrap; nothing is cut at the right
    setWidget(body);
}

ringward::Panel *ChangeSheet::headPanel()
{
    m_reference = copyableLabel(LabelKind::Bold);
    m_reference->setWordWrap(false);
    m_hash = copyableLabel(LabelKind::Fixed);
    m_hash->setWordWrap(false);
    m_title = copyableLabel(LabelKind::Title);
    m_asked = copyableLabel(LabelKind::Muted);
    m_why = copyableLabel(LabelKind::Text);
    m_risk = copyableLabel(LabelKind::Text);
    m_kind = new Chip({});
    m_state = new Chip({});
    auto *const top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_reference);
    top->addWidget(m_kind);
    top->addWidget(m_state);
    top->addStretch(1);
    top->addWidget(m_hash);
    m_reasons = new QBoxLayout(QBoxLayout::LeftToRight);
    m_reasons->setSpacing(24);
    m_reasons->addLayout(titled(tr("Why"), m_why), 1);
    m_reasons->addLayout(titled(tr("Risk and way back"), m_risk), 1);
    auto *const panel = new ringward::Panel;
    panel->setBodyMargins(14, 12, 14, 12);
    panel->body()->addLayout(top);
    panel->body()->addSpacing(6);
    panel->body()->addWidget(m_title);
    panel->body()->addWidget(m_asked);
    panel->body()->addSpacing(8);
    panel->body()->addLayout(m_reasons);
    return panel;
}

void ChangeSheet::showHead(const ChangeFile &file)
{
    const Change &change = file.change;
    m_reference->setText(reference(change.id));
    m_kind->setText(tr("%1 change").arg(label(change.kind)));
    m_state->setText(change.owesReview() ? tr("%1, review owed").arg(label(change.state)) : label(change.state));
    m_state->setIconName(change.state == ChangeState::Voting ? QStringLiteral("clock") : QString());
    m_hash->setText(tr("version %1 · %2").arg(QString::number(change.version), hashOf(change).shortText()));
    m_hash->setToolTip(hashOf(change).hex());
    m_title->setText(change.title);
    const Person *proposer = findPerson(file.people, change.proposer);
    QString asked = tr("Asked by %1, %2").arg(proposer ? proposer->name : QString(), stampText(change.proposedMs));
    if (change.startMs)
        asked += tr(" · not before %1").arg(stampText(change.startMs));
    asked += tr(" · not after %1").arg(stampText(change.endsMs));
    m_asked->setText(asked);
    m_why->setText(change.why);
    QString risk = change.risk;
    if (!change.wayBack.isEmpty())
        risk += (risk.isEmpty() ? QString() : QStringLiteral("\n")) + tr("Way back: %1").arg(change.wayBack);
    if (change.reviewedMs)
        risk += u'\n' + tr("Review: %1").arg(change.review);
    m_risk->setText(risk);
}

void ChangeSheet::showGuardrails(const Plan &plan)
{
    while (QLayoutItem *item = m_guards->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    int place = 0, near = 0, blocks = 0;
    for (const GuardrailResult &result : plan.guardrails) {
        m_guards->addWidget(guardRow(result), place / 2, place % 2);
        ++place;
        near += result.state == GuardrailResult::State::Near;
        blocks += result.state == GuardrailResult::State::Blocks;
    }
    m_guardPanel->setRemark(
        plan.guardrails.empty()
            ? tr("not evaluated for this plan")
            : tr("%1; blocking: %2, near the limit: %3").arg(counted(place, Noun::Rule)).arg(blocks).arg(near));
    QStringList freezes;
    for (const FreezeHit &hit : plan.freezes)
        freezes << tr("%1 from %2").arg(hit.name, stampText(hit.fromMs));
    m_guardPanel->setNote(freezes.isEmpty() ? tr("freezes: none in its time")
                                            : tr("freezes: %1").arg(freezes.join(QStringLiteral(", "))));
}

void ChangeSheet::showFile(const ChangeFile &file, std::vector<Operation> operations)
{
    const Plan &plan = file.change.plan;
    showHead(file);
    m_cover.show(plan);
    for (int column = 1; column < m_cover.columnCount() - 1; ++column)
        m_coverView->setLook(column, {CellLook::Kind::Number, -1, -1});
    QList<int> widths(m_cover.columnCount(), 69);
    widths.front() = 80; // and what is left over
    widths.back() = 100;
    m_coverView->setInitialWidths(widths);
    m_coverView->setFilling(0);
    fitHeight(m_coverView, m_cover.rowCount(), kMostCoverRows);
    m_coverPanel->setRemark(tr("%1 in %2, %3")
                                .arg(counted(qint64(plan.calls.size()), Noun::Device),
                                     counted(qint64(plan.cover.size()), Noun::Ward), counted(plan.steps, Noun::Step)));
    m_coverPanel->setNote(tr("assumes that every machine in flight stops"));
    showGuardrails(plan);
    m_calls.show(plan, {});
    fitHeight(m_callView, m_calls.rowCount(), kMostCallRows);
    m_callView->selectRow(0);
    setOperations(std::move(operations));
}

void ChangeSheet::setOperations(std::vector<Operation> operations)
{
    const QString state = operations.empty() ? tr("nothing has been sent") : outcomeText(OperationCounts(operations));
    m_callPanel->setRemark(state);
    m_calls.setOperations(std::move(operations));
    showRequest();
}

void ChangeSheet::showRequest()
{
    const QModelIndex current = m_callView->currentIndex();
    m_request->setText(QString::fromUtf8(current.data(CallTable::RequestRole).toByteArray()));
}

void ChangeSheet::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    m_reasons->setDirection(event->size().width() < themeOf(this).px(kStackedBelow) ? QBoxLayout::TopToBottom
                                                                                    : QBoxLayout::LeftToRight);
}

} // namespace ringward
