#include "models/sources/clusters.h"

#include <numeric>

namespace ringward {

namespace {

using Group = std::vector<quint32>; ///< positions of members

class Workshop {
public:
    explicit Workshop(std::span<const ClusterMember> members)
        : m_members(members)
        , m_proofs(members.size())
        , m_root(members.size())
        , m_groups(members.size())
        , m_disputed(members.size(), 0)
    {
        std::iota(m_root.begin(), m_root.end(), 0U);
        for (quint32 i = 0; i < members.size(); ++i) {
            m_proofs[i] = members[i].identity.proof;
            m_groups[i] = {i};
        }
    }

    Clustering run()
    {
        dropOvershared();
        for (const Proof kind : {Proof::HardwareUuid, Proof::SerialNumber, Proof::DirectoryGuid, Proof::AgentId}) {
            for (const Group &group : groupsBy(kind))
                joinAll(group, kind);
        }
        for (const Group &group : groupsBy(Proof::Name))
            joinByName(group);
        return result();
    }

private:
    /// Members by equal value, groups in the order of the value: no matter who came first.
    std::vector<Group> groupsBy(Proof kind) const
    {
        std::vector<std::pair<quint64, quint32>> told;
        for (quint32 i = 0; i < m_proofs.size(); ++i) {
            if (const quint64 value = m_proofs[i][std::size_t(kind)])
                told.emplace_back(value, i);
        }
        std::sort(told.begin(), told.end());
        std::vector<Group> groups;
        for (std::size_t i = 0; i < told.size(); ++i) {
            if (i > 0 && told[i].first == told[i - 1].first)
                groups.back().push_back(told[i].second);
            else
                groups.push_back({told[i].second});
        }
        std::erase_if(groups, [](const Group &group) { return group.size() < 2; });
        return groups;
    }

    /// Cheap boards share one UUID; then the serial numbers tell the machines apart and the UUID does not.
    void dropOvershared()
    {
        for (const Group &group : groupsBy(Proof::HardwareUuid)) {
            std::vector<std::pair<quint32, quint64>> serials;
            for (const quint32 i : group) {
                if (m_proofs[i][1])
                    serials.emplace_back(m_members[i].source, m_proofs[i][1]);
            }
            std::sort(serials.begin(), serials.end());
            serials.erase(std::unique(serials.begin(), serials.end()), serials.end());
            std::size_t inARow = 0;
            std::size_t most = 0;
            for (std::size_t i = 0; i < serials.size(); ++i) {
                inARow = i > 0 && serials[i].first == serials[i - 1].first ? inARow + 1 : 1;
                most = std::max(most, inARow);
            }
            if (most < kImplausible)
                continue;
            m_overshared.push_back(m_proofs[group.front()][0]);
            dispute(group, Proof::HardwareUuid);
            for (const quint32 i : group)
                m_proofs[i][0] = 0;
        }
    }

    std::vector<quint64> valuesOf(quint32 root, std::size_t kind) const
    {
        std::vector<quint64> values;
        for (const quint32 i : m_groups[root]) {
            if (m_proofs[i][kind])
                values.push_back(m_proofs[i][kind]);
        }
        return values;
    }

    /// The strongest proof that both have decides; it must be stronger than `kind`. Agent ids change with every
    /// installation, so two of them contradict nothing.
    bool contradict(quint32 a, quint32 b, Proof kind) const
    {
        for (std::size_t k = 0; k < std::min(std::size_t(kind), std::size_t(Proof::AgentId)); ++k) {
            const std::vector<quint64> left = valuesOf(a, k);
            const std::vector<quint64> right = valuesOf(b, k);
            if (left.empty() || right.empty())
                continue;
            return std::find_first_of(left.begin(), left.end(), right.begin(), right.end()) == left.end();
        }
        return false;
    }

    /// All of them or none: who of several contradicting machines a record without stronger proof belongs to would be a
    /// guess.
    void joinAll(const Group &group, Proof kind)
    {
        Group roots;
        for (const quint32 i : group)
            roots.push_back(m_root[i]);
        std::sort(roots.begin(), roots.end());
        roots.erase(std::unique(roots.begin(), roots.end()), roots.end());
        for (std::size_t a = 0; a < roots.size(); ++a) {
            for (std::size_t b = a + 1; b < roots.size(); ++b) {
                if (contradict(roots[a], roots[b], kind))
                    return dispute(group, kind);
            }
        }
        for (std::size_t i = 1; i < roots.size(); ++i)
            join(roots[0], roots[i]);
    }

    void join(quint32 into, quint32 from)
    {
        for (const quint32 i : m_groups[from])
            m_root[i] = into;
        m_groups[into].insert(m_groups[into].end(), m_groups[from].begin(), m_groups[from].end());
        m_groups[from].clear();
    }

    /// One name, perhaps in several domains. A bare name belongs to a domain only when there is just one.
    void joinByName(const Group &group)
    {
        std::vector<std::pair<quint64, quint32>> byDomain;
        for (const quint32 i : group)
            byDomain.emplace_back(domainOf(i, group), i);
        std::sort(byDomain.begin(), byDomain.end());
        std::vector<Group> classes;
        Group bare;
        for (std::size_t i = 0; i < byDomain.size(); ++i) {
            if (byDomain[i].first == 0)
                bare.push_back(byDomain[i].second);
            else if (i > 0 && byDomain[i].first == byDomain[i - 1].first)
                classes.back().push_back(byDomain[i].second);
            else
                classes.push_back({byDomain[i].second});
        }
        if (classes.size() <= 1)
            return joinAll(group, Proof::Name);
        for (const Group &same : classes)
            joinAll(same, Proof::Name);
        if (!bare.empty())
            dispute(bare, Proof::Name);
    }

    /// "RGH" is the domain "rgh.example.org" when no other domain here begins with that label.
    quint64 domainOf(quint32 member, const Group &group) const
    {
        const Identity &id = m_members[member].identity;
        if (id.domain == 0 || id.domain != id.domainLabel)
            return id.domain;
        quint64 found = 0;
        for (const quint32 i : group) {
            const Identity &other = m_members[i].identity;
            if (other.domain == other.domainLabel || other.domainLabel != id.domainLabel || other.domain == found)
                continue;
            if (found != 0)
                return id.domain;
            found = other.domain;
        }
        return found ? found : id.domain;
    }

    void dispute(const Group &group, Proof kind)
    {
        for (const quint32 i : group)
            m_disputed[i] = quint8(m_disputed[i] | 1U << quint8(kind));
    }

    Clustering result()
    {
        Clustering out;
        out.clusterOf.resize(m_root.size());
        std::vector<quint32> number(m_root.size(), ~0U);
        for (quint32 i = 0; i < m_root.size(); ++i) {
            quint32 &cluster = number[m_root[i]];
            if (cluster == ~0U)
                cluster = out.count++;
            out.clusterOf[i] = cluster;
        }
        out.disputed = std::move(m_disputed);
        out.overshared = std::move(m_overshared);
        return out;
    }

    std::span<const ClusterMember> m_members;
    std::vector<std::array<quint64, kProofCount>> m_proofs;
    std::vector<quint32> m_root;
    std::vector<Group> m_groups; ///< by root
    std::vector<quint8> m_disputed;
    std::vector<quint64> m_overshared;
};

} // namespace

Clustering clusterRecords(std::span<const ClusterMember> members)
{
    if (members.size() == 1)
        return {.clusterOf = {0}, .count = 1, .disputed = {0}, .overshared = {}};
    return Workshop(members).run();
}

} // namespace ringward
