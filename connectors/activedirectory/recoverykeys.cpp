#include "connectors/activedirectory/recoverykeys.h"

#include "connectors/activedirectory/ldapdn.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace ringward {

namespace {

constexpr int kShownDigits = 8;
constexpr qsizetype kKeyLength = 8 * 6 + 7;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Directory", text);
}

/// Whether anything fits below the base; only counted, no value is asked for.
Result<bool> isAny(DirectorySession &session, const QByteArray &base, const QByteArray &filter)
{
    LdapQuery query;
    query.base = base;
    query.filter = filter;
    query.attributes = {"1.1"};
    query.pageSize = 1;
    const Result<LdapPage> found = session.page(query, {});
    if (!found)
        return found.error();
    return !found->entries.empty();
}

QString idText(const QByteArray &guid)
{
    return guidText(guid).toUpper();
}

bool isRecoveryKey(QByteArrayView key)
{
    if (key.size() != kKeyLength)
        return false;
    for (qsizetype i = 0; i < key.size(); ++i) {
        if (i % 7 == 6 ? key[i] != '-' : key[i] < '0' || key[i] > '9')
            return false;
    }
    return true;
}

/// Why nothing was found: no such key, or no right to see one.
Error noKey(DirectorySession &session, const QByteArray &base, const QString &keyId)
{
    const Result<KeySight> sight = readKeySight(session, base);
    if (!sight)
        return sight.error();
    if (*sight == KeySight::None)
        return {Error::Kind::Denied, QStringLiteral("sees no keys"),
                tr("This account sees no recovery keys at all, so whether there is one is not known. Use an account "
                   "that may "
                   "read them; the help page “Active Directory” has the rights.")};
    return {
        Error::Kind::NotFound, keyId,
        tr("There is no key with the id %1 here that this account sees. Compare the id with the screen; the computer "
           "may belong to another unit, or its key was never stored.")
            .arg(keyId)};
}

} // namespace

Result<KeySight> readKeySight(DirectorySession &session, const QByteArray &base)
{
    // A value that may not be read does not fit a filter either, so nothing secret is fetched to find out.
    const auto reads = isAny(session, base, "(msFVE-RecoveryPassword=*)");
    if (!reads)
        return reads.error();
    if (*reads)
        return KeySight::Read;
    const auto sees = isAny(session, base, "(msFVE-RecoveryGuid=*)");
    if (!sees)
        return sees.error();
    return *sees ? KeySight::Existence : KeySight::None;
}

Result<std::vector<RecoveryKeyInfo>> readKeyInfos(DirectorySession &session, const QByteArray &base)
{
    LdapQuery query;
    query.base = base;
    query.filter = "(objectCategory=computer)";
    query.attributes = {"objectGUID"};
    const auto computers = session.all(query);
    if (!computers)
        return computers.error();
    QHash<QByteArray, QString> records; // by the name of the computer in lower case
    for (const LdapEntry &computer : *computers)
        records.insert(computer.dn.toLower(), guidText(computer.value("objectGUID")));
    query.filter = "(objectClass=msFVE-RecoveryInformation)";
    query.attributes = {"msFVE-RecoveryGuid", "msFVE-VolumeGuid", "whenCreated"};
    const auto found = session.all(query);
    if (!found)
        return found.error();
    std::vector<RecoveryKeyInfo> infos;
    infos.reserve(found->size());
    for (const LdapEntry &entry : *found) {
        RecoveryKeyInfo info{records.value(parentDn(entry.dn).toLower()), idText(entry.value("msFVE-RecoveryGuid")),
                             idText(entry.value("msFVE-VolumeGuid")), msOfGeneralizedTime(entry.value("whenCreated"))};
        if (!info.record.isEmpty() && !info.keyId.isEmpty())
            infos.push_back(std::move(info));
    }
    std::sort(infos.begin(), infos.end(), [](const RecoveryKeyInfo &a, const RecoveryKeyInfo &b) {
        return std::tie(a.record, b.createdMs, a.keyId) < std::tie(b.record, a.createdMs, b.keyId);
    });
    return infos;
}

Result<Secret> readRecoveryKey(DirectorySession &session, const QByteArray &base, const QString &record,
                               const QString &keyId)
{
    const Result<QByteArray> id = keyIdFilter(keyId);
    if (!id)
        return id.error();
    const QByteArray guid = guidBytes(record);
    LdapQuery query;
    query.base = guid.isEmpty() ? base : "<GUID=" + guidText(guid).toLatin1() + ">";
    query.filter = "(&(objectClass=msFVE-RecoveryInformation)" + *id + ")";
    query.attributes = {"msFVE-RecoveryPassword"};
    query.secrets = query.attributes;
    auto found = session.all(query);
    if (!found && found.error().kind == Error::Kind::NotFound)
        found = std::vector<LdapEntry>();
    if (!found)
        return found.error();
    if (found->empty())
        return noKey(session, base, keyId);
    if (found->size() > 1)
        return Error{
            Error::Kind::Conflict, keyId,
            tr("More than one key begins with %1. Compare the whole id on the screen, or choose the computer first.")
                .arg(keyId)};
    return takeRecoveryKey(found->front());
}

Result<QByteArray> keyIdFilter(const QString &keyId)
{
    // The name of the object holds the id in writing order; its own attribute has it in the directory's order, which
    // only a whole id can be turned into.
    const QString id = keyId.trimmed().toUpper();
    if (const QByteArray guid = guidBytes(id); !guid.isEmpty())
        return "(msFVE-RecoveryGuid=" + inFilterAsHex(guid) + ")";
    const bool isHex =
        std::all_of(id.begin(), id.end(), [](QChar c) { return c.unicode() < 128 && std::isxdigit(c.toLatin1()); });
    if (id.size() != kShownDigits || !isHex)
        return Error{
            Error::Kind::NotFound, keyId,
            tr("“%1” is no key id. The recovery screen shows eight digits and letters from A to F, or the whole "
               "id.")
                .arg(keyId)};
    return "(cn=*{" + id.toLatin1() + "-*)";
}

Result<Secret> takeRecoveryKey(LdapEntry &entry)
{
    const auto secret = std::find_if(entry.secrets.begin(), entry.secrets.end(),
                                     [](const auto &each) { return !each.second.isEmpty(); });
    if (secret == entry.secrets.end())
        return Error{
            Error::Kind::Denied, QStringLiteral("no right to read msFVE-RecoveryPassword"),
            tr("There is a key on file, but this account may not read it. Sign in with one that may; the help page "
               "“Active Directory” has the rights.")};
    if (!secret->second.use(isRecoveryKey))
        return Error{
            Error::Kind::Malformed, QStringLiteral("not 48 digits"),
            tr("What is on file under this id is no recovery key of 48 digits. Look at the computer's entry in the "
               "directory.")};
    return std::move(secret->second);
}

} // namespace ringward
