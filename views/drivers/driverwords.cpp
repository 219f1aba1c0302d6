#include "views/drivers/driverwords.h"

#include "models/fleet/filterterm.h"

#include <QCoreApplication>
#include <QDateTime>

namespace ringward {

namespace {

struct StateLook {
    const char *icon;
    IconInk ink;
};
/// At the positions of ReviewState.
constexpr std::array<StateLook, kReviewStateCount> kStates{{
    {"unreviewed", IconInk::Muted},
    {"check", IconInk::Accent},
    {"replace", IconInk::Degraded},
    {"cross", IconInk::Bad},
}};

using Tone = DriverBadge::Tone;

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverWords", text);
}

QString shortName(CatalogueKind kind)
{
    switch (kind) {
    case CatalogueKind::LolDrivers:
        return tr("LOLDrivers");
    case CatalogueKind::BlockList:
        return tr("block list");
    case CatalogueKind::Altitudes:
    case CatalogueKind::Crashes:
        break; // neither calls a driver vulnerable
    }
    return tr("list");
}

QString shortName(Evidence evidence)
{
    switch (evidence) {
    case Evidence::NameOnly:
        return tr("name");
    case Evidence::NameAndVersion:
        return tr("version");
    case Evidence::Publisher:
        return tr("signer");
    case Evidence::FlatHash:
    case Evidence::AuthenticodeHash:
        break;
    }
    return tr("hash");
}

} // namespace

QString iconOf(ReviewState state)
{
    return QString::fromLatin1(kStates[std::size_t(state)].icon);
}

IconInk inkOf(ReviewState state)
{
    return kStates[std::size_t(state)].ink;
}

std::vector<DriverBadge> badgesOf(const AssessedDriver &driver, QDate today)
{
    const JudgedImage &judged = *driver.judged;
    std::vector<DriverBadge> badges, hits;
    for (const CatalogueHit &hit : judged.hits) {
        const QString text = tr("%1 %2").arg(shortName(hit.catalogue), shortName(hit.evidence));
        const auto same = [&](const DriverBadge &badge) {
            return badge.text == text;
        };
        if (std::none_of(hits.begin(), hits.end(), same))
            hits.push_back({text,
                            !hit.alarm                               ? Tone::Plain
                                : hit.evidence >= Evidence::FlatHash ? Tone::Bad
                                                                     : Tone::Warn});
    }
    const bool alarm = judged.alarm();
    if (alarm)
        badges = hits;
    if (driver.review.waiverExpired)
        badges.push_back({tr("waiver expired"), Tone::Warn});
    if (driver.review.overdue)
        badges.push_back(
            {driver.review.due.isValid() ? tr("overdue %1 d").arg(driver.review.due.daysTo(today)) : tr("overdue"),
             Tone::Warn});
    if (judged.altitude)
        badges.push_back({tr("alt %1").arg(judged.altitude->altitude)});
    if (!alarm)
        badges.insert(badges.end(), hits.begin(), hits.end());
    if (judged.image.told.start == StartType::Boot)
        badges.push_back({tr("boot start")});
    if (judged.image.signature == SignatureLevel::Unsigned)
        badges.push_back({tr("unsigned"), Tone::Warn});
    if (judged.image.inbox)
        badges.push_back({judged.inboxByName ? tr("Windows, by name") : tr("Windows")});
    return badges;
}

QDate dayOf(qint64 atMs)
{
    return QDateTime::fromMSecsSinceEpoch(atMs).date();
}

QString devicesLine(const AssessedDriver &driver, const FleetSnapshot &fleet, quint32 ward)
{
    const QString line = driver.version().isEmpty() ? filterTerm("driver", driver.name())
                                                    : QStringLiteral("driver:") + filterQuoted(driver.key());
    return ward ? line + u' ' + wardFilter(fleet.names().wards()[ward]) : line;
}

QString wardName(const Ward &ward)
{
    const QString &name = ward.code.isEmpty() ? ward.name : ward.code;
    if (name.isEmpty())
        return tr("no ward told");
    return ward.siteCode.isEmpty() ? name : tr("%1 · %2").arg(name, ward.siteCode);
}

} // namespace ringward
