#include "connectors/files/inventories/driverquery.h"

#include "connectors/files/inventories/texts.h"
#include "models/base/counted.h"

#include <algorithm>
#include <array>

namespace ringward {

namespace {

using Column = DriverqueryReader::Column;
constexpr int kCutAt = 12; // characters of a name in a table

struct Title {
    QStringView title;
    Column column;
};
constexpr std::array kTitles{
    Title{u"Module Name", Column::Module},
    Title{u"Display Name", Column::Display},
    Title{u"Description", Column::Description},
    Title{u"Driver Type", Column::Type},
    Title{u"Start Mode", Column::StartMode},
    Title{u"State", Column::State},
    Title{u"Status", Column::Status},
    Title{u"Accept Stop", Column::AcceptStop},
    Title{u"Accept Pause", Column::AcceptPause},
    Title{u"Paged Pool(bytes)", Column::PagedPool},
    Title{u"Code(bytes)", Column::Code},
    Title{u"BSS(bytes)", Column::Bss},
    Title{u"Link Date", Column::LinkDate},
    Title{u"Path", Column::Path},
    Title{u"Init(bytes)", Column::Init},
    Title{u"DeviceName", Column::Device},
    Title{u"InfName", Column::Inf},
    Title{u"IsSigned", Column::IsSigned},
    Title{u"Manufacturer", Column::Manufacturer},
};

const DriverqueryReader::Columns &verbose()
{
    static const DriverqueryReader::Columns columns = [] {
        DriverqueryReader::Columns all;
        for (int column = Column::Module; column <= Column::Init; ++column)
            all.push_back(Column(column));
        return all;
    }();
    return columns;
}
const DriverqueryReader::Columns kShort{Column::Module, Column::Display, Column::Type, Column::LinkDate};
const DriverqueryReader::Columns kSigned{Column::Device, Column::Inf, Column::IsSigned, Column::Manufacturer};

DriverqueryReader::Columns byTitles(const QStringList &titles)
{
    DriverqueryReader::Columns columns;
    bool telling = false;
    for (const QString &title : titles) {
        // A table cuts its titles to the width of the column.
        const QStringView written = QStringView(title).trimmed();
        const auto found = std::find_if(kTitles.begin(), kTitles.end(), [&](const Title &known) {
            return known.title.compare(written, Qt::CaseInsensitive) == 0
                || (written.size() >= 6 && known.title.startsWith(written, Qt::CaseInsensitive));
        });
        if (found == kTitles.end())
            return {};
        columns.push_back(found->column);
        telling = telling || found->column == Column::Module || found->column == Column::Inf;
    }
    return telling && columns.size() >= 2 ? columns : DriverqueryReader::Columns();
}

/// A row of /si: an INF in the second place and whether it is signed in the third.
bool isSignedRow(const QStringList &row)
{
    return row.size() == 4 && isInfName(row[1].trimmed()) && row[2].trimmed().size() <= 12;
}

bool isShortRow(const QStringList &row)
{
    if (row.size() != 4 || row[0].trimmed().isEmpty() || row[0].contains(u'\\'))
        return false;
    const bool dated =
        inventoryDate(row[3], DateOrder::MonthFirst).isValid() || inventoryDate(row[3], DateOrder::DayFirst).isValid();
    const bool kind = kindOf(row[2]) != ImageKind::NotTold;
    return (dated || row[3].trimmed().isEmpty()) && (kind || isWellKnownDriver(row[0]));
}

bool isVerboseRow(const QStringList &row)
{
    const QStringView path = row.size() == 15 ? QStringView(row[Column::Path]).trimmed() : QStringView();
    return row.size() == 15 && (isDriverPath(path) || isSysFile(path))
        && wholeNumber(row[Column::Code]).value_or(0) >= 0 && row[Column::AcceptStop].trimmed().size() <= 12;
}

} // namespace

DriverqueryReader::Columns DriverqueryReader::columnsOf(const QStringList &titles, const std::vector<QStringList> &rows)
{
    if (const Columns told = byTitles(titles); !told.empty())
        return told;
    const auto count = [&](bool (*is)(const QStringList &)) {
        return std::count_if(rows.begin(), rows.end(), is);
    };
    if (titles.size() == 15 && count(isVerboseRow) > 0)
        return verbose();
    if (titles.size() == 4 && count(isSignedRow) * 2 > qsizetype(rows.size()))
        return kSigned;
    if (titles.size() == 4 && count(isShortRow) > 0)
        return kShort;
    return {};
}

bool DriverqueryReader::firstIsValues(const std::vector<QStringList> &rows)
{
    if (rows.empty())
        return false;
    const QStringList &first = rows.front();
    return isVerboseRow(first) || isSignedRow(first) || isShortRow(first);
}

bool DriverqueryReader::areRows(const std::vector<QStringList> &rows)
{
    if (rows.empty())
        return false;
    const auto are = [&](bool (*is)(const QStringList &)) {
        return std::count_if(rows.begin(), rows.end(), is) * 10 >= qsizetype(rows.size()) * 4;
    };
    return are(isVerboseRow) || are(isSignedRow) || are(isShortRow);
}

DriverqueryReader::DriverqueryReader(Columns columns, bool cutsNames)
    : builder(columns == kSigned       ? QStringLiteral("driverquery /si")
                  : columns.size() > 4 ? QStringLiteral("driverquery /v")
                                       : QStringLiteral("driverquery"),
              std::find(columns.begin(), columns.end(), Inf) == columns.end())
    , m_columns(std::move(columns))
    , m_cutsNames(cutsNames)
{
}

const QString &DriverqueryReader::value(const QStringList &row, Column column) const
{
    static const QString none;
    const auto found = std::find(m_columns.begin(), m_columns.end(), column);
    const qsizetype at = found - m_columns.begin();
    return found != m_columns.end() && at < row.size() ? row[at] : none;
}

void DriverqueryReader::see(const QStringList &row)
{
    m_dates.see(value(row, LinkDate));
}

void DriverqueryReader::put(Driver &driver, Column column, const QString &text) const
{
    switch (column) {
    case Module:
        driver.name = text;
        driver.nameCut = m_cutsNames && text.size() == kCutAt && !isWholeTwelve(text);
        break;
    case Display:
    case Device:
        driver.displayName = text;
        break;
    case LinkDate:
        driver.linkDate = inventoryDate(text, m_dates.order());
        break;
    case Path:
        driver.path = saidText(text);
        break;
    case PagedPool:
        driver.pagedPoolBytes = wholeNumber(text).value_or(-1);
        break;
    case Code:
        driver.codeBytes = wholeNumber(text).value_or(-1);
        break;
    case Inf:
        driver.infName = saidText(text);
        break;
    case IsSigned:
        driver.isSigned = toldOf(text);
        break;
    case Manufacturer:
        driver.publisher = saidText(text);
        break;
    default: // words are read when all rows are known; the others are not kept
        break;
    }
}

void DriverqueryReader::add(const QStringList &row, qint64 line)
{
    if (row.size() != qsizetype(m_columns.size())) {
        builder.refuse(
            line,
            InventoryTexts::tr("%1 where the list has %2")
                .arg(counted(qint64(row.size()), Noun::Part), counted(qint64(m_columns.size()), Noun::Column)));
        return;
    }
    Driver driver;
    for (qsizetype i = 0; i < row.size(); ++i)
        put(driver, m_columns[std::size_t(i)], row[i].trimmed());
    if (driver.name.isEmpty()) // of a device: its INF names the driver
        driver.name = driver.infName.isEmpty() && m_columns.front() == Device ? driver.displayName : driver.infName;
    if (builder.add(std::move(driver), line))
        m_words.add(value(row, Type), value(row, StartMode), value(row, State), {}, value(row, AcceptPause),
                    value(row, AcceptStop));
}

Result<std::vector<Inventory>> DriverqueryReader::finish(const std::stop_token &stop)
{
    std::vector<Driver> &drivers = builder.inventory.drivers.drivers;
    m_words.apply(drivers);
    if (std::any_of(drivers.begin(), drivers.end(), [](const Driver &driver) { return driver.nameCut; }))
        builder.inventory.notes << InventoryTexts::tr("The table cut names at 12 characters. “driverquery /v /fo csv” "
                                                      "tells them in full.");
    return builder.finish(InventoryTexts::tr("This output of driverquery has no driver in it. Run “driverquery /v /fo "
                                             "csv” again and save what it prints."),
                          stop);
}

} // namespace ringward
