#include "models/drill/demonstrationkind.h"

#include "models/drill/demosource.h"

#include <QCoreApplication>
#include <QMutex>
#include <QMutexLocker>

#include <map>

namespace ringward {

using namespace drill;

namespace {

constexpr qint64 kStoryMorningMs = 1'788'856'920'000; ///< 8 September 2026, 08:42 UTC: when nothing else is set
constexpr quint32 kSideBySideAtMost = 200'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DemoSource", text);
}

/// The hospitals in use. They are shared so that a command given through one source shows in the others.
class Worlds {
public:
    Result<std::shared_ptr<DemoWorld>> world(const Hospital::Settings &settings, const QString &memoryFile)
    {
        const QMutexLocker lock(&m_mutex);
        std::weak_ptr<DemoWorld> &place = m_known[{settings, memoryFile}];
        if (std::shared_ptr<DemoWorld> known = place.lock())
            return known;
        if (!m_catalogue) {
            const auto loaded = DemoCatalogue::load();
            if (!loaded)
                return loaded.error();
            m_catalogue = *loaded;
        }
        auto made = std::make_shared<DemoWorld>(m_catalogue, settings, memoryFile);
        place = made;
        return made;
    }

private:
    QMutex m_mutex;
    DemoCataloguePtr m_catalogue;
    std::map<std::pair<Hospital::Settings, QString>, std::weak_ptr<DemoWorld>> m_known; ///< by settings and memory file
};

/// Large fleets report less often, as their vendors make them.
int checkInSec(quint32 devices)
{
    return devices <= kSideBySideAtMost ? 300 : 1800;
}

std::vector<SettingSpec> settingSpecs()
{
    SettingSpec devices;
    devices.key = QStringLiteral("devices");
    devices.label = tr("Devices");
    devices.help = tr("How large the hospital group is: 200 to 8,400,000 devices.");
    devices.type = SettingSpec::Type::Number;
    devices.initial = 5216;
    devices.minimum = HospitalPlan::kFewest;
    devices.maximum = HospitalPlan::kMost;
    SettingSpec seed;
    seed.key = QStringLiteral("seed");
    seed.label = tr("Seed");
    seed.help = tr("The same number makes the same hospital again.");
    seed.type = SettingSpec::Type::Number;
    seed.initial = 291;
    SettingSpec facet;
    facet.key = QStringLiteral("facet");
    facet.label = tr("Seen by");
    facet.help = tr("Which system this source plays: a security agent, the directory, or remote control.");
    facet.type = SettingSpec::Type::Choice;
    facet.initial = QStringLiteral("agent");
    facet.choices = {QStringLiteral("agent"), QStringLiteral("directory"), QStringLiteral("remote")};
    return {devices, seed, facet};
}

} // namespace

SourceKind demonstrationKind(std::shared_ptr<const Clock> clock)
{
    SourceKind kind;
    kind.kind = QStringLiteral("demonstration");
    kind.label = tr("Demonstration hospital");
    kind.description =
        tr("A simulated group of hospitals, to try everything out. No real machine is shown or reached.");
    kind.settings = settingSpecs();
    kind.make = [worlds = std::make_shared<Worlds>(), clock = std::move(clock)](
                    const SourceConfig &config, SecretStore &) -> Result<std::unique_ptr<Source>> {
        const QString facetWord = config.settings[u"facet"].toString(QStringLiteral("agent"));
        const std::optional<DemoFacet> facet = demoFacet(facetWord);
        if (!facet)
            return Error{Error::Kind::Malformed, QStringLiteral("no such facet: ") + facetWord};
        const qint64 wanted = config.settings[u"devices"].toInteger(5216);
        const auto devices = quint32(std::clamp<qint64>(wanted, HospitalPlan::kFewest, HospitalPlan::kMost));
        const Hospital::Settings settings{devices, quint64(config.settings[u"seed"].toInteger(291)),
                                          config.settings[u"opened"].toInteger(kStoryMorningMs),
                                          checkInSec(devices) * qint64(1000)};
        auto world = worlds->world(settings, config.settings[u"memory"].toString());
        if (!world)
            return world.error();
        return std::make_unique<DemoSource>(*world, *facet, config.id, clock);
    };
    return kind;
}

std::vector<SourceConfig> demonstrationSources(quint32 devices, quint64 seed, qint64 openedMs,
                                               const QString &memoryFile)
{
    struct Part {
        QString facet, name;
        int checkInSec, syncEverySec;
    };
    const int every = checkInSec(devices);
    const std::vector<Part> parts{
        {QStringLiteral("agent"), tr("Falcon (demonstration)"), every, every / 5},
        {QStringLiteral("directory"), tr("Directory (demonstration)"), 5400, 300},
        {QStringLiteral("remote"), tr("MeshCentral (demonstration)"), every, every / 5},
    };
    std::vector<SourceConfig> made;
    for (const Part &part : parts) {
        SourceConfig config;
        config.kind = QStringLiteral("demonstration");
        config.name = part.name;
        config.settings = {{QStringLiteral("devices"), qint64(devices)},
                           {QStringLiteral("seed"), qint64(seed)},
                           {QStringLiteral("facet"), part.facet},
                           {QStringLiteral("opened"), openedMs},
                           {QStringLiteral("memory"), memoryFile}};
        config.checkInSec = part.checkInSec;
        config.syncEverySec = part.syncEverySec;
        made.push_back(std::move(config));
        if (devices > kSideBySideAtMost)
            break;
    }
    return made;
}

} // namespace ringward
