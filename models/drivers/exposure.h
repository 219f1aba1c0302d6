#pragma once
#include "models/drivers/driverclass.h"

#include <array>

namespace ringward {

/// The parts of the kernel exposure score, in the order they are shown.
enum class ExposurePart : quint8 { Start, Filter, Content, Cadence, Signature, History };
inline constexpr std::size_t kExposurePartCount = 6;
QString letter(ExposurePart part); ///< one letter for narrow columns: S F R C G X
QString label(ExposurePart part); ///< translated

struct ExposureShare {
    double points = 0, most = 0;
    bool told = true; ///< false when no source told the fact and the points are the cautious middle
    QString why; ///< translated
};

/// How much of a hospital's safety hangs on one kernel image, 0 to 100, with its parts.
struct Exposure {
    std::array<ExposureShare, kExposurePartCount> parts;
    double total = 0;
    const ExposureShare &operator[](ExposurePart part) const { return parts[std::size_t(part)]; }
};

/// Points by part and word, from resources/catalogues/exposure-weights.json or an edited copy.
class ExposureWeights {
public:
    static Result<ExposureWeights> read(const QByteArray &json); ///< Malformed names the part or the word at fault
    static const ExposureWeights &builtIn();
    double most(ExposurePart part) const { return m_most[std::size_t(part)]; }
    double points(ExposurePart part, const char *word) const; ///< the built-in ones for a word that an own copy lacks
    double rareBelowShare() const { return m_rareBelowShare; }
    double everywhereFromShare() const { return m_everywhereFromShare; }

private:
    std::array<double, kExposurePartCount> m_most{};
    std::array<QHash<QString, double>, kExposurePartCount> m_points;
    double m_rareBelowShare = 0.01, m_everywhereFromShare = 0.5;
};

/// What the score is made of, beside the image itself.
struct ExposureFacts {
    const DriverImage &image;
    const std::optional<AltitudeFact> &altitude;
    const std::vector<CatalogueHit> &hits;
    const KernelVendor *vendor = nullptr;
    quint32 devices = 0, devicesWithDrivers = 0; ///< that have it, of those whose drivers are known
    const CrashHistory &crashes;
};
Exposure exposureOf(const ExposureFacts &facts, const ExposureWeights &weights = ExposureWeights::builtIn());

} // namespace ringward
