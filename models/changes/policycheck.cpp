#include "models/changes/policycheck.h"

#include "models/audit/rights.h"
#include "models/audit/roster.h"
#include "models/base/counted.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Policies", text);
}

/// Checks one policy; every sentence begins with what it is about.
class PolicyProblems {
public:
    PolicyProblems(const QString &about, const ApprovalPolicy &policy, const std::vector<Person> &people,
                   QStringList &problems)
        : m_about(about)
        , m_policy(policy)
        , m_people(people)
        , m_problems(problems)
    {
    }

    void checkVoters()
    {
        if (m_policy.label.trimmed().isEmpty())
            say(tr("say in one line who has to agree."));
        if (!m_policy.from)
            say(tr("somebody has to vote."));
        if (const Roles strangers = m_policy.from & ~whoMay(Deed::Vote))
            say(tr("%1 may not vote at all.").arg(labels(strangers)));
        if (m_policy.yes < 1)
            say(tr("at least one yes is needed."));
        const auto able = std::count_if(m_people.begin(), m_people.end(), [&](const Person &person) {
            return person.active && (person.roles & m_policy.from);
        });
        if (m_policy.from && able < m_policy.yes)
            say(tr("%1 needed, but only %2 may vote, so nothing could ever be approved. Add people first, or ask for "
                   "fewer.")
                    .arg(counted(m_policy.yes, Noun::Vote), counted(able, Noun::Person)));
    }
    void checkQuotas()
    {
        int sum = 0;
        for (const ApprovalPolicy::Quota &quota : m_policy.quotas) {
            sum += quota.yes;
            const auto able = std::count_if(m_people.begin(), m_people.end(), [&](const Person &person) {
                return person.active && person.roles.testFlag(quota.role);
            });
            if (!m_policy.from.testFlag(quota.role))
                say(tr("a yes of a %1 is needed, but that role does not vote.").arg(label(quota.role)));
            else if (able < quota.yes)
                say(tr("%1 needed from the role %2, which %3 may give.")
                        .arg(counted(quota.yes, Noun::Vote), label(quota.role), counted(able, Noun::Person)));
        }
        if (sum > m_policy.yes)
            say(tr("the votes that certain roles must give are more than the votes needed."));
    }
    void checkMandatory()
    {
        for (const PersonId id : m_policy.mandatory) {
            const Person *person = findPerson(m_people, id);
            if (!person)
                say(tr("somebody is named who is not in the roster."));
            else if (!person->active)
                say(tr("%1 has left and cannot be waited for.").arg(person->name));
            else if (!(person->roles & m_policy.from))
                say(tr("%1 must agree, but has no role that votes.").arg(person->name));
        }
    }
    void checkHours(bool isEmergency)
    {
        const int most = isEmergency ? kMostEmergencyHours : kMostHours;
        for (const int hours : {m_policy.hoursToVote, m_policy.hoursToRun}) {
            if (hours < 1 || hours > most)
                say(tr("the time to vote and the time to carry out are 1 to %1 each.").arg(counted(most, Noun::Hour)));
        }
        if (isEmergency && (m_policy.reviewHours < 1 || m_policy.reviewHours > kMostHours))
            say(tr("an emergency owes a review, within %1 at most.").arg(counted(kMostHours, Noun::Hour)));
        if (!isEmergency && m_policy.reviewHours)
            say(tr("only an emergency owes a review."));
        m_problems.removeDuplicates();
    }

private:
    void say(const QString &text) { m_problems << QStringLiteral("%1: %2").arg(m_about, text); }

    QString m_about;
    const ApprovalPolicy &m_policy;
    const std::vector<Person> &m_people;
    QStringList &m_problems;
};

void checkTemplates(const std::vector<ChangeTemplate> &templates, QStringList &problems)
{
    std::set<QString> names;
    for (const ChangeTemplate &each : templates) {
        const QString about = each.label.trimmed().isEmpty() ? each.name : each.label;
        const auto say = [&](const QString &text) {
            problems << QStringLiteral("%1: %2").arg(about.isEmpty() ? tr("Template") : about, text);
        };
        if (each.name.trimmed().isEmpty() || each.label.trimmed().isEmpty())
            say(tr("a template needs a name and a line that says what it is for."));
        else if (!names.insert(each.name.trimmed().toCaseFolded()).second)
            say(tr("another template is called “%1” as well.").arg(each.name));
        if (each.mostDevices < 1 || each.mostDevices > kMostStandardDevices)
            say(tr("without a vote a change may have 1 to %1.").arg(counted(kMostStandardDevices, Noun::Device)));
        if (each.mostWards < 1 || each.mostWards > kMostStandardWards)
            say(tr("without a vote a change may touch 1 to %1.").arg(counted(kMostStandardWards, Noun::Ward)));
    }
}

} // namespace

QStringList problemsOf(const PolicyBook &book, const std::vector<Person> &people)
{
    QStringList problems;
    for (const bool isEmergency : {false, true}) {
        PolicyProblems of(isEmergency ? tr("Emergency") : tr("Normal"), isEmergency ? book.emergency : book.normal,
                          people, problems);
        of.checkVoters();
        of.checkQuotas();
        of.checkMandatory();
        of.checkHours(isEmergency);
    }
    checkTemplates(book.templates, problems);
    return problems;
}

} // namespace ringward
