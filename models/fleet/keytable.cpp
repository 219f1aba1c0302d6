#include "models/fleet/keytable.h"

#include "models/base/version.h"
#include "models/fleet/drivermember.h"
#include "models/fleet/streamlookup.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace ringward {

namespace {

using Names = FleetDictionaries;
using Values = std::vector<quint32>;

/// Group of every code of a column.
template <typename Group>
Values valuesOf(const Names &names, CodeColumn column, const Group &group)
{
    Values values(codeCount(names, column));
    for (std::size_t code = 0; code < values.size(); ++code)
        values[code] = quint32(group(code));
    return values;
}

/// The site of every ward, sites numbered as they appear; no site is 0.
std::pair<Values, std::vector<QString>> sitesOf(const Names &names)
{
    Values bySiteText(names.wardTexts().size());
    std::vector<QString> sites(1);
    const Values values = valuesOf(names, CodeColumn::Ward, [&](std::size_t ward) {
        const WardTextIds &ids = names.wardTextIds()[ward];
        const quint32 text = ids.siteCode ? ids.siteCode : ids.siteName;
        if (text != 0 && bySiteText[text] == 0) {
            bySiteText[text] = quint32(sites.size());
            sites.push_back(names.wardTexts().text(text));
        }
        return bySiteText[text];
    });
    return {values, sites};
}

template <typename Enum>
std::vector<QString> wordsOf(int count)
{
    std::vector<QString> words;
    for (int i = 0; i < count; ++i)
        words.push_back(word(Enum(i)));
    return words;
}

std::vector<QString> textsOf(const Dictionary &dictionary)
{
    std::vector<QString> texts;
    for (quint32 id = 0; id < dictionary.size(); ++id)
        texts.push_back(dictionary.text(id));
    return texts;
}

std::vector<QString> numbersBelow(quint32 size)
{
    std::vector<QString> texts;
    for (quint32 i = 0; i < size; ++i)
        texts.push_back(QString::number(i));
    return texts;
}

constexpr int kPinKinds = int(PinKind::Ward) + 1;
constexpr quint32 kSourceCounts = 17; // sourceMask has 16 bits

/// Positions of `count` things when put in order by `less`; what is no `less` of the other shares a position.
template <typename Less>
Values positions(std::size_t count, const Less &less)
{
    Values order(count);
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), less);
    Values result(count);
    quint32 position = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0 && less(order[i - 1], order[i]))
            ++position;
        result[order[i]] = position;
    }
    return result;
}

/// Empty texts, which mean "not told", come last.
template <typename Compare>
Values textPositions(const Dictionary &texts, const Compare &compare)
{
    return positions(texts.size(), [&](quint32 l, quint32 r) {
        if (l == 0 || r == 0)
            return l != 0 && r == 0;
        return compare(texts.text(l), texts.text(r)) < 0;
    });
}

int compareTexts(const QString &l, const QString &r)
{
    return l.compare(r, Qt::CaseInsensitive);
}
int compareVersionTexts(const QString &l, const QString &r)
{
    return compareVersions(l, r);
}

/// By site, then ward name: compares numbers only, because a large fleet has hundreds of thousands of wards.
Values wardPositions(const Names &names)
{
    const Values text = textPositions(names.wardTexts(), compareTexts);
    const auto &ids = names.wardTextIds();
    using Place = std::array<quint32, 4>;
    std::vector<Place> places(ids.size());
    for (std::size_t ward = 0; ward < ids.size(); ++ward) {
        const WardTextIds &w = ids[ward];
        places[ward] = {text[w.siteCode ? w.siteCode : w.siteName], text[w.name ? w.name : w.code], text[w.building],
                        text[w.code]};
    }
    return positions(places.size(), [&places](quint32 l, quint32 r) { return places[l] < places[r]; });
}

Values ringPositions(const Names &names)
{
    const std::vector<RingName> &rings = names.rings();
    return positions(rings.size(), [&rings](quint32 l, quint32 r) {
        const auto place = [&rings](quint32 id) {
            return std::tuple(id == 0, rings[id].held, rings[id].order);
        };
        return place(l) < place(r);
    });
}

Values groupPositions(const Names &names, DeviceKey key)
{
    switch (key) {
    case DeviceKey::Room:
        return textPositions(names.rooms, compareTexts);
    case DeviceKey::Role:
        return textPositions(names.roles, compareTexts);
    case DeviceKey::Model:
        return textPositions(names.models, compareTexts);
    case DeviceKey::OsBuild:
        return textPositions(names.osBuilds, compareVersionTexts);
    case DeviceKey::AgentProduct:
        return textPositions(names.agentProducts, compareTexts);
    case DeviceKey::AgentVersion:
    case DeviceKey::ContentVersion:
        return textPositions(names.versions, compareVersionTexts);
    case DeviceKey::Ring:
        return ringPositions(names);
    case DeviceKey::Site:
    case DeviceKey::Ward:
        return wardPositions(names);
    default:
        break;
    }
    return {}; // numbers are their own order
}

} // namespace

