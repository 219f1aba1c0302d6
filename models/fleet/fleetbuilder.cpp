#include "models/fleet/fleetbuilder.h"

#include <algorithm>

namespace ringward {

namespace {

/// A column that is read from the base until the first change, and from its own copy afterwards.
template <typename T>
class DraftColumn {
public:
    void open(const Column<T> &base) { m_base = base; }
    void append(T value) { own().push_back(value); }
    void set(quint32 i, T value)
    {
        if (m_own ? (*m_own)[i] == value : (*m_base)[i] == value)
            return;
        own()[i] = value;
    }
    Column<T> close()
    {
        if (!m_own)
            return m_base;
        m_own->shrink_to_fit();
        m_base = std::move(m_own);
        m_own.reset();
        return m_base;
    }

private:
    std::vector<T> &own()
    {
        if (!m_own) {
            m_own = std::make_shared<std::vector<T>>();
            m_own->reserve(kChunkRows);
            if (m_base)
                m_own->assign(m_base->begin(), m_base->end());
        }
        return *m_own;
    }
    Column<T> m_base;
    std::shared_ptr<std::vector<T>> m_own;
};

quint32 seconds(qint64 ms)
{
    return ms <= 0 ? 0U : quint32(ms / 1000);
}

} // namespace

struct FleetBuilder::Draft {
    std::shared_ptr<const HostColumn> baseHost;
    std::shared_ptr<HostColumn> host;
    std::vector<std::pair<quint32, std::string>> renamed;
    DraftColumn<quint32> id, ward, lastSeenSec, healthSinceSec, updates, driverSet;
    DraftColumn<quint16> room, model, osBuild, role, pin, sourceMask;
    DraftColumn<quint8> tier, health, flags, conflicts;
    Column<quint16> recovery;

    explicit Draft(const FleetChunk *base)
    {
        if (!base)
            return;
        baseHost = base->host;
        id.open(base->id), ward.open(base->ward), lastSeenSec.open(base->lastSeenSec);
        healthSinceSec.open(base->healthSinceSec), updates.open(base->updates), driverSet.open(base->driverSet);
        room.open(base->room), model.open(base->model), osBuild.open(base->osBuild), pin.open(base->pin);
        sourceMask.open(base->sourceMask), tier.open(base->tier), health.open(base->health), flags.open(base->flags);
        role.open(base->role), conflicts.open(base->conflicts);
        recovery = base->recovery;
    }

    /// Calls `visit(column, value)` for every column that has a plain number. A number that `names` does not have
    /// becomes 0, so that a reader may look up every number it finds.
    template <typename Visit>
    void each(const DeviceRow &row, const FleetDictionaries &names, Visit visit)
    {
        const auto known = [](quint32 number, std::size_t size) {
            return number < size ? number : 0U;
        };
        visit(ward, known(row.ward, names.wards().size())), visit(updates, known(row.updates, names.updates().size()));
        visit(driverSet, known(row.driverSet, names.driverSets().size()));
        visit(room, quint16(known(row.room, names.rooms.size())));
        visit(model, quint16(known(row.model, names.models.size())));
        visit(osBuild, quint16(known(row.osBuild, names.osBuilds.size())));
        visit(role, quint16(known(row.role, names.roles.size())));
        visit(pin, quint16(known(row.pin, names.pins().size())));
        visit(lastSeenSec, seconds(row.lastSeenMs)), visit(healthSinceSec, seconds(row.healthSinceMs));
        visit(sourceMask, row.sourceMask), visit(tier, quint8(std::min(row.tier, Tier::TX))),
            visit(health, quint8(std::min(row.health, AgentHealth::Up)));
        visit(flags, quint8(row.flags.toInt())), visit(conflicts, row.conflicts);
    }

    HostColumn &hosts()
    {
        if (!host)
            host = baseHost ? std::make_shared<HostColumn>(*baseHost) : std::make_shared<HostColumn>();
        return *host;
    }

    std::string_view hostAt(quint32 i) const { return host ? host->at(i) : baseHost->at(i); }

