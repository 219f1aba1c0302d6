#pragma once
#include "models/drivers/drivercensus.h"
#include "models/drivers/driverlibrary.h"
#include "models/drivers/driverreview.h"
#include "models/drivers/exposure.h"

namespace ringward {

/// What follows from an image and the catalogues alone.
struct JudgedImage {
    DriverImage image;
    bool described = false; ///< some source told more than the name
    bool inboxByName = false; ///< image.inbox is taken from name and folder, because no source tells a signature
    DriverClass driverClass = DriverClass::Unknown;
    std::optional<AltitudeFact> altitude;
    std::vector<CatalogueHit> hits; ///< strongest evidence first
    const KernelVendor *vendor = nullptr; ///< null when nobody is known for it
    CrashHistory crashes;
    bool alarm() const; ///< a catalogue calls it vulnerable with evidence stronger than its name
    QString publisher() const; ///< who made it, as far as anybody tells; empty when nobody does
};

/// A driver that the fleet has.
struct AssessedDriver {
    std::shared_ptr<const JudgedImage> judged; ///< never null
    quint32 id = 0; ///< in FleetDictionaries::drivers of the assessment's fleet
    DriverCount count; ///< devices on which it starts, or may
    quint32 disabled = 0; ///< further devices, on which it lies but is kept from starting
    quint32 wards = 0; ///< of `count`
    double share = 0; ///< of the devices whose drivers are known, 0 to 1
    Exposure exposure;
    ReviewStanding review;

    const QString &key() const { return judged->image.key; }
    QString name() const { return imageOfKey(key()).toString(); }
    QString version() const { return versionOfKey(key()).toString(); }
    double weight() const { return exposure.total * count.devices; } ///< what a Pareto chart adds up
};

/// One ward by the classes of kernel code in it.
struct WardExposure {
    quint32 ward = 0; ///< id in the fleet's dictionaries; 0 for devices without one
    quint32 devices = 0; ///< whose drivers are known
    std::array<quint32, kDriverClassCount> byClass{}; ///< devices that have at least one driver of the class
};

/// What goes into an assessment; all of it immutable.
struct DriverInputs {
    FleetSnapshotPtr fleet;
    DriverLibraryPtr library;
    Catalogues catalogues;
    DriverReviewsPtr reviews;
    std::shared_ptr<const ExposureWeights> weights; ///< null for the built-in ones
    qint64 nowMs = 0; ///< UTC
};

/// Everything that is known and thought of the kernel code of the fleet, at one moment.
struct DriverAssessment {
    DriverInputs inputs; ///< never null ones, but for the weights
    std::vector<AssessedDriver> drivers; ///< on at least one device, by key
    std::vector<WardExposure> wards; ///< by ward
    DriverCount known; ///< devices whose drivers some source tells
    quint32 partial = 0; ///< of those: devices whose list comes from a tool that leaves drivers out
    quint32 distinctSets = 0;

    const AssessedDriver *find(QStringView key) const; ///< null when no device has it
    const FleetSnapshot &fleet() const { return *inputs.fleet; }
    const std::vector<DriverReview> &reviews() const { return *inputs.reviews; }
};
using DriverAssessmentPtr = std::shared_ptr<const DriverAssessment>;

/// For any thread; null when stopped. Images that `previous` judged by the same catalogues are not judged again.
DriverAssessmentPtr assessDrivers(const DriverInputs &inputs, const DriverAssessmentPtr &previous = nullptr,
                                  const std::stop_token &stop = {});

/// The facts of an image that no source and no catalogue told, in words for "no hash from this source". Translated.
QStringList factsNotTold(const DriverImage &image, const Catalogues &catalogues);

} // namespace ringward
