#pragma once
#include "models/base/async.h"
#include "models/base/secret.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace ringward {

/// What a source tells of one BitLocker recovery key without giving the key out.
struct RecoveryKeyInfo {
    QString record; ///< key of the device's record in the source
    QString keyId; ///< upper case with dashes, as the recovery screen shows it: "892F902B-D23F-4824-928B-..."
    QString volume; ///< the same shape; empty when not told
    qint64 createdMs = 0; ///< UTC; 0 when not told
};

struct RecoveryKeyPage {
    std::vector<RecoveryKeyInfo> keys;
    QByteArray next; ///< give it to the next call; empty after the last page
};

/// A key that was deleted with its computer, or from it, and that the source can still give out for some months.
struct DeletedKeyInfo {
    RecoveryKeyInfo info; ///< its record is that of the key itself, for fetchDeletedKey()
    QString computer; ///< name of the computer that it belonged to; empty when not told
    qint64 deletedMs = 0; ///< UTC; 0 when not told
};

/// What the account that the source is asked with may see. "No key" and "no right to see keys" look alike in a list.
enum class KeySight : quint8 {
    None, ///< sees no key anywhere: that a device has none is not known
    Existence, ///< sees that there are keys, cannot read them
    Read,
};

/// Where recovery keys are kept. Called on the GUI thread. Keys go from here to the eye of the person who asked,
/// through models/keys; nothing on the way stores or logs them.
class KeyHolder {
public:
    virtual ~KeyHolder() = default;
    /// Whether it is of use only while the domain's directory answers: a copy elsewhere is what helps on that day.
    virtual bool needsDirectory() const { return true; }
    virtual Async<KeySight> keySight(std::stop_token stop) = 0;
    /// All keys, newest first within a device, page by page; start with an empty `after`.
    virtual Async<RecoveryKeyPage> fetchKeyInfos(QByteArray after, std::stop_token stop) = 0;
    /// The 48 digits as eight groups of six with dashes, in ASCII. NotFound, or Denied when the account may not read
    /// it.
    virtual Async<Secret> fetchKey(QString record, QString keyId, std::stop_token stop) = 0;
    /// The password of the local administrator, UTF-8. NotSupported when the source keeps none.
    virtual Async<Secret> fetchLocalAdmin(QString record, std::stop_token stop);

    /// Whether what was deleted can be searched at all; the two below are NotSupported where it cannot.
    virtual bool keepsDeleted() const { return false; }
    /// Deleted keys by the whole id, or by the first eight digits that the recovery screen shows; newest first. Denied
    /// when the account may not see what was deleted, which looks like "none" to many servers.
    virtual Async<std::vector<DeletedKeyInfo>> findDeletedKeys(QString keyId, std::stop_token stop);
    virtual Async<Secret> fetchDeletedKey(QString record, QString keyId, std::stop_token stop); ///< as fetchKey()
};

} // namespace ringward
