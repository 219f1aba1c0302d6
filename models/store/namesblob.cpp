#include "models/store/namesblob.h"

#include <QCborArray>
#include <QCborMap>
#include <QCborValue>

#include <algorithm>
#include <array>
#include <cstring>

namespace ringward {

namespace {

constexpr qint64 kVersion = 1;

struct TextList {
    const char *key;
    Dictionary FleetDictionaries::*member;
};

constexpr std::array kTextLists{
    TextList{"models", &FleetDictionaries::models},
    TextList{"os_builds", &FleetDictionaries::osBuilds},
    TextList{"rooms", &FleetDictionaries::rooms},
    TextList{"roles", &FleetDictionaries::roles},
    TextList{"agent_products", &FleetDictionaries::agentProducts},
    TextList{"versions", &FleetDictionaries::versions},
    TextList{"sources", &FleetDictionaries::sources},
    TextList{"drivers", &FleetDictionaries::drivers},
};

/// Id 0 means "not told" and is there in every new dictionary; `first` leaves it out.
template <typename List, typename Encode>
QCborArray arrayOf(const List &list, std::size_t first, const Encode &encode)
{
    QCborArray array;
    for (std::size_t i = first; i < list.size(); ++i)
        array.append(encode(list[i]));
    return array;
}

/// A text from outside may hold half a surrogate pair, which CBOR texts cannot: it goes as plain UTF-16.
QCborValue fromText(const QString &text)
{
    if (text.isValidUtf16())
        return text;
    return QByteArray(reinterpret_cast<const char *>(text.utf16()), text.size() * qsizetype(sizeof(char16_t)));
}

QString toText(const QCborValue &value)
{
    if (!value.isByteArray())
        return value.toString();
    const QByteArray bytes = value.toByteArray();
    return QString(reinterpret_cast<const QChar *>(bytes.constData()), bytes.size() / qsizetype(sizeof(char16_t)));
}

QCborValue fromWard(const Ward &w)
{
    return QCborArray{fromText(w.siteCode),
                      fromText(w.siteName),
                      fromText(w.building),
                      fromText(w.code),
                      fromText(w.name),
                      fromText(w.kind),
                      w.beds,
                      w.minimumCover};
}

Ward toWard(const QCborArray &a)
{
    return {.siteCode = toText(a[0]),
            .siteName = toText(a[1]),
            .building = toText(a[2]),
            .code = toText(a[3]),
            .name = toText(a[4]),
            .kind = toText(a[5]),
            .beds = quint16(a[6].toInteger()),
            .minimumCover = quint16(a[7].toInteger())};
}

QCborValue fromUpdate(const UpdateState &u)
{
    QCborArray array{qint64(u.agentProduct), qint64(u.agentVersion)};
    for (const StreamState &s : u.streams) {
        array.append(qint64(s.version));
        array.append(qint64(s.ring));
    }
    return array;
}

UpdateState toUpdate(const QCborArray &a)
{
    UpdateState u{.agentProduct = quint32(a[0].toInteger()), .agentVersion = quint32(a[1].toInteger()), .streams = {}};
    for (qsizetype i = 2; i + 1 < a.size(); i += 2)
        u.streams.push_back({quint32(a[i].toInteger()), quint32(a[i + 1].toInteger())});
    return u;
}

/// Whether the ids inside an update state are ids of these dictionaries; readers index by them.
bool isKnown(const UpdateState &u, const FleetDictionaries &names)
{
    return u.agentProduct < names.agentProducts.size() && u.agentVersion < names.versions.size()
        && u.streams.size() <= names.streams().size()
        && std::all_of(u.streams.begin(), u.streams.end(), [&](const StreamState &s) {
               return s.version < names.versions.size() && s.ring < names.rings().size();
           });
}

/// Sets are many and long: their ids go as plain little-endian numbers.
QCborValue fromDriverSet(const std::vector<quint32> &ids)
{
    return QByteArray(reinterpret_cast<const char *>(ids.data()), qsizetype(ids.size() * sizeof ids[0]));
}

std::vector<quint32> toDriverSet(const QByteArray &bytes)
{
    std::vector<quint32> ids(std::size_t(bytes.size()) / sizeof(quint32));
    if (!ids.empty())
        std::memcpy(ids.data(), bytes.constData(), ids.size() * sizeof ids[0]);
    return ids;
}

/// Calls `add` with each entry; false when one does not get the id that it had.
template <typename Add>
bool restore(const QCborValue &list, quint32 first, const Add &add)
{
    quint32 id = first;
    for (const QCborValue &entry : list.toArray()) {
        if (add(entry) != id++)
            return false;
    }
    return true;
}

bool restoreSmallLists(FleetDictionaries &names, const QCborMap &map)
{
    const auto at = [&](const char *key) {
        return map.value(QLatin1StringView(key));
    };
    return restore(at("wards"), 1, [&](const QCborValue &v) { return names.ward(toWard(v.toArray())); })
        && restore(at("rings"), 1,
                   [&](const QCborValue &v) {
                       const QCborArray a = v.toArray();
                       return names.ring({toText(a[0]), int(a[1].toInteger()), a[2].toBool()});
                   })
        && restore(at("streams"), 0,
                   [&](const QCborValue &v) {
                       const QCborArray a = v.toArray();
                       const auto kind = streamKindFromWord(a[0].toString());
                       return kind ? names.stream({*kind, toText(a[1])}) : ~0U;
                   })
        && restore(at("pins"), 1, [&](const QCborValue &v) {
               const QCborArray a = v.toArray();
               const auto kind = pinKindFromWord(a[0].toString());
               return kind ? quint32(names.pin({*kind, a[1].toInteger()})) : ~0U;
           });
}

} // namespace

QByteArray encodeNames(const FleetDictionaries &names)
{
    QCborMap map{{QStringLiteral("version"), kVersion}};
    for (const TextList &list : kTextLists) {
        QCborArray texts;
        for (quint32 id = 1; id < (names.*list.member).size(); ++id)
            texts.append(fromText((names.*list.member).text(id)));
        map.insert(QLatin1StringView(list.key), texts);
    }
    const auto put = [&](const char *key, const QCborArray &array) {
        map.insert(QLatin1StringView(key), array);
    };
    put("wards", arrayOf(names.wards(), 1, fromWard));
    put("updates", arrayOf(names.updates(), 1, fromUpdate));
    put("rings", arrayOf(names.rings(), 1, [](const RingName &r) {
            return QCborArray{fromText(r.name), r.order, r.held};
        }));
    put("streams", arrayOf(names.streams(), 0, [](const Stream &s) {
            return QCborArray{word(s.kind), fromText(s.category)};
        }));
    put("pins", arrayOf(names.pins(), 1, [](const PinMark &p) { return QCborArray{word(p.kind), p.expiresMs}; }));
    put("driver_sets", arrayOf(names.driverSets(), 1, fromDriverSet));
    return qCompress(map.toCborValue().toCbor(), 1);
}

std::shared_ptr<const FleetDictionaries> decodeNames(const QByteArray &bytes)
{
    const QCborMap map = QCborValue::fromCbor(qUncompress(bytes)).toMap();
    if (map.value(QLatin1StringView("version")).toInteger() != kVersion)
        return nullptr;
    auto names = std::make_shared<FleetDictionaries>();
    for (const TextList &list : kTextLists) {
        Dictionary &texts = (*names).*list.member;
        if (!restore(map.value(QLatin1StringView(list.key)), 1,
                     [&](const QCborValue &v) { return texts.intern(toText(v)); }))
            return nullptr;
    }
    const bool restored = restoreSmallLists(*names, map)
        && restore(map.value(QLatin1StringView("updates")), 1,
                   [&](const QCborValue &v) { return names->update(toUpdate(v.toArray())); })
        && restore(map.value(QLatin1StringView("driver_sets")), 1,
                   [&](const QCborValue &v) { return names->driverSet(toDriverSet(v.toByteArray())); })
        && std::all_of(names->updates().begin(), names->updates().end(),
                       [&](const UpdateState &u) { return isKnown(u, *names); });
    return restored ? names : nullptr;
}

} // namespace ringward
