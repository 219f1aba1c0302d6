#include "models/drivers/driverclass.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverClass", text);
}

// Positions are the values of the enumerations.
constexpr std::array kClasses{"unknown",        "windows",        "security-agent", "backup", "encryption",
                              "virtualisation", "remote-control", "anti-cheat",     "device", "print"};
constexpr std::array kContents{"not-known", "never", "sometimes", "always"};
constexpr std::array kCadences{"not-known", "months", "days", "hours"};

template <typename Enum, std::size_t N>
std::optional<Enum> valueOf(const std::array<const char *, N> &words, QStringView text)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (text.compare(QLatin1StringView(words[i]), Qt::CaseInsensitive) == 0)
            return Enum(i);
    }
    return std::nullopt;
}

struct GroupClass {
    const char *loadOrderGroup;
    DriverClass driverClass;
};
constexpr std::array kGroupClasses{
    GroupClass{"FSFilter Anti-Virus", DriverClass::SecurityAgent},
    GroupClass{"FSFilter Activity Monitor", DriverClass::SecurityAgent},
    GroupClass{"FSFilter Security Enhancer", DriverClass::SecurityAgent},
    GroupClass{"FSFilter Content Screener", DriverClass::SecurityAgent},
    GroupClass{"FSFilter Continuous Backup", DriverClass::Backup},
    GroupClass{"FSFilter System Recovery", DriverClass::Backup},
    GroupClass{"FSFilter Replication", DriverClass::Backup},
    GroupClass{"FSFilter Encryption", DriverClass::Encryption},
    GroupClass{"FSFilter Virtualization", DriverClass::Virtualisation},
};

/// Load order groups of drivers for hardware, as the registry of Windows spells them.
bool isDeviceGroup(const QString &group)
{
    static constexpr std::array kGroups{
        "SCSI Miniport",      "NDIS",           "Video",      "Video Init",       "Pointer Port",  "Keyboard Port",
        "Pointer Class",      "Keyboard Class", "SCSI Class", "SCSI CDROM Class", "Extended Base", "Boot Bus Extender",
        "System Bus Extender"};
    return std::any_of(kGroups.begin(), kGroups.end(), [&](const char *known) {
        return group.compare(QLatin1StringView(known), Qt::CaseInsensitive) == 0;
    });
}

/// '*' stands for any text; nothing else is special.
bool fits(QStringView pattern, QStringView name)
{
    const qsizetype star = pattern.indexOf(u'*');
    if (star < 0)
        return pattern == name;
    const QStringView head = pattern.left(star);
    const QStringView tail = pattern.mid(star + 1);
    return name.size() >= head.size() + tail.size() && name.startsWith(head) && name.endsWith(tail);
}

Result<KernelVendor> readVendor(const QJsonObject &object, qsizetype number)
{
    const auto wrong = [&](const char *key) {
        return Error{Error::Kind::Malformed,
                     tr("Vendor %1: “%2” has no known value.").arg(number).arg(QLatin1StringView(key))};
    };
    KernelVendor vendor;
    vendor.vendor = object.value(u"vendor").toString();
    for (const QJsonValue &file : object.value(u"files").toArray())
        vendor.files.append(file.toString().toLower());
    if (vendor.vendor.isEmpty())
        return wrong("vendor");
    if (vendor.files.isEmpty())
        return wrong("files");
    const auto driverClass = driverClassFromWord(object.value(u"class").toString());
    if (!driverClass)
        return wrong("class");
    const auto content = valueOf<KernelVendor::Content>(kContents, object.value(u"content").toString());
    if (!content)
        return wrong("content");
    const auto cadence = valueOf<KernelVendor::Cadence>(kCadences, object.value(u"cadence").toString());
    if (!cadence)
        return wrong("cadence");
    vendor.driverClass = *driverClass;
    vendor.content = *content;
    vendor.cadence = *cadence;
    vendor.failed = object.value(u"failed").toString();
    vendor.alternative = object.value(u"alternative").toString();
    return vendor;
}

} // namespace

QString word(DriverClass driverClass)
{
    return QString::fromLatin1(kClasses[std::size_t(driverClass)]);
}

std::optional<DriverClass> driverClassFromWord(QStringView text)
{
    return valueOf<DriverClass>(kClasses, text);
}

Result<KernelVendors> KernelVendors::read(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(json, &problem);
    if (problem.error != QJsonParseError::NoError)
        return Error{Error::Kind::Malformed,
                     tr("Not complete JSON: %1 at byte %2.").arg(problem.errorString()).arg(problem.offset)};
    KernelVendors vendors;
    for (const QJsonValue &entry : document.object().value(u"vendors").toArray()) {
        Result<KernelVendor> vendor = readVendor(entry.toObject(), qsizetype(vendors.m_vendors.size()) + 1);
        if (!vendor)
            return vendor.error();
        vendors.m_vendors.push_back(std::move(*vendor));
    }
    if (vendors.m_vendors.empty())
        return Error{Error::Kind::Malformed, tr("There are no vendors in it.")};
    return vendors;
}

const KernelVendors &KernelVendors::builtIn()
{
    static const KernelVendors vendors = [] {
        QFile file(QStringLiteral(":/catalogues/kernel-vendors.json"));
        if (!file.open(QIODevice::ReadOnly))
            return KernelVendors();
        Result<KernelVendors> read = KernelVendors::read(file.readAll());
        return read ? std::move(*read) : KernelVendors();
    }();
    return vendors;
}

const KernelVendor *KernelVendors::find(QStringView image) const
{
    const auto known = std::find_if(m_vendors.begin(), m_vendors.end(), [&](const KernelVendor &vendor) {
        return std::any_of(vendor.files.begin(), vendor.files.end(),
                           [&](const QString &file) { return fits(file, image); });
    });
    return known == m_vendors.end() ? nullptr : &*known;
}

DriverClass classify(const DriverImage &image, const std::optional<AltitudeFact> &altitude,
                     const KernelVendors &vendors)
{
    if (const KernelVendor *vendor = vendors.find(imageOfKey(image.key)))
        return vendor->driverClass;
    if (image.inbox)
        return DriverClass::Windows;
    if (altitude) {
        for (const GroupClass &group : kGroupClasses) {
            if (altitude->loadOrderGroup == QLatin1StringView(group.loadOrderGroup))
                return group.driverClass;
        }
    }
    const QString &className = image.told.className;
    if (className.contains(u"print", Qt::CaseInsensitive))
        return DriverClass::Print;
    const bool drivesDevice = !className.isEmpty() || isDeviceGroup(image.told.loadOrderGroup);
    return drivesDevice ? DriverClass::Device : DriverClass::Unknown;
}

} // namespace ringward
