#include "models/rings/drift.h"

#include "models/base/version.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <algorithm>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Rings", text);
}

/// The version that most devices of each ring have.
std::vector<quint32> usualVersions(const RingFacts &facts, std::size_t stream)
{
    std::vector<QHash<quint32, quint32>> counts(facts.rings());
    for (Row row = 0; row < facts.rows(); ++row) {
        const auto &states = facts.fleet->updates(row).streams;
        if (facts.today[row] != kNoRing && stream < states.size() && states[stream].version)
            ++counts[facts.today[row]][states[stream].version];
    }
    std::vector<quint32> usual(facts.rings(), 0);
    for (std::size_t ring = 0; ring < usual.size(); ++ring) {
        quint32 most = 0;
        for (auto at = counts[ring].begin(); at != counts[ring].end(); ++at) {
            if (at.value() > most) {
                most = at.value();
                usual[ring] = at.key();
            }
        }
    }
    return usual;
}

} // namespace

std::size_t Drift::count(DriftedDevice::Kind kind) const
{
    return std::size_t(
        std::count_if(devices.begin(), devices.end(), [&](const DriftedDevice &d) { return d.kind == kind; }));
}

Drift findDrift(const RingFacts &facts, const RingIntent &intent, const QStringList &unknownRings)
{
    Drift drift;
    for (const QString &ring : unknownRings)
        drift.policy << tr("A source reports the ring “%1”, which the approved policy does not have.").arg(ring);
    const auto &names = facts.fleet->names();
    const auto stream = std::size_t(std::find(names.streams().begin(), names.streams().end(), facts.policy.stream)
                                    - names.streams().begin());
    const std::vector<quint32> usual = usualVersions(facts, stream);
    for (Row row = 0; row < facts.rows(); ++row) {
        const quint8 ring = facts.today[row];
        if (ring == kNoRing)
            continue;
        const auto wanted = intent.rings.constFind(facts.fleet->id(row));
        if (intent.sinceMs && wanted == intent.rings.constEnd()) {
            drift.devices.push_back({row, DriftedDevice::Kind::Unplanned, ring});
            continue;
        }
        const int intended = intent.sinceMs ? facts.policy.ringCalled(wanted.value()) : ring;
        if (intended >= 0 && intended != ring) {
            drift.devices.push_back({row, DriftedDevice::Kind::WrongRing, ring, quint8(intended)});
            continue;
        }
        const auto &states = facts.fleet->updates(row).streams;
        const quint32 version = stream < states.size() ? states[stream].version : 0;
        // A version pin keeps a device behind on purpose; so does nothing in the operating system's own stream,
        // where every release of Windows has a version of its own.
        if (!version || !usual[ring] || facts.pinned[row] || facts.policy.stream.kind == StreamKind::OperatingSystem)
            continue;
        const QString has = names.versions.text(version), most = names.versions.text(usual[ring]);
        if (compareVersions(has, most) < 0)
            drift.devices.push_back({row, DriftedDevice::Kind::Behind, ring, ring, has, most});
    }
    return drift;
}

std::vector<RingMove> wayBack(const RingFacts &facts, const Drift &drift)
{
    std::vector<RingMove> moves;
    for (const DriftedDevice &device : drift.devices) {
        if (device.kind == DriftedDevice::Kind::WrongRing)
            moves.push_back(facts.move(device.row, device.observed, device.intended));
    }
    return moves;
}

RingIntent intentAsFound(const RingFacts &facts, qint64 nowMs)
{
    RingIntent intent;
    intent.stream = facts.policy.stream;
    intent.sinceMs = nowMs;
    intent.approval =
        tr("as found on %1").arg(QLocale().toString(QDateTime::fromMSecsSinceEpoch(nowMs), QLocale::ShortFormat));
    for (Row row = 0; row < facts.rows(); ++row) {
        if (facts.today[row] != kNoRing)
            intent.rings.insert(facts.fleet->id(row), facts.policy.rings[facts.today[row]].name.name);
    }
    return intent;
}

} // namespace ringward
