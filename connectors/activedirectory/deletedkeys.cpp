#include "connectors/activedirectory/deletedkeys.h"

#include "connectors/activedirectory/ldapdn.h"
#include "connectors/activedirectory/recoverykeys.h"

#include <QCoreApplication>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Directory", text);
}

/// The container of deleted objects by the number that every domain knows it by, whatever its name (MS-ADTS 6.1.1.4).
QByteArray binOf(const QByteArray &domain)
{
    return "<WKGUID=18E2EA80684F11D2B9AA00C04F79F805," + domain + ">";
}

LdapQuery queryOf(const QByteArray &base, LdapQuery::Scope scope)
{
    LdapQuery query;
    query.base = base;
    query.scope = scope;
    query.isDeletedShown = true;
    return query;
}

/// "ICU-0001" of its last parent, which bears "ICU-0001\nDEL:<guid>" when it was deleted, too.
QString computerOf(const QByteArray &lastParent)
{
    const auto parts = dnParts(lastParent);
    return parts && !parts->empty() ? parts->front().value.section(u'\n', 0, 0) : QString();
}

/// Nothing was found: because there is nothing, or because this account is shown nothing.
Result<std::vector<DeletedKeyInfo>> noneFor(DirectorySession &session, const QByteArray &bin)
{
    // Everybody sees that the container is there. Who may list it may also read it, and no one else may.
    LdapQuery query = queryOf(bin, LdapQuery::Scope::Base);
    query.attributes = {"whenCreated"};
    const auto seen = session.all(query);
    if (!seen && seen.error().kind != Error::Kind::NotFound)
        return seen.error();
    if (seen && !seen->empty() && seen->front().find("whenCreated"))
        return std::vector<DeletedKeyInfo>();
    return Error{
        Error::Kind::Denied, QStringLiteral("sees no deleted objects"),
        tr("This account does not see deleted objects, so whether the key is among them is not known. A member "
           "of Domain Admins does.")};
}

} // namespace

Result<std::vector<DeletedKeyInfo>> readDeletedKeys(DirectorySession &session, const QString &keyId)
{
    const Result<QByteArray> id = keyIdFilter(keyId);
    if (!id)
        return id.error();
    const Result<RootDse> root = session.root();
    if (!root)
        return root.error();
    const QByteArray bin = binOf(root->domain);
    LdapQuery query = queryOf(bin, LdapQuery::Scope::Subtree);
    query.filter = "(&(objectClass=msFVE-RecoveryInformation)(isDeleted=TRUE)" + *id + ")";
    query.attributes = {"objectGUID",      "msFVE-RecoveryGuid", "msFVE-VolumeGuid",
                        "lastKnownParent", "whenCreated",        "whenChanged"};
    const auto found = session.all(query);
    if (!found && found.error().kind != Error::Kind::NotFound)
        return found.error();
    if (!found || found->empty())
        return noneFor(session, bin);
    std::vector<DeletedKeyInfo> keys;
    for (const LdapEntry &entry : *found) {
        const QString record = guidText(entry.value("objectGUID")),
                      key = guidText(entry.value("msFVE-RecoveryGuid")).toUpper();
        if (!record.isEmpty() && !key.isEmpty())
            keys.push_back({{record, key, guidText(entry.value("msFVE-VolumeGuid")).toUpper(),
                             msOfGeneralizedTime(entry.value("whenCreated"))},
                            computerOf(entry.value("lastKnownParent")),
                            msOfGeneralizedTime(entry.value("whenChanged"))});
    }
    std::sort(keys.begin(), keys.end(), [](const DeletedKeyInfo &a, const DeletedKeyInfo &b) {
        return std::tie(b.info.createdMs, a.info.record) < std::tie(a.info.createdMs, b.info.record);
    });
    return keys;
}

Result<Secret> readDeletedKey(DirectorySession &session, const QString &record, const QString &keyId)
{
    const QByteArray guid = guidBytes(record);
    const Result<QByteArray> id = keyIdFilter(keyId);
    if (guid.isEmpty() || !id)
        return Error{Error::Kind::NotFound, record};
    LdapQuery query = queryOf("<GUID=" + guidText(guid).toLatin1() + ">", LdapQuery::Scope::Base);
    query.filter = "(&(objectClass=msFVE-RecoveryInformation)" + *id + ")";
    query.attributes = {"msFVE-RecoveryPassword"};
    query.secrets = query.attributes;
    auto found = session.all(query);
    if (!found && found.error().kind != Error::Kind::NotFound)
        return found.error();
    if (!found || found->empty())
        return Error{Error::Kind::NotFound, keyId,
                     tr("The directory no longer has this key: deleted objects are forgotten after a time.")};
    return takeRecoveryKey(found->front());
}

} // namespace ringward
