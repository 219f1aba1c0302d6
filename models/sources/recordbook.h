#pragma once
#include "models/base/dictionary.h"
#include "models/sources/identity.h"
#include "models/sources/recordfacts.h"

#include <unordered_map>

namespace ringward {

using RecordNo = quint32; ///< position in the book; never used twice until the book is compacted
inline constexpr RecordNo kNoRecord = ~RecordNo(0);
inline constexpr Row kNoRow = ~Row(0);

/// The signs of health of one record in eight bytes.
struct PackedSigns {
    quint16 told = 0; ///< two bits a yes-or-no sign: not told, no, yes
    quint16 restarts = 0xffff; ///< in the last hour; 0xffff when not told
    quint32 bootSec = 0;
    static PackedSigns of(const HealthSigns &signs);
    HealthSigns unpacked() const;
    friend auto operator<=>(const PackedSigns &, const PackedSigns &) = default;
};

/// What the merge needs of one record; about 140 bytes instead of the record's several hundred.
struct BookEntry {
    std::array<quint64, kProofCount> proof{};
    std::array<RecordNo, kProofCount - 1> nextSame{}; ///< the next record with an equal proof of that kind
    quint64 content = 0; ///< contentHash() of the record
    quint32 domain = 0; ///< of the name; number in the book
    Row device = kNoRow;
    RecordNo nextOfDevice = kNoRecord;
    quint32 place = 0, make = 0, software = 0; ///< numbers in RecordFacts
    quint32 driverSet = 0; ///< in the fleet's dictionaries
    quint32 hostAt = 0; ///< in the book's texts; 0 when no name is told
    quint32 keyAt = 0; ///< the source's key in the book's texts, when the record itself is not kept
    quint32 lastSeenSec = 0;
    PackedSigns signs;
    quint16 room = 0, pin = 0; ///< numbers in the fleet's dictionaries
    quint16 run = 0; ///< of the sync that told it last
    quint8 source = 0; ///< SourceId
    quint8 flags = 0;
    quint8 disputed = 0; ///< bit n: its proof n is shared by other machines and proves nothing
    bool lean = false; ///< the source gives the record again, so its strongest proof is enough to remember it by
    bool dead = false;
};

/// Every record of every source in compact form, found by each of its proofs. Not for several threads at once.
class RecordBook {
public:
    /// A value that more records bear is no proof, whatever else they tell; it also bounds the work a value can cause.
    static constexpr quint32 kMostBearers = 64;

    RecordBook();
    ~RecordBook();
    RecordNo add(const BookEntry &entry); ///< its proofs are indexed
    void remove(RecordNo no);
    BookEntry &at(RecordNo no) { return m_blocks[no >> kBlockShift][no & (kBlockSize - 1)]; }
    const BookEntry &at(RecordNo no) const { return m_blocks[no >> kBlockShift][no & (kBlockSize - 1)]; }
    RecordNo end() const { return m_end; } ///< one past the last number, dead ones included
    quint32 dead() const { return m_dead; }

    RecordNo findKey(quint64 proof) const;
    /// Calls `visit(no)` for each living record with the proof, unless there are more than `most`.
    template <typename Visit>
    void eachBearer(quint64 proof, Visit visit, quint32 most = kMostBearers);
    quint32 bearers(quint64 proof) const;

    quint32 keepText(QStringView text); ///< UTF-8, up to 255 bytes; its place
    std::string_view text(quint32 at) const;
    quint32 domainNumber(const Identity &identity);
    std::pair<quint64, quint64> domain(quint32 number) const { return m_domains[number]; }

    /// Gives the living records new numbers from 0 and frees the rest. Numbers held elsewhere are to be mapped:
    /// `moved[old]` is the new one, or kNoRecord.
    std::vector<RecordNo> compact();
    std::size_t memory() const;

private:
    static constexpr quint32 kBlockShift = 12, kBlockSize = 1U << kBlockShift;
    static constexpr quint32 kTextShift = 20, kTextBlock = 1U << kTextShift;
    struct Slot {
        quint32 fingerprint = 0;
        RecordNo head = kNoRecord;
    };
    Slot *slotOf(quint64 proof) const;
    void index(RecordNo no);
    void grow();
    RecordNo firstLiving(Slot *slot, std::size_t kind);

    std::vector<std::unique_ptr<BookEntry[]>> m_blocks;
    std::vector<std::string> m_texts;
    mutable std::vector<Slot> m_slots;
    std::unordered_map<quint64, quint32> m_shared; ///< bearers of each value that has had more than one
    std::vector<std::pair<quint64, quint64>> m_domains{{0, 0}};
    std::unordered_map<quint64, quint32> m_domainNumbers;
    quint32 m_used = 0, m_dead = 0;
    RecordNo m_end = 0;
};

template <typename Visit>
void RecordBook::eachBearer(quint64 proof, Visit visit, quint32 most)
{
    if (proof == 0 || bearers(proof) > most)
        return;
    const auto kind = std::size_t(kindOf(proof));
    for (RecordNo no = firstLiving(slotOf(proof), kind); no != kNoRecord;) {
        visit(no);
        RecordNo &next = at(no).nextSame[kind];
        while (next != kNoRecord && at(next).dead)
            next = at(next).nextSame[kind];
        no = next;
    }
}

} // namespace ringward
