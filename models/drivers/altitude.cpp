#include "models/drivers/altitude.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

constexpr std::array kGroups{
    AltitudeGroup{"Filter", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "part of Windows"), 420000, 429999},
    AltitudeGroup{"FSFilter Top", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "above all others"), 400000, 409999},
    AltitudeGroup{"FSFilter Activity Monitor", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "activity monitor"), 360000,
                  389999},
    AltitudeGroup{"FSFilter Undelete", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "undelete"), 340000, 349999},
    AltitudeGroup{"FSFilter Anti-Virus", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "anti-virus"), 320000, 329999},
    AltitudeGroup{"FSFilter Replication", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "replication"), 300000, 309999},
    AltitudeGroup{"FSFilter Continuous Backup", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "continuous backup"),
                  280000, 289999},
    AltitudeGroup{"FSFilter Content Screener", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "content screener"), 260000,
                  269999},
    AltitudeGroup{"FSFilter Quota Management", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "quota"), 240000, 249999},
    AltitudeGroup{"FSFilter System Recovery", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "system recovery"), 220000,
                  229999},
    AltitudeGroup{"FSFilter Cluster File System", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "cluster file system"),
                  200000, 209999},
    AltitudeGroup{"FSFilter HSM", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "hierarchical storage"), 180000, 189999},
    AltitudeGroup{"FSFilter Imaging", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "imaging"), 170000, 175000},
    AltitudeGroup{"FSFilter Compression", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "compression"), 160000, 169999},
    AltitudeGroup{"FSFilter Encryption", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "encryption"), 140000, 149999},
    AltitudeGroup{"FSFilter Virtualization", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "virtualisation"), 130000,
                  139999},
    AltitudeGroup{"FSFilter Physical Quota Management", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "physical quota"),
                  120000, 129999},
    AltitudeGroup{"FSFilter Open File", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "open file"), 100000, 109999},
    AltitudeGroup{"FSFilter Security Enhancer", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "security enhancer"),
                  80000, 89999},
    AltitudeGroup{"FSFilter Copy Protection", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "copy protection"), 60000,
                  69999},
    AltitudeGroup{"FSFilter Bottom", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "below all others"), 40000, 49999},
    AltitudeGroup{"FSFilter System", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "system"), 20000, 29999},
    AltitudeGroup{"FSFilter Infrastructure", QT_TRANSLATE_NOOP("ringward::AltitudeGroup", "infrastructure"), 0, 19999},
};

struct Decimal {
    qint64 whole = 0;
    QStringView fraction; ///< without zeros at its end
};

std::optional<Decimal> decimal(QStringView text)
{
    text = text.trimmed();
    const qsizetype point = text.indexOf(u'.');
    const QStringView whole = point < 0 ? text : text.left(point);
    QStringView fraction = point < 0 ? QStringView() : text.mid(point + 1);
    const auto isDigit = [](QChar c) {
        return c >= u'0' && c <= u'9';
    };
    if (whole.isEmpty() || whole.size() > 9 || !std::all_of(whole.begin(), whole.end(), isDigit)
        || !std::all_of(fraction.begin(), fraction.end(), isDigit))
        return std::nullopt;
    while (fraction.endsWith(u'0'))
        fraction.chop(1);
    return Decimal{whole.toLongLong(), fraction};
}

} // namespace

std::span<const AltitudeGroup> altitudeGroups()
{
    return kGroups;
}

const AltitudeGroup *altitudeGroupOf(QStringView altitude)
{
    const std::optional<Decimal> number = decimal(altitude);
    if (!number)
        return nullptr;
    const auto group = std::find_if(kGroups.begin(), kGroups.end(), [&](const AltitudeGroup &g) {
        return number->whole >= g.lowest && number->whole <= g.highest;
    });
    return group == kGroups.end() ? nullptr : &*group;
}

std::optional<int> compareAltitudes(QStringView left, QStringView right)
{
    const std::optional<Decimal> l = decimal(left);
    const std::optional<Decimal> r = decimal(right);
    if (!l || !r)
        return std::nullopt;
    if (l->whole != r->whole)
        return l->whole < r->whole ? -1 : 1;
    return l->fraction.compare(r->fraction); // digits after the point order as text
}

} // namespace ringward
