#include "models/keys/keyreadiness.h"

#include <QCoreApplication>
#include <QLocale>

#include <unordered_set>

namespace ringward {

namespace {

constexpr qint64 kDayMs = 86'400'000;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KeyReadiness", text);
}

/// Devices whose newest key was confirmed.
std::unordered_set<quint32> workedDevices(const KeyBook &book)
{
    std::unordered_set<quint32> worked;
    for (const KeyRelease &release : book.releases()) {
        const auto held = book.heldOf(release.device);
        if (!held.empty() && release.workedMs > 0 && held.front().info.keyId == release.keyId)
            worked.insert(release.device.value);
    }
    return worked;
}

bool hasCopyElsewhere(const KeyBook &book, DeviceId device)
{
    for (const HeldKey &held : book.heldOf(device)) {
        const HolderState *holder = book.holder(held.source);
        if (holder && !holder->needsDirectory && holder->sight == KeySight::Read)
            return true;
    }
    return false;
}

} // namespace

KeyOverview keyOverview(const KeyBook &book, const FleetSnapshot &fleet, const RowSet *rows)
{
    KeyOverview overview;
    overview.byWard.resize(fleet.names().wards().size());
    const KeyBook::Masks masks = book.masks(fleet.names());
    const auto worked = workedDevices(book);
    for (Row row = 0; row < fleet.size(); ++row) {
        if (rows && !rows->test(row))
            continue;
        const DeviceId device = fleet.id(row);
        const quint16 knownTo = (*fleet.chunkOf(row).sourceMask)[FleetSnapshot::inChunk(row)];
        const RecoveryMark mark = book.mark(device, knownTo, masks);
        const bool elsewhere = mark.state == KeyState::Present && hasCopyElsewhere(book, device);
        for (KeyCounts *counts :
             {&overview.all, &overview.byTier[std::size_t(fleet.tier(row))], &overview.byWard[fleet.wardId(row)]}) {
            ++counts->states[std::size_t(mark.state)];
            counts->withoutDirectory += elsewhere;
            counts->worked += worked.contains(device.value);
            counts->toRotate += mark.toRotate;
        }
    }
    return overview;
}

QString keyStateLabel(KeyState state)
{
    switch (state) {
    case KeyState::Present:
        return tr("key present");
    case KeyState::None:
        return tr("no key in any source");
    case KeyState::Unseen:
        return tr("no right to see keys");
    case KeyState::NotAsked:
        break;
    }
    return tr("not asked yet");
}

QString keyStateText(const KeyReadiness &readiness, qint64 nowMs)
{
    if (readiness.state != KeyState::Present)
        return keyStateLabel(readiness.state);
    if (readiness.createdMs() == 0)
        return tr("present, its age is not told");
    const qint64 days = std::max<qint64>(0, nowMs - readiness.createdMs()) / kDayMs;
    return days == 1 ? tr("present, 1 day old") : tr("present, %1 days old").arg(QLocale().toString(days));
}

QString keyShare(const KeyCounts &counts)
{
    const quint32 known = counts.of(KeyState::Present) + counts.of(KeyState::None);
    if (known == 0)
        return {};
    return tr("%1 %").arg(QLocale().toString(100.0 * counts.of(KeyState::Present) / known, 'f', 1));
}

} // namespace ringward
