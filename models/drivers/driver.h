#pragma once
#include "models/base/version.h"

#include <QDate>
#include <QDateTime>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace ringward {

enum class StartType : qint8 {
    NotTold = -1,
    Boot = 0,
    System = 1,
    Auto = 2,
    Manual = 3,
    Disabled = 4
}; ///< numbers of Windows
enum class ImageKind : quint8 { NotTold, Kernel, FileSystem, UserMode };
enum class RunState : quint8 { NotTold, Running, Stopped };
enum class Told : quint8 { NotTold, No, Yes };
enum class SafeMode : quint8 { NotTold, Never, Minimal, Network, Both }; ///< in which Safe Modes Windows loads it

/// One driver as one source tells it. An empty text means "not told by this source", never "none".
struct Driver {
    QString name; ///< of the service ("csagent"), of the filter, or of the INF ("oem12.inf")
    QString displayName; ///< as written, unresolved resources ("@todo.dll,-100;...") included
    QString path; ///< as written
    QString image; ///< file name out of the path, lower case; empty without a path
    QString version; ///< as written; compare with compareVersions()
    QString publisher; ///< company or provider
    QString signer; ///< subject of the signature
    QString keyUsages; ///< of the signer's certificate, as object identifiers with blanks between them
    QString infName, className, loadOrderGroup, altitude, hardwareId;
    QString md5, sha1, sha256, impHash; ///< lower case hex of the flat file
    StartType start = StartType::NotTold;
    ImageKind kind = ImageKind::NotTold;
    RunState state = RunState::NotTold;
    Told isSigned = Told::NotTold;
    Told fileMissing = Told::NotTold;
    SafeMode safeMode = SafeMode::NotTold;
    bool nameCut = false; ///< a table cut the name; it is no key
    bool flagged = false; ///< the tool itself called for attention
    QDateTime linkDate; ///< invalid when not told; on Windows 10 often a hash, not a time
    QDate fileDate, driverDate; ///< of the file, of the INF
    qint64 fileBytes = -1, codeBytes = -1, pagedPoolBytes = -1;
    int instances = -1; ///< attached instances of a file system filter
};

/// What one source told of one machine's drivers at one time.
struct DriverList {
    std::vector<Driver> drivers;
    qint64 takenMs = 0; ///< UTC where the format tells; otherwise the local time read as UTC; 0 when not told
    bool complete = true; ///< false when the tool leaves inbox drivers out, or lists filters only
    QString format; ///< "msinfo32", "driverquery /v", ...
};
/// What a list that is not complete is limited to, in a translated sentence; empty for a complete one.
QString limitsOf(const DriverList &list);
/// Whether starting in some Safe Mode does not get around it; false when nobody tells.
bool isLoadedInSafeMode(SafeMode mode);
using DriverListPtr = std::shared_ptr<const DriverList>;

/// File name of a driver path in lower case: "\??\C:\Windows\System32\drivers\Foo.SYS" gives "foo.sys".
QString imageName(QStringView path);

} // namespace ringward
