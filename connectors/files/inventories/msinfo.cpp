#include "connectors/files/inventories/msinfo.h"

#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"

#include <algorithm>

namespace ringward {

namespace {

constexpr std::size_t kLongestSummary = 200;

/// Titles of the summary that name the computer; elsewhere its place after the version tells.
constexpr std::array<QStringView, 14> kHostTitles{
    u"System Name",     u"Nazwa systemu", u"Systemname",    u"Nom du système",     u"系统名称",
    u"系統名稱",        u"システム名",    u"Имя системы",   u"Nombre del sistema", u"Nome sistema",
    u"Nome do Sistema", u"Systeemnaam",   u"Název systému", u"Systemnavn"};

bool isHostTitle(const QString &item)
{
    return std::any_of(kHostTitles.begin(), kHostTitles.end(), [&](QStringView title) {
        return title.compare(QStringView(item).trimmed(), Qt::CaseInsensitive) == 0;
    });
}

/// "18362" out of "10.0.18362 Build 18362"; empty when it is no version of Windows.
QString buildOf(QStringView version)
{
    const std::vector<QStringView> words = tokens(version);
    if (words.empty() || !isVersion(words.front()))
        return {};
    const QList<QStringView> parts = words.front().split(u'.');
    return parts.size() >= 3 && parts[2].size() >= 4 ? parts[2].toString() : QString();
}

} // namespace

MsinfoReport::MsinfoReport()
    : builder(QStringLiteral("msinfo32"), true)
{
}

bool MsinfoReport::isRow(Row row)
{
    if (isDriverPath(row[File].trimmed()))
        return true;
    const QStringView started = row[Started].trimmed();
    return !started.isEmpty() && !row[Name].isEmpty()
        && (started == row[Pause].trimmed() || started == row[Stop].trimmed() || toldOf(started) != Told::NotTold);
}

void MsinfoReport::addRow(Row row, qint64 line)
{
    Driver driver;
    driver.name = row[Name].trimmed().toString();
    driver.displayName = row[Description].trimmed().toString();
    // What stands there in place of a path ("Not Available") is in the language of Windows.
    if (const QStringView path = row[File].trimmed(); isDriverPath(path) || isSysFile(path) || path.contains(u'\\'))
        driver.path = path.toString();
    if (builder.add(std::move(driver), line))
        m_words.add(row[Type], row[StartMode], row[State], row[Started], row[Pause], row[Stop]);
}

void MsinfoReport::addSummary(QStringView item, QStringView value)
{
    if (m_summary.size() < kLongestSummary && item.size() < 512 && value.size() < 4096)
        m_summary.push_back({item.trimmed().toString(), saidText(value)});
}

void MsinfoReport::readSummary()
{
    const auto begin = m_summary.begin(), end = m_summary.end();
    const auto version = std::find_if(begin, begin + std::min<qsizetype>(8, end - begin),
                                      [](const Pair &pair) { return !buildOf(pair.value).isEmpty(); });
    if (version == end || version == begin + 8)
        return;
    Inventory &told = builder.inventory;
    told.osBuild = buildOf(version->value);
    if (version != begin)
        told.osName = (version - 1)->value;
    const auto isHost = [&](const Pair &pair) {
        return told.host.isEmpty() ? isHostTitle(pair.item) : pair.value.compare(told.host, Qt::CaseInsensitive) == 0;
    };
    auto host = std::find_if(version + 1, end, isHost);
    if (host == end && end - version > 3)
        host = version + 3; // version, other description, maker of the system, name
    if (host == end)
        return;
    if (told.host.isEmpty() && !host->value.contains(u' '))
        told.host = host->value;
    if (end - host > 2) {
        told.manufacturer = (host + 1)->value;
        told.model = (host + 2)->value;
    }
}

Result<std::vector<Inventory>> MsinfoReport::finish(const std::stop_token &stop)
{
    readSummary();
    m_words.apply(builder.inventory.drivers.drivers);
    return builder.finish(InventoryTexts::tr("This msinfo32 report has no list of system drivers. Save it again with "
                                             "“msinfo32 /report FILE”, without choosing categories."),
                          stop);
}

} // namespace ringward
