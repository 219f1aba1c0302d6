#pragma once
#include "models/fleet/drivermember.h"
#include "models/fleet/filterfields.h"
#include "models/fleet/streamlookup.h"

#include <bit>

/// What a code of a column means: the functions that the table in filterfields.cpp is made of.
namespace ringward::filteraccess {

using Names = FleetDictionaries;
using StreamPosition = std::optional<std::size_t>;
using Number = std::optional<qint64>;

template <auto member>
void wardText(const Names &names, quint32 code, StreamPosition, TextIds &ids)
{
    ids.append(names.wardTextIds()[code].*member);
}
template <auto first, auto second>
void wardTexts(const Names &names, quint32 code, StreamPosition stream, TextIds &ids)
{
    wardText<first>(names, code, stream, ids);
    wardText<second>(names, code, stream, ids);
}
inline void wardNames(const Names &names, quint32 code, StreamPosition stream, TextIds &ids)
{
    wardTexts<&WardTextIds::code, &WardTextIds::name>(names, code, stream, ids);
    wardText<&WardTextIds::kind>(names, code, stream, ids);
}
inline void itself(const Names &, quint32 code, StreamPosition, TextIds &ids)
{
    ids.append(code);
}
inline void agentProduct(const Names &names, quint32 code, StreamPosition, TextIds &ids)
{
    ids.append(names.updates()[code].agentProduct);
}
inline void agentVersion(const Names &names, quint32 code, StreamPosition, TextIds &ids)
{
    ids.append(names.updates()[code].agentVersion);
}
inline void streamVersion(const Names &names, quint32 code, StreamPosition stream, TextIds &ids)
{
    ids.append(streamState(names.updates()[code], stream).version);
}
inline void ringOfStream(const Names &names, quint32 code, StreamPosition stream, TextIds &ids)
{
    ids.append(streamState(names.updates()[code], stream).ring);
}
inline void sourcesOf(const Names &names, quint32 code, StreamPosition, TextIds &ids)
{
    for (quint32 bit = 0; bit < 16 && bit + 1 < names.sources.size(); ++bit) {
        if (code >> bit & 1)
            ids.append(bit + 1);
    }
}
inline void driversOf(const Names &names, quint32 code, StreamPosition, TextIds &ids)
{
    for (const quint32 member : names.driverSets()[code]) {
        if (isDriver(member))
            ids.append(driverOf(member));
    }
}

template <auto member>
const Dictionary &plain(const Names &names)
{
    return names.*member;
}
inline const Dictionary &wardDictionary(const Names &names)
{
    return names.wardTexts();
}

inline Number codeItself(const Names &, quint32 code, qint64)
{
    return code;
}
template <DeviceFlag flag>
Number hasFlag(const Names &, quint32 code, qint64)
{
    return code & quint32(flag) ? 1 : 0;
}
inline Number pinKind(const Names &names, quint32 code, qint64)
{
    return qint64(names.pins()[code].kind);
}
inline Number pinExpiry(const Names &names, quint32 code, qint64 nowMs)
{
    const PinMark &pin = names.pins()[code];
    if (pin.kind == PinKind::None)
        return std::nullopt;
    return pin.expiresMs == 0 ? kNever : pin.expiresMs - nowMs;
}
inline Number keyState(const Names &, quint32 code, qint64)
{
    const RecoveryMark mark = RecoveryMark::unpacked(quint16(code));
    return mark.toRotate ? kKeyStateCount : qint64(mark.state);
}
inline Number keyAge(const Names &, quint32 code, qint64 nowMs)
{
    const RecoveryMark mark = RecoveryMark::unpacked(quint16(code));
    if (mark.state != KeyState::Present || mark.createdMs == 0)
        return std::nullopt;
    return nowMs - mark.createdMs;
}
inline Number bitsSet(const Names &, quint32 code, qint64)
{
    return std::popcount(code);
}
inline Number driverCount(const Names &names, quint32 code, qint64)
{
    return driversIn(names.driverSets()[code]);
}
inline Number bedsOfWard(const Names &names, quint32 code, qint64)
{
    return names.wards()[code].beds;
}

} // namespace ringward::filteraccess
