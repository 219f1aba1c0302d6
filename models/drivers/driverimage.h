#pragma once
#include "models/drivers/driver.h"

namespace ringward {

/// Where an image lies, as far as its path tells.
enum class PathClass : quint8 {
    NotTold,
    SystemDrivers,
    DriverStore,
    System32,
    ProgramFiles,
    ProgramData,
    Temporary,
    Elsewhere
};

/// How far Microsoft vouches for an image. The name of the signer alone does not tell WHCP from attestation; the key
/// usages of its certificate do.
enum class SignatureLevel : quint8 {
    NotTold,
    Unsigned,
    TestSigned,
    Vendor, ///< the vendor's own certificate (cross-signed, old)
    HardwarePublisher, ///< Microsoft's hardware publisher; nobody told the key usages, so tested or attested is open
    HardwareAttested, ///< the same publisher: who asked is known, nothing was tested
    HardwareTested, ///< the same publisher: passed the tests of the compatibility programme (WHCP)
    EarlyLaunch,
    Inbox, ///< Microsoft Windows
};

/// A distinct kernel image as the fleet knows it, made of what sources told of one or more services.
struct DriverImage {
    QString key; ///< identity: see driverKey()
    Driver told; ///< the fullest description; empty texts were told by no source
    PathClass path = PathClass::NotTold;
    SignatureLevel signature = SignatureLevel::NotTold;
    bool inbox = false; ///< part of Windows
    quint32 revision = 0; ///< goes up in a library with every fact that is filled in
};

PathClass pathClass(QStringView path);
SignatureLevel signatureLevel(const Driver &driver);

/// Identity that survives reality. The image name, for a random service suffix the name without it ("mpksl"), with the
/// version where told. Neither the path (its DriverStore folder changes with each update) nor a name that a table cut
/// at 12 characters is part of it. Empty for what has no identity: a cut name, and a package that Windows renamed to
/// "oem12.inf", which is another one on the next machine.
QString driverKey(const Driver &driver);

/// The parts of a key: "csagent.sys" and "7.28.20009" of "csagent.sys 7.28.20009". A name may hold blanks.
QStringView imageOfKey(QStringView key);
QStringView versionOfKey(QStringView key); ///< empty when not told

/// Whether the facts make it part of Windows: its signer or publisher is Microsoft Windows.
/// A source that tells neither gives false; that is "not known", not "third party".
bool isInbox(const Driver &driver);

} // namespace ringward
