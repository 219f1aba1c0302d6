#include "models/fleet/filterfields.h"

#include "models/fleet/filteraccess.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr std::array kTierWords{
    FilterWord{"t0", 1, QT_TRANSLATE_NOOP("ringward::Filter", "life-critical")},
    FilterWord{"t1", 2, QT_TRANSLATE_NOOP("ringward::Filter", "clinical")},
    FilterWord{"t2", 4, QT_TRANSLATE_NOOP("ringward::Filter", "support")},
    FilterWord{"t3", 8, QT_TRANSLATE_NOOP("ringward::Filter", "office")},
    FilterWord{"tx", 16, QT_TRANSLATE_NOOP("ringward::Filter", "vendor-managed medical device")},
    FilterWord{"0", 1, nullptr},
    FilterWord{"1", 2, nullptr},
    FilterWord{"2", 4, nullptr},
    FilterWord{"3", 8, nullptr},
    FilterWord{"x", 16, nullptr},
};
constexpr std::array kHealthWords{
    FilterWord{"crash-looping", 1, QT_TRANSLATE_NOOP("ringward::Filter", "restarts again and again")},
    FilterWord{"silent", 2, QT_TRANSLATE_NOOP("ringward::Filter", "missed its check-ins")},
    FilterWord{"degraded", 4, QT_TRANSLATE_NOOP("ringward::Filter", "runs, but not as it should")},
    FilterWord{"unknown", 8, QT_TRANSLATE_NOOP("ringward::Filter", "no source can tell")},
    FilterWord{"up", 16, QT_TRANSLATE_NOOP("ringward::Filter", "reports and is well")},
};
constexpr std::array kPinWords{
    FilterWord{"none", 1, QT_TRANSLATE_NOOP("ringward::Filter", "not pinned")},
    FilterWord{"any", 30, QT_TRANSLATE_NOOP("ringward::Filter", "pinned in any way")},
    FilterWord{"ring", 2, QT_TRANSLATE_NOOP("ringward::Filter", "held to a ring")},
    FilterWord{"delay", 4, QT_TRANSLATE_NOOP("ringward::Filter", "held to a delay")},
    FilterWord{"version", 8, QT_TRANSLATE_NOOP("ringward::Filter", "held to a version")},
    FilterWord{"ward", 16, QT_TRANSLATE_NOOP("ringward::Filter", "its ward is pinned")},
};
constexpr std::array kKeyWords{
    FilterWord{"present", 8 + 16, QT_TRANSLATE_NOOP("ringward::Filter", "a source holds its recovery key")},
    FilterWord{"none", 4, QT_TRANSLATE_NOOP("ringward::Filter", "no source holds one, and all were asked")},
    FilterWord{"unseen", 2, QT_TRANSLATE_NOOP("ringward::Filter", "no right to see keys where it would be")},
    FilterWord{"unasked", 1, QT_TRANSLATE_NOOP("ringward::Filter", "not asked for yet")},
    FilterWord{"rotate", 16, QT_TRANSLATE_NOOP("ringward::Filter", "somebody read it, and it is still in use")},
};
constexpr std::array kYesNo{
    FilterWord{"yes", 2, QT_TRANSLATE_NOOP("ringward::Filter", "only those")},
    FilterWord{"no", 1, QT_TRANSLATE_NOOP("ringward::Filter", "all others")},
};

using namespace filteraccess;
using Kind = FilterKind;
using Col = CodeColumn;

