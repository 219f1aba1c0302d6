#include "models/sources/reconciler.h"

namespace ringward {

namespace {

Proof strongestUsable(const BookEntry &entry)
{
    for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind) {
        if (entry.proof[kind] != 0 && !(entry.disputed >> kind & 1U))
            return Proof(kind);
    }
    return Proof::Record;
}

void sortUnique(std::vector<quint32> &numbers)
{
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

} // namespace

Row Reconciler::rowOf(DeviceId id) const
{
    return id.value < m_rowOfId.size() ? m_rowOfId[id.value] : kNoRow;
}

Row Reconciler::newRow(DeviceId id)
{
    const Row row = Row(m_devices.size());
    m_devices.push_back({.id = id});
    if (m_rowOfId.size() <= id.value)
        m_rowOfId.resize(std::max<std::size_t>(id.value + 1, m_rowOfId.size() + m_rowOfId.size() / 2), kNoRow);
    m_rowOfId[id.value] = row;
    return row;
}

void Reconciler::await(DeviceId id)
{
    m_devices[newRow(id)].awaited = true;
}

void Reconciler::seed(RecordNo no)
{
    m_seeds.push_back(no);
}

void Reconciler::seedBearers(quint64 proof, quint32 most)
{
    m_book.eachBearer(
        proof, [this](RecordNo no) { seed(no); }, most);
}

/// A value that just became borne by too many, or no longer is, means something else to all its bearers.
void Reconciler::crossed(const BookEntry &entry, quint32 count)
{
    for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind) {
        if (entry.proof[kind] != 0 && m_book.bearers(entry.proof[kind]) == count)
            seedBearers(entry.proof[kind], count);
    }
}

Reconciler::Put Reconciler::put(BookEntry fresh)
{
    const RecordNo known = m_book.findKey(fresh.proof[std::size_t(Proof::Record)]);
    if (known == kNoRecord) {
        const RecordNo no = m_book.add(fresh);
        crossed(fresh, RecordBook::kMostBearers + 1);
        seed(no);
        return Put::New;
    }
    BookEntry &old = m_book.at(known);
    const auto age = [](const BookEntry &entry) {
        return std::tuple(entry.lastSeenSec, entry.content, entry.signs);
    };
    if (old.run == fresh.run && age(old) >= age(fresh))
        return Put::Duplicate;
    fresh.device = old.device;
    if (old.proof == fresh.proof && old.domain == fresh.domain) {
        fresh.nextSame = old.nextSame;
        fresh.nextOfDevice = old.nextOfDevice;
        fresh.disputed = old.disputed;
        old = fresh;
        return Put::Changed;
    }
    const Row device = old.device;
    remove(known);
    fresh.device = kNoRow;
    fresh.nextOfDevice = kNoRecord;
    const RecordNo no = m_book.add(fresh);
    crossed(fresh, RecordBook::kMostBearers + 1);
    if (device != kNoRow) { // it stays with its device until settle() knows better
        m_book.at(no).device = device;
        m_book.at(no).nextOfDevice = std::exchange(m_devices[device].first, no);
    }
    seed(no);
    return Put::Identity;
}

void Reconciler::unlink(RecordNo no)
{
    const Row row = m_book.at(no).device;
    if (row == kNoRow)
        return;
    RecordNo *link = &m_devices[row].first;
    while (*link != no)
        link = &m_book.at(*link).nextOfDevice;
    *link = m_book.at(no).nextOfDevice;
    m_book.at(no).device = kNoRow;
    if (m_devices[row].first == kNoRecord)
        m_emptied.push_back(row);
}

void Reconciler::remove(RecordNo no)
{
    const BookEntry entry = m_book.at(no);
    if (entry.device != kNoRow)
        eachRecord(entry.device, [this](RecordNo mate) { seed(mate); });
    unlink(no);
    m_book.remove(no);
    for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind) {
        if (entry.proof[kind] != 0 && m_book.bearers(entry.proof[kind]) > 0)
            seedBearers(entry.proof[kind], RecordBook::kMostBearers);
    }
}

/// Nothing else bears any of its proofs and no other record is with it: the usual case, and the quick one.
bool Reconciler::alone(RecordNo no) const
{
    const BookEntry &entry = m_book.at(no);
    for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind) {
        if (entry.proof[kind] != 0 && m_book.bearers(entry.proof[kind]) > 1)
            return false;
    }
    if (entry.device == kNoRow)
        return true;
    return m_devices[entry.device].first == no && entry.nextOfDevice == kNoRecord;
}