    FleetChunkPtr close()
    {
        applyRenames();
        if (host) {
            host->shrink();
            baseHost = std::move(host);
            host.reset();
        }
        auto chunk = std::make_shared<FleetChunk>();
        chunk->host = baseHost;
        chunk->id = id.close(), chunk->ward = ward.close(), chunk->lastSeenSec = lastSeenSec.close();
        chunk->healthSinceSec = healthSinceSec.close(), chunk->updates = updates.close();
        chunk->driverSet = driverSet.close(), chunk->room = room.close(), chunk->model = model.close();
        chunk->osBuild = osBuild.close(), chunk->pin = pin.close(), chunk->sourceMask = sourceMask.close();
        chunk->tier = tier.close(), chunk->health = health.close(), chunk->flags = flags.close();
        chunk->role = role.close(), chunk->conflicts = conflicts.close();
        chunk->recovery =
            recovery && recovery->size() == chunk->id->size() ? recovery : unmarkedColumn(chunk->id->size());
        return chunk;
    }

    void applyRenames()
    {
        if (renamed.empty())
            return;
        std::vector<const std::string *> fresh(hosts().size(), nullptr);
        for (const auto &[i, name] : renamed)
            fresh[i] = &name;
        auto column = std::make_shared<HostColumn>();
        for (std::size_t i = 0; i < fresh.size(); ++i)
            column->append(fresh[i] ? std::string_view(*fresh[i]) : host->at(i));
        host = std::move(column);
        renamed.clear();
    }
};

FleetBuilder::FleetBuilder(FleetSnapshotPtr base)
    : m_base(std::move(base))
    , m_names(m_base->sharedNames())
    , m_drafts(m_base->chunks().size())
    , m_size(m_base->size())
{
}

FleetBuilder::~FleetBuilder() = default;

FleetDictionaries &FleetBuilder::editNames()
{
    if (!m_ownNames) {
        m_ownNames = std::make_shared<FleetDictionaries>(*m_names);
        m_names = m_ownNames;
    }
    return *m_ownNames;
}

FleetBuilder::Draft &FleetBuilder::draftOf(Row row)
{
    const std::size_t at = row >> kChunkShift;
    if (at == m_drafts.size())
        m_drafts.push_back(std::make_unique<Draft>(nullptr));
    else if (!m_drafts[at])
        m_drafts[at] = std::make_unique<Draft>(m_base->chunks()[at].get());
    return *m_drafts[at];
}

Row FleetBuilder::append(const DeviceRow &row)
{
    Draft &draft = draftOf(m_size);
    draft.id.append(row.id.value);
    draft.hosts().append(row.host);
    draft.each(row, *m_names, [](auto &column, auto value) { column.append(value); });
    return m_size++;
}

void FleetBuilder::update(Row row, const DeviceRow &changed)
{
    Draft &draft = draftOf(row);
    const quint32 i = FleetSnapshot::inChunk(row);
    draft.each(changed, *m_names, [i](auto &column, auto value) { column.set(i, value); });
    if (draft.hostAt(i) != changed.host || !draft.renamed.empty()) // it may be renamed back before it was published
        draft.renamed.emplace_back(i, changed.host);
}

void FleetBuilder::setSeen(Row row, AgentHealth health, qint64 healthSinceMs, qint64 lastSeenMs)
{
    Draft &draft = draftOf(row);
    const quint32 i = FleetSnapshot::inChunk(row);
    draft.health.set(i, quint8(std::min(health, AgentHealth::Up)));
    draft.healthSinceSec.set(i, seconds(healthSinceMs));
    draft.lastSeenSec.set(i, seconds(lastSeenMs));
}

FleetSnapshotPtr FleetBuilder::publish(qint64 takenMs)
{
    std::vector<FleetChunkPtr> chunks(m_drafts.size());
    for (std::size_t i = 0; i < m_drafts.size(); ++i) {
        chunks[i] = m_drafts[i] ? m_drafts[i]->close() : m_base->chunks()[i];
        m_drafts[i].reset();
    }
    m_base = std::make_shared<const FleetSnapshot>(std::move(chunks), m_names, takenMs, m_base.get());
    m_ownNames.reset();
    return m_base;
}

} // namespace ringward
