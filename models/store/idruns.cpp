#include "models/store/idruns.h"

namespace ringward {

namespace {

constexpr quint64 kMostIds = 100'000'000; ///< no fleet is larger; a damaged length is

void put(QByteArray &bytes, quint64 number)
{
    for (; number >= 0x80; number >>= 7)
        bytes.append(char(number | 0x80));
    bytes.append(char(number));
}

std::optional<quint64> take(const QByteArray &bytes, qsizetype &at)
{
    quint64 number = 0;
    for (int shift = 0; at < bytes.size() && shift < 35; shift += 7) {
        const auto byte = quint8(bytes[at++]);
        number |= quint64(byte & 0x7fU) << shift;
        if (byte < 0x80)
            return number;
    }
    return std::nullopt;
}

} // namespace

QByteArray encodeIds(const std::vector<DeviceId> &ids)
{
    QByteArray bytes;
    quint64 next = 0;
    for (std::size_t i = 0; i < ids.size();) {
        std::size_t end = i + 1;
        while (end < ids.size() && ids[end].value == ids[end - 1].value + 1)
            ++end;
        put(bytes, ids[i].value - next);
        put(bytes, end - i);
        next = quint64(ids[end - 1].value) + 1;
        i = end;
    }
    return bytes;
}

std::optional<std::vector<DeviceId>> decodeIds(const QByteArray &bytes)
{
    std::vector<DeviceId> ids;
    quint64 next = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        const auto gap = take(bytes, at);
        const auto length = gap ? take(bytes, at) : std::nullopt;
        if (!length || *length == 0 || next + *gap + *length > 0x100000000U || ids.size() + *length > kMostIds)
            return std::nullopt;
        for (quint64 id = next + *gap; id < next + *gap + *length; ++id)
            ids.push_back(DeviceId{quint32(id)});
        next += *gap + *length;
    }
    return ids;
}

} // namespace ringward
