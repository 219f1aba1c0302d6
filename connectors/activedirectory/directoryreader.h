#pragma once
#include "connectors/activedirectory/ringgroups.h"

namespace ringward {

/// Reads computers page by page, and what changed since the last time by the update numbers of the very controller that
/// answers. Pages block and belong to one thread; record() and rings() may be called on another.
///
/// A reading that breaks begins again from its first page, on the next server when need be: machines then come twice,
/// but none is missing when the last page has come.
class DirectoryReader {
public:
    explicit DirectoryReader(DirectorySettings settings);

    enum class What { Everything, Changes };
    Result<RecordPage> page(DirectorySession &session, What what, const QByteArray &after);
    Result<SourceRecord> record(DirectorySession &session, const QString &key) const;
    /// Of the last reading; null before the first.
    RingGroupsPtr rings() const;

private:
    struct Run {
        int number = 0, restarts = 0, generation = 0, pages = 0;
        What what = What::Everything;
        QByteArray cookie;
        RootDse root;
        RingGroupsPtr rings;
    };
    Result<Done> begin(DirectorySession &session);
    Result<RecordPage> nextPage(DirectorySession &session);
    Result<Done> addMoved(DirectorySession &session, RecordPage &page) const;
    SourceRecord toRecord(const LdapEntry &entry, const RingGroups &rings) const;
    LdapQuery query(const QByteArray &condition) const;

    const DirectorySettings m_settings;
    const qsizetype m_baseDepth;
    Run m_run;
    QByteArray m_service; ///< that m_usn counts for
    qint64 m_usn = 0;
    mutable std::mutex m_mutex;
    RingGroupsPtr m_rings;
};

} // namespace ringward
