#include "connectors/activedirectory/ringmoves.h"

#include "connectors/activedirectory/ldapdn.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Directory", text);
}

/// What a request says.
struct Move {
    QString key, ring;
    Stream stream;
    QByteArray group;
};

std::optional<Move> readMove(const QByteArray &request)
{
    const QJsonObject json = QJsonDocument::fromJson(request).object();
    const auto kind = streamKindFromWord(json[u"stream"].toString());
    Move move{json[u"computer"].toString(), json[u"ring"].toString(), {}, json[u"group"].toString().toUtf8()};
    if (!kind || guidBytes(move.key).isEmpty() || move.ring.isEmpty() || move.group.isEmpty())
        return std::nullopt;
    move.stream = {*kind, json[u"category"].toString()};
    return move;
}

bool isSame(const QByteArray &one, const QByteArray &other)
{
    return one.compare(other, Qt::CaseInsensitive) == 0;
}

/// The computer and the groups that it is in, as of now.
class Standing {
public:
    static Result<Standing> look(DirectorySession &session, const QString &key)
    {
        auto entry = session.object("<GUID=" + key.toLatin1() + ">", {"memberOf"});
        if (!entry)
            return entry.error();
        Standing made;
        made.m_computer = std::move(*entry);
        return made;
    }
    const QByteArray &dn() const { return m_computer.dn; }
    bool isIn(const RingGroup &group) const
    {
        const LdapAttribute *groups = m_computer.find("memberOf");
        return groups && std::any_of(groups->values.begin(), groups->values.end(), [&](const QByteArray &each) {
                   return isSame(each, group.dn);
               });
    }

private:
    LdapEntry m_computer;
};

QString nameOf(const RingGroup &group)
{
    const auto parts = dnParts(group.dn);
    return parts && !parts->empty() ? parts->front().value : QString::fromUtf8(group.dn);
}

Error noRight(const RingGroup &group)
{
    return {Error::Kind::Denied, QString::fromUtf8(group.dn),
            tr("The account may not change who is in the group “%1”. Have the right to write its members delegated; "
               "the help "
               "page “Active Directory” has the line for it.")
                .arg(nameOf(group))};
}

/// Adds or removes; whatever the answer, what counts is where the computer then is.
Result<Done> change(DirectorySession &session, const QString &key, const QByteArray &dn, const RingGroup &group,
                    bool isRemoval)
{
    const LdapAnswer answer = session.modify(group.dn, {{isRemoval, "member", dn}});
    if (answer.isGood())
        return Done{};
    if (answer.code == ldapcode::NoRight)
        return noRight(group);
    const auto now = Standing::look(session, key); // connects again when the answer was lost
    if (now && now->isIn(group) != isRemoval)
        return Done{};
    Error failed = session.error(answer, LdapDeed::Modify);
    if (isBroken(answer) && !now)
        failed.kind = Error::Kind::Timeout; // it may have been done
    return failed;
}

} // namespace

QByteArray ringMoveRequest(const QString &key, const RingGroup &to)
{
    return QJsonDocument(QJsonObject{{QStringLiteral("computer"), key},
                                     {QStringLiteral("stream"), word(to.stream.kind)},
                                     {QStringLiteral("category"), to.stream.category},
                                     {QStringLiteral("ring"), to.ring.name},
                                     {QStringLiteral("group"), QString::fromUtf8(to.dn)}})
        .toJson(QJsonDocument::Compact);
}

Result<Done> sendRingMove(DirectorySession &session, const std::vector<RingGroupName> &names, const QByteArray &request)
{
    const std::optional<Move> move = readMove(request);
    if (!move)
        return Error{Error::Kind::NotSupported, QStringLiteral("not a request of this source"), {}};
    std::vector<RingGroupName> ofStream;
    std::copy_if(names.begin(), names.end(), std::back_inserter(ofStream),
                 [&](const RingGroupName &name) { return name.stream == move->stream; });
    const Result<RootDse> root = session.root();
    if (!root)
        return root.error();
    const auto rings = RingGroups::read(session, ofStream, root->domain, RingGroups::Members::No);
    if (!rings)
        return rings.error();
    const RingGroup *to = rings->find(move->stream, move->ring);
    if (!to || !isSame(to->dn, move->group))
        return Error{
            Error::Kind::Conflict, QString::fromUtf8(move->group),
            tr("The group of ring “%1” is not the one that was approved. Plan the move again.").arg(move->ring)};
    const auto standing = Standing::look(session, move->key);
    if (!standing)
        return standing.error();
    const bool isThere = standing->isIn(*to);
    // Everything that must be allowed is looked at before anything is done.
    if (!isThere && !to->mayWrite)
        return noRight(*to);
    std::vector<const RingGroup *> from;
    for (const RingGroup &group : rings->groups) {
        if (&group == to || isSame(group.dn, to->dn) || !standing->isIn(group))
            continue;
        if (!group.mayWrite)
            return noRight(group);
        from.push_back(&group);
    }
    if (!isThere) {
        if (const auto added = change(session, move->key, standing->dn(), *to, false); !added)
            return added.error();
    }
    for (const RingGroup *group : from) {
        const auto removed = change(session, move->key, standing->dn(), *group, true);
        if (!removed)
            return Error{
                Error::Kind::Malformed, removed.error().detail,
                tr("The machine is in the group of ring “%1” now, but could not be taken out of “%2”: it counts as "
                   "in the later of the two. Try again.")
                    .arg(move->ring, nameOf(*group))};
    }
    return Done{};
}

} // namespace ringward
