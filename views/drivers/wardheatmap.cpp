#include "views/drivers/wardheatmap.h"

#include "models/base/counted.h"
#include "models/fleet/filterterm.h"
#include "models/tables/drivercolumns.h"
#include "views/drivers/driverwords.h"
#include "views/widgets/digits.h"
#include "views/widgets/styledtable.h"
#include "views/widgets/theme.h"

#include <QCoreApplication>
#include <QPainter>

#include <utility>

namespace ringward {

namespace {

using W = const WardHeat &;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::WardHeat", text);
}

template <int driverClass>
RecordTable<WardHeat>::Column classColumn()
{
    constexpr auto at = std::size_t(driverClass);
    return {label(DriverClass(driverClass)), [](W w) { return countText(w.byClass[at]); },
            [](W w) -> QVariant { return w.byClass[at]; },
            [](W w) {
                return w.devices ? double(w.byClass[at]) / w.devices : 0;
            }};
}

constexpr bool isShown(int driverClass)
{
    return DriverClass(driverClass) != DriverClass::Windows;
}

template <int... driverClass>
std::vector<RecordTable<WardHeat>::Column> columnsOf(std::integer_sequence<int, driverClass...>)
{
    std::vector<RecordTable<WardHeat>::Column> columns{{tr("Ward"), [](W w) { return w.ward; },
                                                        [](W w) -> QVariant {
                                                            return w.ward;
                                                        }},
                                                       {tr("Devices"), [](W w) { return countText(w.devices); },
                                                        [](W w) -> QVariant {
                                                            return w.devices;
                                                        }}};
    ((isShown(driverClass) ? columns.push_back(classColumn<driverClass>()) : void()), ...);
    return columns;
}

QColor mixed(const QColor &from, const QColor &to, double share)
{
    const auto part = [share](double a, double b) {
        return float(a + (b - a) * share);
    };
    return QColor::fromRgbF(part(from.redF(), to.redF()), part(from.greenF(), to.greenF()),
                            part(from.blueF(), to.blueF()));
}

} // namespace

WardHeatTable::WardHeatTable(QObject *parent)
    : RecordTable<WardHeat>(columnsOf(std::make_integer_sequence<int, kDriverClassCount>()), parent)
{
}

void WardHeatTable::show(const DriverAssessment &assessment)
{
    std::vector<WardHeat> heats;
    for (const WardExposure &ward : assessment.wards) {
        const Ward &about = assessment.fleet().names().wards()[ward.ward];
        heats.push_back({wardName(about), wardFilter(about), ward.devices, ward.byClass});
    }
    RecordTable<WardHeat>::show(std::move(heats));
}

void HeatCells::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.widget);
    const double share = index.data(kRecordShareRole).toDouble();
    painter->save();
    paintGround(*painter, option, theme);
    const QRectF box = QRectF(option.rect).adjusted(1, 1, -1, -2);
    const bool selected = option.state & QStyle::State_Selected;
    const QColor ground = mixed(theme.surface, theme.tier1, share * 0.75);
    if (share > 0)
        painter->fillRect(box, ground);
    const bool onDark = contrast(theme.text, ground) < contrast(theme.surface, ground);
    painter->setFont(theme.cell);
    painter->setPen(share <= 0   ? (selected && theme.isHighContrast() ? theme.selectionText : theme.muted)
                        : onDark ? theme.surface
                                 : theme.text);
    drawTabular(*painter, box.adjusted(0, 0, -theme.px(8), 0), Qt::AlignVCenter | Qt::AlignRight,
                index.data().toString());
    if (selected || option.state & QStyle::State_HasFocus) {
        painter->setPen(QPen(option.state & QStyle::State_HasFocus ? theme.focus : theme.accent, theme.frameWidth));
        painter->setBrush(Qt::NoBrush);
        painter->drawRect(box);
    }
    painter->restore();
}

StyledTable *makeHeatMap(WardHeatTable &table)
{
    auto *const view = new StyledTable;
    view->setObjectName(QStringLiteral("heatmap"));
    view->setAccessibleName(tr("Wards by class of kernel code"));
    view->setModel(&table);
    QList<int> widths{150, 88};
    view->setLook(1, {CellLook::Kind::Number, -1, -1});
    auto *const cells = new HeatCells(view);
    for (int column = WardHeatTable::kFirstClassColumn; column < table.columnCount(); ++column) {
        view->setLook(column, {CellLook::Kind::Number, -1, -1}); // the head is aligned by it
        view->setItemDelegateForColumn(column, cells);
        widths << 104;
    }
    view->setInitialWidths(widths);
    view->setFilling(0);
    view->sortByColumn(1, Qt::DescendingOrder);
    return view;
}

} // namespace ringward
