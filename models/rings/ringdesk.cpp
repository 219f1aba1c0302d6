#include "models/rings/ringdesk.h"

#include "models/audit/hash.h"
#include "models/base/counted.h"
#include "models/fleet/streamlookup.h"
#include "models/rings/drift.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::RingDesk", text);
}

QString isoDay(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).date().toString(Qt::ISODate);
}

QString textOf(const Pin &pin)
{
    return tr("%1 held to %2 (%3) until %4 by %5: %6")
        .arg(whomText(pin.scope), heldText(pin), streamLabel(pin.stream), isoDay(pin.expiresMs), pin.owner, pin.reason);
}

/// Apart from the id and since when it holds, which files need not say; files keep the end to the second.
bool isAlike(Pin one, const Pin &other)
{
    if (one.expiresMs / 1000 != other.expiresMs / 1000)
        return false;
    one.id = other.id;
    one.sinceMs = other.sinceMs;
    one.expiresMs = other.expiresMs;
    return one == other;
}

} // namespace

RingDesk::RingDesk(RingBook &book, const Clock &clock, Actor actor)
    : m_book(book)
    , m_clock(clock)
    , m_actor(std::move(actor))
{
}

/// The data of the entry is the hash of what was decided, so that a copy can be checked against it.
Result<AuditDraft> RingDesk::draft(Deed right, const char *deed, const QString &object, const QString &text,
                                   const QJsonObject &data) const
{
    const Person actor = m_actor();
    if (const Result<Done> allowed = allow(actor, right); !allowed)
        return allowed.error();
    QString hash;
    if (!data.isEmpty())
        hash = Hasher("ringward decision 1")
                   .put(QByteArrayView(QJsonDocument(data).toJson(QJsonDocument::Compact)))
                   .finish()
                   .hex();
    return draftOf(actor, m_clock, deed, object, text, hash);
}

Result<Done> RingDesk::savePolicy(StreamPolicy policy)
{
    policy.changedMs = m_clock.nowMs();
    policy.changedBy = m_actor().name;
    const auto why = draft(Deed::EditPolicies, "rings.changed", streamWord(policy.stream),
                           tr("%1, after version %2: %3")
                               .arg(streamLabel(policy.stream))
                               .arg(policy.version)
                               .arg(policy.reason.isEmpty() ? tr("no reason given") : policy.reason),
                           toJson(policy));
    return why ? m_book.savePolicy(std::move(policy), *why) : why.error();
}

Result<Done> RingDesk::saveGuardrails(const GuardrailSet &set)
{
    const auto why = draft(
        Deed::EditPolicies, "guardrails.changed", {},
        tr("%1, waivers: %2").arg(counted(qint64(set.rules.size()), Noun::Rule)).arg(set.waivers.size()), toJson(set));
    return why ? m_book.saveGuardrails(set, *why) : why.error();
}

Result<Done> RingDesk::waive(const Waiver &waiver)
{
    Result<GuardrailSet> set = m_book.guardrails();
    if (!set)
        return set.error();
    const Guardrail *rule = set->find(waiver.rule);
    if (!rule)
        return Error{Error::Kind::NotFound, waiver.rule, tr("There is no such guardrail any more.")};
    if (waiver.owner.trimmed().isEmpty() || waiver.reason.trimmed().isEmpty() || waiver.untilMs <= m_clock.nowMs())
        return Error{Error::Kind::Malformed, waiver.rule, tr("A waiver needs an owner, a reason and an end to come.")};
    const auto why = draft(
        Deed::EditPolicies, "guardrails.waived", waiver.rule,
        tr("%1, until %2, answered for by %3: %4").arg(rule->name, isoDay(waiver.untilMs), waiver.owner, waiver.reason),
        {});
    if (!why)
        return why.error();
    std::erase_if(set->waivers, [&](const Waiver &each) { return each.rule == waiver.rule; });
    set->waivers.push_back(waiver);
    return m_book.saveGuardrails(std::move(*set), *why);
}

