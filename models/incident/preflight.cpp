#include "models/incident/preflight.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

using Kind = ReachReason::Kind;

struct ReasonText {
    const char *word, *label, *remedy;
};
// Positions are the values.
constexpr std::array kTexts{
    ReasonText{"no-hand", QT_TRANSLATE_NOOP("ringward::Preflight", "no hand reaches it"),
               QT_TRANSLATE_NOOP("ringward::Preflight", "Install the remote-management agent.")},
    ReasonText{"not-connected", QT_TRANSLATE_NOOP("ringward::Preflight", "not connected now"),
               QT_TRANSLATE_NOOP("ringward::Preflight",
                                 "Find out why the agent is not connected; in a boot loop use the boot race.")},
    ReasonText{"not-for-safe-mode",
               QT_TRANSLATE_NOOP("ringward::Preflight", "the hand is not registered for safe mode with networking"),
               QT_TRANSLATE_NOOP("ringward::Preflight",
                                 "Update the agent: newer ones register themselves for safe "
                                 "mode with networking.")},
    ReasonText{"safe-mode-not-told",
               QT_TRANSLATE_NOOP("ringward::Preflight",
                                 "not told whether the hand runs in safe "
                                 "mode"),
               QT_TRANSLATE_NOOP("ringward::Preflight", "Try it on one machine of each model before the day.")},
    ReasonText{"wireless", QT_TRANSLATE_NOOP("ringward::Preflight", "on Wi-Fi, which safe mode may not have"),
               QT_TRANSLATE_NOOP("ringward::Preflight", "Give it a network cable, or plan a person for it.")},
    ReasonText{"wire-not-told", QT_TRANSLATE_NOOP("ringward::Preflight", "not told whether it is on a wire"),
               QT_TRANSLATE_NOOP("ringward::Preflight", "Let a source tell the network adapter.")},
    ReasonText{"asks-for-pin", QT_TRANSLATE_NOOP("ringward::Preflight", "asks for its PIN at every start"),
               QT_TRANSLATE_NOOP("ringward::Preflight", "Plan a person for it, or allow network unlock.")},
    ReasonText{"no-key", QT_TRANSLATE_NOOP("ringward::Preflight", "no recovery key is held"),
               QT_TRANSLATE_NOOP("ringward::Preflight", "Have the machine store its recovery key in the directory.")},
    ReasonText{"key-not-told", QT_TRANSLATE_NOOP("ringward::Preflight", "not told whether a recovery key is held"),
               QT_TRANSLATE_NOOP("ringward::Preflight", "Set up a source that holds recovery keys.")},
    ReasonText{"key-only-in-directory",
               QT_TRANSLATE_NOOP("ringward::Preflight", "its recovery key is only where the directory is needed"),
               QT_TRANSLATE_NOOP("ringward::Preflight", "Seal a copy of the keys into a go-bag.")},
    ReasonText{"no-local-admin",
               QT_TRANSLATE_NOOP("ringward::Preflight", "no password of a local administrator is held"),
               QT_TRANSLATE_NOOP("ringward::Preflight", "Roll out LAPS, so that a person can sign in in safe mode.")},
};
static_assert(kTexts.size() == kReachReasons);

constexpr std::array kLevels{
    std::pair{"ready", QT_TRANSLATE_NOOP("ringward::Preflight", "ready")},
    std::pair{"doubtful", QT_TRANSLATE_NOOP("ringward::Preflight", "doubtful")},
    std::pair{"not-reachable", QT_TRANSLATE_NOOP("ringward::Preflight", "not reachable")},
};

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::Preflight", text);
}

} // namespace

QString word(Kind kind)
{
    return QString::fromLatin1(kTexts[std::size_t(kind)].word);
}

QString label(Kind kind)
{
    return tr(kTexts[std::size_t(kind)].label);
}

QString remedyOf(Kind kind)
{
    return tr(kTexts[std::size_t(kind)].remedy);
}

QString word(ReachLevel level)
{
    return QString::fromLatin1(kLevels[std::size_t(level)].first);
}

QString label(ReachLevel level)
{
    return tr(kLevels[std::size_t(level)].second);
}

QString Preflight::text() const
{
    QStringList parts;
    for (const ReachReason &reason : reasons)
        parts << label(reason.kind);
    return parts.isEmpty() ? tr("connected, on a wire, registered for safe mode, key held")
                           : parts.join(QStringLiteral(" · "));
}

Preflight assessReach(const PreflightFacts &facts)
{
    Preflight preflight;
    const auto add = [&](bool isSo, Kind kind, bool isBlocking) {
        if (isSo)
            preflight.reasons.push_back({kind, isBlocking});
    };
    const Reach &reach = facts.reach;
    const KeyFact &key = facts.key;
    const auto isFalse = [](const std::optional<bool> &told) {
        return told && !*told;
    };
    add(!facts.hasHand, Kind::NoHand, true);
    if (facts.hasHand) {
        add(!reach.connected, Kind::NotConnected, true);
        add(isFalse(reach.safeModeNetworking), Kind::NotForSafeMode, true);
        add(isFalse(reach.isWired), Kind::Wireless, true);
        add(key.asksForPin.value_or(false), Kind::AsksForPin, true);
        add(!reach.safeModeNetworking, Kind::SafeModeNotTold, false);
        add(!reach.isWired, Kind::WireNotTold, false);
    }
    add(isFalse(key.hasKey), Kind::NoKey, false);
    add(!key.hasKey, Kind::KeyNotTold, false);
    add(key.hasKey.value_or(false) && isFalse(key.isHeldApart), Kind::KeyOnlyInDirectory, false);
    add(isFalse(key.hasLocalAdmin), Kind::NoLocalAdmin, false);
    const bool isBlocked = std::any_of(preflight.reasons.begin(), preflight.reasons.end(),
                                       [](const ReachReason &reason) { return reason.isBlocking; });
    preflight.level = isBlocked     ? ReachLevel::NotReachable
        : preflight.reasons.empty() ? ReachLevel::Ready
                                    : ReachLevel::Doubtful;
    return preflight;
}

PreflightSummary summaryOf(const std::vector<Preflight> &all)
{
    PreflightSummary summary;
    std::array<quint32, kReachReasons> counts{};
    for (const Preflight &each : all) {
        ++(each.level == ReachLevel::Ready          ? summary.ready
               : each.level == ReachLevel::Doubtful ? summary.doubtful
                                                    : summary.notReachable);
        for (const ReachReason &reason : each.reasons)
            ++counts[std::size_t(reason.kind)];
    }
    for (int i = 0; i < kReachReasons; ++i) {
        if (counts[std::size_t(i)])
            summary.plan.emplace_back(Kind(i), counts[std::size_t(i)]);
    }
    std::stable_sort(summary.plan.begin(), summary.plan.end(),
                     [](const auto &a, const auto &b) { return a.second > b.second; });
    return summary;
}

} // namespace ringward
