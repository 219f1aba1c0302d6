#include "models/changes/proposalcheck.h"

#include "models/base/counted.h"

#include <QCoreApplication>

#include <algorithm>
#include <set>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ChangeBoard", text);
}

Error conflict(const QString &detail, const QString &advice)
{
    return {Error::Kind::Conflict, detail, advice};
}

Result<Done> checkTemplate(const Proposal &proposal, const PolicyBook &policies)
{
    const auto found = std::find_if(policies.templates.begin(), policies.templates.end(),
                                    [&](const ChangeTemplate &each) { return each.name == proposal.templateName; });
    if (found == policies.templates.end())
        return conflict(proposal.templateName, tr("There is no template of that name. Propose it as a normal change."));
    if (proposal.plan.isRemediation())
        return conflict(
            found->name,
            tr("The template “%1” is not for runbooks. Propose it as a normal or emergency change.").arg(found->label));
    std::set<QString> wards;
    for (const PlannedCall &call : proposal.plan.calls)
        wards.insert(call.ward);
    if (int(proposal.plan.calls.size()) > found->mostDevices || int(wards.size()) > found->mostWards)
        return conflict(
            found->name,
            tr("The template “%1” is for at most %2 in %3. Propose it as a normal "
               "change.")
                .arg(found->label, counted(found->mostDevices, Noun::Device), counted(found->mostWards, Noun::Ward)));
    for (const PlannedCall &call : proposal.plan.calls) {
        if (!found->toRings.isEmpty() && !found->toRings.contains(call.move.to.name, Qt::CaseInsensitive))
            return conflict(found->name,
                            tr("The template “%1” is not for the ring %2. Propose it as a normal change.")
                                .arg(found->label, call.move.to.name));
        if (std::find(found->neverTiers.begin(), found->neverTiers.end(), call.tier) != found->neverTiers.end())
            return conflict(found->name,
                            tr("The template “%1” is not for %2 (%3). Propose it as a normal change.")
                                .arg(found->label, call.host, word(call.tier).toUpper()));
    }
    return Done{};
}

} // namespace

Result<Done> checkProposal(const Proposal &proposal, const PolicyBook &policies)
{
    const auto lacks = [](const char *advice) {
        return Error{Error::Kind::Malformed, QStringLiteral("incomplete proposal"), tr(advice)};
    };
    if (proposal.title.trimmed().isEmpty())
        return lacks("A change needs a title that says what will happen.");
    if (proposal.why.trimmed().isEmpty())
        return lacks("A change needs a reason: what is it for?");
    if (proposal.kind != ChangeKind::Standard && proposal.wayBack.trimmed().isEmpty())
        return lacks("A change needs a way back: what is done when it goes wrong?");
    if (proposal.plan.calls.empty())
        return lacks("The plan has nothing to send.");
    const bool isRemediation = proposal.plan.isRemediation();
    for (const PlannedCall &call : proposal.plan.calls) {
        if (call.remediation.has_value() != isRemediation)
            return lacks("A change moves devices between rings or works them through a runbook, not both.");
        if (isRemediation && !proposal.plan.document(call.remediation->document))
            return lacks("The plan does not hold the runbook that it is for. Make it again.");
    }
    for (const GuardrailResult &result : proposal.plan.guardrails) {
        if (result.state == GuardrailResult::State::Blocks)
            return conflict(result.rule, tr("The guardrail “%1” blocks this plan: %2").arg(result.name, result.detail));
    }
    return proposal.kind == ChangeKind::Standard ? checkTemplate(proposal, policies) : Result<Done>(Done{});
}

} // namespace ringward
