#include "views/drivers/planview.h"

#include "models/base/counted.h"
#include "models/base/datetext.h"
#include "models/tables/drivercolumns.h"
#include "views/drivers/driverwords.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"
#include "views/widgets/words.h"

#include <QBoxLayout>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>

namespace ringward {

namespace {

using I = const ReductionItem &;

QString percent(double share)
{
    return PlanView::tr("%1 %").arg(int(share * 100));
}

QString tiersText(const DriverCount &count)
{
    QStringList tiers;
    for (int tier = 0; tier < kTierCount; ++tier) {
        if (count.byTier[std::size_t(tier)])
            tiers << PlanView::tr("%1 %2").arg(tierLabel(Tier(tier)), countText(count.byTier[std::size_t(tier)]));
    }
    return tiers.join(QStringLiteral(", "));
}

void addSteps(std::vector<FactList::Fact> &facts, const QString &name, const std::vector<ReductionStep> &steps)
{
    int number = 0;
    for (const ReductionStep &step : steps) {
        QString text = step.text;
        if (!step.key.isEmpty())
            text += QStringLiteral("\n") + step.key + (step.value.isEmpty() ? QString() : u'\\' + step.value);
        facts.push_back({PlanView::tr("%1 %2").arg(name).arg(++number), text, false, false});
    }
}

} // namespace

PlanView::PlanView(QWidget *parent)
    : QWidget(parent)
    , m_items(
          {{tr("Driver or publisher"), [](I i) { return i.review.name; },
            [](I i) -> QVariant {
                return i.review.name;
            }},
           {tr("Decision"), [](I i) { return label(i.review.state).toLower(); },
            [](I i) -> QVariant {
                return word(i.review.state);
            }},
           {tr("Owner"), [](I i) { return i.review.owner; },
            [](I i) -> QVariant {
                return i.review.owner;
            }},
           {tr("Still on"), [](I i) { return countText(i.count.devices); },
            [](I i) -> QVariant {
                return i.count.devices;
            }},
           {tr("Wards"), [](I i) { return countText(i.wards); },
            [](I i) -> QVariant {
                return i.wards;
            }},
           {tr("Done"), [](I i) { return percent(progressOf(i)); }, [](I i) -> QVariant { return progressOf(i); },
            progressOf},
           {tr("Waiver"), [](I i) { return i.waived ? tr("until %1").arg(dayText(i.review.waiverUntil)) : tr("none"); },
            [](I i) -> QVariant {
                return i.waived ? QVariant(i.review.waiverUntil) : QVariant();
            }}})
    , m_view(new StyledTable)
    , m_facts(new FactList)
    , m_none(new QLabel)
{
    m_view->setObjectName(QStringLiteral("plan"));
    m_view->setAccessibleName(tr("What is to go"));
    m_view->setModel(&m_items);
    m_view->setLook(3, {CellLook::Kind::Number, -1, -1});
    m_view->setLook(4, {CellLook::Kind::Number, -1, -1});
    m_view->setLook(5, {CellLook::Kind::Bar, kRecordShareRole, -1});
    m_view->setInitialWidths({190, 76, 110, 74, 60, 96, 110});
    m_view->setFilling(0);
    m_view->sortByColumn(3, Qt::DescendingOrder);
    m_none->setWordWrap(true);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_none->setContentsMargins(12, 10, 12, 10);
    setKind(m_none, LabelKind::Caption);

    auto *const copy = new QPushButton(tr("Copy the plan"));
    auto *const content = new QWidget;
    auto *const body = new QVBoxLayout(content);
    body->setContentsMargins(14, 8, 14, 8);
    body->setSpacing(8);
    body->addWidget(m_facts);
    body->addWidget(copy, 0, Qt::AlignLeft);
    body->addStretch(1);
    auto *const scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    scroll->setWidget(content);
    content->setAutoFillBackground(false);
    m_detail = scroll;
    auto *const row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 3);
    row->addWidget(scroll, 2);
    row->addWidget(m_none, 5);
    setFocusProxy(m_view);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &now) { showItem(now.row()); });
    connect(m_view, &StyledTable::rowActivated, this, [this](const QModelIndex &index) {
        if (const auto &keys = m_items.at(index.row()).keys; !keys.empty())
            Q_EMIT driverWanted(keys.front());
    });
    connect(copy, &QPushButton::clicked, this, [this] {
        if (const int at = m_view->currentIndex().row(); at >= 0)
            QGuiApplication::clipboard()->setText(plainText(m_items.at(at)));
    });
    show({});
}

