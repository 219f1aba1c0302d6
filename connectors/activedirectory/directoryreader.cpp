#include "connectors/activedirectory/directoryreader.h"

#include "connectors/activedirectory/ldapdn.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kPageSize = 1000, kMostRestarts = 2;
constexpr std::size_t kNamesAQuestion = 100;

const std::vector<QByteArray> kAsked{
    "objectGUID",        "cn",       "sAMAccountName",  "dNSHostName", "location",
    "description",       "memberOf", "operatingSystem", "whenCreated", "operatingSystemVersion",
    "lastLogonTimestamp"};

Error outOfStep()
{
    return {Error::Kind::Conflict, QStringLiteral("another reading began meanwhile")};
}

/// "CN=Printers,OU=..." as "Printers".
QString groupName(const QByteArray &dn)
{
    const auto parts = dnParts(dn);
    return parts && !parts->empty() ? parts->front().value : QString();
}

/// "hospital.test" of "DC=hospital,DC=test".
QString domainOf(const std::vector<DnPart> &parts)
{
    QStringList labels;
    for (const DnPart &part : parts) {
        if (part.type == u"DC")
            labels.append(part.value);
    }
    return labels.join(u'.');
}

} // namespace

DirectoryReader::DirectoryReader(DirectorySettings settings)
    : m_settings(std::move(settings))
    , m_baseDepth(qsizetype(dnParts(m_settings.access.base).value_or(std::vector<DnPart>()).size()))
{
}

LdapQuery DirectoryReader::query(const QByteArray &condition) const
{
    LdapQuery query;
    query.base = m_settings.access.base;
    // Disabled accounts are of machines that are gone.
    query.filter = "(&(objectCategory=computer)(!(userAccountControl:1.2.840.113556.1.4.803:=2))" + condition + ")";
    query.attributes = kAsked;
    query.pageSize = kPageSize;
    return query;
}

SourceRecord DirectoryReader::toRecord(const LdapEntry &entry, const RingGroups &rings) const
{
    SourceRecord record;
    record.source = m_settings.source;
    record.key = guidText(entry.value("objectGUID"));
    record.receivedMs = QDateTime::currentMSecsSinceEpoch();
    record[Field::DirectoryGuid] = record.key;
    const auto text = [&](const char *name) {
        return QString::fromUtf8(entry.value(name)).trimmed();
    };
    const QString dns = text("dNSHostName");
    QString account = text("sAMAccountName");
    if (account.endsWith(u'$'))
        account.chop(1);
    const std::vector<DnPart> parts = dnParts(entry.dn).value_or(std::vector<DnPart>());
    record[Field::HostName] = !dns.isEmpty() ? dns.section(u'.', 0, 0) : account.isEmpty() ? text("cn") : account;
    record[Field::Domain] = dns.contains(u'.') ? dns.section(u'.', 1) : domainOf(parts);
    record[Field::DirectoryPath] = QString::fromUtf8(entry.dn);
    QStringList path;
    for (qsizetype i = 1; i < qsizetype(parts.size()) - m_baseDepth; ++i)
        path.prepend(parts[std::size_t(i)].value);
    m_settings.places.apply(path, record);
    if (m_settings.locationIs && !text("location").isEmpty())
        record[*m_settings.locationIs] = text("location");
    if (m_settings.descriptionIs && !text("description").isEmpty())
        record[*m_settings.descriptionIs] = text("description");
    record[Field::OsName] = text("operatingSystem");
    record[Field::OsBuild] = text("operatingSystemVersion");
    // A controller tells the others of a logon every 9 to 14 days only: good for "gone for a month", not for "since 5".
    record.lastSeenMs = msOfFileTime(entry.value("lastLogonTimestamp"));
    const LdapAttribute *memberOf = entry.find("memberOf");
    if (memberOf) {
        record.streams = rings.reports(memberOf->values);
        QStringList groups;
        for (const QByteArray &group : memberOf->values) {
            if (!rings.isRing(group))
                groups.append(groupName(group).remove(u','));
        }
        groups.sort();
        if (!groups.isEmpty())
            record[Field::Tags] = groups.join(QStringLiteral(", "));
    }
    return record;
}

Result<Done> DirectoryReader::begin(DirectorySession &session)
{
    m_run.cookie.clear();
    m_run.pages = 0;
    const Result<RootDse> root = session.root(); // its update number before anything is read
    if (!root)
        return root.error();
    m_run.root = *root;
    m_run.generation = session.generation();
    const RingGroupsPtr before = rings();
    auto groups = RingGroups::read(session, m_settings.rings, root->domain, RingGroups::Members::Yes, before.get());
    if (!groups)
        return groups.error();
    m_run.rings = std::make_shared<const RingGroups>(std::move(*groups));
    return Done{};
}

