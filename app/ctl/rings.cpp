#include "app/ctl/ringcall.h"
#include "models/base/counted.h"
#include "models/fleet/streamlookup.h"
#include "models/rings/sourcelimits.h"

#include <QDateTime>
#include <QJsonArray>
#include <QLocale>

#include <map>

namespace ringward::ctl {

namespace {

/// What one ring has.
struct RingLine {
    std::array<quint32, kTierCount> tiers{};
    quint32 devices = 0;
    std::map<QString, quint32> versions;
};

std::vector<RingLine> linesOf(const RingFacts &facts)
{
    std::vector<RingLine> lines(facts.rings());
    const auto stream = streamPosition(facts.fleet->names(), streamWord(facts.policy.stream));
    for (Row row = 0; row < facts.rows(); ++row) {
        if (facts.today[row] == kNoRing)
            continue;
        RingLine &line = lines[facts.today[row]];
        ++line.devices;
        ++line.tiers[std::size_t(facts.tier[row])];
        const quint32 version = streamState(facts.fleet->updates(row), stream).version;
        if (version)
            ++line.versions[facts.fleet->names().versions.text(version)];
    }
    return lines;
}

QString usualVersion(const RingLine &line)
{
    const auto most = std::max_element(line.versions.begin(), line.versions.end(),
                                       [](const auto &a, const auto &b) { return a.second < b.second; });
    return most == line.versions.end() ? QString() : most->first;
}

int list(const RingCall &rings, Output &out)
{
    const RingFacts &facts = *rings.facts;
    const std::vector<RingLine> lines = linesOf(facts);
    if (out.isJson()) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            const Ring &ring = facts.policy.rings[i];
            QJsonObject tiers, versions;
            for (int tier = 0; tier < kTierCount; ++tier)
                tiers.insert(word(Tier(tier)), qint64(lines[i].tiers[std::size_t(tier)]));
            for (const auto &[version, count] : lines[i].versions)
                versions.insert(version, qint64(count));
            out.entry({{QStringLiteral("stream"), streamWord(facts.policy.stream)},
                       {QStringLiteral("policy_version"), facts.policy.version},
                       {QStringLiteral("ring"), ring.name.name},
                       {QStringLiteral("order"), ring.name.order},
                       {QStringLiteral("held"), ring.name.held},
                       {QStringLiteral("delay_min"), ring.delayMin},
                       {QStringLiteral("soak_min"), ring.soakMin},
                       {QStringLiteral("cap_per_mille"), ring.capPerMille},
                       {QStringLiteral("devices"), qint64(lines[i].devices)},
                       {QStringLiteral("tiers"), tiers},
                       {QStringLiteral("versions"), versions}});
        }
        return AllDone;
    }
    const QLocale locale;
    std::vector<TableColumn> heads{{tr("Ring"), false}, {tr("Delay"), true},   {tr("Soak"), true},
                                   {tr("Cap"), true},   {tr("Content"), true}, {tr("Devices"), true}};
    for (int tier = 0; tier < kTierCount; ++tier)
        heads.push_back({word(Tier(tier)).toUpper(), true});
    out.table(heads, lines.size(), [&](std::size_t row, std::size_t column) -> QString {
        const Ring &ring = facts.policy.rings[row];
        const std::array texts{ring.name.name,
                               ring.name.held ? tr("held") : durationText(ring.delayMin),
                               durationText(ring.soakMin),
                               QStringLiteral("%1 %").arg(ring.capPerMille / 10.0),
                               usualVersion(lines[row]),
                               locale.toString(lines[row].devices)};
        return column < texts.size() ? texts[column] : locale.toString(lines[row].tiers[column - texts.size()]);
    });
    out.line({});
    out.line(tr("%1, policy version %2: taking part are %3 of %4.")
                 .arg(streamLabel(facts.policy.stream))
                 .arg(facts.policy.version)
                 .arg(countText(facts.participants), counted(facts.rows(), Noun::Device)));
    for (const QString &ring : rings.unknownRings)
        out.line(tr("A source reports the ring “%1”, which the policy does not have.").arg(ring));
    return AllDone;
}

