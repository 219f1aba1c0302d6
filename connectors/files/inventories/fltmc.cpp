#include "connectors/files/inventories/builder.h"
#include "connectors/files/inventories/lines.h"
#include "connectors/files/inventories/parsers.h"
#include "connectors/files/inventories/texts.h"
#include "connectors/files/inventories/values.h"

#include <algorithm>

namespace ringward {

namespace {

struct Place {
    qsizetype from, end;
};
using Places = std::vector<Place>;

/// The runs of "-" under the titles: three before Windows Vista, then four; "fltmc instances" has more.
Places rulerOf(QStringView line)
{
    Places places;
    if (line.size() < 20 || line.size() > 400)
        return {};
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] != u'-' && !line[i].isSpace())
            return {};
        if (line[i] == u'-' && (i == 0 || line[i - 1] != u'-'))
            places.push_back({i, i});
        if (line[i] == u'-')
            places.back().end = i + 1;
    }
    return places.size() >= 3 ? places : Places();
}

bool isAltitude(QStringView text)
{
    bool digit = false, point = false;
    for (const QChar c : text) {
        if (c == u'.' && digit && !point)
            point = true;
        else if (c < u'0' || c > u'9')
            return false;
        digit = true;
    }
    return digit && text.back() != u'.';
}

struct Word {
    qsizetype from, end;
    QStringView text;
};
std::vector<Word> wordsOf(QStringView line)
{
    std::vector<Word> words;
    for (const QStringView word : tokens(line))
        words.push_back({word.begin() - line.begin(), word.end() - line.begin(), word});
    return words;
}

/// Which column a word stands under: the one it overlaps, or the nearest.
std::size_t columnOf(const Word &word, const Places &places)
{
    std::size_t best = 0;
    qsizetype bestGap = 1'000'000;
    for (std::size_t i = 0; i < places.size(); ++i) {
        const qsizetype gap = std::max(places[i].from - word.end + 1, word.from - places[i].end + 1);
        if (gap < bestGap) {
            bestGap = gap;
            best = i;
        }
    }
    return best;
}

struct Numbers {
    QStringView instances, altitude, frame;
};

/// By the places under the ruler; of numbers that moved, by their order and size.
Numbers numbersOf(const std::vector<Word> &words, std::size_t first, const Places &places)
{
    Numbers told;
    const std::size_t count = words.size() - first;
    if (count == 3)
        return {words[first].text, words[first + 1].text, words[first + 2].text};
    for (std::size_t i = first; i < words.size(); ++i) {
        const QStringView text = words[i].text;
        const std::size_t column = places.size() == 4 ? columnOf(words[i], places) : 4;
        if (!isAltitude(text) || (i + 1 == words.size() && column != 1 && column != 2))
            told.frame = text;
        else if (column == 2 || (column != 1 && (text.size() >= 5 || text.contains(u'.'))))
            told.altitude = text;
        else
            told.instances = text;
    }
    return told;
}

/// A filter, or nothing when the line is none: a name, then numbers, or "<Legacy>" as frame.
std::optional<Driver> filterOf(QStringView line, const Places &places)
{
    const std::vector<Word> words = wordsOf(line);
    if (words.size() < 2 || words.size() > 16)
        return std::nullopt;
    const auto isValue = [](QStringView text) {
        return isAltitude(text) || (text.startsWith(u'<') && text.endsWith(u'>'));
    };
    std::size_t first = words.size();
    while (first > 1 && words.size() - first < 3 && isValue(words[first - 1].text))
        --first;
    if (first == words.size())
        return std::nullopt;
    const Numbers told = numbersOf(words, first, places);
    Driver driver;
    driver.name = QStringView(words.front().text.begin(), words[first - 1].text.end()).toString();
    driver.altitude = told.altitude.toString();
    if (isNumber(told.instances) && told.instances.size() < 8)
        driver.instances = told.instances.toInt();
    driver.kind = ImageKind::FileSystem;
    driver.state = RunState::Running; // it lists what the filter manager has loaded
    return driver;
}

/// A filter of Windows stands in every list, at an altitude that never changes.
bool isKnownFilter(const Driver &filter)
{
    struct Known {
        QStringView name, altitude;
    };
    static constexpr std::array kKnown{
        Known{u"WdFilter", u"328010"}, Known{u"luafv", u"135000"},    Known{u"Wof", u"40700"},
        Known{u"FileInfo", u"40500"},  Known{u"npsvctrig", u"46000"}, Known{u"FileCrypt", u"141100"},
        Known{u"CldFlt", u"180451"},   Known{u"bindflt", u"409800"},  Known{u"fileinfo", u"45000"}};
    return std::any_of(kKnown.begin(), kKnown.end(), [&](const Known &known) {
        return known.name.compare(filter.name, Qt::CaseInsensitive) == 0 && known.altitude == filter.altitude;
    });
}

} // namespace

bool looksLikeFltmc(QStringView head)
{
    Lines lines(head);
    Line line;
    Places places;
    int filters = 0, known = 0, filled = 0;
    while (lines.next(line) && filled < 40) {
        if (isBlank(line.text))
            continue;
        ++filled;
        if (Places ruler = rulerOf(line.text); !ruler.empty()) {
            if (filled > 6)
                return false;
            places = std::move(ruler);
            continue;
        }
        const auto filter = line.text.size() < 400 ? filterOf(line.text, places) : std::nullopt;
        filters += filter.has_value();
        known += filter && isKnownFilter(*filter);
        if (!places.empty() && places.size() != 4 && places.size() != 3)
            return line.text.contains(u'\\') || known > 0;
    }
    return filters > 0 && ((!places.empty() && (places.size() == 4 || known > 0)) || known >= 2);
}

Inventories parseFltmc(const DecodedText &text, std::stop_token stop)
{
    InventoryBuilder builder(QStringLiteral("fltmc"), false); // filters only
    Places places;
    Lines lines(text.text);
    Line line;
    bool begun = false;
    while (lines.next(line) && !stop.stop_requested()) {
        if (isBlank(line.text) || builder.refuseLongLine(line.text, line.number))
            continue;
        if (Places ruler = rulerOf(line.text); !ruler.empty()) {
            if (ruler.size() > 4)
                return Error{Error::Kind::NotSupported,
                             InventoryTexts::tr("This lists instances of filters on volumes. Run “fltmc filters” as "
                                                "administrator and save what it prints.")};
            places = std::move(ruler);
            begun = true;
            continue;
        }
        auto filter = filterOf(line.text.left(1024), places);
        if (filter) {
            if (!line.last || !filter->altitude.isEmpty() || filter->instances >= 0)
                begun = builder.add(std::move(*filter), line.number) || begun;
        } else if (begun && !line.text.trimmed().startsWith(u"PS ") && !line.text.contains(u'>')) {
            builder.refuse(line.number, InventoryTexts::tr("the row has no filter with its numbers"));
        }
    }
    return builder.finish(InventoryTexts::tr("This output of fltmc has no filter in it. Run “fltmc filters” as "
                                             "administrator and save what it prints."),
                          stop);
}

} // namespace ringward
