#include "views/drivers/differenceview.h"

#include "models/base/counted.h"
#include "models/base/datetext.h"
#include "models/drivers/driverimage.h"
#include "views/drivers/driverwords.h"
#include "views/widgets/filterbar.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/stylesheet.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDateTime>
#include <QLabel>
#include <QPushButton>

namespace ringward {

namespace {

using D = const DriverDifference &;
enum Against { AnotherFilter, Day };

QString countOf(quint32 devices, quint32 known)
{
    return DifferenceView::tr("%1 of %2").arg(countText(devices), countText(known));
}

double share(quint32 devices, quint32 known)
{
    return known ? double(devices) / known : 0;
}

QString meaning(D d)
{
    if (d.before == 0)
        return DifferenceView::tr("only here");
    if (d.after == 0)
        return DifferenceView::tr("only in the other");
    return share(d.after, d.afterKnown) > share(d.before, d.beforeKnown) ? DifferenceView::tr("more of it here")
                                                                         : DifferenceView::tr("less of it here");
}

struct Sides {
    std::vector<DriverDifference> found;
    quint32 before = 0, after = 0; ///< devices whose drivers are known
};

std::optional<Sides> differ(const FleetSnapshot &before, const Filter &beforeFilter, const FleetSnapshot &after,
                            const Filter &afterFilter, bool shares, qint64 nowMs, const std::stop_token &stop)
{
    const auto rowsBefore = beforeFilter.match(before, nowMs, stop), rowsAfter = afterFilter.match(after, nowMs, stop);
    if (!rowsBefore || !rowsAfter)
        return {};
    const auto left = driverCensus(before, &*rowsBefore, stop), right = driverCensus(after, &*rowsAfter, stop);
    if (!left || !right)
        return {};
    return Sides{driverDifference(before, *left, after, *right, shares), left->known.devices, right->known.devices};
}

} // namespace

DifferenceView::DifferenceView(FleetAt fleetAt, QWidget *parent)
    : QWidget(parent)
    , m_fleetAt(std::move(fleetAt))
    , m_table({{tr("Driver"), [](D d) { return imageOfKey(d.key).toString(); },
                [](D d) -> QVariant {
                    return imageOfKey(d.key).toString();
                }},
               {tr("Version"),
                [](D d) {
                    const QStringView version = versionOfKey(d.key);
                    return version.isEmpty() ? tr("not told") : version.toString();
                },
                [](D d) -> QVariant {
                    return versionOfKey(d.key).toString();
                }},
               {tr("Which"), meaning,
                [](D d) -> QVariant {
                    return meaning(d);
                }},
               {tr("Devices here"), [](D d) { return countOf(d.after, d.afterKnown); },
                [](D d) -> QVariant {
                    return d.after;
                }},
               {tr("Devices in the other"), [](D d) { return countOf(d.before, d.beforeKnown); },
                [](D d) -> QVariant {
                    return d.before;
                }}})
    , m_line(new FilterBar)
    , m_other(new FilterBar)
    , m_against(new QComboBox)
    , m_day(new QDateEdit)
    , m_shares(new QCheckBox(tr("also shares")))
    , m_compare(new QPushButton(tr("Compare")))
    , m_note(new QLabel)
    , m_view(new StyledTable)
{
    m_line->setObjectName(QStringLiteral("line"));
    m_line->setPlaceholder(tr("all devices; or ward:icu"));
    m_line->setAccessibleName(tr("Devices to compare"));
    m_other->setObjectName(QStringLiteral("other"));
    m_other->setPlaceholder(tr("all devices; or ward:theatre"));
    m_other->setAccessibleName(tr("Devices to compare with"));
    m_against->setObjectName(QStringLiteral("against"));
    m_against->addItem(tr("against other devices"));
    m_against->addItem(tr("against an earlier day"));
    m_day->setObjectName(QStringLiteral("day"));
    m_day->setCalendarPopup(true);
    m_day->setDisplayFormat(QStringLiteral("d MMM yyyy"));
    m_day->hide();
    m_shares->setToolTip(tr("Drivers too that both have, on different shares of the devices"));
    m_compare->setObjectName(QStringLiteral("compare"));
    setKind(m_note, LabelKind::Caption);
    m_note->setWordWrap(true);
    m_note->setContentsMargins(12, 0, 12, 4);
    m_note->setText(tr("What differs between two groups of devices, for example the workstations of two wards, or "
                       "between a day and today."));
    m_view->setObjectName(QStringLiteral("differences"));
    m_view->setAccessibleName(tr("Drivers that differ"));
    m_view->setModel(&m_table);
    for (const int column : {3, 4})
        m_view->setLook(column, {CellLook::Kind::Number, -1, -1});
    m_view->setInitialWidths({180, 140, 140, 140, 160});
    m_view->setFilling(0);
    m_view->sortByColumn(3, Qt::DescendingOrder);

    auto *const row = new QHBoxLayout;
    row->setContentsMargins(12, 6, 12, 6);
    row->setSpacing(8);
    row->addWidget(m_line, 2);
    row->addWidget(m_against);
    row->addWidget(m_other, 2);
    row->addWidget(m_day, 1);
    row->addWidget(m_shares);
    row->addWidget(m_compare);
    auto *const column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(row);
    column->addWidget(m_note);
    column->addWidget(m_view, 1);
    setFocusProxy(m_line);

    connect(m_against, &QComboBox::currentIndexChanged, this, [this](int against) {
        m_other->setVisible(against == AnotherFilter);
        m_day->setVisible(against == Day);
        check();
    });
    for (FilterBar *bar : {m_line, m_other}) {
        connect(bar, &FilterBar::edited, this, &DifferenceView::check);
        connect(bar, &FilterBar::lineAccepted, this, &DifferenceView::compare);
    }
    connect(m_compare, &QPushButton::clicked, this, &DifferenceView::compare);
    connect(m_view, &StyledTable::rowActivated, this,
            [this](const QModelIndex &index) { Q_EMIT driverWanted(m_table.at(index.row()).key); });
}

void DifferenceView::setFleet(const FleetSnapshotPtr &fleet, qint64 nowMs)
{
    if (!m_fleet)
        m_day->setDate(dayOf(nowMs).addDays(-1));
    m_fleet = fleet;
    m_nowMs = nowMs;
    m_day->setMaximumDate(dayOf(nowMs));
    m_line->setNames(fleet->sharedNames());
    m_other->setNames(fleet->sharedNames());
}

void DifferenceView::check()
{
    m_compare->setEnabled(m_line->isValid() && (m_against->currentIndex() == Day || m_other->isValid()));
}

void DifferenceView::compare()
{
    if (!m_compare->isEnabled() || !m_fleet)
        return;
    const QString line = m_line->line().trimmed();
    const auto named = [](const QString &written) {
        return written.isEmpty() ? tr("all devices") : written;
    };
    if (m_against->currentIndex() == AnotherFilter) {
        const QString other = m_other->line().trimmed();
        run(m_fleet, other, m_fleet, tr("%1, against %2").arg(named(line), named(other)));
        return;
    }
    const QDateTime end(m_day->date(), QTime(23, 59, 59));
    const QString question = tr("%1 today, against the end of %2").arg(named(line), dayText(m_day->date()));
    m_note->setText(tr("Reading the drivers of that day…"));
    QCoro::connect(m_fleetAt(m_fleet, end.toMSecsSinceEpoch()), this,
                   [this, line, now = m_fleet, question](const Result<FleetSnapshotPtr> &fleet) {
                       if (fleet)
                           run(*fleet, line, now, question);
                       else
                           Q_EMIT failed(fleet.error());
                   });
}

void DifferenceView::run(const FleetSnapshotPtr &before, const QString &beforeLine, const FleetSnapshotPtr &after,
                         const QString &question)
{
    m_note->setText(tr("Comparing…"));
    m_job.start([this, before, after, left = Filter::parse(beforeLine), right = Filter::parse(m_line->line()),
                 shares = m_shares->isChecked(), now = m_nowMs, question](const std::stop_token &stop) {
        auto sides = differ(*before, left, *after, right, shares, now, stop);
        if (!sides)
            return;
        QMetaObject::invokeMethod(
            this,
            [this, sides = std::move(*sides), question]() mutable {
                take(std::move(sides.found), sides.before, sides.after, question);
            },
            Qt::QueuedConnection);
    });
}

void DifferenceView::take(std::vector<DriverDifference> found, quint32 before, quint32 after, const QString &question)
{
    m_question = question;
    const QString base = tr("%1: drivers of %2 are known here, of %3 in the other.")
                             .arg(question, counted(after, Noun::Device), countText(before));
    m_note->setText(found.empty() ? tr("%1 Nothing differs.").arg(base)
                                  : agreeing(qint64(found.size()), tr("%1 %2 differs."), tr("%1 %2 differ."))
                                        .arg(base, counted(qint64(found.size()), Noun::Driver)));
    m_table.show(std::move(found));
    Q_EMIT answered();
}

} // namespace ringward