int limits(Output &out)
{
    const auto &all = sourceLimits();
    const auto delays = [](const SourceLimits &of) {
        QStringList texts;
        for (const int minutes : of.delaysMin)
            texts << durationText(minutes);
        return texts.isEmpty() ? tr("up to %1").arg(durationText(of.longestDelayMin))
                               : texts.join(QStringLiteral(", "));
    };
    if (out.isJson()) {
        for (const SourceLimits &of : all)
            out.entry({{QStringLiteral("system"), of.system},
                       {QStringLiteral("label"), of.label},
                       {QStringLiteral("stream"), word(of.kind)},
                       {QStringLiteral("categories"), QJsonArray::fromStringList(of.categories)},
                       {QStringLiteral("delays"), delays(of)},
                       {QStringLiteral("pause"), of.pause},
                       {QStringLiteral("no_pause_for"), QJsonArray::fromStringList(of.noPauseFor)},
                       {QStringLiteral("version_pins"), of.versionPins},
                       {QStringLiteral("ring_is"), of.ringIs},
                       {QStringLiteral("group_is"), of.groupIs}});
        return AllDone;
    }
    out.table({{tr("Source"), false}, {tr("Ring is a"), false}, {tr("Delays"), false}, {tr("Pause"), false}},
              all.size(), [&](std::size_t row, std::size_t column) -> QString {
                  const SourceLimits &of = all[row];
                  const QString pause = !of.pause ? tr("no")
                      : of.noPauseFor.isEmpty()   ? tr("yes")
                                                  : tr("not for %1").arg(of.noPauseFor.join(QStringLiteral(", ")));
                  const std::array texts{of.label, of.ringIs, delays(of), pause};
                  return texts[column];
              });
    return AllDone;
}

int history(const RingCall &rings, Output &out)
{
    const auto versions = rings.composition->rings().policyVersions(rings.facts->policy.stream);
    if (!versions)
        return out.fail(versions.error());
    for (const StreamPolicy &policy : *versions) {
        if (out.isJson())
            out.entry(ringward::toJson(policy));
        else
            out.line(tr("Version %1 by %2: %3")
                         .arg(policy.version)
                         .arg(policy.changedBy.isEmpty() ? tr("the program") : policy.changedBy,
                              policy.reason.isEmpty() ? tr("no reason given") : policy.reason));
    }
    return AllDone;
}

int save(RingCall &rings, const QString &path, Output &out)
{
    const auto json = readJsonFile(path, out);
    if (!json)
        return Failed;
    auto policy = streamPolicyFromJson(*json);
    if (!policy)
        return out.fail(policy.error());
    if (const auto saved = rings.composition->changes().rings().savePolicy(*policy); !saved)
        return out.fail(saved.error());
    out.line(tr("Saved as version %1. Nothing was sent: propose a change to bring it to its source.")
                 .arg(policy->version + 1));
    return AllDone;
}

int drift(const RingCall &rings, Output &out)
{
    const RingFacts &facts = *rings.facts;
    const auto intent = rings.composition->rings().intent(facts.policy.stream);
    if (!intent)
        return out.fail(intent.error());
    const Drift found = findDrift(facts, *intent, rings.unknownRings);
    const auto kindOf = [](const DriftedDevice &device) {
        return device.kind == DriftedDevice::Kind::WrongRing ? tr("wrong ring")
            : device.kind == DriftedDevice::Kind::Behind     ? tr("behind")
                                                             : tr("not planned");
    };
    const auto name = [&](quint8 ring) {
        return ring == kNoRing ? QString() : facts.policy.rings[ring].name.name;
    };
    if (out.isJson()) {
        for (const DriftedDevice &device : found.devices)
            out.entry({{QStringLiteral("host"), facts.host(device.row)},
                       {QStringLiteral("ward"), facts.wardName(facts.ward[device.row])},
                       {QStringLiteral("drift"), kindOf(device)},
                       {QStringLiteral("observed"), name(device.observed)},
                       {QStringLiteral("intended"), name(device.intended)},
                       {QStringLiteral("version"), device.version},
                       {QStringLiteral("expected"), device.expected}});
        return AllDone;
    }
    out.table({{tr("Host"), false},
               {tr("Ward"), false},
               {tr("Drift"), false},
               {tr("Observed"), false},
               {tr("Intended"), false}},
              found.devices.size(), [&](std::size_t row, std::size_t column) -> QString {
                  const DriftedDevice &device = found.devices[row];
                  const bool behind = device.kind == DriftedDevice::Kind::Behind;
                  const std::array texts{facts.host(device.row), facts.wardName(facts.ward[device.row]), kindOf(device),
                                         behind ? device.version : name(device.observed),
                                         behind ? device.expected : name(device.intended)};
                  return texts[column];
              });
    out.line({});
    for (const QString &line : found.policy)
        out.line(line);
    out.line(intent->sinceMs
                 ? tr("%1 drifted from what was approved (%2).")
                       .arg(counted(qint64(found.devices.size()), Noun::Device), intent->approval)
                 : tr("No assignment was approved yet; “ringwardctl rings approve” takes the present as approved."));
    return AllDone;
}