Result<RecordPage> DirectoryReader::page(DirectorySession &session, What what, const QByteArray &after)
{
    if (after.isEmpty()) {
        m_run = {m_run.number + 1};
        m_run.what = what;
        if (const Result<Done> begun = begin(session); !begun)
            return begun.error();
    } else if (after != QByteArray::number(m_run.number) + ':' + QByteArray::number(m_run.pages)) {
        return outOfStep();
    }
    while (true) {
        const bool isWhole = session.generation() == m_run.generation; // a cookie counts on its own connection
        Result<RecordPage> next = isWhole ? nextPage(session) : Error{Error::Kind::Offline, {}, {}};
        if (next)
            return next;
        const bool mayMend = next.error().kind == Error::Kind::Offline || next.error().kind == Error::Kind::Timeout;
        if (!mayMend || m_run.restarts++ >= kMostRestarts)
            return next.error();
        if (const Result<Done> begun = begin(session); !begun)
            return begun.error();
    }
}

Result<RecordPage> DirectoryReader::nextPage(DirectorySession &session)
{
    // Without numbers of this very controller there is no telling what is new: then everything is.
    const bool isPartial = m_run.what == What::Changes && m_service == m_run.root.service && m_usn > 0;
    const QByteArray since = isPartial ? "(uSNChanged>=" + QByteArray::number(m_usn + 1) + ")" : QByteArray();
    const Result<LdapPage> told = session.page(query(since), m_run.cookie);
    if (!told)
        return told.error();
    RecordPage made;
    made.total = m_run.pages == 0 && told->estimate > 0 && !isPartial ? told->estimate : -1;
    if (m_run.pages++ == 0)
        made.refused = m_run.rings->problems;
    made.records.reserve(told->entries.size());
    for (const LdapEntry &entry : told->entries) {
        SourceRecord record = toRecord(entry, *m_run.rings);
        if (record.key.isEmpty())
            made.refused.push_back(
                {QString::fromUtf8(entry.dn),
                 QCoreApplication::translate("ringward::Directory", "The directory tells no objectGUID of it.")});
        else
            made.records.push_back(std::move(record));
    }
    m_run.cookie = told->cookie;
    if (!m_run.cookie.isEmpty()) {
        made.next = QByteArray::number(m_run.number) + ':' + QByteArray::number(m_run.pages);
        return made;
    }
    if (isPartial) {
        if (const Result<Done> added = addMoved(session, made); !added)
            return added.error();
    }
    m_service = m_run.root.service;
    m_usn = m_run.root.highestUsn;
    const std::lock_guard lock(m_mutex);
    m_rings = m_run.rings;
    return made;
}

/// Machines that changed their ring: nothing about themselves has changed.
Result<Done> DirectoryReader::addMoved(DirectorySession &session, RecordPage &page) const
{
    const RingGroupsPtr before = rings();
    if (!before)
        return Done{};
    const std::vector<QByteArray> moved = m_run.rings->movedSince(*before);
    for (std::size_t i = 0; i < moved.size(); i += kNamesAQuestion) {
        QByteArray names;
        for (std::size_t k = i; k < std::min(moved.size(), i + kNamesAQuestion); ++k)
            names += "(distinguishedName=" + inFilter(moved[k]) + ")";
        const auto found = session.all(query("(|" + names + ")"));
        if (!found)
            return found.error();
        for (const LdapEntry &entry : *found) {
            SourceRecord record = toRecord(entry, *m_run.rings);
            if (!record.key.isEmpty())
                page.records.push_back(std::move(record));
        }
    }
    return Done{};
}

Result<SourceRecord> DirectoryReader::record(DirectorySession &session, const QString &key) const
{
    const QByteArray guid = guidBytes(key);
    if (guid.isEmpty())
        return Error{Error::Kind::NotFound, key};
    const Result<LdapEntry> entry = session.object("<GUID=" + guidText(guid).toLatin1() + ">", kAsked);
    if (!entry)
        return entry.error();
    RingGroupsPtr groups = rings();
    if (!groups) {
        const Result<RootDse> root = session.root();
        if (!root)
            return root.error();
        auto read = RingGroups::read(session, m_settings.rings, root->domain, RingGroups::Members::No);
        if (!read)
            return read.error();
        groups = std::make_shared<const RingGroups>(std::move(*read));
    }
    return toRecord(*entry, *groups);
}

RingGroupsPtr DirectoryReader::rings() const
{
    const std::lock_guard lock(m_mutex);
    return m_rings;
}

} // namespace ringward
