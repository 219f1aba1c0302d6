#include "models/rings/ringpicture.h"

#include "models/base/version.h"
#include "models/rings/sourcelimits.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Rings", text);
}

/// Versions of a ring by how many devices have them, and how the machines of one version are.
struct VersionCount {
    quint32 devices = 0, unwell = 0;
};

void countDevices(RingPicture &picture)
{
    const RingFacts &facts = *picture.facts;
    const std::size_t wards = facts.fleet->names().wards().size();
    std::vector<std::vector<std::pair<quint32, quint32>>> byWard(facts.rings(),
                                                                 std::vector<std::pair<quint32, quint32>>(wards));
    for (Row row = 0; row < facts.rows(); ++row) {
        const quint8 before = facts.today[row], after = picture.rings[row];
        if (before == kNoRing)
            continue;
        ++picture.columns[before].today;
        ++byWard[before][facts.ward[row]].first;
        ++picture.columns[after].draft;
        ++picture.columns[after].tiers[std::size_t(facts.tier[row])];
        ++byWard[after][facts.ward[row]].second;
    }
    for (std::size_t ring = 0; ring < facts.rings(); ++ring) {
        auto &lines = picture.columns[ring].wards;
        for (quint32 ward = 0; ward < wards; ++ward) {
            const auto [before, after] = byWard[ring][ward];
            if (before || after)
                lines.push_back({ward, before, qint32(after) - qint32(before)});
        }
        std::stable_sort(lines.begin(), lines.end(), [](const auto &a, const auto &b) {
            return std::tuple(std::abs(a.change), a.devices) > std::tuple(std::abs(b.change), b.devices);
        });
    }
}

void countVersions(RingPicture &picture)
{
    const RingFacts &facts = *picture.facts;
    const auto &names = facts.fleet->names();
    const auto stream = std::size_t(std::find(names.streams().begin(), names.streams().end(), facts.policy.stream)
                                    - names.streams().begin());
    std::vector<QHash<quint32, VersionCount>> counts(facts.rings());
    for (Row row = 0; row < facts.rows(); ++row) {
        const auto &states = facts.fleet->updates(row).streams;
        if (facts.today[row] == kNoRing || stream >= states.size() || !states[stream].version)
            continue;
        VersionCount &count = counts[facts.today[row]][states[stream].version];
        ++count.devices;
        count.unwell += facts.fleet->health(row) == AgentHealth::CrashLooping;
    }
    for (std::size_t ring = 0; ring < counts.size(); ++ring) {
        RingColumn &column = picture.columns[ring];
        for (auto at = counts[ring].begin(); at != counts[ring].end(); ++at) {
            // The newest that a fair part has: a ring on its way shows where it goes.
            const QString text = names.versions.text(at.key());
            const bool enough = at.value().devices * 10 >= column.today;
            if (enough && (column.version.isEmpty() || compareVersions(column.version, text) < 0)) {
                column.version = text;
                column.withVersion = at.value().devices;
                column.looping = at.value().unwell;
            }
        }
    }
}

void judgeSoak(RingPicture &picture, qint64 nowMs)
{
    const RingFacts &facts = *picture.facts;
    QString newest;
    for (const RingColumn &column : picture.columns) {
        if (newest.isEmpty() || compareVersions(newest, column.version) < 0)
            newest = column.version;
    }
    VersionSightings &sightings = picture.sightings;
    if (!sightings.beganMs) {
        sightings.beganMs = nowMs;
        picture.sightingsChanged = true;
    }
    bool passed = true;
    for (std::size_t ring = 0; ring < picture.columns.size(); ++ring) {
        RingColumn &column = picture.columns[ring];
        const Ring &rule = facts.policy.rings[ring];
        if (!column.version.isEmpty()) {
            const QString key = VersionSightings::key(rule.name.name, column.version);
            if (!sightings.firstMs.contains(key)) {
                sightings.firstMs.insert(key, nowMs);
                picture.sightingsChanged = true;
            }
            const qint64 first = sightings.firstMs.value(key);
            column.ageMs = std::max<qint64>(0, nowMs - first);
            column.ageAtLeast = first <= sightings.beganMs;
        }
        const bool hasNewest = !column.version.isEmpty() && compareVersions(column.version, newest) >= 0;
        const bool soaked = column.ageMs && *column.ageMs >= qint64(rule.soakMin) * 60'000;
        if (rule.name.held) {
            column.soak = RingColumn::Soak::None;
            column.gate = RingColumn::Gate::SignOff;
            continue;
        }
        column.soak = !hasNewest ? RingColumn::Soak::NotStarted
            : soaked             ? RingColumn::Soak::Done
                                 : RingColumn::Soak::Running;
        const bool clean = rule.gate != RingGate::Clean || int(column.withVersion - column.looping) >= rule.gateClean;
        column.gate = !hasNewest        ? RingColumn::Gate::Waiting
            : column.looping            ? RingColumn::Gate::Troubled
            : soaked && clean && passed ? RingColumn::Gate::Passed
                                        : RingColumn::Gate::Soaking;
        passed = passed && column.gate == RingColumn::Gate::Passed;
    }
}