Result<Done> RingDesk::endWaiver(const QString &rule)
{
    Result<GuardrailSet> set = m_book.guardrails();
    if (!set)
        return set.error();
    if (std::erase_if(set->waivers, [&](const Waiver &each) { return each.rule == rule; }) == 0)
        return Error{Error::Kind::NotFound, rule, tr("That guardrail is not waived.")};
    const auto why = draft(Deed::EditPolicies, "guardrails.waiver-ended", rule, {}, {});
    return why ? m_book.saveGuardrails(std::move(*set), *why) : why.error();
}

Result<QString> RingDesk::savePin(const Pin &pin)
{
    const auto why = draft(Deed::Propose, "pin.set", streamWord(pin.stream), textOf(pin), toJson(pin));
    if (!why)
        return why.error();
    return m_book.savePin(pin, m_clock.nowMs(), *why);
}

Result<Done> RingDesk::removePin(const QString &id)
{
    const auto pins = m_book.pins();
    if (!pins)
        return pins.error();
    const auto pin = std::find_if(pins->begin(), pins->end(), [&](const Pin &each) { return each.id == id; });
    if (pin == pins->end())
        return Error{Error::Kind::NotFound, id, tr("That pin is gone already.")};
    const auto why = draft(Deed::Propose, "pin.removed", streamWord(pin->stream), textOf(*pin), {});
    return why ? m_book.removePin(id, *why) : why.error();
}

Result<Done> RingDesk::extendPin(const Pin &seen, qint64 expiresMs, const QString &why)
{
    const auto pins = m_book.pins();
    if (!pins)
        return pins.error();
    const auto now = std::find_if(pins->begin(), pins->end(), [&](const Pin &each) { return each.id == seen.id; });
    if (now == pins->end())
        return Error{Error::Kind::NotFound, seen.id, tr("That pin is gone already.")};
    if (*now != seen)
        return Error{Error::Kind::Conflict, seen.id, tr("Somebody changed that pin meanwhile. Look at it again.")};
    if (why.trimmed().isEmpty())
        return Error{Error::Kind::Malformed, seen.id, tr("Say why it is to go on.")};
    Pin pin = seen;
    pin.expiresMs = expiresMs;
    const auto noted =
        draft(Deed::Propose, "pin.extended", streamWord(pin.stream),
              tr("%1; it was to end on %2. %3").arg(textOf(pin), isoDay(seen.expiresMs), why.trimmed()), toJson(pin));
    if (!noted)
        return noted.error();
    const auto saved = m_book.savePin(pin, m_clock.nowMs(), *noted);
    return saved ? Result<Done>(Done{}) : saved.error();
}

RingDesk::PinIntake RingDesk::takePins(const PinImport &import, std::stop_token stop)
{
    PinIntake intake;
    intake.refused = import.refused;
    Result<std::vector<Pin>> there = m_book.pins();
    if (!there) {
        intake.refused << userMessage(there.error());
        return intake;
    }
    for (std::size_t i = 0; i < import.pins.size() && !stop.stop_requested(); ++i) {
        const Pin &pin = import.pins[i];
        if (std::any_of(there->begin(), there->end(), [&](const Pin &each) { return isAlike(each, pin); })) {
            ++intake.known;
            continue;
        }
        if (const auto saved = savePin(pin); saved) {
            ++intake.saved;
            there->push_back(pin);
        } else {
            intake.refused << tr("line %1: %2").arg(import.lines[i]).arg(userMessage(saved.error()));
        }
    }
    return intake;
}

RingDesk RingDesk::forThread() const
{
    return {m_book, m_clock, [me = m_actor()] {
                return me;
            }};
}

Result<Done> RingDesk::saveTiers(const TierSet &set)
{
    const auto why = draft(
        Deed::EditPolicies, "tiers.changed", {},
        tr("%1, %2 by hand")
            .arg(counted(qint64(set.rules.size()), Noun::Rule), counted(qint64(set.overrides.size()), Noun::Device)),
        toJson(set));
    return why ? m_book.saveTiers(set, *why) : why.error();
}

Result<Done> RingDesk::approveAsFound(const RingFacts &facts)
{
    const RingIntent intent = intentAsFound(facts, m_clock.nowMs());
    const auto why = draft(Deed::EditPolicies, "intent.approved", streamWord(facts.policy.stream),
                           tr("%1 where meant to be").arg(counted(qint64(intent.rings.size()), Noun::Device)), {});
    return why ? m_book.saveIntent(intent, *why) : why.error();
}

} // namespace ringward
