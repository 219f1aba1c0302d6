#include "models/sources/fleetkeeper.h"

#include "models/sources/fleetkeeperparts.h"
#include "models/sources/merge.h"
#include "models/sources/recordcodec.h"

#include <QCoreApplication>

namespace ringward {

namespace {

constexpr qint64 kClockSlackMs = 24 * 3600 * 1000; // a last seen further ahead than this is a broken clock
constexpr std::size_t kMostNotes = 1000;

quint32 seconds(qint64 ms)
{
    return ms <= 0 ? 0U : quint32(std::min<qint64>(ms / 1000, 0xffffffffLL));
}

void note(Harvest &harvest, const QString &where, const char *reason, const QString &value = {})
{
    if (harvest.notes.size() >= kMostNotes)
        return;
    QString text = QCoreApplication::translate("ringward::FleetKeeper", reason);
    harvest.notes.push_back({where, value.isEmpty() ? text : text.arg(value)});
}

} // namespace

FleetKeeper::FleetKeeper(const HealthRules &rules)
    : m_rules(rules)
    , m_published(std::make_shared<const FleetSnapshot>())
    , m_builder(std::make_unique<FleetBuilder>(m_published))
    , m_names(*m_builder, m_facts)
{
}

FleetKeeper::~FleetKeeper() = default;

FleetKeeper::Live *FleetKeeper::live(quint32 source) const
{
    return source < m_sources.size() ? m_sources[source].get() : nullptr;
}

void FleetKeeper::restore(const FleetSnapshotPtr &snapshot, const std::vector<KnownIdentity> &identities,
                          const DriverLibraryPtr &drivers)
{
    m_names.drivers() = *drivers;
    m_drivers = drivers;
    m_published = snapshot;
    m_builder = std::make_unique<FleetBuilder>(snapshot);
    m_names.rebind(*m_builder);
    for (const KnownIdentity &identity : identities)
        m_reconciler.identities().set(identity.proof, identity.device);
    for (Row row = 0; row < snapshot->size(); ++row) {
        m_reconciler.await(snapshot->id(row));
        m_reconciler.identities().reserve(snapshot->id(row));
        m_seenSec.push_back(seconds(snapshot->lastSeenMs(row)));
        m_sinceSec.push_back(seconds(snapshot->healthSinceMs(row)));
        m_health.push_back(snapshot->health(row));
    }
}

void FleetKeeper::restoreRecords(SourceId source, std::vector<SourceRecord> records, qint64 asOfMs)
{
    Live *at = live(source.value);
    if (!at)
        return;
    begin(source);
    add(source, std::move(records), asOfMs);
    finish(source, true, asOfMs, asOfMs);
    m_harvest.changed.clear(); // the archive has them
}

void FleetKeeper::setSource(const KeptSource &source)
{
    if (source.id.value > 0xff)
        return; // records could not refer to it; the archive gives small numbers
    if (m_sources.size() <= source.id.value)
        m_sources.resize(source.id.value + 1);
    auto &at = m_sources[source.id.value];
    if (!at)
        at = std::make_unique<Live>();
    const quint16 oldBit = at->bit;
    static_cast<KeptSource &>(*at) = source;
    at->bit = m_names.sourceBit(source.name);
    if (oldBit == 0 || oldBit == at->bit)
        return;
    for (RecordNo no = 0; no < m_reconciler.book().end(); ++no) { // it was renamed
        const BookEntry &entry = m_reconciler.book().at(no);
        if (!entry.dead && entry.source == source.id.value && entry.device != kNoRow)
            m_changedRows.push_back(entry.device);
    }
    settle(0);
}

void FleetKeeper::dropSource(SourceId source, qint64 nowMs)
{
    Live *at = live(source.value);
    if (!at)
        return;
    begin(source);
    finish(source, true, nowMs, nowMs);
    m_harvest.gone.clear();
    m_sources[source.value].reset();
    m_reconciler.compactBook();
}

void FleetKeeper::begin(SourceId source)
{
    if (Live *at = live(source.value))
        at->run = quint16(at->run == 0xffff ? 1 : at->run + 1);
}

BookEntry FleetKeeper::entryOf(const Live &source, const SourceRecord &record, quint64 content)
{
    RecordBook &book = m_reconciler.book();
    const Identity identity = identityOf(record);
    BookEntry entry;
    entry.proof = identity.proof;
    entry.domain = book.domainNumber(identity);
    entry.content = content;
    entry.place = m_facts.place(record);
    entry.make = m_facts.make(record);
    entry.software = m_facts.software(record);
    entry.driverSet = m_names.driverSet(record.drivers);
    entry.room = m_names.room(record[Field::Room]);
    entry.pin = m_names.pin(record.pin);
    entry.source = quint8(source.id.value);
    entry.flags = quint8(record.flags.toInt());
    entry.lean = source.givesRecords;
    return entry;
}

void FleetKeeper::checkIn(BookEntry &entry, const BookEntry &now)
{
    entry.run = now.run;
    if (entry.lastSeenSec == now.lastSeenSec && entry.signs == now.signs)
        return;
    entry.lastSeenSec = now.lastSeenSec;
    entry.signs = now.signs;
    m_seenRows.push_back(entry.device);
}

void FleetKeeper::addOne(Live &source, SourceRecord &&record, qint64 nowMs)
{
    RecordBook &book = m_reconciler.book();
    record.source = source.id;
    const quint64 content = contentHash(record);
    BookEntry now;
    now.run = source.run;
    now.lastSeenSec = record.lastSeenMs > nowMs + kClockSlackMs ? 0U : seconds(record.lastSeenMs);
    now.signs = PackedSigns::of(record.signs);
    const quint64 key = recordProof(source.id, record.key);
    const RecordNo known = book.findKey(key);
    const bool again = known != kNoRecord && book.at(known).run == source.run;
    if (again)
        note(m_harvest, record.key, QT_TRANSLATE_NOOP("ringward::FleetKeeper", "told twice; the newer one was kept"));
    if (known != kNoRecord && book.at(known).content == content && book.at(known).device != kNoRow) {
        const BookEntry &old = book.at(known);
        if (!again || std::pair(now.lastSeenSec, now.signs) > std::pair(old.lastSeenSec, old.signs))
            checkIn(book.at(known), now);
        return;
    }
    BookEntry entry = entryOf(source, record, content);
    entry.run = now.run, entry.lastSeenSec = now.lastSeenSec, entry.signs = now.signs;
    if (known != kNoRecord && book.text(book.at(known).hostAt) == record[Field::HostName].toUtf8().toStdString())
        entry.hostAt = book.at(known).hostAt;
    else
        entry.hostAt = book.keepText(record[Field::HostName]);
    if (source.givesRecords)
        entry.keyAt = known != kNoRecord ? book.at(known).keyAt : book.keepText(record.key);
    switch (m_reconciler.put(entry)) {
    case Reconciler::Put::Duplicate:
        return;
    case Reconciler::Put::New:
        ++source.records;
        break;
    case Reconciler::Put::Changed:
        if (const Row row = book.at(known).device; row != kNoRow)
            m_changedRows.push_back(row);
        break;
    case Reconciler::Put::Identity:
        break;
    }
    if (source.givesRecords)
        return;
    m_bodies[key] = {packed(record), record.drivers};
    m_harvest.changed.push_back(std::move(record));
}

void FleetKeeper::add(SourceId source, std::vector<SourceRecord> records, qint64 nowMs)
{
    Live *at = live(source.value);
    if (!at)
        return;
    for (SourceRecord &record : records) {
        if (record.receivedMs == 0)
            record.receivedMs = nowMs;
        addOne(*at, std::move(record), nowMs);
    }
    settle(nowMs);
}

void FleetKeeper::finish(SourceId source, bool full, qint64 asOfMs, qint64 nowMs)
{
    Live *at = live(source.value);
    if (!at)
        return;
    at->asOfSec = std::max(at->asOfSec, seconds(asOfMs));
    if (!full)
        return;
    RecordBook &book = m_reconciler.book();
    for (RecordNo no = 0; no < book.end(); ++no) {
        const BookEntry &entry = book.at(no);
        if (entry.dead || entry.source != source.value || entry.run == at->run)
            continue;
        const quint64 key = entry.proof[std::size_t(Proof::Record)];
        if (const auto body = m_bodies.find(key); body != m_bodies.end()) {
            m_harvest.gone.push_back(unpacked(body->second.bytes).key);
            m_bodies.erase(body);
        }
        if (entry.device != kNoRow)
            m_changedRows.push_back(entry.device);
        --at->records;
        m_reconciler.remove(no);
    }
    at->loaded = true;
    settle(nowMs);
    sweep();
    if (book.dead() > 10'000 && book.dead() > book.end() / 4)
        m_reconciler.compactBook();
}

void FleetKeeper::settle(qint64 nowMs)
{
    Reconciler::Settled settled = m_reconciler.settle();
    m_harvest.identities.insert(m_harvest.identities.end(), settled.identities.begin(), settled.identities.end());
    for (const RecordNo no : settled.disputed) {
        const BookEntry &entry = m_reconciler.book().at(no);
        for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind) {
            if (entry.disputed >> kind & 1U)
                note(m_harvest, QString::fromUtf8(m_reconciler.book().text(entry.hostAt)),
                     QT_TRANSLATE_NOOP("ringward::FleetKeeper", "%1 is borne by other machines too; it proved nothing"),
                     QCoreApplication::translate("ringward::Field", spec(fieldOf(Proof(kind))).label));
        }
    }
    std::vector<Row> &changed = m_changedRows;
    changed.insert(changed.end(), settled.changed.begin(), settled.changed.end());
    std::sort(changed.begin(), changed.end());
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    for (const Row row : changed)
        derive(row, nowMs);
    for (const Row row : m_seenRows) {
        if (row == kNoRow)
            continue;
        if (beliefChanged(row))
            derive(row, nowMs);
        else
            judge(row, nowMs);
    }
    m_changed = m_changed || !changed.empty() || !m_seenRows.empty();
    changed.clear();
    m_seenRows.clear();
}

/// As published; of a row that is newer, yes. One source of several may lose sight of a device that others still see.
bool FleetKeeper::hasSeveralSources(Row row) const
{
    if (row >= m_published->size())
        return true;
    const quint16 mask = (*m_published->chunkOf(row).sourceMask)[FleetSnapshot::inChunk(row)];
    return (mask & (mask - 1)) != 0;
}

void FleetKeeper::passTime(qint64 nowMs)
{
    quint32 shortest = ~0U;
    quint32 asOf = 0;
    for (const auto &source : m_sources) {
        if (!source || source->checkInSec == 0)
            continue;
        shortest = std::min(shortest, source->checkInSec);
        asOf = std::max(asOf, source->asOfSec);
    }
    const quint64 limit = quint64(shortest) * quint64(m_rules.silentAfterMissed());
    for (Row row = 0; row < m_seenSec.size(); ++row) {
        if (m_seenSec[row] == 0 || m_health[row] == AgentHealth::Silent)
            continue;
        if (m_seenSec[row] + limit <= asOf || hasSeveralSources(row))
            judge(row, nowMs);
    }
}

/// Takes the rows of devices that are no more out of the snapshot, and those of the last run that nobody will tell
/// again: each of their sources has told all its records, or is no more.
void FleetKeeper::sweep()
{
    quint16 pending = 0;
    for (const auto &source : m_sources) {
        if (source && !source->loaded)
            pending = quint16(pending | source->bit);
    }
    bool gone = false;
    const auto &devices = m_reconciler.devices();
    for (Row row = 0; row < devices.size(); ++row) {
        if (devices[row].first != kNoRecord)
            continue;
        if (devices[row].awaited) {
            const quint16 mask = (*m_published->chunkOf(row).sourceMask)[FleetSnapshot::inChunk(row)];
            if (mask & pending)
                continue;
            m_reconciler.stopAwaiting(row);
        }
        gone = true;
    }
    if (!gone)
        return;
    const FleetSnapshotPtr before = m_builder->publish(m_published->takenMs());
    const std::vector<Row> moved = m_reconciler.sweep();
    m_builder = std::make_unique<FleetBuilder>(
        std::make_shared<const FleetSnapshot>(std::vector<FleetChunkPtr>(), before->sharedNames(), before->takenMs()));
    m_names.rebind(*m_builder);
    for (Row row = 0; row < moved.size(); ++row) {
        if (moved[row] == kNoRow)
            continue;
        m_builder->append(before->row(row));
        m_seenSec[moved[row]] = m_seenSec[row];
        m_sinceSec[moved[row]] = m_sinceSec[row];
        m_health[moved[row]] = m_health[row];
    }
    m_seenSec.resize(m_builder->size());
    m_sinceSec.resize(m_builder->size());
    m_health.resize(m_builder->size());
    m_published = m_builder->publish(before->takenMs());
    m_changed = true;
}

FleetSnapshotPtr FleetKeeper::publish(qint64 takenMs)
{
    m_changed = false;
    publishDrivers();
    m_published = m_builder->publish(takenMs);
    return m_published;
}

/// What changed in the library is to be written down as soon as it is seen.
void FleetKeeper::publishDrivers()
{
    if (!m_names.drivers().hasChanges())
        return;
    const std::vector<DriverImage> changes = m_names.drivers().takeChanges();
    m_harvest.drivers.insert(m_harvest.drivers.end(), changes.begin(), changes.end());
    m_drivers = std::make_shared<const DriverLibrary>(m_names.drivers());
}

Harvest FleetKeeper::takeHarvest()
{
    return std::exchange(m_harvest, {});
}

quint32 FleetKeeper::records(SourceId source) const
{
    const Live *at = live(source.value);
    return at ? at->records : 0U;
}

QString FleetKeeper::nameOf(quint32 source) const
{
    const Live *at = live(source);
    return at ? at->name : QString();
}

} // namespace ringward
