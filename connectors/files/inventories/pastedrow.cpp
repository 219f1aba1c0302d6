#include "connectors/files/inventories/pastedrow.h"

#include "connectors/files/inventories/values.h"

#include <algorithm>

namespace ringward {

namespace {

using Columns = std::array<QStringView, MsinfoReport::ColumnCount>;
using Report = MsinfoReport;

struct Span {
    qsizetype from = -1, end = -1;
};

/// Where a path stands in the line: it begins after a blank and ends with the extension before the next blank.
Span findPath(QStringView line)
{
    const qsizetype extension = line.indexOf(u".sys", 0, Qt::CaseInsensitive);
    for (qsizetype i = 1; i + 3 < line.size(); ++i) {
        if (!line[i - 1].isSpace() || line[i].isSpace()
            || !isDriverPath(line.sliced(i, std::min<qsizetype>(16, line.size() - i))))
            continue;
        qsizetype end = extension;
        while (end >= 0 && (end < i || (end + 4 < line.size() && !line[end + 4].isSpace())))
            end = line.indexOf(u".sys", end + 1, Qt::CaseInsensitive);
        if (end >= 0)
            return {i, end + 4};
        const auto blank = std::find_if(line.begin() + i, line.end(), [](QChar c) { return c.isSpace(); });
        return {i, blank - line.begin()};
    }
    return {};
}

/// The text from one token to another, with what stands between.
QStringView joined(const std::vector<QStringView> &words, std::size_t first, std::size_t last)
{
    return QStringView(words[first].begin(), words[last].end());
}

bool isYesNo(QStringView word, const std::vector<QStringView> &words)
{
    return word == words[words.size() - 1] || word == words[words.size() - 2] || toldOf(word) != Told::NotTold;
}

/// Type, started, start mode, state, status, error control, pause, stop. Type and state may be of several words.
bool readTail(const std::vector<QStringView> &words, Columns &row)
{
    const std::size_t count = words.size();
    if (count < 8 || count > 24)
        return false;
    std::size_t started = count - 7;
    if (!isYesNo(words[started], words)) {
        started = 1;
        while (started < count - 6 && !isYesNo(words[started], words))
            ++started;
        if (started >= count - 6)
            return false;
    }
    row[Report::Type] = joined(words, 0, started - 1);
    row[Report::Started] = words[started];
    row[Report::StartMode] = words[started + 1];
    row[Report::State] = joined(words, started + 2, count - 5);
    row[Report::Status] = words[count - 4];
    row[Report::ErrorControl] = words[count - 3];
    row[Report::Pause] = words[count - 2];
    row[Report::Stop] = words[count - 1];
    // Whether a driver may be paused and stopped is told in two words out of the same pair.
    return isYesNo(row[Report::Pause], words)
        && (row[Report::Pause] == row[Report::Started] || row[Report::Stop] == row[Report::Started]
            || toldOf(row[Report::Stop]) != Told::NotTold);
}

std::optional<Columns> withoutPath(QStringView line)
{
    const std::vector<QStringView> words = tokens(line);
    if (words.size() < 11 || words.size() > 40)
        return std::nullopt;
    Columns row;
    const std::size_t type = words.size() - 8;
    if (!readTail({words.begin() + qsizetype(type), words.end()}, row))
        return std::nullopt;
    row[Report::Name] = words[0];
    row[Report::Description] = joined(words, 1, type - 2);
    return row;
}

} // namespace

std::optional<Columns> pastedRow(QStringView line, bool inDriverTable)
{
    if (line.size() < 20 || line.size() > 4096)
        return std::nullopt;
    if (const auto parts = widelySpaced(line); parts.size() == Report::ColumnCount) {
        Columns row;
        std::copy(parts.begin(), parts.end(), row.begin());
        if (Report::isRow(row) && (inDriverTable || isDriverPath(row[Report::File])))
            return row;
    }
    const Span path = findPath(line);
    if (path.from < 0)
        return inDriverTable ? withoutPath(line) : std::nullopt;
    Columns row;
    const std::vector<QStringView> head = tokens(line.first(path.from));
    if (head.empty() || !readTail(tokens(line.sliced(path.end)), row))
        return std::nullopt;
    row[Report::Name] = head.front();
    row[Report::Description] = head.size() > 1 ? joined(head, 1, head.size() - 1) : QStringView();
    row[Report::File] = line.sliced(path.from, path.end - path.from);
    return row;
}

} // namespace ringward