constexpr std::array kFields{
    FilterField{.name = "host",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "host name"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a host name or a part of one follows"),
                .kind = Kind::Host,
                .searched = true},
    FilterField{.name = "ward",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "ward by code, name or kind"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a ward follows, its code, name or kind"),
                .kind = Kind::Text,
                .column = Col::Ward,
                .dictionary = wardDictionary,
                .texts = wardNames,
                .searched = true},
    FilterField{.name = "wardkind",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "kind of ward"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a kind of ward follows"),
                .kind = Kind::Text,
                .column = Col::Ward,
                .dictionary = wardDictionary,
                .texts = wardText<&WardTextIds::kind>},
    FilterField{.name = "site",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "site by code or name"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a site follows"),
                .kind = Kind::Text,
                .column = Col::Ward,
                .dictionary = wardDictionary,
                .texts = wardTexts<&WardTextIds::siteCode, &WardTextIds::siteName>,
                .searched = true},
    FilterField{.name = "building",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "building"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a building follows"),
                .kind = Kind::Text,
                .column = Col::Ward,
                .dictionary = wardDictionary,
                .texts = wardText<&WardTextIds::building>,
                .searched = true},
    FilterField{.name = "room",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "room or bed"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a room follows"),
                .kind = Kind::Text,
                .column = Col::Room,
                .dictionary = plain<&Names::rooms>,
                .texts = itself,
                .searched = true},
    FilterField{.name = "role",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "what the device is there for"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a role follows"),
                .kind = Kind::Text,
                .column = Col::Role,
                .dictionary = plain<&Names::roles>,
                .texts = itself,
                .searched = true},
    FilterField{.name = "tier",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how much a ward depends on it"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a tier follows, T0 to TX"),
                .kind = Kind::Word,
                .column = Col::Tier,
                .number = codeItself,
                .words = kTierWords,
                .ordered = true},
    FilterField{.name = "health",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "state of the device"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter",
                                             "a state follows: up, degraded, crash-looping, silent or unknown"),
                .kind = Kind::Word,
                .column = Col::Health,
                .number = codeItself,
                .words = kHealthWords},
    FilterField{.name = "seen",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how long ago a source heard of it"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "an age follows, such as 15m, 2h or 3d"),
                .kind = Kind::Age,
                .column = Col::LastSeen,
                .ordered = true},
    FilterField{.name = "since",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how long it has been in its state"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "an age follows, such as 15m, 2h or 3d"),
                .kind = Kind::Age,
                .column = Col::HealthSince,
                .ordered = true},
    FilterField{.name = "agent",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "agent product"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "an agent product follows"),
                .kind = Kind::Text,
                .column = Col::Updates,
                .dictionary = plain<&Names::agentProducts>,
                .texts = agentProduct},
    FilterField{.name = "agentversion",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "version of the agent"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a version follows, such as 7.28"),
                .kind = Kind::Version,
                .column = Col::Updates,
                .dictionary = plain<&Names::versions>,
                .texts = agentVersion,
                .ordered = true},
    FilterField{.name = "content",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter",
                                                 "version of the security content, or of another stream: content.os"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a version follows, such as 1187"),
                .kind = Kind::Version,
                .column = Col::Updates,
                .dictionary = plain<&Names::versions>,
                .texts = streamVersion,
                .ordered = true,
                .perStream = true},
    FilterField{.name = "ring",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter",
                                                 "ring of the security content, or of another stream: ring.os"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a ring follows, by name or number"),
                .kind = Kind::Ring,
                .column = Col::Updates,
                .texts = ringOfStream,
                .ordered = true,
                .perStream = true},
    FilterField{.name = "pin",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "what the device is held to"),
                .follows =
                    QT_TRANSLATE_NOOP("ringward::Filter", "a pin follows: none, any, ring, delay, version or ward"),
                .kind = Kind::Word,
                .column = Col::Pin,
                .number = pinKind,
                .words = kPinWords},
    FilterField{.name = "pinexpires",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how soon its pin expires"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a time from now follows, such as 7d"),
                .kind = Kind::Age,
                .column = Col::Pin,
                .number = pinExpiry,
                .ordered = true},
    FilterField{.name = "os",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "operating system build"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a build follows, such as 22631"),
                .kind = Kind::Version,
                .column = Col::OsBuild,
                .dictionary = plain<&Names::osBuilds>,
                .texts = itself,
                .ordered = true},
    FilterField{.name = "model",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "model of the machine"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a model follows"),
                .kind = Kind::Text,
                .column = Col::Model,
                .dictionary = plain<&Names::models>,
                .texts = itself,
                .searched = true},
    FilterField{.name = "driver",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "a driver that it has"),
                .follows =
                    QT_TRANSLATE_NOOP("ringward::Filter", "the file name of a driver follows, such as csagent.sys"),
                .kind = Kind::Text,
                .column = Col::DriverSet,
                .dictionary = plain<&Names::drivers>,
                .texts = driversOf,
                .versioned = true},
    FilterField{.name = "drivers",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how many drivers it has"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number follows"),
                .kind = Kind::Number,
                .column = Col::DriverSet,
                .number = driverCount,
                .ordered = true},
    FilterField{.name = "source",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "a source that knows it"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "the name of a source follows"),
                .kind = Kind::Text,
                .column = Col::SourceMask,
                .dictionary = plain<&Names::sources>,
                .texts = sourcesOf},
    FilterField{.name = "sources",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how many sources know it"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number follows"),
                .kind = Kind::Number,
                .column = Col::SourceMask,
                .number = bitsSet,
                .ordered = true},
    FilterField{.name = "conflicts",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how many facts its sources disagree on"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number follows"),
                .kind = Kind::Number,
                .column = Col::Conflicts,
                .number = codeItself,
                .ordered = true},
    FilterField{.name = "key",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "whether a recovery key is at hand"),
                .follows =
                    QT_TRANSLATE_NOOP("ringward::Filter", "a state follows: present, none, unseen, unasked or rotate"),
                .kind = Kind::Word,
                .column = Col::Recovery,
                .number = keyState,
                .words = kKeyWords},
    FilterField{.name = "keyage",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how old its newest recovery key is"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "an age follows, such as 90d"),
                .kind = Kind::Age,
                .column = Col::Recovery,
                .number = keyAge,
                .ordered = true},
    FilterField{.name = "beds",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "how many beds its ward has"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "a number follows"),
                .kind = Kind::Number,
                .column = Col::Ward,
                .number = bedsOfWard,
                .ordered = true},
    FilterField{.name = "downtime",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "downtime PCs"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "yes or no follows"),
                .kind = Kind::Word,
                .column = Col::Flags,
                .number = hasFlag<DeviceFlag::DowntimePc>,
                .words = kYesNo},
    FilterField{.name = "cart",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "carts"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "yes or no follows"),
                .kind = Kind::Word,
                .column = Col::Flags,
                .number = hasFlag<DeviceFlag::Cart>,
                .words = kYesNo},
    FilterField{.name = "server",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "servers"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "yes or no follows"),
                .kind = Kind::Word,
                .column = Col::Flags,
                .number = hasFlag<DeviceFlag::Server>,
                .words = kYesNo},
    FilterField{.name = "safemode",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "devices in Safe Mode now"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "yes or no follows"),
                .kind = Kind::Word,
                .column = Col::Flags,
                .number = hasFlag<DeviceFlag::InSafeMode>,
                .words = kYesNo},
    FilterField{.name = "id",
                .explanation = QT_TRANSLATE_NOOP("ringward::Filter", "number of the device in this console"),
                .follows = QT_TRANSLATE_NOOP("ringward::Filter", "the number of a device follows"),
                .kind = Kind::Number,
                .column = Col::Id,
                .ordered = true},
};

