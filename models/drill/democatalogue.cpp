#include "models/drill/democatalogue.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

static void initialiseResources()
{
    Q_INIT_RESOURCE(demonstration);
}

namespace ringward::drill {

namespace {

QStringList texts(const QJsonValue &value)
{
    QStringList list;
    for (const QJsonValue &entry : value.toArray())
        list.append(entry.toString());
    return list;
}

quint16 small(const QJsonValue &value)
{
    return quint16(std::clamp(value.toInt(), 0, 0xffff));
}

template <typename T>
int positionById(const std::vector<T> &list, const QString &id)
{
    const auto at = std::find_if(list.begin(), list.end(), [&](const T &entry) { return entry.id == id; });
    return at == list.end() ? -1 : int(at - list.begin());
}

Result<QJsonObject> readObject(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Error::Kind::NotFound, path + QStringLiteral(": ") + file.errorString()};
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    if (!document.isObject())
        return Error{Error::Kind::Malformed, path + QStringLiteral(": ") + problem.errorString()};
    return document.object();
}

DemoRole role(const QJsonObject &json)
{
    static const QHash<QString, DeviceFlags> kFlags{{QStringLiteral("downtime"), DeviceFlag::DowntimePc},
                                                    {QStringLiteral("cart"), DeviceFlag::Cart},
                                                    {QStringLiteral("server"), DeviceFlag::Server}};
    DemoRole made;
    made.id = json[u"id"].toString();
    made.name = json[u"name"].toString();
    made.host = json[u"host"].toString();
    made.room = json[u"room"].toString();
    made.hardware = json[u"hardware"].toString();
    made.tier = tierFromWord(json[u"tier"].toString()).value_or(Tier::T3);
    made.flags = kFlags.value(json[u"flag"].toString());
    made.officeHours = json[u"hours"].toString() != u"always";
    return made;
}

/// False when a ward kind speaks of a role, or a ward of a kind, that is not there.
bool readHospital(const QJsonObject &json, DemoCatalogue &to)
{
    to.group = json[u"group"].toString();
    to.domain = json[u"domain"].toString();
    for (const QJsonValue &entry : json[u"roles"].toArray())
        to.roles.push_back(role(entry.toObject()));
    const QJsonObject kinds = json[u"wardKinds"].toObject();
    for (auto it = kinds.begin(); it != kinds.end(); ++it) {
        DemoWardKind kind{it.key(), {}, small(it.value()[u"coverPermille"])};
        for (const QJsonValue &part : it.value()[u"parts"].toArray()) {
            const int at = to.roleIndex(part[0].toString());
            const auto sameName = [&](const DemoWardKind::Part &other) {
                return at >= 0 && to.roles[other.role].host == to.roles[std::size_t(at)].host;
            };
            if (at < 0 || std::any_of(kind.parts.begin(), kind.parts.end(), sameName))
                return false; // two roles of one ward must not give one host name
            kind.parts.push_back({quint8(at), small(part[1]), small(part[2])});
        }
        if (kind.parts.empty())
            return false;
        to.wardKinds.push_back(std::move(kind));
    }
    const QJsonObject names = json[u"names"].toObject();
    to.placeFirst = texts(names[u"first"]);
    to.placeSecond = texts(names[u"second"]);
    for (const QJsonValue &entry : json[u"sites"].toArray()) {
        DemoSitePattern site{entry[u"code"].toString(), entry[u"name"].toString(), entry[u"kind"].toString(), {}};
        for (const QJsonValue &ward : entry[u"wards"].toArray()) {
            const int kind = positionById(to.wardKinds, ward[4].toString());
            if (kind < 0)
                return false;
            site.wards.push_back({ward[0].toString(), ward[1].toString(), ward[2].toString(), ward[3].toString(),
                                  quint8(kind), small(ward[5]), small(ward[6]), small(ward[7])});
        }
        to.siteNames.push_back(texts(names[site.kind]));
        if (site.wards.empty() || to.siteNames.back().isEmpty())
            return false;
        to.sites.push_back(std::move(site));
    }
    for (const QJsonValue &line : json[u"story"].toArray()) {
        to.story.push_back({line[0].toString(), line[1].toString(), line[2].toString(), line[5].toString(),
                            line[3].toInt(), line[4].toInt(), line[6].toInt(), line[7].toInt()});
    }
    return !to.sites.empty() && !to.placeFirst.isEmpty() && !to.placeSecond.isEmpty();
}

bool readHardware(const QJsonObject &json, DemoCatalogue &to)
{
    for (const QJsonValue &m : json[u"models"].toArray()) {
        to.models.push_back({m[0].toString(), m[1].toString(), m[2].toString(), texts(m[3]), texts(m[5]), small(m[4])});
    }
    for (const QJsonValue &s : json[u"systems"].toArray()) {
        to.systems.push_back(
            {s[0].toString(), s[1].toInt(), s[2].toInt(), s[3].toInt(), texts(s[4]), texts(s[6]), small(s[5])});
    }
    const auto covered = [](const auto &list, const QString &hardware) {
        return std::any_of(list.begin(), list.end(), [&](const auto &e) { return e.hardware.contains(hardware); });
    };
    return std::all_of(to.roles.begin(), to.roles.end(), [&](const DemoRole &r) {
        return covered(to.models, r.hardware) && covered(to.systems, r.hardware);
    });
}

DemoDriver driver(const QJsonValue &row)
{
    DemoDriver made;
    Driver &d = made.driver;
    d.name = row[0].toString();
    d.image = row[1].toString();
    d.displayName = row[2].toString();
    d.publisher = row[3].toString();
    d.version = row[4].toString();
    d.start = StartType(row[5].toInt());
    d.loadOrderGroup = row[6].toString();
    d.altitude = row[7].toString();
    d.kind = row[8].toString() == u"F" ? ImageKind::FileSystem : ImageKind::Kernel;
    made.where = texts(row[9]);
    return made;
}

bool readDrivers(const QJsonObject &json, DemoCatalogue &to)
{
    for (const QJsonValue &row : json[u"drivers"].toArray())
        to.drivers.push_back(driver(row));
    to.images = std::max(1, json[u"images"].toInt());
    for (const QJsonValue &option : json[u"options"].toArray())
        to.options.push_back({QStringLiteral("opt:") + option[0].toString(), small(option[1]), texts(option[2])});
    for (const QJsonValue &rare : json[u"rarePerHundredThousand"].toArray())
        to.rare.push_back({QStringLiteral("rare:") + rare[0].toString(), small(rare[1]), {}});
    return !to.drivers.empty();
}

} // namespace

QString DemoCatalogue::builtIn()
{
    initialiseResources();
    return QStringLiteral(":/catalogues/demonstration");
}

int DemoCatalogue::roleIndex(const QString &id) const
{
    return positionById(roles, id);
}

Result<DemoCataloguePtr> DemoCatalogue::load(const QString &folder)
{
    using Reader = bool (*)(const QJsonObject &, DemoCatalogue &);
    static constexpr std::array<std::pair<const char16_t *, Reader>, 3> kFiles{
        {{u"/hospital.json", readHospital}, {u"/hardware.json", readHardware}, {u"/drivers.json", readDrivers}}};
    const auto catalogue = std::make_shared<DemoCatalogue>();
    for (const auto &[name, read] : kFiles) {
        const QString path = folder + QString::fromUtf16(name);
        const auto json = readObject(path);
        if (!json)
            return json.error();
        if (!read(*json, *catalogue))
            return Error{Error::Kind::Malformed, path + QStringLiteral(": does not fit together")};
    }
    return DemoCataloguePtr(catalogue);
}

} // namespace ringward::drill
