#include "models/fleet/filter.h"

#include "models/fleet/filterparser.h"

namespace ringward {

Filter::Filter()
    : m_root(std::make_shared<const FilterNode>())
{
}

Filter Filter::parse(const QString &line)
{
    const FilterParser parser(line);
    Filter filter;
    filter.m_line = line;
    filter.m_diagnosis = parser.diagnosis();
    filter.m_root = parser.root();
    return filter;
}

} // namespace ringward
