#include "connectors/activedirectory/placerules.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

/// What a place may be written to; identity and software of a machine do not come from where it hangs.
constexpr std::array kPlaceFields{Field::SiteCode, Field::SiteName, Field::Building, Field::WardCode, Field::WardName,
                                  Field::WardKind, Field::Room,     Field::Role,     Field::Owner,    Field::Tags};

} // namespace

Result<PlaceRules> PlaceRules::read(const QString &text)
{
    PlaceRules rules;
    for (const QString &line : text.split(u';', Qt::SkipEmptyParts)) {
        Rule rule;
        for (const QString &word : line.split(u'/')) {
            const QString level = word.trimmed();
            if (level == u"-") {
                rule.push_back({});
            } else if (level.startsWith(u'=') && level.size() > 1) {
                rule.push_back({std::nullopt, level.mid(1).trimmed()});
            } else {
                const std::optional<Field> field = fieldFromKey(level);
                if (!field || std::find(kPlaceFields.begin(), kPlaceFields.end(), *field) == kPlaceFields.end())
                    return Error{
                        Error::Kind::Malformed, level,
                        QCoreApplication::translate(
                            "ringward::Directory",
                            "“%1” is no level of a place. Levels are site, building, ward and room, “=Name” for "
                            "a unit that must be called so, and “-” for one that says nothing.")
                            .arg(level)};
                rule.push_back({field, {}});
            }
        }
        rules.m_rules.push_back(std::move(rule));
    }
    return rules;
}

bool PlaceRules::fits(const Rule &rule, const QStringList &path)
{
    if (std::size_t(path.size()) < rule.size())
        return false;
    for (std::size_t i = 0; i < rule.size(); ++i) {
        if (!rule[i].name.isEmpty() && path[qsizetype(i)].compare(rule[i].name, Qt::CaseInsensitive) != 0)
            return false;
    }
    return true;
}

void PlaceRules::apply(const QStringList &path, SourceRecord &record) const
{
    const auto rule = std::find_if(m_rules.begin(), m_rules.end(), [&](const Rule &each) { return fits(each, path); });
    if (rule == m_rules.end())
        return;
    for (std::size_t i = 0; i < rule->size(); ++i) {
        if ((*rule)[i].field)
            record[*(*rule)[i].field] = path[qsizetype(i)];
    }
}

} // namespace ringward
