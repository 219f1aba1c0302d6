#pragma once
#include "models/rings/ringledger.h"

namespace ringward {

/// Finds the smallest moves that end what a guardrail complains of, without breaking another. Works on a ledger of its
/// caller.
class RingRepair {
public:
    /// Rows that the draft moved are moved back before others are touched.
    explicit RingRepair(RingLedger &ledger);

    /// Repairs what it can of rule number `rule` and appends the rows that it moved.
    void repair(std::size_t rule, std::vector<Row> &moved);

    /// Where a device may go: never a device of T0, T1 or TX into the first ring, never out of a held ring, never a
    /// pinned one earlier, never the last working one that a guardrail keeps for its ward, and nowhere that a guardrail
    /// objects to. Nearest ring first, where it came from before all.
    std::optional<quint8> nearestRing(Row row) const;
    bool mayEnter(Row row, quint8 to) const;
    /// Whether `a` is to be moved rather than `b`: the draft's own first, then what wards depend on least.
    bool isCheaper(Row a, Row b) const;

private:
    bool isLastOfItsWard(Row row) const;
    bool moveAway(Row row, std::vector<Row> &moved);
    void repairGroups(std::size_t rule, std::vector<Row> &moved);
    void repairWards(std::size_t rule, std::vector<Row> &moved);
    RingLedger &m_ledger;
    const RingFacts &m_facts;
};

} // namespace ringward
