#include "models/store/columnblobs.h"

#include <QSysInfo>

#include <algorithm>
#include <array>
#include <cstring>

namespace ringward {

namespace {

static_assert(QSysInfo::ByteOrder == QSysInfo::LittleEndian, "columns are written as they are in memory");

using Names = const FleetDictionaries &;

template <auto Member>
const void *identity(const FleetChunk &chunk)
{
    return (chunk.*Member).get();
}

template <auto Member>
QByteArray encode(const FleetChunk &chunk)
{
    const auto &values = *(chunk.*Member);
    return {reinterpret_cast<const char *>(values.data()), qsizetype(values.size() * sizeof values[0])};
}

/// `Bound` gives the number that all values stay below.
template <auto Member, auto Bound>
bool decode(FleetChunk &chunk, const QByteArray &bytes, Names names)
{
    using Values = std::remove_cvref_t<decltype(*(chunk.*Member))>;
    using Value = typename Values::value_type;
    const auto count = std::size_t(bytes.size()) / sizeof(Value);
    if (std::size_t(bytes.size()) != count * sizeof(Value) || count > kChunkRows)
        return false;
    Values values(count);
    std::memcpy(values.data(), bytes.constData(), std::size_t(bytes.size()));
    Value highest = 0;
    for (const Value value : values)
        highest = std::max(highest, value);
    if (quint64(highest) >= Bound(names) && count)
        return false;
    chunk.*Member = std::make_shared<const Values>(std::move(values));
    return true;
}

QByteArray encodeHosts(const FleetChunk &chunk)
{
    const HostColumn &hosts = *chunk.host;
    QByteArray bytes;
    bytes.reserve(qsizetype(hosts.size() + hosts.bytes().size()));
    for (std::size_t i = 0; i < hosts.size(); ++i)
        bytes.append(char(hosts.at(i).size()));
    return bytes.append(hosts.bytes().data(), qsizetype(hosts.bytes().size()));
}

/// A length a row, then all names. The rows are those of the id column, which is read first.
bool decodeHosts(FleetChunk &chunk, const QByteArray &bytes, Names)
{
    const std::size_t rows = chunk.id ? chunk.id->size() : 0;
    if (std::size_t(bytes.size()) < rows)
        return false;
    const std::string_view all(bytes.constData(), std::size_t(bytes.size()));
    HostColumn hosts;
    std::size_t at = rows;
    for (std::size_t row = 0; row < rows; ++row) {
        const auto length = std::size_t(quint8(all[row]));
        if (length > all.size() - at)
            return false;
        hosts.append(all.substr(at, length));
        at += length;
    }
    hosts.shrink();
    chunk.host = std::make_shared<const HostColumn>(std::move(hosts));
    return at == all.size();
}

constexpr auto kAny = [](Names) {
    return quint64(1) << 32;
};
constexpr auto kTiers = [](Names) {
    return quint64(kTierCount);
};
constexpr auto kHealths = [](Names) {
    return quint64(kHealthCount);
};

#define RINGWARD_COLUMN(member, bound)                                                                                 \
    ColumnBlob                                                                                                         \
    {                                                                                                                  \
#member, identity < &FleetChunk::member>, encode < &FleetChunk::member>, decode < &FleetChunk::member, bound>  \
    }

constexpr std::array kColumns{
    RINGWARD_COLUMN(id, kAny),
    ColumnBlob{"host", identity<&FleetChunk::host>, encodeHosts, decodeHosts},
    RINGWARD_COLUMN(ward, [](Names n) { return quint64(n.wards().size()); }),
    RINGWARD_COLUMN(lastSeenSec, kAny),
    RINGWARD_COLUMN(healthSinceSec, kAny),
    RINGWARD_COLUMN(updates, [](Names n) { return quint64(n.updates().size()); }),
    RINGWARD_COLUMN(driverSet, [](Names n) { return quint64(n.driverSets().size()); }),
    RINGWARD_COLUMN(room, [](Names n) { return quint64(n.rooms.size()); }),
    RINGWARD_COLUMN(model, [](Names n) { return quint64(n.models.size()); }),
    RINGWARD_COLUMN(osBuild, [](Names n) { return quint64(n.osBuilds.size()); }),
    RINGWARD_COLUMN(pin, [](Names n) { return quint64(n.pins().size()); }),
    RINGWARD_COLUMN(sourceMask, kAny),
    RINGWARD_COLUMN(tier, kTiers),
    RINGWARD_COLUMN(health, kHealths),
    RINGWARD_COLUMN(flags, kAny),
    RINGWARD_COLUMN(role, [](Names n) { return quint64(n.roles.size()); }),
    RINGWARD_COLUMN(conflicts, kAny),
};

#undef RINGWARD_COLUMN

} // namespace

std::span<const ColumnBlob> columnBlobs()
{
    return kColumns;
}

const ColumnBlob *columnBlob(QStringView name)
{
    const auto known = std::find_if(kColumns.begin(), kColumns.end(),
                                    [&](const ColumnBlob &column) { return name == QLatin1StringView(column.name); });
    return known == kColumns.end() ? nullptr : &*known;
}

bool isWhole(const FleetChunk &c)
{
    const auto all = [&](const auto &...columns) {
        return ((columns && columns->size() == c.id->size()) && ...);
    };
    return c.id
        && all(c.host, c.ward, c.lastSeenSec, c.healthSinceSec, c.updates, c.driverSet, c.room, c.model, c.osBuild,
               c.pin, c.sourceMask, c.tier, c.health, c.flags, c.role, c.conflicts);
}

} // namespace ringward
