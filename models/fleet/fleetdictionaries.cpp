#include "models/fleet/fleetdictionaries.h"

#include "models/fleet/drivermember.h"

#include <algorithm>

namespace ringward {

namespace {

constexpr quint32 kMostPins = 0xffff; // the column has 16 bits

size_t hashFolded(QStringView text, size_t seed)
{
    for (const QChar c : text)
        seed = seed * 31 + QChar::toCaseFolded(c.unicode());
    return seed * 31 + 1;
}

const QString &codeOrName(const Ward &ward)
{
    return ward.code.isEmpty() ? ward.name : ward.code;
}

size_t wardHash(const Ward &ward)
{
    return hashFolded(codeOrName(ward), hashFolded(ward.building, hashFolded(ward.siteCode, 0)));
}

bool isSameWard(const Ward &left, const Ward &right)
{
    const auto same = [](const QString &l, const QString &r) {
        return l.compare(r, Qt::CaseInsensitive) == 0;
    };
    return same(codeOrName(left), codeOrName(right)) && same(left.building, right.building)
        && same(left.siteCode, right.siteCode);
}

} // namespace

size_t FleetDictionaries::UpdateHash::operator()(const UpdateState &state) const
{
    size_t hash = qHashMulti(0, state.agentProduct, state.agentVersion);
    for (const StreamState &stream : state.streams)
        hash = qHashMulti(hash, stream.version, stream.ring);
    return hash;
}

size_t FleetDictionaries::PinHash::operator()(const PinMark &mark) const
{
    return qHashMulti(0, quint8(mark.kind), mark.expiresMs);
}

size_t FleetDictionaries::DriverSetHash::operator()(const std::vector<quint32> &set) const
{
    return qHashRange(set.begin(), set.end());
}

FleetDictionaries::FleetDictionaries()
    : m_updates(std::vector<UpdateState>(1))
    , m_pins(std::vector<PinMark>(1))
    , m_driverSets(std::vector<std::vector<quint32>>(1))
{
    m_rings.edit().emplace_back();
}

quint32 FleetDictionaries::ward(const Ward &ward)
{
    if (ward.code.isEmpty() && ward.name.isEmpty())
        return 0;
    const size_t hash = wardHash(ward);
    const auto known = m_wards->ids.equal_range(hash);
    for (auto it = known.first; it != known.second; ++it) {
        const quint32 id = it.value();
        if (!isSameWard(m_wards->wards[id], ward))
            continue;
        if (!(m_wards->wards[id] == ward)) {
            Wards &all = m_wards.edit();
            all.wards[id] = ward;
            describe(all.wards[id], all.textIds[id]);
        }
        return id;
    }
    Wards &all = m_wards.edit();
    const auto id = quint32(all.wards.size());
    all.wards.push_back(ward);
    describe(all.wards.back(), all.textIds.emplace_back());
    all.ids.insert(hash, id);
    return id;
}

/// Numbers the texts of a ward and lets it share their memory with every ward that has the same.
void FleetDictionaries::describe(Ward &ward, WardTextIds &ids)
{
    const auto number = [this](QString &text, quint32 &id) {
        id = m_wardTexts.intern(text);
        text = m_wardTexts.text(id);
    };
    number(ward.siteCode, ids.siteCode), number(ward.siteName, ids.siteName), number(ward.building, ids.building);
    number(ward.code, ids.code), number(ward.name, ids.name), number(ward.kind, ids.kind);
}

quint32 FleetDictionaries::update(const UpdateState &state)
{
    return m_updates.intern(state);
}

quint32 FleetDictionaries::ring(const RingName &ring)
{
    if (ring.name.isEmpty())
        return 0;
    const auto known = std::find_if(m_rings->begin() + 1, m_rings->end(), [&](const RingName &r) {
        return r.name.compare(ring.name, Qt::CaseInsensitive) == 0;
    });
    const auto id = quint32(known - m_rings->begin());
    if (known == m_rings->end())
        m_rings.edit().push_back(ring);
    return id;
}

quint32 FleetDictionaries::stream(const Stream &stream)
{
    const auto known = std::find(m_streams->begin(), m_streams->end(), stream);
    const auto position = quint32(known - m_streams->begin());
    if (known == m_streams->end())
        m_streams.edit().push_back(stream);
    return position;
}

quint16 FleetDictionaries::pin(const PinMark &mark)
{
    if (m_pins.items().size() >= kMostPins)
        return kMostPins
            - 1; // more distinct expiry times than numbers; the device's own record still has the right one
    return quint16(m_pins.intern(mark));
}

quint32 FleetDictionaries::driverSet(std::vector<quint32> driverIds)
{
    std::sort(driverIds.begin(), driverIds.end());
    driverIds.erase(std::unique(driverIds.begin(), driverIds.end()), driverIds.end());
    // Two services on one image: it starts when one of them does.
    const auto disabled = std::lower_bound(driverIds.begin(), driverIds.end(), kDisabledDriver);
    driverIds.erase(std::remove_if(disabled, driverIds.end(),
                                   [&](quint32 member) {
                                       return std::binary_search(driverIds.begin(), disabled, driverOf(member));
                                   }),
                    driverIds.end());
    return m_driverSets.intern(driverIds);
}

} // namespace ringward
