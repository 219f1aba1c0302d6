#pragma once
#include "models/rings/guardrail.h"
#include "models/rings/ringfacts.h"

namespace ringward {

/// A guardrail made ready for one stream over one snapshot.
struct BoundRule {
    const Guardrail *rule = nullptr;
    std::vector<quint8> inScope; ///< by row; only devices that take part
    std::vector<quint32> group; ///< by row, for RingSize and RingShare; 0 is not counted
    std::vector<quint32> groupSize; ///< by group; held devices of today do not count, except for RingSize
    std::vector<bool> ringFits; ///< by ring, for DelayFloor and ProtectionAge
    std::vector<std::pair<Row, Row>> apart; ///< for PairsApart and Independence
    QStringList missing; ///< parts that no device fits
};

/// All guardrails that concern the stream of `facts`. Scopes are filter lines, so this takes a moment: off the GUI
/// thread.
struct BoundGuardrails {
    BoundGuardrails(RingFactsPtr facts, const GuardrailSet &set, qint64 nowMs, std::stop_token stop = {});
    RingFactsPtr facts;
    GuardrailSet set;
    qint64 nowMs = 0;
    std::vector<BoundRule> rules;
    std::vector<std::vector<quint8>> frozen; ///< by freeze time: whether a row is in it

    /// The most devices of a group that a ring may hold; no limit for a held one.
    quint32 most(const BoundRule &rule, quint32 group, quint8 ring) const;
    /// The most devices of a ward that one wave may take.
    static quint32 mostInFlight(const Guardrail &rule, quint32 devicesInScope);
};

/// An assignment with the counts that guardrails ask for, kept up to date move by move.
class RingLedger {
public:
    RingLedger(const BoundGuardrails &bound, RingAssignment rings);

    const BoundGuardrails &bound() const { return *m_bound; }
    const RingAssignment &rings() const { return m_rings; }
    quint8 ring(Row row) const { return m_rings[row]; }
    void move(Row row, quint8 to);

    /// Whether the move would break a guardrail that holds, or make a broken one worse.
    bool worsens(Row row, quint8 to) const;

    quint32 count(std::size_t rule, quint32 group, quint8 ring) const { return m_counts[rule][group * m_width + ring]; }
    int ringsOfWard(std::size_t rule, quint32 ward) const; ///< how many different ones that are not held
    std::vector<Row> apartFrom(std::size_t rule, Row row) const; ///< those that must be in another ring

private:
    void add(Row row, quint8 ring, qint32 by);
    const BoundGuardrails *m_bound;
    RingAssignment m_rings;
    quint32 m_width = 0; ///< rings
    std::vector<std::vector<quint32>> m_counts; ///< by rule: by group (or ward) and ring
    std::vector<std::vector<std::pair<Row, Row>>> m_apart; ///< by rule: both ways, sorted
};

} // namespace ringward
