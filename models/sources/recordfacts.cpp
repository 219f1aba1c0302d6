#include "models/sources/recordfacts.h"

#include <span>
#include <unordered_map>

namespace ringward {

namespace {

/// Texts and numbers folded into one number; a text's length counts, so that "a","bc" is not "ab","c".
class Mixer {
public:
    Mixer &operator<<(QStringView text) { return *this << quint64(qHash(text, kSeed)) + quint64(text.size()); }
    Mixer &operator<<(quint64 number)
    {
        m_state ^= number + 0x9e3779b97f4a7c15U + (m_state << 12) + (m_state >> 4);
        m_state *= 0xff51afd7ed558ccdU;
        m_state ^= m_state >> 32;
        return *this;
    }
    quint64 value() const { return m_state; }

private:
    static constexpr std::size_t kSeed = 0x52696e67;
    quint64 m_state = 0x243f6a8885a308d3U;
};

Mixer &operator<<(Mixer &mixer, const std::vector<StreamReport> &streams)
{
    mixer << quint64(streams.size());
    for (const StreamReport &report : streams) {
        mixer << quint64(report.stream.kind) << QStringView(report.stream.category) << QStringView(report.version)
              << QStringView(report.ring.name) << quint64(qint64(report.ring.order)) << quint64(report.ring.held);
    }
    return mixer;
}

bool allEmpty(const SourceRecord &record, std::span<const Field> fields)
{
    return std::all_of(fields.begin(), fields.end(), [&](Field field) { return record[field].isEmpty(); });
}

template <typename Facts, typename Make>
quint32 number(std::deque<Facts> &all, std::unordered_map<quint64, quint32> &ids, quint64 hash, Make make)
{
    const auto [it, added] = ids.try_emplace(hash, quint32(all.size()));
    if (added)
        all.push_back(make());
    return it->second;
}

quint64 mixed(const SourceRecord &record, std::span<const Field> fields, quint64 more = 0)
{
    Mixer mixer;
    for (const Field field : fields)
        mixer << QStringView(record[field]);
    return (mixer << more).value();
}

} // namespace

RecordFacts::RecordFacts()
    : m_places(1)
    , m_makes(1)
    , m_software(1)
{
}

quint32 RecordFacts::place(const SourceRecord &r)
{
    static constexpr std::array fields{Field::SiteCode, Field::SiteName, Field::Building,
                                       Field::WardCode, Field::WardName, Field::WardKind};
    if (allEmpty(r, fields))
        return 0;
    return number(m_places, m_placeIds, mixed(r, fields, quint64(r.wardBeds) << 16 | r.wardMinimumCover), [&] {
        return PlaceFacts{r[Field::SiteCode], r[Field::SiteName], r[Field::Building], r[Field::WardCode],
                          r[Field::WardName], r[Field::WardKind], r.wardBeds,         r.wardMinimumCover};
    });
}

quint32 RecordFacts::make(const SourceRecord &r)
{
    static constexpr std::array fields{Field::Role, Field::Tier, Field::Manufacturer, Field::Model};
    if (allEmpty(r, fields))
        return 0;
    return number(m_makes, m_makeIds, mixed(r, fields), [&] {
        return MakeFacts{r[Field::Role], r[Field::Tier], r[Field::Manufacturer], r[Field::Model]};
    });
}

quint32 RecordFacts::software(const SourceRecord &r)
{
    static constexpr std::array fields{Field::OsBuild, Field::AgentProduct, Field::AgentVersion};
    if (r.streams.empty() && allEmpty(r, fields))
        return 0;
    Mixer streams;
    streams << r.streams;
    return number(m_software, m_softwareIds, mixed(r, fields, streams.value()), [&] {
        return SoftwareFacts{r[Field::OsBuild], r[Field::AgentProduct], r[Field::AgentVersion], r.streams};
    });
}

quint64 contentHash(const SourceRecord &record)
{
    Mixer mixer;
    for (const QString &text : record.text) {
        if (text.isEmpty())
            mixer << quint64(0);
        else
            mixer << QStringView(text);
    }
    mixer << record.streams;
    mixer << quint64(record.wardBeds) << quint64(record.wardMinimumCover) << quint64(record.flags.toInt());
    mixer << quint64(record.pin.kind) << quint64(record.pin.expiresMs);
    mixer << (record.drivers ? quint64(record.drivers->drivers.size()) * 31 + quint64(record.drivers->takenMs) : 0U);
    if (record.drivers) {
        for (const Driver &driver : record.drivers->drivers)
            mixer << QStringView(driver.image) << QStringView(driver.version) << QStringView(driver.sha256);
    }
    return mixer.value();
}

} // namespace ringward
