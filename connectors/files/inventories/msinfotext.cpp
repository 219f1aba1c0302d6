#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/msinfo.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/pastedrow.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"

#include <optional>

namespace ringward {

namespace {

/// "12/28/15 04:28:51" at the end of the first line: in US order with two digits for the year in every language.
QDateTime reportTime(QStringView line)
{
    line = line.trimmed();
    if (line.size() < 17 || line.size() > 400)
        return {};
    const QStringView written = line.last(17);
    for (qsizetype i = 0; i < written.size(); ++i) {
        static constexpr QStringView kShape = u"00/00/00 00:00:00";
        if (kShape[i] == u'0' ? !written[i].isDigit() : written[i] != kShape[i])
            return {};
    }
    return inventoryDate(written);
}

bool isSection(QStringView line)
{
    line = line.trimmed();
    return line.size() > 2 && line.size() < 200 && line.front() == u'[' && line.back() == u']' && !line.contains(u'\t');
}

std::optional<std::array<QStringView, MsinfoReport::ColumnCount>> elevenOf(const std::vector<QStringView> &parts)
{
    if (parts.size() != MsinfoReport::ColumnCount)
        return std::nullopt;
    std::array<QStringView, MsinfoReport::ColumnCount> row;
    std::copy(parts.begin(), parts.end(), row.begin());
    return row;
}

/// Of a summary that lost its tabs, what can be told without knowing the language: name and version of Windows.
std::vector<QStringView> pastedPair(QStringView line)
{
    qsizetype at = line.indexOf(u"Microsoft Windows ");
    const std::vector<QStringView> words = tokens(line.left(256));
    if (at < 1 && words.size() >= 3 && isVersion(words[1]))
        at = words[1].begin() - line.begin();
    if (at < 1)
        return {};
    return {line.first(at), line.sliced(at)};
}

class TextReader {
public:
    explicit TextReader(MsinfoReport &report)
        : m_report(report)
    {
    }

    void read(const Line &line)
    {
        if (isBlank(line.text))
            return;
        ++m_filled;
        if (isSection(line.text)) {
            ++m_sections;
            m_isDriverTable = false;
            return;
        }
        if (m_sections == 0 && m_filled <= 4 && readHeading(line.text))
            return;
        if (!m_report.builder.refuseLongLine(line.text, line.number))
            readRow(line);
    }

private:
    /// The first two lines: when, and "System Name: MJÖLNIR".
    bool readHeading(QStringView text)
    {
        Inventory &told = m_report.builder.inventory;
        if (const QDateTime time = reportTime(text); time.isValid()) {
            told.drivers.takenMs = time.toMSecsSinceEpoch();
            return true;
        }
        if (text.contains(u'\t') || text.size() > 300)
            return false;
        const qsizetype colon = std::max(text.lastIndexOf(u':'), text.lastIndexOf(u'：'));
        const QStringView host = text.sliced(colon + 1).trimmed();
        if (colon < 1 || host.isEmpty() || host.contains(u' ') || host.contains(u'\\'))
            return false;
        told.host = host.toString();
        return true;
    }

    void readRow(const Line &line)
    {
        const std::vector<QStringView> parts = tabbed(line.text);
        if (const auto row = elevenOf(parts)) {
            if (MsinfoReport::isRow(*row))
                m_report.addRow(*row, line.number);
            m_isDriverTable = true; // the only table of the report with eleven columns
            return;
        }
        if (m_sections <= 1 && readSummary(line, parts))
            return;
        if (const auto row = pastedRow(line.text, m_isDriverTable)) {
            m_report.addRow(*row, line.number);
            m_isDriverTable = true;
        } else if (m_isDriverTable) {
            m_report.builder.refuse(
                line.number,
                line.last ? InventoryTexts::tr("the file ends in the middle of this row")
                          : InventoryTexts::tr("%n part(s) where the driver table has 11", nullptr, int(parts.size())));
        }
    }

    bool readSummary(const Line &line, const std::vector<QStringView> &parts)
    {
        std::vector<QStringView> pair = parts.size() >= 2 ? parts : widelySpaced(line.text);
        if (pair.size() == 1)
            pair = pastedPair(line.text);
        if (pair.size() != 2)
            return false;
        m_report.addSummary(pair[0], pair[1]);
        return true;
    }

    MsinfoReport &m_report;
    qint64 m_filled = 0, m_sections = 0;
    bool m_isDriverTable = false;
};

} // namespace

bool looksLikeMsinfoText(QStringView head)
{
    Lines lines(head);
    Line line;
    int filled = 0, sections = 0, tables = 0, rows = 0;
    bool dated = false, afterSection = false;
    while (lines.next(line)) {
        if (isBlank(line.text) || line.text.size() > InventoryBuilder::kLongestLine)
            continue;
        ++filled;
        dated = dated || (filled <= 2 && reportTime(line.text).isValid());
        if (isSection(line.text)) {
            ++sections;
            afterSection = true;
            continue;
        }
        tables += afterSection && line.text.endsWith(u'\t');
        afterSection = false;
        const auto row = elevenOf(tabbed(line.text));
        rows += row ? isDriverPath((*row)[MsinfoReport::File]) && MsinfoReport::isRow(*row)
                    : pastedRow(line.text, false).has_value();
        if ((dated && sections > 0) || tables >= 2 || rows >= 2)
            return true;
    }
    return rows > 0 && rows == filled;
}

Inventories parseMsinfoText(const DecodedText &text, std::stop_token stop)
{
    MsinfoReport report;
    TextReader reader(report);
    Lines lines(text.text);
    Line line;
    while (lines.next(line) && !stop.stop_requested())
        reader.read(line);
    return report.finish(stop);
}

} // namespace ringward