KeyTable groupTable(const FleetDictionaries &names, DeviceKey key)
{
    using Col = CodeColumn;
    const auto itself = [&names](Col column, std::size_t size) {
        return KeyTable{column, valuesOf(names, column, [](std::size_t code) { return code; }), quint32(size)};
    };
    const auto ofUpdates = [&names](std::size_t size, auto member) {
        return KeyTable{Col::Updates, valuesOf(names, Col::Updates, member), quint32(size)};
    };
    const auto content = streamPosition(names, {});
    const auto &updates = names.updates();
    switch (key) {
    case DeviceKey::Health:
        return itself(Col::Health, kHealthCount);
    case DeviceKey::Site: {
        auto [values, sites] = sitesOf(names);
        return {Col::Ward, std::move(values), quint32(sites.size())};
    }
    case DeviceKey::Ward:
        return itself(Col::Ward, names.wards().size());
    case DeviceKey::Room:
        return itself(Col::Room, names.rooms.size());
    case DeviceKey::Role:
        return itself(Col::Role, names.roles.size());
    case DeviceKey::Tier:
        return itself(Col::Tier, kTierCount);
    case DeviceKey::Model:
        return itself(Col::Model, names.models.size());
    case DeviceKey::OsBuild:
        return itself(Col::OsBuild, names.osBuilds.size());
    case DeviceKey::AgentProduct:
        return ofUpdates(names.agentProducts.size(), [&](std::size_t code) { return updates[code].agentProduct; });
    case DeviceKey::AgentVersion:
        return ofUpdates(names.versions.size(), [&](std::size_t code) { return updates[code].agentVersion; });
    case DeviceKey::ContentVersion:
        return ofUpdates(names.versions.size(),
                         [&](std::size_t code) { return streamState(updates[code], content).version; });
    case DeviceKey::Ring:
        return ofUpdates(names.rings().size(),
                         [&](std::size_t code) { return streamState(updates[code], content).ring; });
    case DeviceKey::Pin:
        return {Col::Pin, valuesOf(names, Col::Pin, [&](std::size_t code) { return names.pins()[code].kind; }),
                quint32(kPinKinds)};
    case DeviceKey::DriverCount: {
        const auto &sets = names.driverSets();
        Values values = valuesOf(names, Col::DriverSet, [&sets](std::size_t code) { return driversIn(sets[code]); });
        const quint32 most = *std::max_element(values.begin(), values.end());
        return {Col::DriverSet, std::move(values), most + 1};
    }
    case DeviceKey::Sources:
        return {Col::SourceMask, valuesOf(names, Col::SourceMask, [](std::size_t code) { return std::popcount(code); }),
                kSourceCounts};
    case DeviceKey::Conflicts:
        return itself(Col::Conflicts, 256);
    case DeviceKey::Host:
    case DeviceKey::LastSeen:
    case DeviceKey::HealthSince:
        break;
    }
    return {};
}

KeyTable rankTable(const FleetDictionaries &names, DeviceKey key)
{
    KeyTable table = groupTable(names, key == DeviceKey::Site ? DeviceKey::Ward : key);
    const Values rank = groupPositions(names, key);
    if (!rank.empty()) {
        for (quint32 &value : table.values)
            value = rank[value];
    }
    return table;
}

std::vector<QString> groupTexts(const FleetDictionaries &names, DeviceKey key)
{
    switch (key) {
    case DeviceKey::Health:
        return wordsOf<AgentHealth>(kHealthCount);
    case DeviceKey::Tier:
        return wordsOf<Tier>(kTierCount);
    case DeviceKey::Pin:
        return wordsOf<PinKind>(kPinKinds);
    case DeviceKey::Site:
        return sitesOf(names).second;
    case DeviceKey::Room:
        return textsOf(names.rooms);
    case DeviceKey::Role:
        return textsOf(names.roles);
    case DeviceKey::Model:
        return textsOf(names.models);
    case DeviceKey::OsBuild:
        return textsOf(names.osBuilds);
    case DeviceKey::AgentProduct:
        return textsOf(names.agentProducts);
    case DeviceKey::AgentVersion:
    case DeviceKey::ContentVersion:
        return textsOf(names.versions);
    default:
        break;
    }
    std::vector<QString> texts;
    if (key == DeviceKey::Ward) {
        for (const Ward &ward : names.wards())
            texts.push_back(ward.name.isEmpty() ? ward.code : ward.name);
    } else if (key == DeviceKey::Ring) {
        for (const RingName &ring : names.rings())
            texts.push_back(ring.name);
    } else {
        texts = numbersBelow(groupTable(names, key).size);
    }
    return texts;
}

} // namespace ringward
