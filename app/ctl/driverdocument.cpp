#include "app/ctl/driverscommand.h"
#include "models/base/counted.h"
#include "models/tables/drivercolumns.h"

#include <QJsonArray>
#include <QLocale>

namespace ringward::ctl {

namespace {

QJsonArray hitsOf(const JudgedImage &judged)
{
    QJsonArray hits;
    for (const CatalogueHit &hit : judged.hits)
        hits.append(QJsonObject{{QStringLiteral("catalogue"), label(hit.catalogue)},
                                {QStringLiteral("evidence"), label(hit.evidence)},
                                {QStringLiteral("alarm"), hit.alarm},
                                {QStringLiteral("entry"), hit.entry},
                                {QStringLiteral("explanation"), hit.explanation}});
    return hits;
}

QJsonObject partsOf(const Exposure &exposure)
{
    QJsonObject parts;
    for (std::size_t i = 0; i < kExposurePartCount; ++i) {
        const ExposureShare &share = exposure.parts[i];
        parts.insert(letter(ExposurePart(i)),
                     QJsonObject{{QStringLiteral("points"), share.points},
                                 {QStringLiteral("most"), share.most},
                                 {QStringLiteral("told"), share.told},
                                 {QStringLiteral("why"), share.why}});
    }
    return parts;
}

QJsonObject tiersOf(const DriverCount &count)
{
    QJsonObject tiers;
    for (int tier = 0; tier < kTierCount; ++tier)
        tiers.insert(word(Tier(tier)), qint64(count.byTier[std::size_t(tier)]));
    return tiers;
}

} // namespace

QJsonObject driverLine(const AssessedDriver &driver)
{
    QJsonObject object{{QStringLiteral("key"), driver.key()}};
    for (const DriverColumn &column : driverColumns())
        object.insert(QLatin1StringView(column.key), QJsonValue::fromVariant(column.value(driver)));
    object.insert(QStringLiteral("devices_disabled"), qint64(driver.disabled));
    object.insert(QStringLiteral("alarm"), driver.judged->alarm());
    object.insert(QStringLiteral("inbox"), driver.judged->image.inbox);
    object.insert(QStringLiteral("by_rule"), driver.review.byRule);
    object.insert(QStringLiteral("overdue"), driver.review.overdue);
    object.insert(QStringLiteral("waiver_expired"), driver.review.waiverExpired);
    object.insert(QStringLiteral("hits"), qint64(driver.judged->hits.size()));
    return object;
}

QJsonObject driverDocument(const AssessedDriver &driver, const DriverAssessment &assessment)
{
    QJsonObject object = driverLine(driver);
    const Driver &told = driver.judged->image.told;
    object.insert(QStringLiteral("description"), told.displayName);
    object.insert(QStringLiteral("path"), told.path);
    object.insert(QStringLiteral("signer"), told.signer);
    object.insert(QStringLiteral("sha256"), told.sha256);
    object.insert(QStringLiteral("parts"), partsOf(driver.exposure));
    object.insert(QStringLiteral("tiers"), tiersOf(driver.count));
    object.insert(QStringLiteral("devices_known"), qint64(assessment.known.devices));
    object.insert(QStringLiteral("devices_partial"), qint64(assessment.partial));
    object.insert(QStringLiteral("entries"), hitsOf(*driver.judged));
    object.insert(QStringLiteral("not_told"),
                  QJsonArray::fromStringList(factsNotTold(driver.judged->image, assessment.inputs.catalogues)));
    return object;
}

QJsonObject toJson(const DriverEvent &event)
{
    return {{QStringLiteral("at"), QDateTime::fromMSecsSinceEpoch(event.atMs, Qt::UTC).toString(Qt::ISODate)},
            {QStringLiteral("kind"), word(event.kind)},
            {QStringLiteral("key"), event.key},
            {QStringLiteral("devices"), qint64(event.devices)},
            {QStringLiteral("wards"), qint64(event.wards)},
            {QStringLiteral("where"), event.where},
            {QStringLiteral("source"), event.source},
            {QStringLiteral("with"), event.with}};
}

void printDriver(const AssessedDriver &driver, const DriverAssessment &assessment, Output &out)
{
    const QLocale locale;
    out.line(tr("%1 · %2 of 100").arg(driver.key(), locale.toString(driver.exposure.total, 'f', 0)));
    for (const DriverColumn &column : driverColumns().subspan(2))
        out.line(QStringLiteral("  %1: %2")
                     .arg(QCoreApplication::translate("ringward::DriverTable", column.title), column.text(driver)));
    for (std::size_t i = 0; i < kExposurePartCount; ++i) {
        const ExposureShare &share = driver.exposure.parts[i];
        out.line(QStringLiteral("  %1  %2 of %3  %4: %5")
                     .arg(letter(ExposurePart(i)), locale.toString(share.points), locale.toString(share.most),
                          label(ExposurePart(i)), share.why));
    }
    QStringList tiers;
    for (int tier = 0; tier < kTierCount; ++tier)
        tiers << tr("%1 %2").arg(word(Tier(tier)).toUpper()).arg(driver.count.byTier[std::size_t(tier)]);
    out.line(tr("  Devices by tier: %1, of %2 whose drivers are known")
                 .arg(tiers.join(tr(", ")), locale.toString(assessment.known.devices)));
    if (driver.disabled)
        out.line(tr("  Disabled on %1 more, which counts as clean").arg(counted(driver.disabled, Noun::Device)));
    for (const CatalogueHit &hit : driver.judged->hits)
        out.line(QStringLiteral("  %1 (%2): %3").arg(label(hit.catalogue), label(hit.evidence), hit.explanation));
    if (const QStringList missing = factsNotTold(driver.judged->image, assessment.inputs.catalogues);
        !missing.isEmpty())
        out.line(tr("  Not told by any source: %1").arg(missing.join(tr(", "))));
    for (const quint32 at : driver.review.reviews) {
        const DriverReview &review = assessment.reviews()[at];
        out.line(tr("  Review of %1: %2, %3, %4")
                     .arg(review.name, label(review.state), review.owner.isEmpty() ? tr("no owner") : review.owner,
                          review.reason.isEmpty() ? review.openedBy : review.reason));
    }
}

} // namespace ringward::ctl
