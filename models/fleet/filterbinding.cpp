#include "models/base/versionedname.h"
#include "models/fleet/boundfilter.h"
#include "models/fleet/filtermeaning.h"
#include "models/fleet/streamlookup.h"

#include <algorithm>

namespace ringward {

namespace {

using Kind = BoundFilter::Kind;
using Table = std::vector<quint8>;

BoundFilter constant(bool value)
{
    return {.kind = Kind::Constant, .constant = value};
}

BoundFilter negated(BoundFilter child)
{
    if (child.kind == Kind::Constant)
        return constant(!child.constant);
    if (child.kind == Kind::Table) {
        for (quint8 &entry : child.table)
            entry = !entry;
        return child;
    }
    BoundFilter result{.kind = Kind::Not};
    result.children.push_back(std::move(child));
    return result;
}

BoundFilter fromTable(CodeColumn column, Table table)
{
    const auto hits = std::size_t(std::count(table.begin(), table.end(), 1));
    if (hits == 0 || hits == table.size())
        return constant(hits > 0);
    return {.kind = Kind::Table, .column = column, .table = std::move(table)};
}

/// What a row costs, roughly; the cheap questions go first and leave fewer rows to the others.
int cost(const BoundFilter &filter)
{
    int sum = filter.kind == Kind::Host ? 20 : 1;
    for (const BoundFilter &child : filter.children)
        sum += cost(child);
    return sum;
}

/// And or Or of the children, without those that make no difference; tables of one column become one.
BoundFilter combined(Kind kind, std::vector<BoundFilter> children)
{
    const bool neutral = kind == Kind::And;
    BoundFilter result{.kind = kind};
    for (BoundFilter &child : children) {
        if (child.kind == Kind::Constant && child.constant == neutral)
            continue;
        if (child.kind == Kind::Constant)
            return constant(!neutral);
        const auto same = std::find_if(result.children.begin(), result.children.end(), [&](const BoundFilter &other) {
            return child.kind == Kind::Table && other.kind == Kind::Table && other.column == child.column;
        });
        if (same == result.children.end()) {
            result.children.push_back(std::move(child));
            continue;
        }
        for (std::size_t i = 0; i < child.table.size(); ++i)
            same->table[i] = neutral ? same->table[i] & child.table[i] : same->table[i] | child.table[i];
    }
    if (result.children.empty())
        return constant(neutral);
    if (result.children.size() == 1)
        return BoundFilter(std::move(result.children.front()));
    std::stable_sort(result.children.begin(), result.children.end(),
                     [](const BoundFilter &l, const BoundFilter &r) { return cost(l) < cost(r); });
    return result;
}

/// What one comparison or free text asks, in terms of texts, versions and numbers.
class Binder {
public:
    Binder(const FleetDictionaries &names, qint64 nowMs)
        : m_names(names)
        , m_nowMs(nowMs)
    {
    }

    BoundFilter bind(const FilterNode &node) const
    {
        if (node.kind == FilterNode::Kind::Comparison)
            return compare(node.comparison);
        if (node.kind == FilterNode::Kind::Text)
            return search(node.text);
        std::vector<BoundFilter> children;
        for (const FilterNode &child : node.children)
            children.push_back(bind(child));
        if (node.kind == FilterNode::Kind::Not)
            return negated(std::move(children.front()));
        return combined(node.kind == FilterNode::Kind::And ? Kind::And : Kind::Or, std::move(children));
    }

private:
    BoundFilter search(const FilterValue &text) const
    {
        if (text.text.isEmpty())
            return constant(true);
        std::vector<BoundFilter> places;
        for (const FilterField &field : filterFields()) {
            if (field.searched)
                places.push_back(compare({.field = &field, .stream = {}, .values = {text}}));
        }
        return combined(Kind::Or, std::move(places));
    }

    BoundFilter compare(const FilterComparison &comparison) const
    {
        BoundFilter result = positive(comparison);
        return comparison.op == FilterOperator::NotEqual ? negated(std::move(result)) : result;
    }

