#include "models/changes/approvalpolicy.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

namespace ringward {

namespace {

constexpr const char *kCatalogue = ":/ringward/catalogues/change-policies.json";

Error malformed(const QString &what)
{
    return {Error::Kind::Malformed, QStringLiteral("policy: ") + what, {}};
}

Result<ChangeTemplate> templateFromJson(const QJsonObject &object)
{
    ChangeTemplate made{object[u"name"].toString(),
                        object[u"label"].toString(),
                        object[u"most_devices"].toInt(),
                        object[u"most_wards"].toInt(),
                        {},
                        {}};
    for (const QJsonValue &value : object[u"never_tiers"].toArray()) {
        const auto tier = tierFromWord(value.toString());
        if (!tier)
            return malformed(value.toString());
        made.neverTiers.push_back(*tier);
    }
    for (const QJsonValue &value : object[u"to_rings"].toArray())
        made.toRings << value.toString();
    if (made.name.isEmpty() || made.mostDevices < 1 || made.mostWards < 1)
        return malformed(QStringLiteral("a template without name or limits"));
    return made;
}

QJsonObject toJson(const ChangeTemplate &each)
{
    QJsonArray tiers;
    for (const Tier tier : each.neverTiers)
        tiers.append(word(tier));
    return {{QStringLiteral("name"), each.name},
            {QStringLiteral("label"), each.label},
            {QStringLiteral("most_devices"), each.mostDevices},
            {QStringLiteral("most_wards"), each.mostWards},
            {QStringLiteral("never_tiers"), tiers},
            {QStringLiteral("to_rings"), QJsonArray::fromStringList(each.toRings)}};
}

} // namespace

QJsonObject toJson(const ApprovalPolicy &policy)
{
    QJsonArray from, quotas, mandatory;
    for (const Role role : kRoles) {
        if (policy.from.testFlag(role))
            from.append(word(role));
    }
    for (const ApprovalPolicy::Quota &quota : policy.quotas)
        quotas.append(QJsonObject{{QStringLiteral("role"), word(quota.role)}, {QStringLiteral("yes"), quota.yes}});
    for (const PersonId person : policy.mandatory)
        mandatory.append(qint64(person.value));
    return {{QStringLiteral("name"), policy.name},
            {QStringLiteral("label"), policy.label},
            {QStringLiteral("from"), from},
            {QStringLiteral("yes"), policy.yes},
            {QStringLiteral("quotas"), quotas},
            {QStringLiteral("mandatory"), mandatory},
            {QStringLiteral("hours_to_vote"), policy.hoursToVote},
            {QStringLiteral("hours_to_run"), policy.hoursToRun},
            {QStringLiteral("review_hours"), policy.reviewHours}};
}

Result<ApprovalPolicy> policyFromJson(const QJsonObject &object)
{
    ApprovalPolicy policy;
    policy.name = object[u"name"].toString();
    policy.label = object[u"label"].toString();
    policy.yes = object[u"yes"].toInt();
    policy.hoursToVote = object[u"hours_to_vote"].toInt();
    policy.hoursToRun = object[u"hours_to_run"].toInt();
    policy.reviewHours = object[u"review_hours"].toInt();
    for (const QJsonValue &value : object[u"from"].toArray()) {
        const auto role = roleFromWord(value.toString());
        if (!role)
            return malformed(value.toString());
        policy.from |= *role;
    }
    for (const QJsonValue &value : object[u"quotas"].toArray()) {
        const auto role = roleFromWord(value[u"role"].toString());
        if (!role || value[u"yes"].toInt() < 1)
            return malformed(value[u"role"].toString());
        policy.quotas.push_back({*role, value[u"yes"].toInt()});
    }
    for (const QJsonValue &value : object[u"mandatory"].toArray())
        policy.mandatory.push_back(PersonId{quint32(value.toInteger())});
    if (policy.name.isEmpty() || policy.yes < 1 || !policy.from || policy.hoursToVote < 1 || policy.hoursToRun < 1)
        return malformed(QStringLiteral("a policy without name, voters, votes or hours"));
    return policy;
}

QJsonObject toJson(const PolicyBook &book)
{
    QJsonArray templates;
    for (const ChangeTemplate &each : book.templates)
        templates.append(toJson(each));
    return {{QStringLiteral("version"), book.version},
            {QStringLiteral("normal"), toJson(book.normal)},
            {QStringLiteral("emergency"), toJson(book.emergency)},
            {QStringLiteral("templates"), templates}};
}

Result<PolicyBook> policyBookFromJson(const QJsonObject &object)
{
    const auto normal = policyFromJson(object[u"normal"].toObject());
    const auto emergency = policyFromJson(object[u"emergency"].toObject());
    if (!normal || !emergency)
        return normal ? emergency.error() : normal.error();
    PolicyBook book{object[u"version"].toInt(), *normal, *emergency, {}};
    for (const QJsonValue &value : object[u"templates"].toArray()) {
        const auto made = templateFromJson(value.toObject());
        if (!made)
            return made.error();
        book.templates.push_back(*made);
    }
    return book;
}

Result<PolicyBook> initialPolicies()
{
    QFile file(QString::fromLatin1(kCatalogue));
    if (!file.open(QIODevice::ReadOnly))
        return malformed(QStringLiteral("no catalogue"));
    return policyBookFromJson(QJsonDocument::fromJson(file.readAll()).object());
}

} // namespace ringward