std::vector<RecordNo> Reconciler::component(RecordNo start, std::unordered_set<RecordNo> &seen)
{
    std::vector<RecordNo> members;
    const auto take = [&](RecordNo no) {
        if (seen.insert(no).second)
            members.push_back(no);
    };
    take(start);
    for (std::size_t i = 0; i < members.size(); ++i) {
        const BookEntry &entry = m_book.at(members[i]);
        for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind)
            m_book.eachBearer(entry.proof[kind], take);
        if (entry.device != kNoRow)
            eachRecord(entry.device, take);
    }
    return members;
}

Reconciler::Settled Reconciler::settle()
{
    Settled out;
    std::unordered_set<RecordNo> seen;
    for (const RecordNo start : std::exchange(m_seeds, {})) {
        if (m_book.at(start).dead)
            continue;
        if (alone(start)) {
            m_book.at(start).disputed = 0;
            assign({start}, {.clusterOf = {0}, .count = 1, .disputed = {0}, .overshared = {}}, out);
            continue;
        }
        const std::vector<RecordNo> members = component(start, seen);
        if (members.empty())
            continue;
        std::vector<ClusterMember> views;
        std::vector<quint8> tooMany(members.size(), 0);
        for (std::size_t i = 0; i < members.size(); ++i) {
            const BookEntry &entry = m_book.at(members[i]);
            ClusterMember view{.identity = {.proof = entry.proof}, .source = entry.source};
            std::tie(view.identity.domain, view.identity.domainLabel) = m_book.domain(entry.domain);
            for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind) {
                if (entry.proof[kind] == 0 || m_book.bearers(entry.proof[kind]) <= RecordBook::kMostBearers)
                    continue;
                view.identity.proof[kind] = 0;
                tooMany[i] = quint8(tooMany[i] | 1U << kind);
            }
            views.push_back(view);
        }
        Clustering clusters = clusterRecords(views);
        for (std::size_t i = 0; i < members.size(); ++i) {
            m_book.at(members[i]).disputed = quint8(clusters.disputed[i] | tooMany[i]);
            if (m_book.at(members[i]).disputed)
                out.disputed.push_back(members[i]);
        }
        assign(members, clusters, out);
    }
    sortUnique(out.changed);
    for (const Row row : std::exchange(m_emptied, {}))
        out.gone = out.gone || (m_devices[row].first == kNoRecord && !m_devices[row].awaited);
    return out;
}

/// Which row each cluster keeps. A row goes where its record with the strongest proof went; of several rows in one
/// cluster the device known longest stays.
std::vector<Row> Reconciler::keepRows(const std::vector<RecordNo> &members, const Clustering &clusters)
{
    std::vector<std::tuple<Row, Proof, quint64, quint32>> claims;
    for (std::size_t i = 0; i < members.size(); ++i) {
        const BookEntry &entry = m_book.at(members[i]);
        if (entry.device == kNoRow)
            continue;
        const Proof kind = strongestUsable(entry);
        claims.emplace_back(entry.device, kind, entry.proof[std::size_t(kind)], clusters.clusterOf[i]);
    }
    std::sort(claims.begin(), claims.end());
    std::vector<Row> kept(clusters.count, kNoRow);
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const Row row = std::get<0>(claims[i]);
        if (i > 0 && row == std::get<0>(claims[i - 1]))
            continue;
        Row &mine = kept[std::get<3>(claims[i])];
        if (mine == kNoRow || m_devices[row].id < m_devices[mine].id)
            mine = row;
    }
    return kept;
}

void Reconciler::assign(const std::vector<RecordNo> &members, const Clustering &clusters, Settled &out)
{
    const std::vector<Row> rows = keepRows(members, clusters);
    std::vector<std::vector<RecordNo>> byCluster(clusters.count);
    for (std::size_t i = 0; i < members.size(); ++i) {
        byCluster[clusters.clusterOf[i]].push_back(members[i]);
        if (const Row old = m_book.at(members[i]).device; old != kNoRow) {
            m_devices[old].first = kNoRecord;
            m_emptied.push_back(old);
            out.changed.push_back(old);
        }
    }
    // Those that keep a row first, so that nobody else takes it.
    for (quint32 cluster = 0; cluster < clusters.count; ++cluster) {
        if (rows[cluster] != kNoRow)
            hang(byCluster[cluster], rows[cluster], out);
    }
    for (quint32 cluster = 0; cluster < clusters.count; ++cluster) {
        if (rows[cluster] == kNoRow)
            hang(byCluster[cluster], rowFor(byCluster[cluster]), out);
    }
}

