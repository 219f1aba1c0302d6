// Random expressions on random fleets: the filter language against a second opinion, which looks at one device at a
// time and knows nothing of chunks, tables or threads.
#include "models/base/version.h"
#include "models/fleet/filter.h"
#include "tests/support/printers.h"
#include "tests/support/randomfleet.h"

#include <gtest/gtest.h>

#include <functional>

using namespace ringward;
using ringward::testing::kRandomFleetNowMs;
using ringward::testing::randomFleet;

namespace {

/// A line and what it ought to mean.
struct Expression {
    QString line;
    std::function<bool(const FleetSnapshot &, Row)> meaning;
};

bool has(const QString &text, const QString &part)
{
    return !text.isEmpty() && text.contains(part, Qt::CaseInsensitive);
}

QString hostOf(const FleetSnapshot &fleet, Row row)
{
    return QString::fromUtf8(fleet.host(row).data(), qsizetype(fleet.host(row).size()));
}

StreamState streamOf(const FleetSnapshot &fleet, Row row, StreamKind kind, const QString &category)
{
    const auto &streams = fleet.names().streams();
    for (std::size_t i = 0; i < streams.size(); ++i) {
        if (streams[i] == Stream{kind, category})
            return i < fleet.updates(row).streams.size() ? fleet.updates(row).streams[i] : StreamState{};
    }
    return {};
}

QString buildOf(QString os)
{
    os = os.mid(os.lastIndexOf(u' ') + 1);
    return os.startsWith(QStringLiteral("10.0.")) ? os.mid(5) : os;
}

class Generator {
public:
    explicit Generator(quint32 seed)
        : m_random(seed)
    {
    }

    Expression expression(int depth)
    {
        const quint32 kind = depth == 0 ? 0 : below(6);
        if (kind <= 1)
            return leaf();
        if (kind == 2) {
            Expression inner = expression(depth - 1);
            const QString sign = below(2) ? QStringLiteral("not (%1)") : QStringLiteral("-(%1)");
            return {sign.arg(inner.line), [inner](const FleetSnapshot &f, Row r) {
                        return !inner.meaning(f, r);
                    }};
        }
        Expression left = expression(depth - 1);
        Expression right = expression(depth - 1);
        if (kind == 3)
            return {QStringLiteral("(%1) or %2").arg(left.line, right.line), // the right one may be an "and" or an "or"
                    [left, right](const FleetSnapshot &f, Row r) {
                        return left.meaning(f, r) || right.meaning(f, r);
                    }};
        const QString sign = below(2) ? QStringLiteral("(%1) (%2)") : QStringLiteral("(%1) AND (%2)");
        return {sign.arg(left.line, right.line), [left, right](const FleetSnapshot &f, Row r) {
                    return left.meaning(f, r) && right.meaning(f, r);
                }};
    }

private:
    quint32 below(quint32 limit) { return quint32(m_random() % limit); }
    QString pick(const QStringList &from) { return from[qsizetype(below(quint32(from.size())))]; }

    Expression leaf()
    {
        switch (below(18)) {
        case 0:
            return tierRange();
        case 1:
            return tierAtMost();
        case 2:
            return healthSet();
        case 3:
            return seenLongAgo();
        case 4:
            return seenBetween();
        case 5:
            return wardText();
        case 6:
            return hostText();
        case 7:
            return freeText();
        case 8:
            return agentVersion();
        case 9:
            return contentOfCategory();
        case 10:
            return ringNumber();
        case 11:
            return ringName();
        case 12:
            return pinKind();
        case 13:
            return pinExpiry();
        case 14:
            return driver();
        case 15:
            return counts();
        case 16:
            return flags();
        default:
            return osBuild();
        }
    }

