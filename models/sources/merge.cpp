#include "models/sources/merge.h"

#include "models/sources/identity.h"

#include <numeric>

namespace ringward {

namespace {

struct RoleTier {
    QStringView word; ///< in the role, in lower case
    Tier tier;
};
constexpr std::array kRoleTiers{
    RoleTier{u"downtime", Tier::T0},   RoleTier{u"theatre", Tier::T0},      RoleTier{u"operating", Tier::T0},
    RoleTier{u"anaesth", Tier::T0},    RoleTier{u"monitor", Tier::T0},      RoleTier{u"bedside", Tier::T1},
    RoleTier{u"nurse", Tier::T1},      RoleTier{u"cart", Tier::T1},         RoleTier{u"emar", Tier::T1},
    RoleTier{u"medication", Tier::T1}, RoleTier{u"pharmac", Tier::T1},      RoleTier{u"lab", Tier::T1},
    RoleTier{u"imaging", Tier::T1},    RoleTier{u"radiolog", Tier::T1},     RoleTier{u"server", Tier::T1},
    RoleTier{u"print", Tier::T2},      RoleTier{u"registration", Tier::T2}, RoleTier{u"reception", Tier::T2},
    RoleTier{u"kiosk", Tier::T2},
};

/// "10.0.19045.4412", "10.0 (19045)" and "19045" all begin with the same numbers.
QString buildNumbers(QStringView build)
{
    QString numbers;
    for (const QChar c : build)
        numbers += c.isDigit() ? c : u'.';
    QStringList parts = numbers.split(u'.', Qt::SkipEmptyParts);
    if (parts.size() > 2 && parts[0] == u"10" && parts[1] == u"0")
        parts = parts.mid(2);
    return parts.join(u'.');
}

bool beginsWith(const QString &longer, const QString &shorter, QChar separator)
{
    return longer == shorter || (longer.startsWith(shorter) && longer[shorter.size()] == separator);
}

bool sameDomain(const QString &left, const QString &right)
{
    const QString l = left.toCaseFolded();
    const QString r = right.toCaseFolded();
    return l == r || (!l.contains(u'.') && r.startsWith(l + u'.')) || (!r.contains(u'.') && l.startsWith(r + u'.'));
}

} // namespace

std::vector<std::size_t> beliefOrder(const std::vector<RecordRank> &ranks)
{
    quint32 newest = 0;
    for (const RecordRank &rank : ranks)
        newest = std::max(newest, rank.lastSeenSec);
    const auto stale = [&](const RecordRank &r) {
        return r.lastSeenSec != 0 && newest - r.lastSeenSec > kStaleAfterSec;
    };
    std::vector<std::size_t> order(ranks.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        const RecordRank &l = ranks[a];
        const RecordRank &r = ranks[b];
        return std::tuple(stale(l), l.source, ~l.lastSeenSec, l.content)
            < std::tuple(stale(r), r.source, ~r.lastSeenSec, r.content);
    });
    return order;
}

bool sameFact(Field field, const QString &left, const QString &right)
{
    if (left.compare(right, Qt::CaseInsensitive) == 0)
        return true;
    switch (field) {
    case Field::HostName:
        return comparableHost(left) == comparableHost(right);
    case Field::Domain:
        return sameDomain(left, right);
    case Field::OsBuild: {
        const QString l = buildNumbers(left);
        const QString r = buildNumbers(right);
        return l.size() > r.size() ? beginsWith(l, r, u'.') : beginsWith(r, l, u'.');
    }
    case Field::Model:
        return left.endsWith(right, Qt::CaseInsensitive) || right.endsWith(left, Qt::CaseInsensitive);
    case Field::AgentVersion:
        return compareVersions(left, right) == 0;
    default:
        return left.trimmed().compare(right.trimmed(), Qt::CaseInsensitive) == 0;
    }
}

std::vector<Disagreement> disagreements(std::size_t count,
                                        const std::function<QString(std::size_t record, Field field)> &told)
{
    std::vector<Disagreement> found;
    for (std::size_t f = 0; count > 1 && f < kFieldCount; ++f) {
        const auto field = Field(f);
        if (!spec(field).conflictMatters)
            continue;
        Disagreement disagreement{.field = field, .tellers = {}};
        QString first;
        QString product;
        bool differ = false;
        for (std::size_t i = 0; i < count; ++i) {
            const QString text = told(i, field);
            if (text.isEmpty())
                continue;
            if (disagreement.tellers.empty()) {
                first = text;
                product = told(i, Field::AgentProduct);
            } else if (field == Field::AgentVersion && told(i, Field::AgentProduct) != product) {
                continue; // two agents on one machine have versions of their own
            } else {
                differ = differ || !sameFact(field, first, text);
            }
            disagreement.tellers.push_back(i);
        }
        if (differ)
            found.push_back(std::move(disagreement));
    }
    return found;
}

Tier tierOfRole(const QString &role, DeviceFlags flags)
{
    if (flags.testFlag(DeviceFlag::DowntimePc))
        return Tier::T0;
    for (const RoleTier &entry : kRoleTiers) {
        if (role.contains(entry.word, Qt::CaseInsensitive))
            return entry.tier;
    }
    return Tier::T3;
}

QString modelName(const QString &manufacturer, const QString &model)
{
    const QString brand = manufacturer.section(u' ', 0, 0);
    if (manufacturer.isEmpty() || model.startsWith(brand, Qt::CaseInsensitive))
        return model;
    return model.isEmpty() ? manufacturer : manufacturer + u' ' + model;
}

} // namespace ringward
