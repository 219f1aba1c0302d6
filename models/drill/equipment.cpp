#include "models/drill/equipment.h"

#include <QCryptographicHash>
#include <QMutexLocker>
#include <QSet>

#include <algorithm>

namespace ringward::drill {

namespace {

enum Purpose : quint64 { Batch = 500, System, Image, RareTool, OptionOfImage, Serial };

constexpr quint32 kManyDevices = 200'000;
constexpr quint32 kBatches = 3; ///< a ward's machines of one kind were bought in at most that many lots
constexpr quint64 kSerialLetters = 31;
constexpr char16_t kAlphabet[] = u"0123456789BCDFGHJKLMNPQRSTVWXYZ"; // no vowels, no words

/// How a maker writes serial numbers: a prefix, then places of the alphabet.
struct SerialStyle {
    QLatin1StringView name;
    const char16_t *prefix;
    int places;
};
constexpr std::array kSerialStyles{
    SerialStyle{QLatin1StringView("dell"), u"", 7}, SerialStyle{QLatin1StringView("hp"), u"5CG", 7},
    SerialStyle{QLatin1StringView("lenovo"), u"PF", 6}, SerialStyle{QLatin1StringView("plain"), u"KSA", 8}};

/// A catalogue entry by weight, out of `candidates`.
template <typename T>
int pick(const std::vector<T> &list, const std::vector<int> &candidates, quint64 draw)
{
    quint32 sum = 0;
    for (const int c : candidates)
        sum += list[std::size_t(c)].weight;
    quint32 left = quint32(((draw >> 32) * sum) >> 32);
    for (const int c : candidates) {
        if (left < list[std::size_t(c)].weight)
            return c;
        left -= list[std::size_t(c)].weight;
    }
    return candidates.back();
}

template <typename T>
std::vector<int> candidates(const std::vector<T> &list, const QString &hardware)
{
    std::vector<int> found;
    for (std::size_t i = 0; i < list.size(); ++i) {
        if (list[i].hardware.contains(hardware))
            found.push_back(int(i));
    }
    return found;
}

/// Position of `list` among the different ones seen so far.
quint8 numberOf(const QStringList &list, std::vector<QStringList> &seen)
{
    const auto at = std::find(seen.begin(), seen.end(), list);
    const auto number = quint8(at - seen.begin());
    if (at == seen.end())
        seen.push_back(list);
    return number;
}

QString fingerprint(const Driver &driver)
{
    const QString text = QStringLiteral("demonstration ") + driver.image + u' ' + driver.version;
    return QString::fromLatin1(QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex());
}

} // namespace

Equipment::Equipment(const HospitalPlan &plan)
    : m_plan(plan)
    , m_batch(plan.seed(), Batch)
    , m_system(plan.seed(), System)
    , m_image(plan.seed(), Image)
    , m_rare(plan.seed(), RareTool)
    , m_option(plan.seed(), OptionOfImage)
    , m_serial(plan.seed(), Serial)
{
    const DemoCatalogue &catalogue = plan.catalogue();
    QSet<QString> asked;
    for (const DemoDriver &entry : catalogue.drivers)
        asked.unite(QSet<QString>(entry.where.begin(), entry.where.end()));
    std::vector<QStringList> modelKinds, systemKinds, roleKinds;
    for (const DemoModel &model : catalogue.models)
        m_modelKind.push_back(numberOf(model.tags, modelKinds));
    for (const DemoSystem &system : catalogue.systems)
        m_systemKind.push_back(numberOf(system.tags, systemKinds));
    for (const DemoRole &role : catalogue.roles) {
        m_modelsByRole.push_back(candidates(catalogue.models, role.hardware));
        m_systemsByRole.push_back(candidates(catalogue.systems, role.hardware));
        const QString tag = QStringLiteral("role:") + role.id;
        m_roleKind.push_back(numberOf({role.hardware, asked.contains(tag) ? tag : QString()}, roleKinds));
        std::vector<quint32> &masks = m_optionsByRole.emplace_back(std::size_t(catalogue.images));
        for (std::size_t option = 0; option < catalogue.options.size(); ++option) {
            const DemoOption &entry = catalogue.options[option];
            for (std::size_t image = 0; entry.hardware.contains(role.hardware) && image < masks.size(); ++image)
                masks[image] |= quint32(m_option.below(1000, image, option) < entry.share) << option;
        }
    }
    for (std::size_t kind = 0; kind < catalogue.wardKinds.size(); ++kind)
        m_wardKind.push_back(asked.contains(QStringLiteral("kind:") + catalogue.wardKinds[kind].id) ? quint8(kind + 1)
                                                                                                    : 0);
}

int Equipment::model(const DevicePlace &place) const
{
    const quint32 lot = m_batch.below(kBatches, place.device / 6, 1);
    const quint64 key = quint64(place.ward) << 16 | quint64(place.role) << 8 | lot;
    return pick(m_plan.catalogue().models, m_modelsByRole[place.role], m_batch.of(key));
}

int Equipment::system(const DevicePlace &place) const
{
    // Mostly by image; a few desks are ahead of their ward or behind it.
    const bool apart = m_system.below(100, place.device) < 6;
    const quint64 key = apart ? quint64(place.device) + (1ULL << 40) : quint64(place.ward) << 8 | place.role;
    return pick(m_plan.catalogue().systems, m_systemsByRole[place.role], m_system.of(key, 1));
}

QString Equipment::serial(const DevicePlace &place, int model) const
{
    const QString &name = m_plan.catalogue().models[std::size_t(model)].serialStyle;
    const auto style = std::find_if(kSerialStyles.begin(), kSerialStyles.end() - 1,
                                    [&](const SerialStyle &s) { return name == s.name; });
    quint64 range = 1;
    for (int i = 0; i < style->places; ++i)
        range *= kSerialLetters;
    // A step without a common factor with the range gives every device another number.
    quint64 number = (quint64(place.device) * 611'953'279ULL + m_serial.of(0) % range) % range;
    QString text = QString::fromUtf16(style->prefix);
    for (int i = 0; i < style->places; ++i, number /= kSerialLetters)
        text += QChar(kAlphabet[number % kSerialLetters]);
    return text;
}

quint32 Equipment::options(const DevicePlace &place) const
{
    // A very large group keeps fewer images, so that its driver sets still fit the memory.
    const quint32 images = m_plan.devices() > kManyDevices ? 2 : quint32(m_plan.catalogue().images);
    return rareTool(place) >= 0 ? 0 : m_optionsByRole[place.role][m_image.below(images, place.ward)];
}

int Equipment::rareTool(const DevicePlace &place) const
{
    quint32 left = m_rare.below(100'000, place.device);
    const auto &rare = m_plan.catalogue().rare;
    for (std::size_t i = 0; i < rare.size() && place.tier != Tier::T0; ++i) {
        if (left < rare[i].share)
            return int(i);
        left -= rare[i].share;
    }
    return -1;
}

quint64 Equipment::kindOfList(const DevicePlace &place) const
{
    const quint8 wardKind = m_wardKind[m_plan.pattern(m_plan.wards()[place.ward]).kind];
    return quint64(options(place)) << 40 | quint64(m_modelKind[std::size_t(model(place))]) << 32
        | quint64(m_systemKind[std::size_t(system(place))]) << 24 | quint64(m_roleKind[place.role]) << 16
        | quint64(wardKind) << 8 | quint64(rareTool(place) + 1);
}

DriverListPtr Equipment::drivers(const DevicePlace &place, const QString &agentBuild, const QString &systemBuild) const
{
    const quint64 key = kindOfList(place);
    const QMutexLocker lock(&m_mutex);
    auto &lists = m_lists[key];
    for (const auto &[builds, list] : lists) {
        if (builds.agent == agentBuild && builds.system == systemBuild)
            return list;
    }
    const Builds builds{agentBuild, systemBuild};
    return lists.emplace_back(builds, makeDrivers(place, builds)).second;
}

/// What the devices of that kind load. Called with the mutex held.
DriverListPtr Equipment::makeDrivers(const DevicePlace &place, const Builds &builds) const
{
    const DemoCatalogue &catalogue = m_plan.catalogue();
    const DemoRole &role = catalogue.roles[place.role];
    const DemoModel &hardware = catalogue.models[std::size_t(model(place))];
    const QString &kind = catalogue.wardKinds[m_plan.pattern(m_plan.wards()[place.ward]).kind].id;
    QSet<QString> tags{QStringLiteral("*"), QStringLiteral("agent"), role.hardware, QStringLiteral("role:") + role.id,
                       QStringLiteral("kind:") + kind};
    for (const QStringList &more : {hardware.tags, catalogue.systems[std::size_t(system(place))].tags})
        tags.unite(QSet<QString>(more.begin(), more.end()));
    if (const int rare = rareTool(place); rare >= 0)
        tags.insert(catalogue.rare[std::size_t(rare)].tag);
    for (std::size_t i = 0; i < catalogue.options.size(); ++i) {
        if (options(place) >> i & 1)
            tags.insert(catalogue.options[i].tag);
    }
    const auto list = std::make_shared<DriverList>();
    list->format = QStringLiteral("demonstration");
    list->drivers.reserve(catalogue.drivers.size());
    for (std::size_t i = 0; i < catalogue.drivers.size(); ++i) {
        const QStringList &where = catalogue.drivers[i].where;
        if (std::any_of(where.begin(), where.end(), [&](const QString &tag) { return tags.contains(tag); }))
            list->drivers.push_back(driver(i, builds));
    }
    list->drivers.shrink_to_fit();
    return list;
}

/// A driver of the catalogue in the version that goes with the builds; its texts are shared by all lists that have it.
const Driver &Equipment::driver(std::size_t number, const Builds &builds) const
{
    const DemoDriver &entry = m_plan.catalogue().drivers[number];
    const bool inbox = entry.driver.version == u"os", own = entry.driver.version == u"agent";
    const QString version = inbox ? QStringLiteral("10.0.") + builds.system
        : own                     ? builds.agent + QStringLiteral(".0")
                                  : entry.driver.version;
    const auto [at, isNew] = m_drivers.try_emplace({number, version}, entry.driver);
    Driver &made = at->second;
    if (!isNew)
        return made;
    made.version = version;
    made.path = (own ? QStringLiteral("\\SystemRoot\\System32\\drivers\\CrowdStrike\\")
                     : QStringLiteral("\\SystemRoot\\System32\\drivers\\"))
        + made.image;
    made.signer = inbox ? QStringLiteral("Microsoft Windows")
                        : QStringLiteral("Microsoft Windows Hardware Compatibility Publisher");
    made.isSigned = Told::Yes;
    made.state = RunState::Running;
    made.sha256 = fingerprint(made);
    return made;
}

} // namespace ringward::drill
