#include "models/drill/timeline.h"

#include <algorithm>

namespace ringward::drill {

namespace {

enum Purpose : quint64 { CheckInPhase = 300, CheckInJitter, Episodes, Nights, Boots, Cohorts, Enrolment };

constexpr qint64 kMinute = 60'000, kHour = 60 * kMinute, kDay = 24 * kHour;
constexpr int kMissedCheckIns = 3;
constexpr int kLoopingRestarts = 3;
constexpr quint32 kDevicesASwitch = 8;

constexpr std::array<std::pair<const char16_t *, DemoFault>, 8> kFaultWords{{
    {u"off", DemoFault::Off},
    {u"crash loop", DemoFault::CrashLoop},
    {u"reduced functionality", DemoFault::ReducedFunctionality},
    {u"content error", DemoFault::ContentError},
    {u"agent stopped", DemoFault::AgentStopped},
    {u"reboot pending", DemoFault::RebootPending},
    {u"moved", DemoFault::Moved},
    {u"mended", DemoFault::Mended},
}};

/// A kind of mishap: in each slot of time a device has it with some probability, once, for some time. Short ones are
/// more frequent than long ones.
struct Mishap {
    DemoFault fault;
    qint64 slotMs, shortestMs, longestMs; ///< longest <= slot
    std::array<quint32, kTierCount> perHundredThousand;
};
constexpr std::array kMishaps{
    Mishap{DemoFault::Off, 12 * kHour, 20 * kMinute, 5 * kHour, {200, 1'600, 2'600, 3'000, 1'000}},
    Mishap{DemoFault::Off, 20 * kDay, 6 * kHour, 16 * kDay, {100, 2'500, 3'300, 4'000, 3'000}},
    Mishap{DemoFault::CrashLoop, 30 * kDay, 30 * kMinute, 10 * kHour, {1'500, 1'500, 2'000, 2'000, 0}},
    Mishap{DemoFault::ReducedFunctionality, 14 * kDay, 6 * kHour, 6 * kDay, {3'000, 4'000, 4'500, 4'500, 0}},
    Mishap{DemoFault::ContentError, 24 * kHour, 30 * kMinute, 8 * kHour, {1'200, 2'000, 2'400, 2'400, 0}},
    Mishap{DemoFault::AgentStopped, 10 * kDay, 1 * kHour, 40 * kHour, {1'500, 2'000, 2'200, 2'200, 0}},
};
constexpr std::size_t kOffMishaps = 2;
constexpr std::array<quint32, kTierCount> kNeverEnrolled{200, 200, 200, 300, 6'000}; // per hundred thousand

/// Ward switches that fail: eight devices of a ward at a time.
constexpr qint64 kSwitchSlotMs = 36 * kHour;
constexpr quint32 kSwitchFailures = 500; // per hundred thousand switches and slot

qint64 floorDivide(qint64 a, qint64 b)
{
    return a / b - (a % b < 0 ? 1 : 0);
}

/// Mishaps are counted from long before the opening, so that every demonstration opens on the same morning.
constexpr qint64 kEraMs = 10'000 * kDay;

/// When a mishap that covers `atMs` began; -1 when none does.
qint64 sinceWhen(const Mix &mix, const Mishap &mishap, quint64 key, quint64 kind, Tier tier, qint64 openedMs,
                 qint64 atMs)
{
    const qint64 eraMs = openedMs - kEraMs;
    const qint64 slot = floorDivide(atMs - eraMs, mishap.slotMs);
    for (qint64 s = slot; s >= slot - 1; --s) {
        const quint64 draw = mix.of(key, quint64(s) * 64 + kind);
        if (draw % 100'000 >= mishap.perHundredThousand[std::size_t(tier)])
            continue;
        const quint64 more = scramble(draw);
        const qint64 from =
            eraMs + s * mishap.slotMs + qint64(((more >> 32) * quint64(mishap.slotMs / 1000)) >> 32) * 1000;
        const quint64 u = more & 0xffff;
        const qint64 lasts =
            mishap.shortestMs + qint64(((u * u) >> 16) * quint64(mishap.longestMs - mishap.shortestMs) >> 16);
        if (from <= atMs && atMs < from + lasts)
            return from;
    }
    return -1;
}

bool covers(const FaultSpans *spans, DemoFault fault, qint64 atMs)
{
    return spans && std::any_of(spans->begin(), spans->end(), [&](const FaultSpan &span) {
               return span.fault == fault && span.fromMs <= atMs && atMs < span.untilMs;
           });
}

qint64 offSinceIn(const FaultSpans *spans, qint64 atMs)
{
    qint64 since = -1;
    for (std::size_t i = 0; spans && i < spans->size(); ++i) {
        const FaultSpan &span = (*spans)[i];
        if (span.fault == DemoFault::Off && span.fromMs <= atMs && atMs < span.untilMs)
            since = span.fromMs;
    }
    return since;
}

} // namespace

std::optional<DemoFault> demoFault(QStringView word)
{
    for (const auto &[text, fault] : kFaultWords) {
        if (word == QStringView(text))
            return fault;
    }
    return std::nullopt;
}

AgentHealth demoHealth(const HealthSigns &signs, qint64 ageMs, qint64 checkInMs)
{
    if (ageMs / checkInMs >= kMissedCheckIns)
        return AgentHealth::Silent;
    if (signs.restartsLastHour.value_or(0) >= kLoopingRestarts)
        return AgentHealth::CrashLooping;
    const bool unwell = signs.reducedFunctionality.value_or(false) || signs.contentError.value_or(false)
        || signs.agentStopped.value_or(false);
    return unwell ? AgentHealth::Degraded : AgentHealth::Up;
}

Timeline::Timeline(const HospitalPlan &plan, const Rollout &rollout, Times times)
    : m_plan(plan)
    , m_rollout(rollout)
    , m_times(times)
    , m_phase(plan.seed(), CheckInPhase)
    , m_jitter(plan.seed(), CheckInJitter)
    , m_episodes(plan.seed(), Episodes)
    , m_night(plan.seed(), Nights)
    , m_boot(plan.seed(), Boots)
    , m_cohort(plan.seed(), Cohorts)
    , m_unknown(plan.seed(), Enrolment)
{
    tellStory();
}

/// The lines of the catalogue's story that have their ward in this plan become faults of single devices.
void Timeline::tellStory()
{
    const DemoCatalogue &catalogue = m_plan.catalogue();
    const auto inFirstRegion = [&](const PlannedWard &w) {
        return w.site < catalogue.sites.size();
    };
    for (const DemoStoryLine &line : catalogue.story) {
        const auto fault = demoFault(line.fault);
        const int role = catalogue.roleIndex(line.role);
        for (quint32 w = 0; fault && w < m_plan.wards().size() && inFirstRegion(m_plan.wards()[w]); ++w) {
            const PlannedWard &ward = m_plan.wards()[w];
            if (m_plan.sites()[ward.site].code != line.site || m_plan.pattern(ward).code != line.ward)
                continue;
            for (quint32 i = 0; i < ward.devices; ++i) {
                const DevicePlace place = m_plan.placeIn(w, i);
                const int number = role < 0 ? switchOf(place) : place.number;
                const bool meant = role < 0
                    ? number == line.number
                    : place.role == role && number >= line.number && number < line.number + line.count;
                if (!meant || neverEnrolled(place))
                    continue;
                m_story[place.device].push_back(
                    {*fault, m_times.openedMs + line.fromMin * kMinute, m_times.openedMs + line.untilMin * kMinute});
                m_storyEnd = std::max(m_storyEnd, place.device + 1);
            }
        }
    }
}

const FaultSpans *Timeline::story(quint32 device) const
{
    if (device >= m_storyEnd)
        return nullptr;
    const auto told = m_story.constFind(device);
    return told == m_story.constEnd() ? nullptr : &told.value();
}

int Timeline::switchOf(const DevicePlace &place) const
{
    return 1 + int(place.inWard / kDevicesASwitch);
}

bool Timeline::neverEnrolled(const DevicePlace &place) const
{
    return m_unknown.below(100'000, place.device) < kNeverEnrolled[std::size_t(place.tier)];
}

/// The newest planned check-in at or before `atMs`, whether or not the device was on.
qint64 Timeline::checkIn(quint32 device, qint64 atMs) const
{
    const qint64 every = m_times.checkInMs;
    const qint64 phase = qint64(m_phase.below(quint32(every), device));
    const auto planned = [&](qint64 turn) {
        return m_times.openedMs + turn * every + phase
            + qint64(m_jitter.below(quint32(every / 8), device, quint64(turn)));
    };
    const qint64 turn = floorDivide(atMs - m_times.openedMs - phase, every);
    const qint64 newest = planned(turn);
    return newest <= atMs ? newest : planned(turn - 1);
}

/// A few office desks and carts are switched off for the night by people who were asked not to.
qint64 Timeline::nightOffSince(const DevicePlace &place, qint64 atMs) const
{
    const DemoRole &role = m_plan.catalogue().roles[place.role];
    if (!role.officeHours || m_night.below(1000, place.device) >= 28)
        return -1;
    const qint64 noon = 12 * kHour;
    const qint64 day = floorDivide(atMs - noon, kDay); // a night belongs to the day before it
    const qint64 from = day * kDay + 18 * kHour + qint64(m_night.below(4 * 3600, place.device, quint64(day))) * 1000;
    const qint64 until =
        (day + 1) * kDay + 6 * kHour + qint64(m_night.below(2 * 3600, place.device, quint64(day) + 1'000'000)) * 1000;
    return from <= atMs && atMs < until ? from : -1;
}

qint64 Timeline::offSince(const DevicePlace &place, const FaultSpans *faults, qint64 atMs) const
{
    for (std::size_t kind = 0; kind < kOffMishaps; ++kind) {
        const qint64 since =
            sinceWhen(m_episodes, kMishaps[kind], place.device, kind, place.tier, m_times.openedMs, atMs);
        if (since >= 0)
            return since;
    }
    constexpr Mishap kSwitch{DemoFault::Off,
                             kSwitchSlotMs,
                             20 * kMinute,
                             3 * kHour,
                             {kSwitchFailures, kSwitchFailures, kSwitchFailures, kSwitchFailures, kSwitchFailures}};
    const quint64 wardSwitch = (quint64(place.ward) << 16 | quint64(switchOf(place))) + (quint64(1) << 40);
    if (const qint64 since = sinceWhen(m_episodes, kSwitch, wardSwitch, 32, place.tier, m_times.openedMs, atMs);
        since >= 0)
        return since;
    if (const qint64 since = nightOffSince(place, atMs); since >= 0)
        return since;
    if (const qint64 since = offSinceIn(story(place.device), atMs); since >= 0)
        return since;
    return offSinceIn(faults, atMs);
}

qint64 Timeline::lastSeenMs(const DevicePlace &place, const FaultSpans *faults, qint64 atMs) const
{
    if (neverEnrolled(place))
        return 0;
    constexpr int kOverlaps = 16; // mishaps one before the other; more than this many in a row do not happen
    qint64 seen = checkIn(place.device, atMs);
    for (int i = 0; i < kOverlaps; ++i) {
        const qint64 off = offSince(place, faults, seen);
        if (off < 0)
            break;
        seen = checkIn(place.device, off - 1);
    }
    return seen;
}

/// Some releases do not agree with a piece of software that one kind of ward has: some of its machines restart over and
/// over from the moment they get it until somebody has helped them.
bool Timeline::crashLooping(const DevicePlace &place, DemoRing ring, qint64 atMs) const
{
    if (ring != DemoRing::Broad && ring != DemoRing::Late)
        return false;
    const DemoWardKind &kind = m_plan.catalogue().wardKinds[m_plan.pattern(m_plan.wards()[place.ward]).kind];
    static constexpr std::array<QLatin1StringView, 4> kKinds{QLatin1StringView("orthopaedics"),
                                                             QLatin1StringView("lab"), QLatin1StringView("clinic"),
                                                             QLatin1StringView("imaging")};
    const auto at = std::find(kKinds.begin(), kKinds.end(), kind.id);
    if (at == kKinds.end() || m_cohort.below(1000, place.device) >= 170)
        return false;
    const Rollout::Arrival arrival = m_rollout.arrival(DemoStream::RapidResponse, ring, place.device, atMs);
    const quint32 drawn = m_cohort.below(40, quint64(qint64(arrival.release)), 7);
    const bool bad = arrival.release == 0 ? at == kKinds.begin() : drawn == quint32(at - kKinds.begin());
    const qint64 helpedAfter = (55 + m_cohort.below(95, place.device, 1)) * kMinute;
    return bad && ring == DemoRing::Broad && atMs - arrival.atMs >= 2 * kMinute && atMs - arrival.atMs < helpedAfter;
}

HealthSigns Timeline::signs(const DevicePlace &place, DemoRing ring, const FaultSpans *faults, qint64 atMs) const
{
    HealthSigns made;
    made.reducedFunctionality = made.contentError = made.agentStopped = made.rebootPending = false;
    const FaultSpans *told = story(place.device);
    const auto has = [&](DemoFault fault) {
        for (std::size_t kind = kOffMishaps; kind < kMishaps.size(); ++kind) {
            if (kMishaps[kind].fault == fault
                && sinceWhen(m_episodes, kMishaps[kind], place.device, kind, place.tier, m_times.openedMs, atMs) >= 0)
                return true;
        }
        return covers(told, fault, atMs) || covers(faults, fault, atMs);
    };
    made.reducedFunctionality = has(DemoFault::ReducedFunctionality);
    made.contentError = has(DemoFault::ContentError);
    made.agentStopped = has(DemoFault::AgentStopped);
    made.rebootPending = covers(told, DemoFault::RebootPending, atMs) || covers(faults, DemoFault::RebootPending, atMs);
    const bool isMended = covers(faults, DemoFault::Mended, atMs);
    if (!isMended && (has(DemoFault::CrashLoop) || crashLooping(place, ring, atMs))) {
        made.restartsLastHour = 4 + int(m_boot.below(6, place.device, 1));
        made.bootTimeMs = atMs - 30'000 - qint64(m_boot.below(180, place.device, quint64(atMs))) * 1000;
        return made;
    }
    const qint64 offset = qint64(m_boot.below(7 * 24 * 60, place.device)) * kMinute; // a planned restart every week
    made.bootTimeMs = floorDivide(atMs - offset, 7 * kDay) * 7 * kDay + offset;
    made.restartsLastHour = atMs - made.bootTimeMs < kHour ? 1 : 0;
    return made;
}

DeviceState Timeline::state(const DevicePlace &place, DemoRing ring, const FaultSpans *faults, qint64 atMs) const
{
    DeviceState state;
    state.lastSeenMs = lastSeenMs(place, faults, atMs);
    if (state.lastSeenMs == 0)
        return state;
    state.signs = signs(place, ring, faults, state.lastSeenMs);
    state.health = demoHealth(state.signs, (atMs / 1000 - state.lastSeenMs / 1000) * 1000, m_times.checkInMs);
    return state;
}

} // namespace ringward::drill
