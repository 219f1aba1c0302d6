#include "models/drivers/driverassessment.h"

#include "models/drivers/windowsimages.h"
#include "models/fleet/drivermember.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverAssessment", text);
}

bool sameCatalogues(const Catalogues &l, const Catalogues &r)
{
    return l.lolDrivers == r.lolDrivers && l.blockList == r.blockList && l.altitudes == r.altitudes
        && l.crashes == r.crashes;
}

/// A name that a table told without ".sys" is that of the service, nearly always that of the image as well.
const KernelVendor *vendorOf(const DriverImage &image)
{
    const QStringView name = imageOfKey(image.key);
    if (const KernelVendor *vendor = KernelVendors::builtIn().find(name))
        return vendor;
    return name.contains(u'.') ? nullptr : KernelVendors::builtIn().find(name.toString() + QStringLiteral(".sys"));
}

std::shared_ptr<const JudgedImage> judge(const DriverImage &image, bool described, const Catalogues &catalogues)
{
    auto judged = std::make_shared<JudgedImage>();
    judged->image = image;
    judged->described = described;
    judged->inboxByName = !image.inbox && isWindowsByName(image);
    judged->image.inbox = image.inbox || judged->inboxByName;
    judged->altitude = altitudeOf(judged->image, catalogues.altitudes.get());
    judged->vendor = vendorOf(judged->image);
    judged->driverClass = judged->vendor ? judged->vendor->driverClass
                                         : classify(judged->image, judged->altitude, KernelVendors::builtIn());
    judged->hits = matchDriver(judged->image, catalogues);
    judged->crashes = crashesOf(judged->image, catalogues.crashes.get());
    return judged;
}

/// What nobody described: a store of an older version has names only.
DriverImage nameOnly(const QString &key)
{
    DriverImage image{.key = key};
    image.told.image = imageOfKey(key).toString();
    image.told.version = versionOfKey(key).toString();
    return image;
}

/// Gives the judgement of `previous` again where nothing changed that it depends on.
class Judges {
public:
    Judges(const DriverInputs &inputs, const DriverAssessmentPtr &previous)
        : m_inputs(inputs)
        , m_previous(previous && sameCatalogues(previous->inputs.catalogues, inputs.catalogues) ? previous : nullptr)
    {
    }
    std::shared_ptr<const JudgedImage> judged(const QString &key) const
    {
        const DriverImage *image = m_inputs.library->find(key);
        const AssessedDriver *before = m_previous ? m_previous->find(key) : nullptr;
        if (before && before->judged->described == (image != nullptr)
            && (m_previous->inputs.library == m_inputs.library || !image
                || before->judged->image.revision == image->revision))
            return before->judged;
        return judge(image ? *image : nameOnly(key), image != nullptr, m_inputs.catalogues);
    }

private:
    const DriverInputs &m_inputs;
    DriverAssessmentPtr m_previous;
};

/// Counts for each driver the wards that have it, and for each ward the devices by class.
void spreadOverWards(DriverAssessment &assessment, const std::vector<WardSetCount> &counts)
{
    const auto &sets = assessment.fleet().names().driverSets();
    std::vector<quint32> position(assessment.fleet().names().drivers.size(), ~0U);
    for (quint32 i = 0; i < assessment.drivers.size(); ++i)
        position[assessment.drivers[i].id] = i;
    std::vector<quint32> lastWard(assessment.drivers.size(), ~0U);
    for (const WardSetCount &count : counts) {
        if (assessment.wards.empty() || assessment.wards.back().ward != count.ward)
            assessment.wards.push_back({.ward = count.ward});
        WardExposure &ward = assessment.wards.back();
        ward.devices += count.devices;
        quint32 classes = 0;
        for (const quint32 id : sets[count.set]) {
            if (!isInUse(id) || position[id] == ~0U)
                continue;
            AssessedDriver &driver = assessment.drivers[position[id]];
            classes |= 1U << int(driver.judged->driverClass);
            if (std::exchange(lastWard[position[id]], count.ward) != count.ward)
                ++driver.wards;
        }
        for (int i = 0; i < kDriverClassCount; ++i)
            ward.byClass[std::size_t(i)] += classes >> i & 1U ? count.devices : 0U;
    }
}

} // namespace

