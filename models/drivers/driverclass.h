#pragma once
#include "models/base/result.h"
#include "models/drivers/drivermatch.h"

namespace ringward {

enum class DriverClass : quint8 {
    Unknown,
    Windows,
    SecurityAgent,
    Backup,
    Encryption,
    Virtualisation,
    RemoteControl,
    AntiCheat,
    Device,
    Print,
};
inline constexpr int kDriverClassCount = int(DriverClass::Print) + 1;
QString word(DriverClass driverClass); ///< "security-agent"
std::optional<DriverClass> driverClassFromWord(QStringView text);

/// Who makes an image and how it behaves, from resources/catalogues/kernel-vendors.json or an edited copy.
struct KernelVendor {
    enum class Content : quint8 { NotKnown, Never, Sometimes, Always }; ///< reads content at run time
    enum class Cadence : quint8 { NotKnown, Months, Days, Hours }; ///< how often something new arrives
    QString vendor;
    QStringList files; ///< lower-case image names; '*' stands for any text
    DriverClass driverClass = DriverClass::Unknown;
    Content content = Content::NotKnown;
    Cadence cadence = Cadence::NotKnown;
    QString failed; ///< what went wrong before; empty when nothing is on record
    QString alternative; ///< what is asked for instead of a kernel image
};

class KernelVendors {
public:
    static Result<KernelVendors> read(const QByteArray &json); ///< Malformed names the entry at fault
    static const KernelVendors &builtIn();
    const KernelVendor *find(QStringView image) const; ///< null when nobody is known for it

private:
    std::vector<KernelVendor> m_vendors;
};

/// By known vendor, then by altitude, then by class of device and publisher.
DriverClass classify(const DriverImage &image, const std::optional<AltitudeFact> &altitude,
                     const KernelVendors &vendors);

} // namespace ringward
