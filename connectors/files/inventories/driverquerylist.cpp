#include "connectors/files/inventories/driverquery.h"
#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"

namespace ringward {

namespace {

constexpr std::size_t kSample = 40;
constexpr qsizetype kMostLines = 40; // of one block

struct Block {
    QStringList labels, values;
    qint64 line = 0;
    bool whole = true; ///< every line of it has a label
};

/// Blocks of "Label:   value", parted by blank lines.
class Blocks {
public:
    explicit Blocks(QStringView text)
        : m_lines(text)
    {
    }
    bool next(Block &block)
    {
        block = {};
        Line line;
        while (m_lines.next(line)) {
            if (isBlank(line.text)) {
                if (block.line > 0)
                    return true;
                continue;
            }
            if (block.line == 0)
                block.line = line.number;
            const auto pair = line.text.size() < 8192 ? labelled(line.text) : std::nullopt;
            block.whole = block.whole && pair && block.labels.size() < kMostLines;
            if (pair && block.labels.size() < kMostLines) {
                block.labels << pair->label.toString();
                block.values << pair->value.toString();
            }
        }
        return block.line > 0;
    }

private:
    Lines m_lines;
};

struct Sample {
    QStringList labels;
    std::vector<QStringList> rows;
};

/// Blocks of as many lines as the first that could be one.
Sample sampleOf(QStringView text)
{
    Sample sample;
    Blocks blocks(text);
    Block block;
    for (std::size_t seen = 0; seen < kSample && blocks.next(block); ++seen) {
        if (!block.whole)
            continue;
        if (sample.labels.isEmpty())
            sample.labels = block.labels;
        if (block.labels == sample.labels)
            sample.rows.push_back(block.values);
    }
    return sample;
}

} // namespace

bool looksLikeDriverqueryList(QStringView head)
{
    const Sample sample = sampleOf(head);
    return !sample.labels.isEmpty() && !DriverqueryReader::columnsOf(sample.labels, sample.rows).empty();
}

Inventories parseDriverqueryList(const DecodedText &text, std::stop_token stop)
{
    const Sample sample = sampleOf(text.text);
    DriverqueryReader reader(DriverqueryReader::columnsOf(sample.labels, sample.rows));
    Block block;
    Blocks seen(text.text);
    while (seen.next(block) && !stop.stop_requested())
        reader.see(block.values);
    Blocks blocks(text.text);
    while (blocks.next(block) && !stop.stop_requested()) {
        if (block.whole)
            reader.add(block.values, block.line);
        else
            reader.builder.refuse(block.line, InventoryTexts::tr("not every line of this entry has a label"));
    }
    return reader.finish(stop);
}

} // namespace ringward
