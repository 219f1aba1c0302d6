#include "connectors/activedirectory/ringgroups.h"

#include "connectors/activedirectory/ldapdn.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Directory", text);
}

const std::vector<QByteArray> kAsked{"uSNChanged", "allowedAttributesEffective"};

/// The group of that name; several are as good as none.
Result<LdapEntry> findGroup(DirectorySession &session, const QString &name, const QByteArray &domain)
{
    if (name.contains(u'='))
        return session.object(name.toUtf8(), kAsked);
    const QByteArray safe = inFilter(name.toUtf8());
    LdapQuery query;
    query.base = domain;
    query.filter = "(&(objectCategory=group)(|(sAMAccountName=" + safe + ")(cn=" + safe + ")))";
    query.attributes = kAsked;
    auto found = session.all(query);
    if (!found)
        return found.error();
    if (found->size() != 1)
        return Error{found->empty() ? Error::Kind::NotFound : Error::Kind::Conflict, name};
    return std::move(found->front());
}

bool allows(const LdapEntry &group)
{
    const LdapAttribute *allowed = group.find("allowedAttributesEffective");
    return allowed && std::any_of(allowed->values.begin(), allowed->values.end(), [](const QByteArray &each) {
               return each.compare("member", Qt::CaseInsensitive) == 0;
           });
}

} // namespace

Result<RingGroups> RingGroups::read(DirectorySession &session, const std::vector<RingGroupName> &names,
                                    const QByteArray &domain, Members members, const RingGroups *before)
{
    RingGroups read;
    for (const RingGroupName &name : names) {
        const Result<LdapEntry> entry = findGroup(session, name.group, domain);
        if (!entry) {
            const Error::Kind kind = entry.error().kind;
            if (kind != Error::Kind::NotFound && kind != Error::Kind::Conflict)
                return entry.error();
            read.problems.push_back(
                {tr("ring %1").arg(name.ring.name),
                 kind == Error::Kind::NotFound
                     ? tr("The group “%1” is not in the directory, or this account does not see it.").arg(name.group)
                     : tr("Several groups are called “%1”. Write the distinguished name of the one "
                          "that is meant.")
                           .arg(name.group)});
            continue;
        }
        RingGroup group{name.stream, name.ring, entry->dn, entry->value("uSNChanged").toLongLong(), allows(*entry), {}};
        const RingGroup *known = before ? before->find(group.stream, group.ring.name) : nullptr;
        if (members == Members::Yes && known && known->dn == group.dn && known->usn == group.usn) {
            group.members = known->members;
        } else if (members == Members::Yes) {
            const auto told = session.values(group.dn, "member");
            if (!told)
                return told.error();
            for (const QByteArray &member : *told)
                group.members.insert(member.toLower());
        }
        read.groups.push_back(std::move(group));
    }
    return read;
}

std::vector<StreamReport> RingGroups::reports(const std::vector<QByteArray> &memberOf) const
{
    std::vector<StreamReport> told;
    for (const RingGroup &group : groups) {
        const bool isIn = std::any_of(memberOf.begin(), memberOf.end(), [&](const QByteArray &dn) {
            return dn.compare(group.dn, Qt::CaseInsensitive) == 0;
        });
        if (!isIn)
            continue;
        const auto same = std::find_if(told.begin(), told.end(),
                                       [&](const StreamReport &report) { return report.stream == group.stream; });
        if (same == told.end())
            told.push_back({group.stream, {}, group.ring});
        else if (group.ring.order > same->ring.order)
            same->ring = group.ring;
    }
    return told;
}

bool RingGroups::isRing(const QByteArray &dn) const
{
    return std::any_of(groups.begin(), groups.end(),
                       [&](const RingGroup &group) { return dn.compare(group.dn, Qt::CaseInsensitive) == 0; });
}

const RingGroup *RingGroups::find(const Stream &stream, const QString &ring) const
{
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const RingGroup &group) {
        return group.stream == stream && group.ring.name.compare(ring, Qt::CaseInsensitive) == 0;
    });
    return found == groups.end() ? nullptr : &*found;
}

std::vector<QByteArray> RingGroups::movedSince(const RingGroups &before) const
{
    QSet<QByteArray> moved;
    const QSet<QByteArray> none;
    const auto addDifference = [&moved](const QSet<QByteArray> &from, const QSet<QByteArray> &to) {
        for (const QByteArray &member : from) {
            if (!to.contains(member))
                moved.insert(member);
        }
    };
    for (const RingGroup &group : groups) {
        const RingGroup *then = before.find(group.stream, group.ring.name);
        addDifference(group.members, then ? then->members : none);
        addDifference(then ? then->members : none, group.members);
    }
    for (const RingGroup &then : before.groups) {
        if (!find(then.stream, then.ring.name))
            addDifference(then.members, none);
    }
    return {moved.begin(), moved.end()};
}

} // namespace ringward
