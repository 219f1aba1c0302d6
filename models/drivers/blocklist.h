#pragma once
#include "models/drivers/catalogue.h"

#include <QHash>

#include <vector>

namespace ringward {

/// A rule of Microsoft's vulnerable driver block list. Either a hash, or a file name with a range of versions.
struct BlockRule {
    QString id, friendlyName;
    QString hash; ///< Authenticode or page hash, lower case; never a flat file hash
    QString fileName; ///< lower case; the original file name of the version resource
    QString productName, internalName;
    QString minimumVersion, maximumVersion; ///< both included; an empty one is no limit
    bool onlyForSigners = false; ///< a file attribute: blocks together with the signers that refer to it
    QStringList signers; ///< names of those signers
};

/// A signer all of whose files are blocked.
struct BlockedSigner {
    QString id, name, publisher;
    QString tbsHash; ///< lower case
};

struct BlockList {
    CatalogueInfo info;
    std::vector<BlockRule> rules;
    std::vector<BlockedSigner> signers;
    QHash<QString, quint32> rulesByHash;
    QMultiHash<QString, quint32> rulesByName; ///< by fileName
};

/// Reads the policy as XML ("SiPolicy_Enforced.xml"). Refuses the whole file when it is cut, is another kind of
/// policy, declares a document type or entities, nests too deep, or has a hash of a wrong length.
Result<BlockList> readBlockList(const QByteArray &xml);

} // namespace ringward