    /// The comparison with != taken as =.
    BoundFilter positive(const FilterComparison &c) const
    {
        const FilterField &field = *c.field;
        switch (field.kind) {
        case FilterKind::Host:
            return {.kind = Kind::Host, .hosts = patterns(c)};
        case FilterKind::Text:
            return byTexts(c, textHits(field, patterns(c)), wantsNothing(c));
        case FilterKind::Version:
            return byTexts(c, versionHits(c), wantsNothing(c));
        case FilterKind::Ring:
            return byTexts(c, ringHits(c), wantsNothing(c));
        case FilterKind::Word:
            return byWord(c);
        case FilterKind::Number:
        case FilterKind::Age:
            break;
        }
        return field.number ? byNumber(c) : byRawNumber(c);
    }

    static std::vector<TextPattern> patterns(const FilterComparison &c)
    {
        std::vector<TextPattern> result;
        const auto fit = c.op == FilterOperator::Has ? TextPattern::Fit::Inside : TextPattern::Fit::Whole;
        for (const FilterValue &value : c.values)
            result.emplace_back(value.text, value.quoted, fit);
        return result;
    }

    template <typename Fits>
    static Table hitsIn(std::size_t size, const Fits &fits)
    {
        Table hits(size);
        for (std::size_t i = 1; i < size; ++i)
            hits[i] = fits(quint32(i));
        return hits;
    }

    Table textHits(const FilterField &field, const std::vector<TextPattern> &patterns) const
    {
        const Dictionary &texts = field.dictionary(m_names);
        return hitsIn(texts.size(), [&](quint32 id) {
            const QString &text = texts.text(id);
            return std::any_of(patterns.begin(), patterns.end(), [&](const TextPattern &pattern) {
                return pattern.matches(text) || (field.versioned && pattern.matches(withoutVersion(text)));
            });
        });
    }

    Table versionHits(const FilterComparison &c) const
    {
        const Dictionary &texts = c.field->dictionary(m_names);
        return hitsIn(texts.size(), [&](quint32 id) {
            return std::any_of(c.values.begin(), c.values.end(),
                               [&](const FilterValue &value) { return versionFits(texts.text(id), c.op, value); });
        });
    }

    Table ringHits(const FilterComparison &c) const
    {
        const std::vector<RingName> &rings = m_names.rings();
        return hitsIn(rings.size(), [&](quint32 id) {
            return std::any_of(c.values.begin(), c.values.end(),
                               [&](const FilterValue &value) { return ringFits(rings[id], c.op, value); });
        });
    }

    /// The number of a ring that is written as a number or as a name; nullopt when no ring is called so.
    std::optional<int> ringOrder(const QString &text) const
    {
        bool isNumber = false;
        const int order = text.toInt(&isNumber);
        if (isNumber)
            return order;
        for (const RingName &ring : m_names.rings()) {
            if (!text.isEmpty() && ring.name.compare(text, Qt::CaseInsensitive) == 0)
                return ring.order;
        }
        return std::nullopt;
    }

    bool ringFits(const RingName &ring, FilterOperator op, const FilterValue &value) const
    {
        const std::optional<int> order = ringOrder(value.text);
        if (value.isRange) {
            const std::optional<int> upper = ringOrder(value.upper);
            return (value.text.isEmpty() || (order && ring.order >= *order))
                && (value.upper.isEmpty() || (upper && ring.order <= *upper));
        }
        switch (op) {
        case FilterOperator::Less:
            return order && ring.order < *order;
        case FilterOperator::LessEqual:
            return order && ring.order <= *order;
        case FilterOperator::Greater:
            return order && ring.order > *order;
        case FilterOperator::GreaterEqual:
            return order && ring.order >= *order;
        default:
            break;
        }
        bool isNumber = false;
        if (value.text.toInt(&isNumber) == ring.order && isNumber)
            return true;
        if (ring.held && value.text.compare(u"held", Qt::CaseInsensitive) == 0)
            return true;
        const auto fit = op == FilterOperator::Has ? TextPattern::Fit::Inside : TextPattern::Fit::Whole;
        return !value.text.isEmpty() && TextPattern(value.text, value.quoted, fit).matches(ring.name);
    }

