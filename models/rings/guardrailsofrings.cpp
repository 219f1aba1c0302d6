#include "models/base/counted.h"
#include "models/rings/guardrailmeasures.h"

#include <QLocale>

namespace ringward::measures {

using State = GuardrailResult::State;

namespace {

QString groupName(const RingFacts &facts, const BoundRule &bound, quint32 group)
{
    if (bound.rule->measure == Guardrail::Measure::RingSize)
        return {};
    switch (bound.rule->group) {
    case Guardrail::Group::Site:
        return facts.siteNames[group];
    case Guardrail::Group::Model:
        return facts.fleet->names().models.text(group);
    case Guardrail::Group::Vendor:
        return facts.fleet->names().agentProducts.text(group);
    }
    return {};
}

QString place(const QString &group, const QString &ring)
{
    return group.isEmpty() ? ring : tr("%1 in %2").arg(group, ring);
}

} // namespace

void checkShares(const Subject &subject, GuardrailResult &result)
{
    const RingFacts &facts = *subject.bound.facts;
    const BoundRule &bound = subject.rule();
    const auto limitOf = [&](quint8 ring) {
        return bound.rule->measure == Guardrail::Measure::RingSize ? facts.policy.rings[ring].capPerMille
                                                                   : bound.rule->limit;
    };
    QStringList broken;
    std::vector<quint8> isBroken(bound.groupSize.size() * facts.rings(), 0);
    double fullest = -1;
    for (quint32 group = 1; group < bound.groupSize.size(); ++group) {
        for (quint8 ring = 0; ring < facts.rings(); ++ring) {
            const quint32 count = subject.ledger.count(subject.number, group, ring);
            const quint32 most = subject.bound.most(bound, group, ring);
            if (facts.isHeld(ring) || bound.groupSize[group] < quint32(bound.rule->fewest) || count == 0)
                continue;
            const double fill = most ? double(count) / most : double(count) * 1000;
            if (fill > fullest) {
                fullest = fill;
                result.value =
                    tr("%1: %2").arg(place(groupName(facts, bound, group), facts.policy.rings[ring].name.name),
                                     perMille(count, bound.groupSize[group]));
                result.limit = tr("at most %1").arg(perMille(quint64(limitOf(ring)), 1000));
            }
            if (count > most) {
                broken << tr("%1 has %2 of %3, at most %4")
                              .arg(place(groupName(facts, bound, group), facts.policy.rings[ring].name.name),
                                   QLocale().toString(count), QLocale().toString(bound.groupSize[group]),
                                   QLocale().toString(most));
                isBroken[group * facts.rings() + ring] = 1;
            }
        }
    }
    if (fullest < 0) {
        result.value = tr("nothing to count");
        return;
    }
    if (broken.isEmpty())
        return;
    result.state = State::Blocks;
    result.detail = some(broken) + u'.';
    std::vector<Row> rows;
    for (Row row = 0; row < facts.rows(); ++row) {
        const quint8 ring = subject.ledger.ring(row);
        if (ring != kNoRing && isBroken[bound.group[row] * facts.rings() + ring])
            rows.push_back(row);
    }
    blame(subject, result, rows);
    repair(subject, result);
}

void checkDiversity(const Subject &subject, GuardrailResult &result)
{
    const RingFacts &facts = *subject.bound.facts;
    const BoundRule &bound = subject.rule();
    quint32 wards = 0, single = 0, good = 0;
    std::vector<Row> rows;
    QStringList names;
    for (quint32 ward = 1; ward + 1 < facts.wardStart.size(); ++ward) {
        std::vector<Row> inWard;
        for (const Row row : facts.rowsOf(ward)) {
            if (bound.inScope[row] && !facts.isHeld(subject.ledger.ring(row)))
                inWard.push_back(row);
        }
        if (inWard.empty())
            continue;
        ++wards;
        if (int(inWard.size()) < bound.rule->limit) {
            ++single; // no assignment could spread it
            continue;
        }
        if (subject.ledger.ringsOfWard(subject.number, ward) >= bound.rule->limit) {
            ++good;
            continue;
        }
        names << tr("%1: all of %2 would be in %3")
                     .arg(facts.wardName(ward))
                     .arg(counted(qint64(inWard.size()), Noun::Device))
                     .arg(facts.policy.rings[subject.ledger.ring(inWard.front())].name.name);
        rows.insert(rows.end(), inWard.begin(), inWard.end());
    }
    result.value = tr("%1 of %2").arg(countText(good), counted(wards - single, Noun::Ward));
    result.limit = tr("at least %1").arg(counted(qint64(bound.rule->limit), Noun::Ring));
    if (single)
        result.detail =
            agreeing(single, tr("%1 has too few devices to be spread."), tr("%1 have too few devices to be spread."))
                .arg(counted(single, Noun::Ward));
    if (names.isEmpty())
        return;
    result.state = State::Blocks;
    result.detail = some(names) + u'.';
    blame(subject, result, rows);
    repair(subject, result);
}

void checkApart(const Subject &subject, GuardrailResult &result)
{
    const RingFacts &facts = *subject.bound.facts;
    const BoundRule &bound = subject.rule();
    std::vector<Row> rows;
    QStringList names;
    for (const auto &[a, b] : bound.apart) {
        const quint8 ring = subject.ledger.ring(a);
        if (ring != subject.ledger.ring(b) || facts.isHeld(ring))
            continue;
        rows.push_back(a);
        rows.push_back(b);
        names << tr("%1 and %2 are both in %3").arg(facts.host(a), facts.host(b), facts.policy.rings[ring].name.name);
    }
    const QLocale locale;
    result.value = tr("%1 of %2 apart")
                       .arg(locale.toString(qulonglong(bound.apart.size() - rows.size() / 2)),
                            locale.toString(qulonglong(bound.apart.size())));
    result.limit = tr("all");
    if (!bound.missing.isEmpty()) {
        result.state = State::NotTold;
        result.detail = tr("No device is named as %1. Name it in the guardrail's parts.")
                            .arg(bound.missing.join(QStringLiteral(", ")));
    }
    if (names.isEmpty())
        return;
    result.state = State::Blocks;
    result.detail = some(names) + u'.';
    blame(subject, result, rows);
    repair(subject, result);
}

void checkDelays(const Subject &subject, GuardrailResult &result)
{
    const RingFacts &facts = *subject.bound.facts;
    const BoundRule &bound = subject.rule();
    const bool floor = bound.rule->measure == Guardrail::Measure::DelayFloor;
    std::vector<Row> rows;
    int nearest = -1;
    for (Row row = 0; row < facts.rows(); ++row) {
        const quint8 ring = subject.ledger.ring(row);
        if (!bound.inScope[row] || facts.isHeld(ring))
            continue;
        const int delay = facts.policy.rings[ring].delayMin;
        nearest = nearest < 0 ? delay : floor ? std::min(nearest, delay) : std::max(nearest, delay);
        if (!bound.ringFits[ring])
            rows.push_back(row);
    }
    result.limit = (floor ? tr("at least %1") : tr("at most %1")).arg(durationText(bound.rule->limit));
    result.value = nearest < 0 ? tr("nothing to count") : durationText(nearest);
    if (!floor && rows.empty() && nearest * 100 >= bound.rule->limit * 85)
        result.state = State::Near;
    if (rows.empty())
        return;
    result.state = State::Blocks;
    blame(subject, result, rows);
    result.detail = tr("%1 in %2.").arg(counted(qint64(rows.size()), Noun::Device), some(result.wards));
    repair(subject, result);
}

} // namespace ringward::measures
