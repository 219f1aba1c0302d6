#include "models/keys/rotation.h"

#include "models/audit/roster.h"
#include "models/fleet/place.h"
#include "models/keys/keydesk.h"

#include <algorithm>

namespace ringward {

bool isDue(const KeyBook &book, const KeyRelease &release)
{
    if (!release.device)
        return false; // a computer that was deleted: no source will ever tell of a newer key
    const auto held = book.heldOf(release.device);
    return std::none_of(held.begin(), held.end(), [&](const HeldKey &key) {
        const bool sameVolume =
            key.info.volume.isEmpty() || release.volume.isEmpty() || key.info.volume == release.volume;
        return sameVolume && key.info.keyId != release.keyId && key.madeMs() > release.releasedMs;
    });
}

std::vector<DueRotation> rotationList(const KeyBook &book)
{
    std::vector<DueRotation> due;
    for (const KeyRelease &release : book.releases()) {
        if (!isDue(book, release))
            continue;
        const auto known = std::find_if(due.begin(), due.end(), [&](const DueRotation &line) {
            return line.last.device == release.device && line.last.keyId == release.keyId;
        });
        DueRotation &line = known == due.end() ? due.emplace_back() : *known;
        const qint64 workedMs = std::max(line.last.workedMs, release.workedMs);
        line.last = release;
        line.last.workedMs = workedMs;
        ++line.times;
    }
    return due;
}

std::vector<RotationLine> rotationLines(const KeyBook &book, const FleetSnapshot &fleet,
                                        const std::vector<Person> &people)
{
    std::vector<RotationLine> lines;
    for (DueRotation &due : rotationList(book)) {
        const DeviceId device = due.last.device;
        const auto row = fleet.find(device);
        const Person *person = findPerson(people, due.last.person);
        lines.push_back({.due = std::move(due),
                         .host = row ? hostText(fleet, *row) : deviceObject(device),
                         .ward = row ? wardText(fleet, *row) : QString(),
                         .person = person ? person->name : QString()});
    }
    return lines;
}

} // namespace ringward