QStringList limitsSaid(const StreamPolicy &policy)
{
    QStringList said = refusals(policy);
    for (const RingDelivery &delivery : policy.rings.front().deliveries) {
        Ring paused = policy.rings.back();
        paused.hold = RingHold::Pause;
        if (const SourceLimits *limits = limitsOf(delivery.system))
            said += refusals(paused, policy.stream, *limits);
    }
    said.removeDuplicates();
    return said;
}

} // namespace

QString gateWord(RingColumn::Gate gate)
{
    // Positions are the values of Gate.
    static constexpr std::array kWords{
        QT_TRANSLATE_NOOP("ringward::Rings", "passed"), QT_TRANSLATE_NOOP("ringward::Rings", "soaking"),
        QT_TRANSLATE_NOOP("ringward::Rings", "in trouble"), QT_TRANSLATE_NOOP("ringward::Rings", "waiting"),
        QT_TRANSLATE_NOOP("ringward::Rings", "sign-off")};
    return tr(kWords[std::size_t(gate)]);
}

QString soakText(const RingColumn &column, const Ring &rule)
{
    switch (column.soak) {
    case RingColumn::Soak::Done:
        return tr("Soaked");
    case RingColumn::Soak::Running:
        return tr("%1 of %2").arg(durationText(column.ageMs.value_or(0) / 60'000), durationText(rule.soakMin));
    case RingColumn::Soak::NotStarted:
        return tr("Not started");
    case RingColumn::Soak::None:
        break;
    }
    return tr("none");
}

QString stateLabel(GuardrailResult::State state)
{
    // Positions are the values of State.
    static constexpr std::array kWords{
        QT_TRANSLATE_NOOP("ringward::Rings", "holds"), QT_TRANSLATE_NOOP("ringward::Rings", "near"),
        QT_TRANSLATE_NOOP("ringward::Rings", "waived"), QT_TRANSLATE_NOOP("ringward::Rings", "blocks"),
        QT_TRANSLATE_NOOP("ringward::Rings", "not told")};
    return tr(kWords[std::size_t(state)]);
}

RingAssignment withMoves(const RingFacts &facts, const std::vector<RingMove> &draft)
{
    RingAssignment rings = facts.today;
    QHash<DeviceId, quint8> wanted;
    for (const RingMove &move : draft) {
        const int to = move.stream == facts.policy.stream ? facts.policy.ringCalled(move.to.name) : -1;
        if (to >= 0)
            wanted.insert(move.device, quint8(to));
    }
    for (Row row = 0; !wanted.isEmpty() && row < facts.rows(); ++row) {
        const auto to = wanted.constFind(facts.fleet->id(row));
        if (to != wanted.constEnd() && rings[row] != kNoRing)
            rings[row] = to.value();
    }
    return rings;
}

std::shared_ptr<const RingPicture> drawRings(const RingQuestion &question, std::stop_token stop)
{
    auto picture = std::make_shared<RingPicture>();
    QStringList unknownRings;
    picture->facts = gatherRingFacts(question.fleet, question.policy, stop, &unknownRings);
    if (!picture->facts)
        return nullptr;
    picture->facts = withPins(picture->facts, question.pins, question.nowMs);
    const RingFacts &facts = *picture->facts;
    picture->rings = withMoves(facts, question.draft);
    picture->columns.resize(facts.rings());
    picture->sightings = question.sightings;
    countDevices(*picture);
    countVersions(*picture);
    judgeSoak(*picture, question.nowMs);
    const BoundGuardrails bound(picture->facts, question.guardrails, question.nowMs, stop);
    if (stop.stop_requested())
        return nullptr;
    picture->waves = planWaves(bound, picture->rings);
    const auto check = question.draft.empty() ? checkGuardrails : checkDraft;
    picture->results = check(bound, picture->rings, picture->waves, question.nowMs, stop);
    picture->sight = canarySight(facts, picture->rings);
    for (const Pin &pin : question.pins) {
        if (pin.stream == question.policy.stream)
            picture->pins.push_back(pinLine(pin, facts, question.guardrails, question.nowMs));
    }
    picture->intent = question.intent;
    picture->drift = findDrift(facts, question.intent, unknownRings);
    for (const BadContent &content : question.whatIf)
        picture->whatIf.push_back({content, damageWithoutRings(facts, content), damage(facts, facts.today, content),
                                   damage(facts, picture->rings, content)});
    picture->refused = limitsSaid(question.policy);
    if (stop.stop_requested())
        return nullptr;
    return picture;
}

} // namespace ringward
