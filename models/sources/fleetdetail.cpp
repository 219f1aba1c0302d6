#include "models/sources/fleetkeeper.h"
#include "models/sources/fleetkeeperparts.h"
#include "models/sources/merge.h"
#include "models/sources/recordcodec.h"

#include <QCoreApplication>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::FleetKeeper", text);
}

QString label(Field field)
{
    return QCoreApplication::translate("ringward::Field", spec(field).label);
}

} // namespace

/// As kept, or as far as the book has it when only the source has it whole.
SourceRecord FleetKeeper::recordOf(RecordNo no, bool *complete) const
{
    const RecordBook &book = m_reconciler.book();
    const BookEntry &entry = book.at(no);
    SourceRecord record;
    const auto body = m_bodies.find(entry.proof[std::size_t(Proof::Record)]);
    *complete = body != m_bodies.end();
    if (*complete) {
        record = unpacked(body->second.bytes);
        record.drivers = body->second.drivers;
    } else {
        record.source = SourceId{entry.source};
        record.key = QString::fromUtf8(book.text(entry.keyAt));
        for (const Field field : {Field::HostName, Field::SiteCode, Field::Building, Field::Room, Field::Role,
                                  Field::Tier, Field::Model, Field::OsBuild, Field::AgentProduct, Field::AgentVersion})
            record[field] = told(no, field);
        const PlaceFacts &place = m_facts.place(entry.place);
        record[Field::SiteName] = place.siteName, record[Field::WardCode] = place.wardCode;
        record[Field::WardName] = place.wardName, record[Field::WardKind] = place.wardKind;
        record[Field::Manufacturer] = m_facts.make(entry.make).manufacturer;
        record.streams = m_facts.software(entry.software).streams;
        record.wardBeds = place.beds, record.wardMinimumCover = place.minimumCover;
        record.flags = DeviceFlags(entry.flags);
    }
    record.lastSeenMs = qint64(entry.lastSeenSec) * 1000;
    record.signs = entry.signs.unpacked();
    return record;
}

std::vector<SourceRecord> FleetKeeper::recordsOf(SourceId source) const
{
    std::vector<SourceRecord> all;
    const RecordBook &book = m_reconciler.book();
    for (RecordNo no = 0; no < book.end(); ++no) {
        if (book.at(no).dead || book.at(no).source != source.value || book.at(no).lean)
            continue;
        bool complete = false;
        SourceRecord record = recordOf(no, &complete);
        if (complete)
            all.push_back(std::move(record));
    }
    return all;
}

std::vector<DeviceId> FleetKeeper::devicesOf(SourceId source, const std::vector<QString> &keys) const
{
    std::vector<DeviceId> devices(keys.size());
    const RecordBook &book = m_reconciler.book();
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const quint64 proof = recordProof(source, keys[i]);
        const RecordNo no = book.findKey(proof);
        if (no != kNoRecord && book.at(no).device != kNoRow)
            devices[i] = m_reconciler.devices()[book.at(no).device].id;
        else // the source has not been read since the start; it was before
            devices[i] = m_reconciler.identities().find(proof);
    }
    return devices;
}

/// Values of this device that other machines bear too, so that they proved nothing.
std::vector<Conflict> FleetKeeper::identityConflicts(Row row) const
{
    std::vector<Conflict> all;
    unsigned done = 0;
    for (const RecordNo no : leaders(row)) {
        const BookEntry &entry = m_reconciler.book().at(no);
        for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind) {
            if (!(entry.disputed >> kind & 1U) || (done >> kind & 1U))
                continue;
            done |= 1U << kind;
            Conflict conflict{
                .field = fieldOf(Proof(kind)), .told = {}, .taken = SourceId{entry.source}, .explanation = {}};
            QStringList others;
            auto &book = const_cast<RecordBook &>(m_reconciler.book()); // walking a chain drops its dead links
            book.eachBearer(entry.proof[kind], [&](RecordNo bearer) {
                const BookEntry &other = book.at(bearer);
                conflict.told.emplace_back(SourceId{other.source}, QString::fromUtf8(book.text(other.hostAt)));
                if (other.device != row)
                    others.append(QString::fromUtf8(book.text(other.hostAt)));
            });
            others.removeDuplicates();
            const QString names = others.isEmpty()
                ? tr(QT_TRANSLATE_NOOP("ringward::FleetKeeper", "many other machines"))
                : others.mid(0, 3).join(u", ");
            conflict.explanation =
                tr(QT_TRANSLATE_NOOP("ringward::FleetKeeper",
                                     "%1 is borne by %2 too, whose stronger proofs differ: it was no proof here."))
                    .arg(label(conflict.field), names);
            all.push_back(std::move(conflict));
        }
    }
    return all;
}

QString FleetKeeper::matchedBy(Row row) const
{
    std::vector<RecordNo> records;
    m_reconciler.eachRecord(row, [&](RecordNo no) { records.push_back(no); });
    if (records.size() < 2)
        return tr(QT_TRANSLATE_NOOP("ringward::FleetKeeper", "Known to one source only"));
    QStringList kinds;
    for (std::size_t kind = 0; kind + 1 < kProofCount; ++kind) {
        std::vector<quint64> values;
        for (const RecordNo no : records) {
            const BookEntry &entry = m_reconciler.book().at(no);
            if (entry.proof[kind] && !(entry.disputed >> kind & 1U))
                values.push_back(entry.proof[kind]);
        }
        std::sort(values.begin(), values.end());
        if (std::adjacent_find(values.begin(), values.end()) != values.end())
            kinds.append(label(fieldOf(Proof(kind))).toLower());
    }
    return tr(QT_TRANSLATE_NOOP("ringward::FleetKeeper", "Same %1")).arg(kinds.join(u", "));
}

WardNeighbours FleetKeeper::neighbours(Row row) const
{
    WardNeighbours found;
    if (row >= m_published->size() || m_published->wardId(row) == 0)
        return found;
    const quint32 ward = m_published->wardId(row);
    Row first = 0;
    for (const FleetChunkPtr &chunk : m_published->chunks()) {
        for (quint32 i = 0; i < chunk->size(); ++i) {
            if ((*chunk->ward)[i] != ward || first + i == row)
                continue;
            const auto health = AgentHealth((*chunk->health)[i]);
            ++found.all;
            found.answering += health != AgentHealth::Silent && health != AgentHealth::Unknown;
        }
        first += chunk->size();
    }
    return found;
}

std::optional<DetailDraft> FleetKeeper::describe(DeviceId device)
{
    const Row row = m_reconciler.rowOf(device);
    if (row == kNoRow || row >= m_reconciler.devices().size())
        return std::nullopt;
    DetailDraft draft;
    draft.detail.id = device;
    for (const RecordNo no : believed(row)) {
        bool complete = false;
        draft.detail.records.push_back(recordOf(no, &complete));
        if (!complete)
            draft.incomplete.push_back(draft.detail.records.size() - 1);
    }
    draft.identityConflicts = identityConflicts(row);
    draft.detail.matchedBy = matchedBy(row);
    draft.detail.why = m_rules.explain(evidence(row), neighbours(row), [this](quint32 id) { return nameOf(id); });
    return draft;
}

} // namespace ringward
