#pragma once
#include "models/audit/rights.h"
#include "models/rings/ringbook.h"

#include <functional>
#include <stop_token>

namespace ringward {

/// Who may decide what about rings, and that the audit has it: the calls that views and commands use. Each of them is
/// Denied, with a sentence that says who may, when the person at this computer may not.
class RingDesk {
public:
    using Actor = std::function<Person()>; ///< who is at this computer; id 0 when nobody of the roster is
    RingDesk(RingBook &book, const Clock &clock, Actor actor); ///< book and clock must outlive it

    const RingBook &book() const { return m_book; }
    Person actor() const { return m_actor(); }
    /// What was seen; nobody decides it.
    Result<Done> keepSightings(const VersionSightings &sightings) { return m_book.saveSightings(sightings); }

    Result<Done> savePolicy(StreamPolicy policy);
    Result<Done> saveGuardrails(const GuardrailSet &set);
    /// One more waiver, in place of the one that the rule has. Malformed without an owner, a reason or an end to come.
    Result<Done> waive(const Waiver &waiver);
    Result<Done> endWaiver(const QString &rule); ///< NotFound when there is none
    Result<QString> savePin(const Pin &pin); ///< its id
    Result<Done> removePin(const QString &id);
    /// Gives a pin another end, with the reason in the audit. NotFound when it is gone; Conflict when somebody else
    /// changed it since `seen` was read.
    Result<Done> extendPin(const Pin &seen, qint64 expiresMs, const QString &why);
    struct PinIntake {
        std::size_t saved = 0, known = 0; ///< known: there was one like it already
        QStringList refused; ///< those of the import, then "line 3: …" of what could not be saved
    };
    /// Saves what was read from a file, pin by pin; when stopped, those before stay saved.
    PinIntake takePins(const PinImport &import, std::stop_token stop = {});
    /// For work on another thread: decides for whoever is at this computer now.
    RingDesk forThread() const;
    Result<Done> saveTiers(const TierSet &set);
    Result<Done> approveAsFound(const RingFacts &facts); ///< the present becomes what drift is measured against

private:
    Result<AuditDraft> draft(Deed right, const char *deed, const QString &object, const QString &text,
                             const QJsonObject &data) const;
    RingBook &m_book;
    const Clock &m_clock;
    Actor m_actor;
};

} // namespace ringward
