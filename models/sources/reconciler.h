#pragma once
#include "models/sources/clusters.h"
#include "models/sources/identitymap.h"
#include "models/sources/recordbook.h"

#include <unordered_set>

namespace ringward {

/// Makes one device of the records that mean the same machine. The rule is in resources/help/reconciling.md; its result
/// is a function of the records and not of their order. Work is in proportion to what changed. Not for several threads.
class Reconciler {
public:
    struct Device {
        DeviceId id;
        RecordNo first = kNoRecord; ///< its records hang on BookEntry::nextOfDevice
        bool awaited = false; ///< known from the last run of the program, its records not read again yet
    };
    enum class Put { New, Changed, Identity, Duplicate };

    RecordBook &book() { return m_book; }
    const RecordBook &book() const { return m_book; }
    IdentityMap &identities() { return m_identities; }
    const IdentityMap &identities() const { return m_identities; }
    const std::vector<Device> &devices() const { return m_devices; } ///< by row; one without records is gone
    Row rowOf(DeviceId id) const;

    void await(DeviceId id); ///< a device of the last run; gets the next row
    /// A record as its source tells it now; those with the key of one already there replace it, unless both came in the
    /// same `run` and that one is newer.
    Put put(BookEntry fresh);
    void remove(RecordNo no);

    struct Settled {
        std::vector<Row> changed; ///< devices whose records are other ones than before; new ones are at the end
        std::vector<KnownIdentity> identities; ///< to be kept
        std::vector<RecordNo> disputed; ///< records with proofs that proved nothing, of the devices concerned
        bool gone = false; ///< devices without records are left; sweep() takes them out
    };
    Settled settle(); ///< re-makes the devices that put() and remove() concern
    /// Takes out the devices without records. `moved[old row]` is the new one, or kNoRow.
    std::vector<Row> sweep();
    void stopAwaiting(Row row) { m_devices[row].awaited = false; }
    void order(Row row, const std::vector<RecordNo> &records); ///< in which eachRecord() is to visit all of them
    void compactBook();

    template <typename Visit>
    void eachRecord(Row row, Visit visit) const
    {
        for (RecordNo no = m_devices[row].first; no != kNoRecord; no = m_book.at(no).nextOfDevice)
            visit(no);
    }

private:
    void seed(RecordNo no);
    void seedBearers(quint64 proof, quint32 most);
    void crossed(const BookEntry &entry, quint32 count);
    void unlink(RecordNo no);
    bool alone(RecordNo no) const;
    std::vector<RecordNo> component(RecordNo start, std::unordered_set<RecordNo> &seen);
    void assign(const std::vector<RecordNo> &members, const Clustering &clusters, Settled &out);
    std::vector<Row> keepRows(const std::vector<RecordNo> &members, const Clustering &clusters);
    Row rowFor(const std::vector<RecordNo> &members);
    void hang(const std::vector<RecordNo> &records, Row row, Settled &out);
    Row newRow(DeviceId id);
    void remember(RecordNo no, bool onlyRecord, Settled &out);

    RecordBook m_book;
    IdentityMap m_identities;
    std::vector<Device> m_devices;
    std::vector<Row> m_rowOfId;
    std::vector<RecordNo> m_seeds;
    std::vector<Row> m_emptied; ///< lost a record since the last settle()
};

} // namespace ringward