/// Insertions, deletions, replacements and swaps of neighbours that make one of the other. For short names.
int editDistance(QStringView left, QStringView right)
{
    std::vector<std::vector<int>> d(std::size_t(left.size() + 1), std::vector<int>(std::size_t(right.size() + 1)));
    for (std::size_t i = 0; i < d.size(); ++i) {
        for (std::size_t j = 0; j < d[i].size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = int(i + j);
                continue;
            }
            const QChar l = left[qsizetype(i) - 1];
            const QChar r = right[qsizetype(j) - 1];
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (l == r ? 0 : 1)});
            if (i > 1 && j > 1 && l == right[qsizetype(j) - 2] && left[qsizetype(i) - 2] == r)
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d.back().back();
}

} // namespace

std::span<const FilterField> filterFields()
{
    return kFields;
}

const FilterField *findFilterField(QStringView name, std::span<const FilterField> fields)
{
    const auto at = std::find_if(fields.begin(), fields.end(), [name](const FilterField &field) {
        return name.compare(QLatin1StringView(field.name), Qt::CaseInsensitive) == 0;
    });
    return at == fields.end() ? nullptr : &*at;
}

const FilterField *nearestFilterField(QStringView name, std::span<const FilterField> fields)
{
    constexpr qsizetype kLongest = 24;
    if (name.size() > kLongest)
        return nullptr;
    const QString wanted = name.toString().toLower();
    const FilterField *nearest = nullptr;
    int best = wanted.size() <= 3 ? 2 : 3; // farther away than this is no likely slip
    for (const FilterField &field : fields) {
        const QString known = QString::fromLatin1(field.name);
        const int distance = wanted.size() >= 3 && known.startsWith(wanted) ? 1 : editDistance(wanted, known);
        if (distance < best) {
            best = distance;
            nearest = &field;
        }
    }
    return nearest;
}

} // namespace ringward