    Expression tierRange()
    {
        const quint32 a = below(4);
        const quint32 b = a + below(4 - a);
        return {QStringLiteral("tier:t%1..T%2").arg(a).arg(b), [a, b](const FleetSnapshot &f, Row r) {
                    return quint32(f.tier(r)) >= a && quint32(f.tier(r)) <= b;
                }};
    }
    Expression tierAtMost()
    {
        const quint32 a = below(4);
        const bool strict = below(2);
        return {QStringLiteral("tier%1%2").arg(strict ? QStringLiteral("<") : QStringLiteral(" <= ")).arg(a),
                [a, strict](const FleetSnapshot &f, Row r) {
                    return quint32(f.tier(r)) + (strict ? 1 : 0) <= a;
                }};
    }
    Expression healthSet()
    {
        const auto a = AgentHealth(below(5));
        const auto b = AgentHealth(below(5));
        const bool negative = below(2);
        return {QStringLiteral("health%1%2,%3")
                    .arg(negative ? QStringLiteral("!=") : QStringLiteral(":"), word(a), word(b)),
                [=](const FleetSnapshot &f, Row r) {
                    return (f.health(r) == a || f.health(r) == b) != negative;
                }};
    }
    Expression seenLongAgo()
    {
        const qint64 minutes = below(3000);
        const bool longer = below(2);
        return {QStringLiteral("seen%1%2m").arg(QChar(longer ? u'>' : u'<')).arg(minutes),
                [=](const FleetSnapshot &f, Row r) {
                    const bool never = f.lastSeenMs(r) == 0;
                    const qint64 age = kRandomFleetNowMs - f.lastSeenMs(r);
                    return longer ? never || age > minutes * 60'000 : !never && age < minutes * 60'000;
                }};
    }
    Expression seenBetween()
    {
        const qint64 a = below(1000);
        const qint64 b = a + below(1000);
        return {QStringLiteral("since:%1m..%2m").arg(a).arg(b), [=](const FleetSnapshot &f, Row r) {
                    const qint64 age = kRandomFleetNowMs - f.healthSinceMs(r);
                    return f.healthSinceMs(r) != 0 && age >= a * 60'000 && age <= b * 60'000;
                }};
    }
    Expression wardText()
    {
        const QString text =
            pick({QStringLiteral("icu"), QStringLiteral("W1"), QStringLiteral("süd"), QStringLiteral("7")});
        return {QStringLiteral("ward:%1").arg(text), [text](const FleetSnapshot &f, Row r) {
                    return has(f.ward(r).code, text) || has(f.ward(r).name, text) || has(f.ward(r).kind, text);
                }};
    }
    Expression hostText()
    {
        const QString text =
            pick({QStringLiteral("bed"), QStringLiteral("SMH-ed"), QStringLiteral("ü"), QStringLiteral("7"),
                  QStringLiteral("4w-Bed1"), QStringLiteral("d-"), QStringLiteral("nosuch")});
        const bool exact = below(4) == 0;
        return {QStringLiteral("host%1%2").arg(QChar(exact ? u'=' : u':')).arg(text),
                [=](const FleetSnapshot &f, Row r) {
                    const QString host = hostOf(f, r);
                    return exact ? host.compare(text, Qt::CaseInsensitive) == 0 : has(host, text);
                }};
    }
    Expression freeText()
    {
        const QString text =
            pick({QStringLiteral("bed 7"), QStringLiteral("optiplex"), QStringLiteral("cart"), QStringLiteral("RGH"),
                  QStringLiteral("tower"), QStringLiteral("Zür"), QStringLiteral("4")});
        return {u'"' + text + u'"', [text](const FleetSnapshot &f, Row r) {
                    const FleetDictionaries &n = f.names();
                    const DeviceRow d = f.row(r);
                    const Ward &w = f.ward(r);
                    const QStringList places{hostOf(f, r),
                                             w.code,
                                             w.name,
                                             w.kind,
                                             w.siteCode,
                                             w.siteName,
                                             w.building,
                                             n.rooms.text(d.room),
                                             n.roles.text(d.role),
                                             n.models.text(d.model)};
                    return std::any_of(places.begin(), places.end(), [&](const QString &p) { return has(p, text); });
                }};
    }
    Expression agentVersion()
    {
        const QString limit = pick(
            {QStringLiteral("7.28"), QStringLiteral("7.3.1"), QStringLiteral("7.27.19907"), QStringLiteral("100")});
        const bool more = below(2);
        return {QStringLiteral("agentversion%1%2").arg(more ? QStringLiteral(">=") : QStringLiteral("<"), limit),
                [=](const FleetSnapshot &f, Row r) {
                    const QString version = f.names().versions.text(f.updates(r).agentVersion);
                    return !version.isEmpty() && (compareVersions(version, limit) >= 0) == more;
                }};
    }
    Expression contentOfCategory()
    {
        const bool second = below(2);
        const QString category = second ? QStringLiteral("system critical") : QStringLiteral("rapid response");
        const QString field = second ? QStringLiteral("content.system-critical") : QStringLiteral("content");
        return {field + QStringLiteral("!=1187"), [=](const FleetSnapshot &f, Row r) {
                    const StreamState s = streamOf(f, r, StreamKind::SecurityContent, category);
                    return f.names().versions.text(s.version) != QStringLiteral("1187");
                }};
    }
    Expression ringNumber()
    {
        const int limit = int(below(6));
        return {QStringLiteral("ring.os>%1").arg(limit), [=](const FleetSnapshot &f, Row r) {
                    const quint32 ring = streamOf(f, r, StreamKind::OperatingSystem, {}).ring;
                    return ring != 0 && f.names().rings()[ring].order > limit;
                }};
    }
    Expression ringName()
    {
        const QString name =
            pick({QStringLiteral("early"), QStringLiteral("Frozen"), QStringLiteral("held"), QStringLiteral("2")});
        return {QStringLiteral("ring=%1").arg(name), [=](const FleetSnapshot &f, Row r) {
                    const quint32 ring =
                        streamOf(f, r, StreamKind::SecurityContent, QStringLiteral("rapid response")).ring;
                    const RingName &known = f.names().rings()[ring];
                    return ring != 0
                        && (known.name.compare(name, Qt::CaseInsensitive) == 0
                            || (known.held && name == QStringLiteral("held"))
                            || (name == QStringLiteral("2") && known.order == 2));
                }};
    }
    Expression pinKind()
    {
        const bool any = below(2);
        const auto kind = PinKind(below(5));
        return {any ? QStringLiteral("pin:any") : QStringLiteral("pin:") + word(kind),
                [=](const FleetSnapshot &f, Row r) {
                    return any ? f.pin(r).kind != PinKind::None : f.pin(r).kind == kind;
                }};
    }
    Expression pinExpiry()
    {
        const qint64 days = below(14);
        return {QStringLiteral("pinexpires<=%1d").arg(days), [=](const FleetSnapshot &f, Row r) {
                    const PinMark &pin = f.pin(r);
                    return pin.kind != PinKind::None && pin.expiresMs != 0
                        && pin.expiresMs - kRandomFleetNowMs <= days * 86'400'000;
                }};
    }
    Expression driver()
    {
        const QString name = pick({QStringLiteral("cs"), QStringLiteral("csagent.sys"), QStringLiteral("NTFS")});
        return {QStringLiteral("driver:%1").arg(name), [=](const FleetSnapshot &f, Row r) {
                    const auto &set = f.names().driverSets()[f.row(r).driverSet];
                    return std::any_of(set.begin(), set.end(),
                                       [&](quint32 id) { return has(f.names().drivers.text(id), name); });
                }};
    }
    Expression counts()
    {
        const quint32 limit = below(4);
        switch (below(3)) {
        case 0:
            return {QStringLiteral("conflicts>%1").arg(limit), [=](const FleetSnapshot &f, Row r) {
                        return f.row(r).conflicts > limit;
                    }};
        case 1:
            return {QStringLiteral("drivers:%1,2").arg(limit), [=](const FleetSnapshot &f, Row r) {
                        const std::size_t size = f.names().driverSets()[f.row(r).driverSet].size();
                        return size == limit || size == 2;
                    }};
        default:
            return {QStringLiteral("id:%1..%2").arg(limit * 100).arg(limit * 200), [=](const FleetSnapshot &f, Row r) {
                        return f.id(r).value >= limit * 100 && f.id(r).value <= limit * 200;
                    }};
        }
    }
    Expression flags()
    {
        const bool yes = below(2);
        return {QStringLiteral("cart:%1").arg(yes ? QStringLiteral("yes") : QStringLiteral("no")),
                [=](const FleetSnapshot &f, Row r) {
                    return f.flags(r).testFlag(DeviceFlag::Cart) == yes;
                }};
    }
    Expression osBuild()
    {
        return {QStringLiteral("os<22631.4112"), [](const FleetSnapshot &f, Row r) {
                    const QString os = f.names().osBuilds.text(f.row(r).osBuild);
                    return !os.isEmpty() && compareVersions(buildOf(os), u"22631.4112") < 0;
                }};
    }

