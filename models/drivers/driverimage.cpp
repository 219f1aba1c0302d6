#include "models/drivers/driverimage.h"

#include "models/base/versionedname.h"

#include <QRegularExpression>

#include <array>

namespace ringward {

namespace {

struct PathRule {
    QLatin1StringView part; ///< in a lower-case path with backslashes
    PathClass path;
};
// The first that fits; a DriverStore lies below System32.
constexpr std::array kPaths{
    PathRule{QLatin1StringView("\\driverstore\\"), PathClass::DriverStore},
    PathRule{QLatin1StringView("\\temp\\"), PathClass::Temporary},
    PathRule{QLatin1StringView("system32\\drivers\\"), PathClass::SystemDrivers},
    PathRule{QLatin1StringView("system32\\"), PathClass::System32},
    PathRule{QLatin1StringView("\\programdata\\"), PathClass::ProgramData},
    PathRule{QLatin1StringView("\\program files"), PathClass::ProgramFiles},
};

struct SignerRule {
    QLatin1StringView part; ///< in a lower-case signer
    SignatureLevel level;
};
constexpr std::array kSigners{
    SignerRule{QLatin1StringView("wdktestcert"), SignatureLevel::TestSigned},
    SignerRule{QLatin1StringView("test certificate"), SignatureLevel::TestSigned},
    SignerRule{QLatin1StringView("early launch anti-malware"), SignatureLevel::EarlyLaunch},
    SignerRule{QLatin1StringView("hardware compatibility publisher"), SignatureLevel::HardwarePublisher},
    SignerRule{QLatin1StringView("windows hardware"), SignatureLevel::HardwarePublisher},
    SignerRule{QLatin1StringView("microsoft windows"), SignatureLevel::Inbox},
};

struct UsageRule {
    QLatin1StringView usage; ///< object identifier of a key usage
    SignatureLevel level;
};
// The first that the certificate has: an attested one may bear the usage of the tested ones as well.
constexpr std::array kUsages{
    UsageRule{QLatin1StringView("1.3.6.1.4.1.311.61.4.1"), SignatureLevel::EarlyLaunch},
    UsageRule{QLatin1StringView("1.3.6.1.4.1.311.10.3.5.1"), SignatureLevel::HardwareAttested},
    UsageRule{QLatin1StringView("1.3.6.1.4.1.311.10.3.5"), SignatureLevel::HardwareTested},
    UsageRule{QLatin1StringView("1.3.6.1.4.1.311.10.3.6"), SignatureLevel::Inbox},
};

SignatureLevel levelOfUsages(const QString &keyUsages)
{
    const QStringList told = keyUsages.split(u' ', Qt::SkipEmptyParts);
    for (const UsageRule &rule : kUsages) {
        if (told.contains(rule.usage))
            return rule.level;
    }
    return SignatureLevel::NotTold;
}

/// Services that Windows names anew with each definition update; one driver for all of them.
const QRegularExpression &randomSuffix()
{
    static const QRegularExpression pattern(QStringLiteral("^(mpksl)[0-9a-f]{8}(?:\\.sys)?$"));
    return pattern;
}

bool isRenamedPackage(QStringView name)
{
    return name.startsWith(u"oem") && name.endsWith(u".inf");
}

/// "10.0.19041.1 (WinBuild.160101.0800)" and "1, 2, 0, 5" without what is no number.
QString plainVersion(QString version)
{
    version.replace(QStringLiteral(", "), QStringLiteral("."));
    return version.trimmed().section(u' ', 0, 0);
}

} // namespace

PathClass pathClass(QStringView path)
{
    const QString lower = path.trimmed().toString().toLower().replace(u'/', u'\\');
    if (lower.isEmpty())
        return PathClass::NotTold;
    for (const PathRule &rule : kPaths) {
        if (lower.contains(rule.part))
            return rule.path;
    }
    return PathClass::Elsewhere;
}

SignatureLevel signatureLevel(const Driver &driver)
{
    const QString signer = driver.signer.toLower();
    for (const SignerRule &rule : kSigners) {
        if (!signer.contains(rule.part))
            continue;
        // Anybody can put a usage into a certificate; it says something only of Microsoft's own signers.
        const SignatureLevel told = levelOfUsages(driver.keyUsages);
        const bool isOpen = rule.level == SignatureLevel::HardwarePublisher;
        return isOpen && told != SignatureLevel::NotTold ? told : rule.level;
    }
    if (!signer.isEmpty())
        return SignatureLevel::Vendor;
    return driver.isSigned == Told::No ? SignatureLevel::Unsigned : SignatureLevel::NotTold;
}

QString driverKey(const Driver &driver)
{
    QString name = driver.image.isEmpty() ? driver.name.toLower() : driver.image;
    if (const auto random = randomSuffix().match(name); random.hasMatch())
        return random.captured(1);
    if (driver.image.isEmpty() && (driver.nameCut || isRenamedPackage(name)))
        return {};
    const QString version = plainVersion(driver.version);
    return version.isEmpty() ? name : name + u' ' + version;
}

QStringView imageOfKey(QStringView key)
{
    return withoutVersion(key);
}

QStringView versionOfKey(QStringView key)
{
    return key.mid(withoutVersion(key).size() + 1);
}

bool isInbox(const Driver &driver)
{
    const SignatureLevel level = signatureLevel(driver);
    if (level == SignatureLevel::Inbox)
        return true;
    return level == SignatureLevel::NotTold && driver.publisher.startsWith(u"Microsoft Windows", Qt::CaseInsensitive);
}

} // namespace ringward
