#include "connectors/files/inventories/msinfo.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"

#include <QXmlStreamReader>

namespace ringward {

namespace {

constexpr int kDeepest = 32;
constexpr qsizetype kLongestValue = 32 * 1024;

class XmlReader {
public:
    XmlReader(const QString &text, MsinfoReport &report)
        : m_xml(text)
        , m_report(report)
    {
    }

    Result<Done> read(const std::stop_token &stop)
    {
        while (!m_xml.atEnd() && !stop.stop_requested()) {
            switch (m_xml.readNext()) {
            case QXmlStreamReader::DTD:
            case QXmlStreamReader::EntityReference:
                return Error{
                    Error::Kind::Malformed,
                    InventoryTexts::tr("The file declares a document type or entities, which no msinfo32 report "
                                       "does. It was not read.")};
            case QXmlStreamReader::StartElement:
                if (++m_depth > kDeepest)
                    return Error{
                        Error::Kind::Malformed,
                        InventoryTexts::tr("The file is nested deeper than any msinfo32 report. It was not read.")};
                start();
                break;
            case QXmlStreamReader::EndElement:
                --m_depth;
                end();
                break;
            case QXmlStreamReader::Characters:
                if (m_text.size() + m_xml.text().size() <= kLongestValue)
                    m_text += m_xml.text();
                break;
            default:
                break;
            }
        }
        if (m_xml.hasError() && !stop.stop_requested())
            m_report.builder.refuse(m_xml.lineNumber(),
                                    m_xml.error() == QXmlStreamReader::PrematureEndOfDocumentError
                                        ? InventoryTexts::tr("the file ends in the middle; the rows before are whole")
                                        : InventoryTexts::tr("the XML is damaged here; the rows before were taken"));
        return Done{};
    }

private:
    void start()
    {
        m_text.clear();
        if (m_xml.name() == u"Category")
            ++m_categories;
        if (m_xml.name() == u"Data") {
            m_dataDepth = m_depth;
            m_cells.clear();
        }
    }

    void end()
    {
        if (m_dataDepth > 0 && m_depth == m_dataDepth && m_cells.size() < 64)
            m_cells.push_back(m_text);
        else if (m_dataDepth > 0 && m_depth == m_dataDepth - 1)
            endRow();
        else if (m_xml.name() == u"CreationUTC")
            m_report.builder.inventory.drivers.takenMs =
                std::max<qint64>(0, inventoryDate(m_text).isValid() ? inventoryDate(m_text).toMSecsSinceEpoch() : 0);
        m_text.clear();
    }

    void endRow()
    {
        m_dataDepth = 0;
        if (m_cells.size() == MsinfoReport::ColumnCount) {
            std::array<QStringView, MsinfoReport::ColumnCount> row;
            std::copy(m_cells.begin(), m_cells.end(), row.begin());
            if (MsinfoReport::isRow(row))
                m_report.addRow(row, m_xml.lineNumber());
            else
                m_report.builder.refuse(m_xml.lineNumber(), InventoryTexts::tr("the row is none of a driver"));
        } else if (m_cells.size() == 2 && m_categories <= 1) {
            m_report.addSummary(m_cells[0], m_cells[1]);
        }
    }

    QXmlStreamReader m_xml;
    MsinfoReport &m_report;
    QString m_text;
    std::vector<QString> m_cells;
    int m_depth = 0, m_dataDepth = 0, m_categories = 0;
};

} // namespace

bool looksLikeMsinfoXml(QStringView head)
{
    head = head.trimmed();
    return head.startsWith(u'<') && head.left(4096).contains(u"<MsInfo");
}

Inventories parseMsinfoXml(const DecodedText &text, std::stop_token stop)
{
    MsinfoReport report;
    const auto done = XmlReader(text.text, report).read(stop);
    if (!done)
        return done.error();
    return report.finish(stop);
}

} // namespace ringward