    std::mt19937 m_random;
};

} // namespace

TEST(FilterProperty, AnyLineSelectsWhatLookingAtEachDeviceSelects)
{
    for (quint32 seed = 1; seed <= 8; ++seed) {
        const FleetSnapshotPtr fleet = randomFleet(1500, seed);
        Generator generator(seed);
        for (int i = 0; i < 150; ++i) {
            const Expression expression = generator.expression(3);
            const Filter filter = Filter::parse(expression.line);
            ASSERT_TRUE(filter.isValid())
                << expression.line.toStdString() << ": " << filter.diagnosis().message.toStdString();
            const std::optional<RowSet> found = filter.match(*fleet, kRandomFleetNowMs);
            ASSERT_TRUE(found);
            for (Row row = 0; row < fleet->size(); ++row) {
                ASSERT_EQ(found->test(row), expression.meaning(*fleet, row))
                    << "row " << row << " of seed " << seed << ": " << expression.line.toStdString();
            }
        }
    }
}

TEST(FilterProperty, ChunksMakeNoDifference)
{
    const FleetSnapshotPtr fleet = randomFleet(3 * kChunkRows + 77, 5);
    Generator generator(99);
    for (int i = 0; i < 8; ++i) {
        const Expression expression = generator.expression(2);
        const std::optional<RowSet> found = Filter::parse(expression.line).match(*fleet, kRandomFleetNowMs);
        ASSERT_TRUE(found);
        for (Row row = 0; row < fleet->size(); row += 97)
            ASSERT_EQ(found->test(row), expression.meaning(*fleet, row))
                << row << ": " << expression.line.toStdString();
    }
}
