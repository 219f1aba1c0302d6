#pragma once
#include "connectors/activedirectory/directorysession.h"
#include "models/sources/source.h"

#include <QSet>

namespace ringward {

/// One group that is a ring, as the directory has it.
struct RingGroup {
    Stream stream;
    RingName ring;
    QByteArray dn;
    qint64 usn = 0; ///< of its last change
    bool mayWrite = false; ///< this account may change who is in it
    QSet<QByteArray> members; ///< distinguished names in lower case; when they were asked for
};

/// The groups of all rings. Membership of a machine does not move its own update number, so who polls machines alone
/// misses every move: these are asked each time.
struct RingGroups {
    std::vector<RingGroup> groups;
    std::vector<Refusal> problems; ///< groups of the setting that are not there, or there twice

    enum class Members { No, Yes };
    /// With members: lists that did not change since `before`, which may be null, are taken from there.
    static Result<RingGroups> read(DirectorySession &session, const std::vector<RingGroupName> &names,
                                   const QByteArray &domain, Members members, const RingGroups *before = nullptr);

    /// What membership says of each stream. A machine in two rings of a stream counts as in the later one.
    std::vector<StreamReport> reports(const std::vector<QByteArray> &memberOf) const;
    bool isRing(const QByteArray &dn) const;
    const RingGroup *find(const Stream &stream, const QString &ring) const;
    /// Members that came or went since.
    std::vector<QByteArray> movedSince(const RingGroups &before) const;
};
using RingGroupsPtr = std::shared_ptr<const RingGroups>;

} // namespace ringward