    /// Codes of which one text is hit; with `nothingToo` also those that have no text at all.
    BoundFilter byTexts(const FilterComparison &c, const Table &hits, bool nothingToo) const
    {
        const auto stream = c.field->perStream ? streamPosition(m_names, c.stream) : std::nullopt;
        Table table(codeCount(m_names, c.field->column));
        TextIds ids;
        for (std::size_t code = 0; code < table.size(); ++code) {
            ids.clear();
            c.field->texts(m_names, quint32(code), stream, ids);
            const bool hit = std::any_of(ids.begin(), ids.end(), [&hits](quint32 id) { return hits[id] != 0; });
            const bool nothing = std::all_of(ids.begin(), ids.end(), [](quint32 id) { return id == 0; });
            table[code] = hit || (nothing && nothingToo);
        }
        return fromTable(c.field->column, std::move(table));
    }

    BoundFilter byWord(const FilterComparison &c) const
    {
        return byCode(
            c, [mask = wordsThatFit(c)](std::optional<qint64> number) { return number && (mask >> *number & 1); });
    }

    template <typename Fits>
    BoundFilter byCode(const FilterComparison &c, const Fits &fits) const
    {
        Table table(codeCount(m_names, c.field->column));
        for (std::size_t code = 0; code < table.size(); ++code)
            table[code] = fits(c.field->number(m_names, quint32(code), m_nowMs));
        return fromTable(c.field->column, std::move(table));
    }

    BoundFilter byNumber(const FilterComparison &c) const
    {
        return byCode(c, [&c](std::optional<qint64> number) { return number && numberFits(*number, c); });
    }

    BoundFilter byRawNumber(const FilterComparison &c) const
    {
        BoundFilter result{.kind = Kind::Ranges, .column = c.field->column};
        for (const FilterValue &value : c.values) {
            const FilterInterval interval = intervalOf(c.op, value);
            if (c.field->kind == FilterKind::Age)
                addTimes(interval, result.ranges);
            else
                addRange(interval.from, interval.to, 0, result.ranges);
        }
        return result.ranges.empty() ? constant(false) : result;
    }

    static void addRange(qint64 from, qint64 to, qint64 lowest, std::vector<BoundFilter::Range> &ranges)
    {
        from = std::max(from, lowest);
        to = std::min(to, qint64(std::numeric_limits<quint32>::max()));
        if (from <= to)
            ranges.emplace_back(quint32(from), quint32(to));
    }

    /// Turns ages in milliseconds into seconds since 1970. Second 0 is "never", older than everything.
    void addTimes(const FilterInterval &ages, std::vector<BoundFilter::Range> &ranges) const
    {
        const auto floored = [](qint64 ms) {
            return ms >= 0 ? ms / 1000 : -((999 - ms) / 1000);
        };
        if (ages.from > ages.to)
            return;
        if (ages.to == kNever)
            ranges.emplace_back(0U, 0U);
        if (ages.from == kNever)
            return;
        const qint64 oldest = ages.to == kNever ? 1 : floored(m_nowMs - ages.to + 999);
        const qint64 newest = ages.from == std::numeric_limits<qint64>::min() ? kNever : floored(m_nowMs - ages.from);
        addRange(oldest, newest, 1, ranges);
    }

    const FleetDictionaries &m_names;
    qint64 m_nowMs;
};

} // namespace

BoundFilter bindFilter(const FilterNode &node, const FleetDictionaries &names, qint64 nowMs)
{
    return Binder(names, nowMs).bind(node);
}

} // namespace ringward
