#pragma once
#include "models/audit/person.h"
#include "models/fleet/device.h"

#include <QJsonObject>

namespace ringward {

/// Who has to say yes. Data: the initial ones are resources/catalogues/change-policies.json.
struct ApprovalPolicy {
    QString name; ///< "board"
    QString label; ///< for people: "Two of the board, the clinical safety officer among them"
    Roles from; ///< who may vote
    int yes = 2; ///< votes needed
    struct Quota {
        Role role = Role::BoardMember;
        int yes = 1;
        friend bool operator==(const Quota &, const Quota &) = default;
    };
    std::vector<Quota> quotas; ///< of those votes, how many must be from whom
    std::vector<PersonId> mandatory; ///< people whose yes is needed and whose no ends it
    int hoursToVote = 72, hoursToRun = 168; ///< an approval that is not used in time expires
    int reviewHours = 0; ///< after an emergency; 0 for none
    friend bool operator==(const ApprovalPolicy &, const ApprovalPolicy &) = default;
};
QJsonObject toJson(const ApprovalPolicy &policy);
Result<ApprovalPolicy> policyFromJson(const QJsonObject &object);

/// A change that was approved once and for all within limits.
struct ChangeTemplate {
    QString name, label;
    int mostDevices = 0, mostWards = 0;
    std::vector<Tier> neverTiers; ///< not for machines of these
    QStringList toRings; ///< only into these; empty for any
    friend bool operator==(const ChangeTemplate &, const ChangeTemplate &) = default;
};

struct PolicyBook {
    int version = 0; ///< 0: what comes with the program
    ApprovalPolicy normal, emergency;
    std::vector<ChangeTemplate> templates;
    friend bool operator==(const PolicyBook &, const PolicyBook &) = default;
};
QJsonObject toJson(const PolicyBook &book);
Result<PolicyBook> policyBookFromJson(const QJsonObject &object);
Result<PolicyBook> initialPolicies(); ///< from the catalogue

} // namespace ringward
