#include "models/sources/fleetkeeper.h"
#include "models/sources/fleetkeeperparts.h"
#include "models/sources/merge.h"

namespace ringward {

std::vector<RecordNo> FleetKeeper::believed(Row row) const
{
    std::vector<RecordNo> records;
    m_reconciler.eachRecord(row, [&](RecordNo no) { records.push_back(no); });
    if (records.size() < 2)
        return records;
    std::vector<RecordRank> ranks;
    for (const RecordNo no : records) {
        const BookEntry &entry = m_reconciler.book().at(no);
        ranks.push_back({entry.source, entry.lastSeenSec, entry.content});
    }
    std::vector<RecordNo> sorted;
    for (const std::size_t at : beliefOrder(ranks))
        sorted.push_back(records[at]);
    return sorted;
}

std::vector<RecordNo> FleetKeeper::leaders(Row row) const
{
    std::vector<RecordNo> records = believed(row);
    std::array<bool, 256> met{};
    std::erase_if(records, [&](RecordNo no) { return std::exchange(met[m_reconciler.book().at(no).source], true); });
    return records;
}

std::vector<Evidence> FleetKeeper::evidence(Row row) const
{
    std::vector<Evidence> all;
    m_reconciler.eachRecord(row, [&](RecordNo no) {
        const BookEntry &entry = m_reconciler.book().at(no);
        const Live *source = live(entry.source);
        if (!source)
            return;
        const Evidence evidence{entry.signs, entry.lastSeenSec, source->asOfSec, source->checkInSec, entry.source};
        // Of a source that tells the machine twice, as after a new installation, the newest record speaks.
        const auto same =
            std::find_if(all.begin(), all.end(), [&](const Evidence &e) { return e.source == evidence.source; });
        if (same == all.end())
            all.push_back(evidence);
        else if (std::pair(evidence.lastSeenSec, evidence.signs.bootSec)
                 > std::pair(same->lastSeenSec, same->signs.bootSec))
            *same = evidence;
    });
    return all;
}

/// The text of a fact as far as the book has it; proofs as numbers, which compare as well.
QString FleetKeeper::told(RecordNo no, Field field) const
{
    const RecordBook &book = m_reconciler.book();
    const BookEntry &entry = book.at(no);
    const auto proof = [&](Proof kind) {
        const quint64 value = entry.proof[std::size_t(kind)];
        return value ? QString::number(value, 16) : QString();
    };
    const PlaceFacts &place = m_facts.place(entry.place);
    const MakeFacts &make = m_facts.make(entry.make);
    const SoftwareFacts &software = m_facts.software(entry.software);
    switch (field) {
    case Field::HardwareUuid:
        return proof(Proof::HardwareUuid);
    case Field::SerialNumber:
        return proof(Proof::SerialNumber);
    case Field::DirectoryGuid:
        return proof(Proof::DirectoryGuid);
    case Field::HostName:
        return QString::fromUtf8(book.text(entry.hostAt));
    case Field::Domain: {
        const auto [domain, label] = book.domain(entry.domain);
        const QString first = domain ? QString::number(label, 16) : QString();
        return domain == label ? first : first + u'.' + QString::number(domain, 16);
    }
    case Field::SiteCode:
        return place.siteCode;
    case Field::Building:
        return place.building;
    case Field::WardCode:
        return place.wardCode.isEmpty() ? place.wardName : place.wardCode;
    case Field::Room:
        return m_names.names().rooms.text(entry.room);
    case Field::Role:
        return make.role;
    case Field::Tier:
        return make.tier;
    case Field::Model:
        return make.model;
    case Field::OsBuild:
        return software.osBuild;
    case Field::AgentProduct:
        return software.agentProduct;
    case Field::AgentVersion:
        return software.agentVersion;
    default:
        return {};
    }
}

quint8 FleetKeeper::conflictCount(const std::vector<RecordNo> &leads) const
{
    unsigned disputed = 0;
    for (const RecordNo no : leads)
        disputed |= m_reconciler.book().at(no).disputed;
    std::size_t count = std::size_t(std::popcount(disputed));
    if (leads.size() > 1)
        count += disagreements(leads.size(), [&](std::size_t i, Field f) { return told(leads[i], f); }).size();
    return quint8(std::min<std::size_t>(count, 255));
}

DeviceRow FleetKeeper::merged(Row row)
{
    const RecordBook &book = m_reconciler.book();
    DeviceRow out{.id = m_reconciler.devices()[row].id};
    std::vector<quint32> places;
    std::vector<quint32> software;
    quint32 placeTeller = 0;
    QString role;
    QString tier;
    bool modelTold = false;
    bool buildTold = false;
    const std::vector<RecordNo> records = believed(row);
    const std::vector<RecordNo> leads = leaders(row);
    m_reconciler.order(row, records);
    for (const RecordNo no : records) {
        const BookEntry &entry = book.at(no);
        const MakeFacts &make = m_facts.make(entry.make);
        if (const Live *source = live(entry.source))
            out.sourceMask = quint16(out.sourceMask | source->bit);
        if (out.host.empty())
            out.host = std::string(book.text(entry.hostAt));
        if (entry.place) {
            placeTeller = placeTeller ? placeTeller : entry.source;
            places.push_back(entry.place);
        }
        if (entry.software) {
            software.push_back(entry.software);
            const QString &build = m_facts.software(entry.software).osBuild;
            if (!std::exchange(buildTold, buildTold || !build.isEmpty()))
                out.osBuild = m_names.osBuild(build);
        }
        role = role.isEmpty() ? make.role : role;
        tier = tier.isEmpty() ? make.tier : tier;
        if (!std::exchange(modelTold, modelTold || !make.model.isEmpty()))
            out.model = m_names.model(modelName(make.manufacturer, make.model));
        out.room = out.room ? out.room : entry.room;
        out.pin = out.pin ? out.pin : entry.pin;
        out.driverSet = m_names.fuller(out.driverSet, entry.driverSet);
    }
    for (const RecordNo no : leads)
        out.flags |= DeviceFlags(book.at(no).flags);
    out.ward = m_names.ward(places, placeTeller);
    out.updates = m_names.updates(software);
    out.role = m_names.role(role);
    out.tier = tierFromWord(tier).value_or(tierOfRole(role, out.flags));
    out.conflicts = conflictCount(leads);
    return out;
}

/// Whether a check-in changed whose word is taken first, and with it perhaps more than the time.
bool FleetKeeper::beliefChanged(Row row) const
{
    std::vector<RecordNo> records;
    m_reconciler.eachRecord(row, [&](RecordNo no) { records.push_back(no); });
    return records.size() > 1 && believed(row) != records;
}

void FleetKeeper::derive(Row row, qint64 nowMs)
{
    if (m_reconciler.devices()[row].first == kNoRecord)
        return; // sweep() takes it away
    DeviceRow device = merged(row);
    const bool isNew = row >= m_builder->size();
    if (isNew) {
        m_seenSec.push_back(0);
        m_sinceSec.push_back(0);
        m_health.push_back(AgentHealth::Unknown);
    }
    const HealthSigned signs = weigh(evidence(row));
    const AgentHealth health = m_rules.judge(signs);
    m_seenSec[row] = signs.newestSec;
    if (isNew) {
        m_health[row] = health;
        m_sinceSec[row] = signs.newestSec;
    } else {
        noteHealth(row, health, signs, nowMs);
    }
    device.health = health;
    device.healthSinceMs = qint64(m_sinceSec[row]) * 1000;
    device.lastSeenMs = qint64(signs.newestSec) * 1000;
    if (isNew)
        m_builder->append(device);
    else
        m_builder->update(row, device);
}

void FleetKeeper::judge(Row row, qint64 nowMs)
{
    if (row == kNoRow || m_reconciler.devices()[row].first == kNoRecord)
        return;
    const HealthSigned signs = weigh(evidence(row));
    const AgentHealth health = m_rules.judge(signs);
    if (health == m_health[row] && signs.newestSec == m_seenSec[row])
        return;
    m_seenSec[row] = signs.newestSec;
    noteHealth(row, health, signs, nowMs);
    m_builder->setSeen(row, health, qint64(m_sinceSec[row]) * 1000, qint64(signs.newestSec) * 1000);
    m_changed = true;
}

/// A state begins when it is noticed; silence began with the last sign of life.
void FleetKeeper::noteHealth(Row row, AgentHealth health, const HealthSigned &signs, qint64 nowMs)
{
    if (health == m_health[row])
        return;
    m_health[row] = health;
    m_sinceSec[row] = health == AgentHealth::Silent && signs.newestSec ? signs.newestSec : quint32(nowMs / 1000);
    m_harvest.history.emplace_back(
        m_reconciler.devices()[row].id,
        HistoryEntry{.atMs = nowMs, .health = health, .text = m_rules.inAWord(health, signs)});
}

} // namespace ringward
