#include "models/store/recordblob.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

#include <array>

namespace ringward {

namespace {

constexpr qint64 kVersion = 1;

struct SignField {
    const char *key;
    std::optional<bool> HealthSigns::*member;
};
constexpr std::array kSigns{
    SignField{"online", &HealthSigns::online},
    SignField{"reduced_functionality", &HealthSigns::reducedFunctionality},
    SignField{"agent_stopped", &HealthSigns::agentStopped},
    SignField{"content_error", &HealthSigns::contentError},
    SignField{"reboot_pending", &HealthSigns::rebootPending},
};

struct NumberField {
    const char *key;
    qint64 (*get)(const SourceRecord &);
    void (*set)(SourceRecord &, qint64);
};
using R = SourceRecord;
/// Numbers whose zero means "not told"; a zero is left out.
constexpr std::array kNumbers{
    NumberField{"last_seen_ms", [](const R &r) { return r.lastSeenMs; },
                [](R &r, qint64 n) {
                    r.lastSeenMs = n;
                }},
    NumberField{"received_ms", [](const R &r) { return r.receivedMs; },
                [](R &r, qint64 n) {
                    r.receivedMs = n;
                }},
    NumberField{"boot_time_ms", [](const R &r) { return r.signs.bootTimeMs; },
                [](R &r, qint64 n) {
                    r.signs.bootTimeMs = n;
                }},
    NumberField{"ward_beds", [](const R &r) { return qint64(r.wardBeds); },
                [](R &r, qint64 n) {
                    r.wardBeds = quint16(n);
                }},
    NumberField{"ward_minimum_cover", [](const R &r) { return qint64(r.wardMinimumCover); },
                [](R &r, qint64 n) {
                    r.wardMinimumCover = quint16(n);
                }},
    NumberField{"flags", [](const R &r) { return qint64(r.flags.toInt()); },
                [](R &r, qint64 n) {
                    r.flags = DeviceFlags::fromInt(quint8(n));
                }},
    NumberField{"pin_expires_ms", [](const R &r) { return r.pin.expiresMs; },
                [](R &r, qint64 n) {
                    r.pin.expiresMs = n;
                }},
};

QCborArray fromStreams(const std::vector<StreamReport> &streams)
{
    QCborArray array;
    for (const StreamReport &s : streams)
        array.append(
            QCborArray{word(s.stream.kind), s.stream.category, s.version, s.ring.name, s.ring.order, s.ring.held});
    return array;
}

std::vector<StreamReport> toStreams(const QCborArray &array)
{
    std::vector<StreamReport> streams;
    for (const QCborValue &value : array) {
        const QCborArray a = value.toArray();
        if (const auto kind = streamKindFromWord(a.at(0).toString()))
            streams.push_back({{*kind, a.at(1).toString()},
                               a.at(2).toString(),
                               {a.at(3).toString(), int(a.at(4).toInteger()), a.at(5).toBool()}});
    }
    return streams;
}

void insertSigns(QCborMap &map, const SourceRecord &record)
{
    for (const SignField &sign : kSigns) {
        if (const std::optional<bool> &told = record.signs.*sign.member)
            map.insert(QLatin1StringView(sign.key), *told);
    }
    if (record.signs.restartsLastHour)
        map.insert(QLatin1StringView("restarts_last_hour"), *record.signs.restartsLastHour);
}

void readSigns(const QCborMap &map, SourceRecord &record)
{
    for (const SignField &sign : kSigns) {
        if (const QCborValue told = map.value(QLatin1StringView(sign.key)); told.isBool())
            record.signs.*sign.member = told.toBool();
    }
    if (const QCborValue told = map.value(QLatin1StringView("restarts_last_hour")); told.isInteger())
        record.signs.restartsLastHour = int(told.toInteger());
}

} // namespace

QByteArray encodeRecord(const SourceRecord &record)
{
    QCborMap map{{QStringLiteral("version"), kVersion}};
    for (std::size_t i = 0; i < kFieldCount; ++i) {
        if (!record.text[i].isEmpty())
            map.insert(QLatin1StringView(spec(Field(i)).key), record.text[i]);
    }
    for (const NumberField &number : kNumbers) {
        if (const qint64 value = number.get(record))
            map.insert(QLatin1StringView(number.key), value);
    }
    insertSigns(map, record);
    if (record.pin.kind != PinKind::None)
        map.insert(QLatin1StringView("pin"), word(record.pin.kind));
    if (!record.streams.empty())
        map.insert(QLatin1StringView("streams"), fromStreams(record.streams));
    return map.toCborValue().toCbor();
}

bool decodeRecord(const QByteArray &bytes, SourceRecord &record)
{
    const QCborMap map = QCborValue::fromCbor(bytes).toMap();
    if (map.value(QLatin1StringView("version")).toInteger() < kVersion)
        return false;
    for (std::size_t i = 0; i < kFieldCount; ++i)
        record.text[i] = map.value(QLatin1StringView(spec(Field(i)).key)).toString();
    for (const NumberField &number : kNumbers)
        number.set(record, map.value(QLatin1StringView(number.key)).toInteger());
    record.signs = {.bootTimeMs = record.signs.bootTimeMs};
    readSigns(map, record);
    record.pin.kind = pinKindFromWord(map.value(QLatin1StringView("pin")).toString()).value_or(PinKind::None);
    record.streams = toStreams(map.value(QLatin1StringView("streams")).toArray());
    return true;
}

} // namespace ringward