bool JudgedImage::alarm() const
{
    return std::any_of(hits.begin(), hits.end(), [](const CatalogueHit &hit) { return hit.alarm; });
}

QString JudgedImage::publisher() const
{
    for (const QString &text :
         {image.told.publisher, vendor ? vendor->vendor : QString(), altitude ? altitude->company : QString()}) {
        if (!text.isEmpty())
            return text;
    }
    return image.inbox ? QStringLiteral("Microsoft Windows") : QString();
}

const AssessedDriver *DriverAssessment::find(QStringView key) const
{
    const auto at = std::lower_bound(drivers.begin(), drivers.end(), key,
                                     [](const AssessedDriver &driver, QStringView k) { return driver.key() < k; });
    return at == drivers.end() || at->key() != key ? nullptr : &*at;
}

DriverAssessmentPtr assessDrivers(const DriverInputs &inputs, const DriverAssessmentPtr &previous,
                                  const std::stop_token &stop)
{
    const FleetSnapshot &fleet = *inputs.fleet;
    const auto census = driverCensus(fleet, nullptr, stop);
    const auto counts = census ? countByWardAndSet(fleet, nullptr, stop) : std::nullopt;
    if (!counts)
        return nullptr;
    auto assessment = std::make_shared<DriverAssessment>();
    assessment->inputs = inputs;
    assessment->known = census->known;
    assessment->partial = census->partial;
    assessment->distinctSets = census->distinctSets;
    const ExposureWeights &weights = inputs.weights ? *inputs.weights : ExposureWeights::builtIn();
    const QDate today = QDateTime::fromMSecsSinceEpoch(inputs.nowMs).date();
    const Judges judges(inputs, previous);
    for (quint32 id = 1; id < census->drivers.size(); ++id) {
        if (census->drivers[id].devices == 0 && census->disabled[id] == 0)
            continue;
        if (stop.stop_requested())
            return nullptr;
        AssessedDriver driver{.judged = judges.judged(fleet.names().drivers.text(id)),
                              .id = id,
                              .count = census->drivers[id],
                              .disabled = census->disabled[id],
                              .share = double(census->drivers[id].devices) / census->known.devices};
        const JudgedImage &judged = *driver.judged;
        driver.exposure = exposureOf({.image = judged.image,
                                      .altitude = judged.altitude,
                                      .hits = judged.hits,
                                      .vendor = judged.vendor,
                                      .devices = driver.count.devices,
                                      .devicesWithDrivers = census->known.devices,
                                      .crashes = judged.crashes},
                                     weights);
        driver.review = standingOf(judged.image, judged.driverClass, *inputs.reviews, today);
        assessment->drivers.push_back(std::move(driver));
    }
    std::sort(assessment->drivers.begin(), assessment->drivers.end(),
              [](const AssessedDriver &l, const AssessedDriver &r) { return l.key() < r.key(); });
    spreadOverWards(*assessment, *counts);
    return assessment;
}

QStringList factsNotTold(const DriverImage &image, const Catalogues &catalogues)
{
    const Driver &told = image.told;
    QStringList missing;
    const auto need = [&missing](bool isTold, const QString &what) {
        if (!isTold)
            missing << what;
    };
    need(!told.version.isEmpty(), tr("version"));
    need(!told.sha256.isEmpty() || !told.sha1.isEmpty() || !told.md5.isEmpty(), tr("hash"));
    need(!told.publisher.isEmpty(), tr("publisher"));
    need(image.signature != SignatureLevel::NotTold, tr("signature"));
    need(told.start != StartType::NotTold, tr("start type"));
    need(!told.path.isEmpty(), tr("path"));
    need(told.safeMode != SafeMode::NotTold, tr("Safe Mode membership"));
    need(catalogues.crashes != nullptr, tr("crashes"));
    return missing;
}

} // namespace ringward