void Reconciler::hang(const std::vector<RecordNo> &records, Row row, Settled &out)
{
    Device &device = m_devices[row];
    device.awaited = false;
    for (const RecordNo no : records) {
        m_book.at(no).device = row;
        m_book.at(no).nextOfDevice = std::exchange(device.first, no);
    }
    for (const RecordNo no : records)
        remember(no, records.size() == 1, out);
    out.changed.push_back(row);
}

/// The row of a machine that was known before by one of these proofs, strongest first; a new one otherwise.
Row Reconciler::rowFor(const std::vector<RecordNo> &members)
{
    constexpr unsigned kHard =
        1U << quint8(Proof::HardwareUuid) | 1U << quint8(Proof::SerialNumber) | 1U << quint8(Proof::DirectoryGuid);
    unsigned told = 0;
    for (std::size_t kind = 0; kind < kProofCount; ++kind) {
        DeviceId best;
        unsigned toldHere = 0;
        for (const RecordNo no : members) {
            const BookEntry &entry = m_book.at(no);
            if (entry.proof[kind] == 0 || (entry.disputed >> kind & 1U))
                continue;
            toldHere = 1U << kind;
            const DeviceId id = m_identities.find(entry.proof[kind]);
            const Row row = rowOf(id);
            const bool taken = row != kNoRow && m_devices[row].first != kNoRecord;
            const bool another =
                told & kHard & m_identities.kinds(id); // it told a stronger one, and was not found by it
            if (id && !taken && !another && (!best || id < best))
                best = id;
        }
        told |= toldHere;
        if (best)
            return rowOf(best) != kNoRow ? rowOf(best) : newRow(best);
    }
    return newRow(m_identities.next());
}

void Reconciler::remember(RecordNo no, bool onlyRecord, Settled &out)
{
    const BookEntry &entry = m_book.at(no);
    const DeviceId id = m_devices[entry.device].id;
    bool one = false;
    for (std::size_t kind = 0; kind < kProofCount; ++kind) {
        const bool usable = entry.proof[kind] != 0 && !(entry.disputed >> kind & 1U);
        if (!usable || (Proof(kind) == Proof::Record && one) || (onlyRecord && one && entry.lean))
            continue;
        one = true;
        if (m_identities.set(entry.proof[kind], id))
            out.identities.push_back({entry.proof[kind], id});
    }
}

std::vector<Row> Reconciler::sweep()
{
    std::vector<Row> moved(m_devices.size(), kNoRow);
    std::vector<Device> kept;
    kept.reserve(m_devices.size());
    for (Row row = 0; row < m_devices.size(); ++row) {
        const Device &device = m_devices[row];
        if (device.first == kNoRecord && !device.awaited) {
            m_rowOfId[device.id.value] = kNoRow;
            continue;
        }
        moved[row] = Row(kept.size());
        m_rowOfId[device.id.value] = moved[row];
        kept.push_back(device);
    }
    m_devices = std::move(kept);
    for (RecordNo no = 0; no < m_book.end(); ++no) {
        BookEntry &entry = m_book.at(no);
        if (!entry.dead && entry.device != kNoRow)
            entry.device = moved[entry.device];
    }
    return moved;
}

void Reconciler::order(Row row, const std::vector<RecordNo> &records)
{
    RecordNo next = kNoRecord;
    for (auto no = records.rbegin(); no != records.rend(); ++no)
        m_book.at(*no).nextOfDevice = std::exchange(next, *no);
    m_devices[row].first = next;
}

void Reconciler::compactBook()
{
    const std::vector<RecordNo> moved = m_book.compact();
    for (Device &device : m_devices) {
        if (device.first != kNoRecord)
            device.first = moved[device.first];
    }
    for (RecordNo no = 0; no < m_book.end(); ++no) {
        RecordNo &next = m_book.at(no).nextOfDevice;
        if (next != kNoRecord)
            next = moved[next];
    }
}

} // namespace ringward