int tiers(RingCall &rings, Output &out)
{
    const auto set = rings.composition->rings().tiers();
    if (!set)
        return out.fail(set.error());
    if (out.isJson()) { // as a file that can be edited and saved
        out.document(ringward::toJson(*set));
        return AllDone;
    }
    const std::vector<TierDecision> decided = decideTiers(*rings.facts->fleet, *set, rings.nowMs);
    out.table(
        {{tr("Rule"), false}, {tr("Filter"), false}, {tr("Tier"), false}, {tr("Role"), false}, {tr("Decides"), true}},
        set->rules.size(), [&](std::size_t row, std::size_t column) -> QString {
            const TierRule &rule = set->rules[row];
            const auto count = std::count_if(decided.begin(), decided.end(),
                                             [&](const TierDecision &d) { return d.rule == int(row); });
            const std::array texts{rule.name, rule.filter, rule.saying.tier ? word(*rule.saying.tier) : QString(),
                                   rule.saying.role, QLocale().toString(qlonglong(count))};
            return texts[column];
        });
    out.line({});
    out.line(
        tr("%1, %2 by hand.")
            .arg(counted(qint64(set->rules.size()), Noun::Rule), counted(qint64(set->overrides.size()), Noun::Device)));
    return AllDone;
}

int saveTiers(RingCall &rings, const QString &path, Output &out)
{
    const auto json = readJsonFile(path, out);
    if (!json)
        return Failed;
    const auto set = tierSetFromJson(*json);
    if (!set)
        return out.fail(set.error());
    if (const auto saved = rings.composition->changes().rings().saveTiers(*set); !saved)
        return out.fail(saved.error());
    if (const auto applied = rings.composition->applyTiers(); !applied)
        return out.fail(applied.error());
    out.line(
        tr("Saved: %1, %2 by hand.")
            .arg(counted(qint64(set->rules.size()), Noun::Rule), counted(qint64(set->overrides.size()), Noun::Device)));
    return AllDone;
}

} // namespace

QCoro::Task<int> runRings(Call call, Output out)
{
    QCommandLineParser parser;
    addStreamOption(parser);
    addIdentityOptions(parser);
    if (const auto end = readArguments(parser, "rings", call, out, 0, 2))
        co_return *end;
    const QStringList words = parser.positionalArguments();
    const QString verb = words.value(0, QStringLiteral("list"));
    const bool takesFile = verb == u"save";
    static const QStringList kVerbs{QStringLiteral("list"), QStringLiteral("limits"),  QStringLiteral("history"),
                                    QStringLiteral("save"), QStringLiteral("approve"), QStringLiteral("drift"),
                                    QStringLiteral("tiers")};
    if (!kVerbs.contains(verb) || words.size() > (takesFile || verb == u"tiers" ? 2 : 1)
        || (takesFile && words.size() < 2)) {
        out.complain(
            tr("“ringwardctl rings” takes one of: %1; save needs a file.").arg(kVerbs.join(QStringLiteral(", "))));
        co_return WrongUsage;
    }
    if (verb == u"limits")
        co_return limits(out);
    int code = AllDone;
    std::optional<RingCall> rings = openRings(call, parser, out, code);
    if (!rings)
        co_return code;
    if (takesFile || verb == u"approve" || (verb == u"tiers" && words.size() == 2)) {
        auto signing = signIn(*rings, parser);
        if (const Result<Done> isIn = co_await std::move(signing); !isIn)
            co_return out.fail(isIn.error());
    }
    if (verb == u"history")
        co_return history(*rings, out);
    if (verb == u"save")
        co_return save(*rings, words[1], out);
    if (verb == u"tiers")
        co_return words.size() == 2 ? saveTiers(*rings, words[1], out) : tiers(*rings, out);
    if (verb == u"drift")
        co_return drift(*rings, out);
    if (verb == u"approve") {
        if (const auto saved = rings->composition->changes().rings().approveAsFound(*rings->facts); !saved)
            co_return out.fail(saved.error());
        out.line(tr("Devices are approved where they are: drift is measured against that from now on."));
        co_return AllDone;
    }
    co_return list(*rings, out);
}

} // namespace ringward::ctl
