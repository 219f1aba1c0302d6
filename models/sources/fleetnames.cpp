#include "models/sources/fleetnames.h"

#include "models/fleet/drivermember.h"

namespace ringward {

namespace {

quint64 keyOf(std::span<const quint32> numbers, quint64 more)
{
    quint64 key = (0x243f6a8885a308d3U ^ more) * 0x9e3779b97f4a7c15U;
    for (const quint32 number : numbers) {
        key = (key ^ number) * 0xff51afd7ed558ccdU;
        key ^= key >> 32;
    }
    return key;
}

void fillGaps(Ward &ward, const Ward &more)
{
    const auto fill = [](auto &into, const auto &from) {
        if (into == std::decay_t<decltype(into)>{})
            into = from;
    };
    fill(ward.siteCode, more.siteCode), fill(ward.siteName, more.siteName), fill(ward.building, more.building);
    fill(ward.code, more.code), fill(ward.name, more.name), fill(ward.kind, more.kind);
    fill(ward.beds, more.beds), fill(ward.minimumCover, more.minimumCover);
}

constexpr std::size_t kMostLists = 4096; ///< lists that many records share are few; others are met once

/// A hash of what makes a driver worth looking at again: another image, or a fact of it that was not told before.
quint64 factsOf(const Driver &driver)
{
    const std::array<std::size_t, 6> parts{qHash(driver.image.isEmpty() ? driver.name : driver.image, 1),
                                           qHash(driver.version, 2),
                                           qHash(driver.sha256, 3),
                                           qHash(driver.signer, 4),
                                           qHash(driver.altitude, 5),
                                           std::size_t(driver.start)};
    quint64 hash = 0x243f6a8885a308d3U;
    for (const std::size_t part : parts) {
        hash = (hash ^ part) * 0xff51afd7ed558ccdU;
        hash ^= hash >> 32;
    }
    return hash;
}

/// Kept from starting, and not running since before that.
bool isOff(const Driver &driver)
{
    return driver.start == StartType::Disabled && driver.state != RunState::Running;
}

bool agree(const QString &left, const QString &right)
{
    return left.isEmpty() || right.isEmpty() || left.compare(right, Qt::CaseInsensitive) == 0;
}

} // namespace

quint32 FleetNames::number(Dictionary FleetDictionaries::*which, const QString &text, quint32 most)
{
    if (text.isEmpty())
        return 0;
    const Dictionary &known = m_builder->names().*which;
    if (const quint32 id = known.find(text))
        return id;
    // More distinct texts than a column has numbers are not the names of rooms or models; the record still has them.
    return known.size() > most ? 0 : (m_builder->editNames().*which).intern(text);
}

quint16 FleetNames::room(const QString &text)
{
    return quint16(number(&FleetDictionaries::rooms, text, 0xffff));
}

quint16 FleetNames::model(const QString &text)
{
    return quint16(number(&FleetDictionaries::models, text, 0xffff));
}

quint16 FleetNames::osBuild(const QString &text)
{
    return quint16(number(&FleetDictionaries::osBuilds, text, 0xffff));
}

quint8 FleetNames::role(const QString &text)
{
    return quint8(number(&FleetDictionaries::roles, text, 0xff));
}

quint16 FleetNames::pin(const PinMark &mark)
{
    if (mark == PinMark{})
        return 0;
    const auto [it, added] = m_pins.try_emplace(mark, quint16(0));
    if (added)
        it->second = m_builder->editNames().pin(mark);
    return it->second;
}

quint32 FleetNames::driverSet(const DriverListPtr &list)
{
    if (!list)
        return 0;
    if (m_driverLists.size() >= kMostLists)
        m_driverLists.clear();
    auto &[known, set] = m_driverLists[list.get()];
    if (known.lock() == list)
        return set;
    std::vector<quint64> facts;
    quint64 sum = list->drivers.size() * 2 + list->complete;
    for (const Driver &driver : list->drivers)
        sum += (facts.emplace_back(factsOf(driver)) + isOff(driver)) * 0x9e3779b97f4a7c15U;
    const auto [it, added] = m_driverSets.try_emplace(sum, 0U);
    if (added) {
        std::vector<quint32> ids;
        for (std::size_t i = 0; i < facts.size(); ++i) {
            if (const quint32 id = driver(list->drivers[i], facts[i]))
                ids.push_back(isOff(list->drivers[i]) ? id | kDisabledDriver : id);
        }
        if (!list->complete && !ids.empty())
            ids.push_back(kPartialList);
        it->second = m_builder->editNames().driverSet(std::move(ids));
    }
    known = list;
    return set = it->second;
}

quint32 FleetNames::fuller(quint32 set, quint32 other) const
{
    const auto &sets = m_builder->names().driverSets();
    return set == 0 || (other != 0 && isPartial(sets[set]) && !isPartial(sets[other])) ? other : set;
}

/// The number of the driver's key; 0 for what has no identity or is content for a driver.
quint32 FleetNames::driver(const Driver &driver, quint64 facts)
{
    const auto [it, added] = m_drivers.try_emplace(facts, 0U);
    if (added)
        it->second = m_builder->editNames().drivers.intern(m_library.add(driver));
    return it->second;
}

quint16 FleetNames::sourceBit(const QString &name)
{
    const quint32 id = number(&FleetDictionaries::sources, name, 16);
    return id ? quint16(1U << (id - 1)) : quint16(0);
}

quint32 FleetNames::ward(std::span<const quint32> places, quint32 source)
{
    if (places.empty())
        return 0;
    const auto [it, added] = m_wards.try_emplace(keyOf(places, source), 0U);
    if (added)
        it->second = addWard(places, source);
    return it->second;
}

quint32 FleetNames::addWard(std::span<const quint32> places, quint32 source)
{
    Ward ward;
    for (const quint32 number : places) {
        const PlaceFacts &p = m_facts->place(number);
        const Ward told{p.siteCode, p.siteName, p.building, p.wardCode, p.wardName, p.wardKind, p.beds, p.minimumCover};
        if (ward.code.isEmpty() && ward.name.isEmpty())
            ward = told;
        else if (agree(ward.code, told.code) && agree(ward.siteCode, told.siteCode))
            fillGaps(ward, told);
    }
    if (ward.code.isEmpty() && ward.name.isEmpty())
        return 0;
    FleetDictionaries &names = m_builder->editNames();
    const quint32 id = names.ward(ward);
    if (m_described.size() <= id)
        m_described.resize(id + 1);
    // The description of the source added first stays; later ones fill in what it leaves out, whoever comes first.
    auto &[teller, known] = m_described[id];
    if (teller != 0) {
        Ward weaker = known;
        if (source > teller)
            std::swap(ward, weaker);
        fillGaps(ward, weaker);
        names.ward(ward);
    }
    teller = teller == 0 ? source : std::min(teller, source);
    known = ward;
    return id;
}

quint32 FleetNames::updates(std::span<const quint32> software)
{
    if (software.empty())
        return 0;
    const auto [it, added] = m_updates.try_emplace(keyOf(software, 0), 0U);
    if (added)
        it->second = addUpdates(software);
    return it->second;
}

quint32 FleetNames::addUpdates(std::span<const quint32> software)
{
    FleetDictionaries &names = m_builder->editNames();
    UpdateState state;
    for (const quint32 number : software) {
        const SoftwareFacts &facts = m_facts->software(number);
        if (state.agentProduct == 0 && state.agentVersion == 0) {
            state.agentProduct = names.agentProducts.intern(facts.agentProduct);
            state.agentVersion = names.versions.intern(facts.agentVersion);
        }
        for (const StreamReport &report : facts.streams) {
            const quint32 at = names.stream(report.stream);
            if (state.streams.size() <= at)
                state.streams.resize(at + 1);
            StreamState &stream = state.streams[at];
            if (stream.version == 0)
                stream.version = names.versions.intern(report.version);
            if (stream.ring == 0)
                stream.ring = names.ring(report.ring);
        }
    }
    return names.update(state);
}

} // namespace ringward
