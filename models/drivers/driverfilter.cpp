#include "models/drivers/driverfilter.h"

#include "models/drivers/driverfields.h"
#include "models/fleet/filtercompletion.h"
#include "models/fleet/filtermeaning.h"
#include "models/fleet/filterparser.h"
#include "models/fleet/textpattern.h"

#include <QSet>

namespace ringward {

namespace {

bool textsFit(const QStringList &texts, const FilterComparison &c)
{
    const auto fit = c.op == FilterOperator::Has ? TextPattern::Fit::Inside : TextPattern::Fit::Whole;
    const bool nothing = std::all_of(texts.begin(), texts.end(), [](const QString &text) { return text.isEmpty(); });
    return std::any_of(c.values.begin(), c.values.end(), [&](const FilterValue &value) {
        if (value.text.isEmpty())
            return nothing;
        const TextPattern pattern(value.text, value.quoted, fit);
        return std::any_of(texts.begin(), texts.end(), [&](const QString &text) { return pattern.matches(text); });
    });
}

/// With != taken as =.
bool positive(const AssessedDriver &driver, const FilterComparison &c)
{
    const DriverReader &read = driverReader(*c.field);
    switch (c.field->kind) {
    case FilterKind::Version: {
        const QString version = read.texts(driver).join(QString());
        return std::any_of(c.values.begin(), c.values.end(), [&](const FilterValue &value) {
            return versionFits(version, c.op, value) || (version.isEmpty() && value.text.isEmpty() && !value.isRange);
        });
    }
    case FilterKind::Word:
        return wordsThatFit(c) >> read.number(driver) & 1U;
    case FilterKind::Number:
    case FilterKind::Age:
        return numberFits(read.number(driver), c);
    default:
        return textsFit(read.texts(driver), c);
    }
}

bool fits(const AssessedDriver &driver, const FilterNode &node)
{
    const auto fitsToo = [&driver](const FilterNode &child) {
        return fits(driver, child);
    };
    switch (node.kind) {
    case FilterNode::Kind::And:
        return std::all_of(node.children.begin(), node.children.end(), fitsToo);
    case FilterNode::Kind::Or:
        return std::any_of(node.children.begin(), node.children.end(), fitsToo);
    case FilterNode::Kind::Not:
        return !fitsToo(node.children.front());
    case FilterNode::Kind::Comparison:
        return positive(driver, node.comparison) != (node.comparison.op == FilterOperator::NotEqual);
    case FilterNode::Kind::Text:
        break;
    }
    for (const FilterField &field : driverFields()) {
        if (field.searched && positive(driver, {.field = &field, .stream = {}, .values = {node.text}}))
            return true;
    }
    return node.text.text.isEmpty();
}

} // namespace

DriverFilter::DriverFilter()
    : m_root(std::make_shared<const FilterNode>())
{
}

DriverFilter DriverFilter::parse(const QString &line)
{
    const FilterParser parser(line, driverFields());
    DriverFilter filter;
    filter.m_line = line;
    filter.m_diagnosis = parser.diagnosis();
    filter.m_root = parser.root();
    return filter;
}

bool DriverFilter::matches(const AssessedDriver &driver) const
{
    return m_root && fits(driver, *m_root);
}

std::vector<FilterCompletion> DriverFilter::completions(const QString &line, int cursor,
                                                        const DriverAssessment &assessment)
{
    const auto values = [&assessment](const FilterField &field, QStringView) {
        QSet<QString> met;
        std::vector<FilterProposal> proposals;
        for (const AssessedDriver &driver : assessment.drivers) {
            for (const QString &text : driverReader(field).texts(driver)) {
                if (!text.isEmpty() && !met.contains(text))
                    proposals.push_back({text, {}});
                met.insert(text);
            }
        }
        return proposals;
    };
    return completeFilter(line, cursor, {driverFields(), {}, values});
}

} // namespace ringward
