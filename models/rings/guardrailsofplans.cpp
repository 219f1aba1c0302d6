#include "models/base/counted.h"
#include "models/rings/guardrailmeasures.h"

#include <QDateTime>
#include <QHash>
#include <QLocale>

#include <algorithm>
#include <map>

namespace ringward::measures {

using State = GuardrailResult::State;

namespace {

/// What a ward has in one wave.
struct Flight {
    std::vector<Row> rows;
    quint32 working = 0;
};

const QString kTimeOfDay = QStringLiteral("HH:mm"); ///< as in the rule

struct Crew {
    quint32 devices = 0, working = 0; ///< of the ward, in scope
};

Crew crewOf(const RingFacts &facts, const BoundRule &bound, quint32 ward)
{
    Crew crew;
    for (const Row row : facts.rowsOf(ward)) {
        crew.devices += bound.inScope[row];
        crew.working += bound.inScope[row] && facts.working[row];
    }
    return crew;
}

} // namespace

void checkInFlight(const Subject &subject, GuardrailResult &result)
{
    const RingFacts &facts = *subject.bound.facts;
    const BoundRule &bound = subject.rule();
    std::map<std::pair<quint32, quint16>, Flight> flights;
    quint32 inScope = 0;
    for (Row row = 0; row < facts.rows(); ++row)
        inScope += bound.inScope[row];
    for (std::size_t i = 0; i < subject.plan.rows.size(); ++i) {
        const Row row = subject.plan.rows[i];
        if (!bound.inScope[row] || !facts.ward[row])
            continue;
        Flight &flight = flights[{facts.ward[row], subject.plan.waves[i]}];
        flight.rows.push_back(row);
        flight.working += facts.working[row];
    }
    std::vector<Row> atFault;
    QStringList names;
    std::size_t largest = 0;
    RingLedger back = subject.ledger;
    std::vector<Row> kept;
    for (const auto &[place, flight] : flights) {
        largest = std::max(largest, flight.rows.size());
        const Crew crew = crewOf(facts, bound, place.first);
        const quint32 most = BoundGuardrails::mostInFlight(*bound.rule, crew.devices);
        const bool last = bound.rule->keepLast && flight.working > 0 && crew.working == flight.working;
        if (flight.rows.size() <= most && !last)
            continue;
        const QString ward = facts.wardName(place.first);
        names << (last ? tr("%1: none would be left that works, of %2").arg(ward).arg(crew.devices)
                       : tr("%1: %2 of %3 at once, at most %4")
                             .arg(ward)
                             .arg(flight.rows.size())
                             .arg(crew.devices)
                             .arg(most));
        atFault.insert(atFault.end(), flight.rows.begin(), flight.rows.end());
        const std::size_t stay = last ? flight.rows.size() : flight.rows.size() - most;
        for (std::size_t i = 0; i < stay; ++i) {
            back.move(flight.rows[i], facts.today[flight.rows[i]]);
            kept.push_back(flight.rows[i]);
        }
    }
    const QLocale locale;
    result.value = subject.plan.rows.empty()
        ? tr("nothing in flight")
        : tr("%1 a ward at most, in %2").arg(largest).arg(counted(subject.plan.count, Noun::Wave));
    result.limit = bound.rule->limit ? tr("at most %1 of a ward").arg(perMille(quint64(bound.rule->limit), 1000))
                                     : tr("at most %1 a ward").arg(bound.rule->atLeast);
    if (names.isEmpty()) {
        result.detail = tr("%1 in scope.").arg(counted(inScope, Noun::Device));
        return;
    }
    result.state = State::Blocks;
    result.detail = some(names) + u'.';
    blame(subject, result, atFault);
    addFix(subject, result, back, kept);
}

void checkPinBudget(const Subject &subject, GuardrailResult &result)
{
    const RingFacts &facts = *subject.bound.facts;
    const BoundRule &bound = subject.rule();
    quint64 pinned = 0, all = 0;
    std::vector<Row> rows;
    for (Row row = 0; row < facts.rows(); ++row) {
        all += bound.inScope[row];
        if (bound.inScope[row] && facts.pinned[row]) {
            ++pinned;
            rows.push_back(row);
        }
    }
    const quint64 most = all * quint64(bound.rule->limit) / 1000;
    result.value = perMille(pinned, all);
    result.limit = tr("at most %1").arg(perMille(quint64(bound.rule->limit), 1000));
    if (pinned > most) {
        result.state = State::Blocks;
        blame(subject, result, rows);
        result.detail = agreeing(pinned, tr("%1 is pinned, at most %2 may be. End %3, first what expires first."),
                                 tr("%1 are pinned, at most %2 may be. End %3, first what expires first."))
                            .arg(counted(pinned, Noun::Device), countText(most), counted(pinned - most, Noun::Pin));
    } else if (pinned * 10 >= most * 9 && pinned) {
        result.state = State::Near;
    }
}

void checkHandover(const Subject &subject, GuardrailResult &result)
{
    const BoundRule &bound = subject.rule();
    const QDateTime start = QDateTime::fromMSecsSinceEpoch(subject.startMs);
    result.value = start.toString(kTimeOfDay);
    result.limit =
        tr("not within %1 of %2").arg(durationText(bound.rule->limit), bound.rule->times.join(QStringLiteral(", ")));
    std::vector<Row> rows;
    std::copy_if(subject.plan.rows.begin(), subject.plan.rows.end(), std::back_inserter(rows),
                 [&](Row row) { return bound.inScope[row] != 0; });
    if (rows.empty()) {
        result.value = tr("nothing moves");
        return;
    }
    constexpr int kDayMin = 24 * 60;
    for (const QString &text : bound.rule->times) {
        const QTime time = QTime::fromString(text, kTimeOfDay);
        const int apart = std::abs(start.time().hour() * 60 + start.time().minute() - time.hour() * 60 - time.minute());
        if (std::min(apart, kDayMin - apart) >= bound.rule->limit)
            continue;
        result.state = State::Blocks;
        blame(subject, result, rows);
        const QTime free = time.addSecs(bound.rule->limit * 60);
        result.detail = tr("The shift changes at %1. Start at %2 or later.").arg(text, free.toString(kTimeOfDay));
        return;
    }
}

void checkFreeze(const Subject &subject, GuardrailResult &result)
{
    std::vector<Row> rows;
    QStringList names;
    qint64 freeMs = 0, nextMs = 0;
    QString next;
    for (std::size_t i = 0; i < subject.bound.set.freezes.size(); ++i) {
        const FreezeTime &freeze = subject.bound.set.freezes[i];
        if (freeze.fromMs > subject.startMs && (!nextMs || freeze.fromMs < nextMs)) {
            nextMs = freeze.fromMs;
            next = freeze.name;
        }
        if (subject.startMs < freeze.fromMs || subject.startMs >= freeze.untilMs)
            continue;
        const std::size_t before = rows.size();
        for (const Row row : subject.plan.rows) {
            if (subject.bound.frozen[i][row])
                rows.push_back(row);
        }
        if (rows.size() == before)
            continue;
        names << freeze.name;
        freeMs = std::max(freeMs, freeze.untilMs);
    }
    const QLocale locale;
    const auto when = [&](qint64 ms) {
        return locale.toString(QDateTime::fromMSecsSinceEpoch(ms), QLocale::ShortFormat);
    };
    result.limit = tr("no moves in a freeze");
    result.value =
        names.isEmpty() ? (nextMs ? tr("next: %1, %2").arg(when(nextMs), next) : tr("none ahead")) : some(names);
    if (names.isEmpty())
        return;
    result.state = State::Blocks;
    blame(subject, result, rows);
    result.detail = agreeing(qint64(rows.size()), tr("%1 is in a time of quiet until %2. Start then, or leave it out."),
                             tr("%1 are in a time of quiet until %2. Start then, or leave them out."))
                        .arg(counted(qint64(rows.size()), Noun::Device), when(freeMs));
    RingLedger back = subject.ledger;
    for (const Row row : rows)
        back.move(row, subject.bound.facts->today[row]);
    addFix(subject, result, back, rows);
}

} // namespace ringward::measures