void PlanView::show(std::vector<ReductionItem> items)
{
    const QString name =
        m_view->currentIndex().isValid() ? m_items.at(m_view->currentIndex().row()).review.name : QString();
    const bool any = !items.empty();
    m_items.show(std::move(items));
    m_view->setVisible(any);
    m_detail->setVisible(any);
    m_none->setVisible(!any);
    m_none->setText(
        tr("Nothing is to go. A driver that is decided to be replaced or removed gets its plan here: devices "
           "in the order of the rings, what depends on it, the steps and the way back."));
    int row = 0;
    for (int i = 0; i < m_items.rowCount(); ++i) {
        if (m_items.at(i).review.name == name)
            row = i;
    }
    if (any)
        m_view->selectRow(row);
}

void PlanView::showProblem(const Error &error)
{
    show({});
    m_none->setText(userMessage(error));
}

void PlanView::showItem(int row)
{
    m_facts->setFacts(row < 0 ? std::vector<FactList::Fact>() : factsOf(m_items.at(row)));
}

double PlanView::progressOf(const ReductionItem &item)
{
    quint32 most = item.count.devices;
    for (const PrevalencePoint &point : item.progress)
        most = std::max(most, point.devices);
    return most ? 1 - double(item.count.devices) / most : 1;
}

std::vector<FactList::Fact> PlanView::factsOf(const ReductionItem &item)
{
    std::vector<FactList::Fact> facts;
    facts.push_back({tr("Decision"),
                     tr("%1, %2: %3").arg(label(item.review.state).toLower(), item.review.owner, item.review.reason),
                     false, false});
    if (item.waived)
        facts.push_back(
            {tr("Waiver"), tr("until %1: %2").arg(dayText(item.review.waiverUntil), item.review.waiver), false, false});
    facts.push_back(
        {tr("Still on"),
         tr("%1 in %2: %3")
             .arg(counted(item.count.devices, Noun::Device), counted(item.wards, Noun::Ward), tiersText(item.count)),
         false, false});
    if (item.disabled)
        facts.push_back(
            {tr("Clean"), tr("%1 where it is disabled").arg(counted(item.disabled, Noun::Device)), false, false});
    if (item.partial)
        facts.push_back({tr("Not sure"),
                         agreeing(item.partial, tr("%1 has a partial list, in which it may be missing"),
                                  tr("%1 have partial lists, in which it may be missing"))
                             .arg(counted(item.partial, Noun::Device)),
                         false, true});
    int number = 0;
    for (const RingShare &share : item.order) {
        const QString ring = share.ring.isEmpty() ? tr("no ring told") : share.ring;
        facts.push_back({tr("Order %1").arg(++number),
                         tr("%1: %2, %3%4")
                             .arg(ring, counted(share.count.devices, Noun::Device), tiersText(share.count),
                                  share.held ? tr("; held, so last") : QString()),
                         false, false});
    }
    for (const DriverDependant &dependant : item.dependants)
        facts.push_back(
            {tr("Depends"),
             tr("%1 on %2: %3").arg(dependant.name, counted(dependant.devices, Noun::Device), dependant.why), false,
             false});
    if (item.dependants.empty())
        facts.push_back({tr("Depends"), tr("nothing that a source tells"), false, true});
    addSteps(facts, tr("Step"), item.steps);
    addSteps(facts, tr("Back"), item.rollBack);
    for (const PrevalencePoint &point : item.progress)
        facts.push_back({dayText(point.atMs), tr("%1 had it").arg(counted(point.devices, Noun::Device)), false, true});
    return facts;
}

QString PlanView::plainText(const ReductionItem &item)
{
    QStringList lines{item.review.name};
    for (const FactList::Fact &fact : factsOf(item))
        lines << fact.label + QStringLiteral(": ") + fact.value;
    return lines.join(u'\n');
}

} // namespace ringward
