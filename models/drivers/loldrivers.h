#pragma once
#include "models/drivers/catalogue.h"

#include <QHash>
#include <QStringList>

#include <vector>

namespace ringward {

/// One file of a known vulnerable or malicious driver.
struct KnownSample {
    quint32 entry = 0; ///< position in LolDrivers::entries
    QString fileName; ///< lower case; empty when not told
    QString version; ///< raw text of the file version resource
    QString company;
    QString sha256, sha1, md5; ///< flat file
    QString authentihash256, authentihash1; ///< Authenticode
};

struct KnownDriver {
    QString id;
    QStringList names; ///< lower case
    bool malicious = false; ///< otherwise vulnerable
    bool alsoInbox = false; ///< an old build by Microsoft is meant: the name is on every healthy machine
    QStringList cves;
    QString description;
};

/// The catalogue of the LOLDrivers project (https://www.loldrivers.io), either as the project publishes it (an array
/// of entries with KnownVulnerableSamples) or compact (`{"source", "drivers": [...]}` with samples).
struct LolDrivers {
    CatalogueInfo info;
    std::vector<KnownDriver> entries;
    std::vector<KnownSample> samples;
    QMultiHash<QString, quint32> entriesByName;
    QHash<QString, quint32> samplesByFlatHash; ///< MD5, SHA-1 and SHA-256
    QHash<QString, quint32> samplesByAuthentihash;
};

/// Refuses the whole file when it is cut, of another shape, or has a hash of a wrong length (named with its entry).
Result<LolDrivers> readLolDrivers(const QByteArray &json);

} // namespace ringward
