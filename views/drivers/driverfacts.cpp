#include "views/drivers/driverfacts.h"

#include "models/base/counted.h"
#include "models/base/datetext.h"
#include "models/tables/drivercolumns.h"
#include "views/drivers/driverwords.h"

#include <QCoreApplication>
#include <QLocale>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::DriverFacts", text);
}

QString contentText(const KernelVendor *vendor)
{
    if (!vendor)
        return {};
    switch (vendor->content) {
    case KernelVendor::Content::Never:
        return tr("loads none");
    case KernelVendor::Content::Sometimes:
        return tr("loads some at run time");
    case KernelVendor::Content::Always:
        return tr("loads it at run time, without a new version");
    case KernelVendor::Content::NotKnown:
        break;
    }
    return {};
}

} // namespace

std::vector<FactList::Fact> factsOf(const AssessedDriver &driver, const Catalogues &catalogues)
{
    const JudgedImage &judged = *driver.judged;
    const Driver &told = judged.image.told;
    std::vector<FactList::Fact> facts;
    const auto add = [&](const QString &name, const QString &value, bool fixed = false) {
        if (!value.isEmpty())
            facts.push_back({name, value, fixed, false});
    };
    add(tr("Version"), driver.version());
    add(tr("Publisher"), judged.publisher());
    add(tr("Class"), label(judged.driverClass));
    add(tr("Description"), told.displayName.startsWith(u'@') ? QString() : told.displayName);
    if (told.start != StartType::NotTold)
        add(tr("Start"), label(told.start));
    if (driver.disabled)
        add(tr("Disabled"),
            tr("on %1: it lies there but does not start, which counts as clean")
                .arg(counted(driver.disabled, Noun::Device)));
    if (judged.altitude) {
        add(tr("Altitude"),
            judged.altitude->told ? judged.altitude->altitude
                                  : tr("%1, by the list of allocated altitudes").arg(judged.altitude->altitude));
        add(tr("Group"), judged.altitude->loadOrderGroup);
    } else {
        add(tr("Group"), told.loadOrderGroup);
    }
    if (judged.image.signature != SignatureLevel::NotTold)
        add(tr("Signature"), label(judged.image.signature));
    add(tr("Signer"), told.signer);
    if (told.safeMode != SafeMode::NotTold)
        add(tr("Safe Mode"), label(told.safeMode));
    add(tr("Content"), contentText(judged.vendor));
    if (catalogues.crashes)
        add(tr("Crashes"),
            judged.crashes.crashes() ? judged.crashes.sentence() : tr("none of those on record names it"));
    if (judged.crashes.computers.size() > 0)
        add(tr("Crashed"), judged.crashes.computers.mid(0, 20).join(tr(", ")));
    if (judged.vendor) {
        add(tr("Failed before"), judged.vendor->failed);
        add(tr("Asked for instead"), judged.vendor->alternative);
    }
    add(tr("Path"), told.path, true);
    add(QStringLiteral("SHA-256"), told.sha256, true);
    add(QStringLiteral("SHA-1"), told.sha1, true);
    add(QStringLiteral("MD5"), told.md5, true);
    if (judged.inboxByName)
        add(tr("Part of Windows"),
            tr("by its name and folder only: no source tells a signature, so this proves nothing"));
    else if (judged.image.inbox)
        add(tr("Part of Windows"), tr("yes, by its signer"));
    for (const QString &missing : factsNotTold(judged.image, catalogues))
        facts.push_back({missing.at(0).toUpper() + missing.mid(1), tr("not told by any source"), false, true});
    return facts;
}

std::vector<FactList::Fact> decisionsOf(const AssessedDriver &driver, const std::vector<DriverReview> &reviews)
{
    std::vector<FactList::Fact> facts;
    if (driver.review.byRule)
        facts.push_back({tr("Keep"), tr("by rule, because it is part of Windows; nobody decided it"), false, true});
    for (const quint32 at : driver.review.reviews) {
        const DriverReview &review = reviews[at];
        QStringList parts;
        if (!review.owner.isEmpty())
            parts << review.owner;
        if (!review.reason.isEmpty())
            parts << review.reason;
        if (!review.openedBy.isEmpty())
            parts << review.openedBy;
        if (!review.scope.isEmpty())
            parts << tr("only for %1").arg(review.scope);
        if (review.reviewBy.isValid())
            parts << tr("look again by %1").arg(dayText(review.reviewBy));
        if (review.waiverUntil.isValid())
            parts << tr("waiver until %1: %2").arg(dayText(review.waiverUntil), review.waiver);
        parts << tr("about %1").arg(review.name);
        facts.push_back({label(review.state), parts.join(QStringLiteral(" · ")), false, false});
    }
    if (facts.empty())
        facts.push_back({label(ReviewState::Unreviewed), tr("nobody decided about it yet"), false, true});
    return facts;
}

QString eventText(const DriverEvent &event)
{
    const QString devices = counted(event.devices, Noun::Device), wards = counted(event.wards, Noun::Ward);
    QString text;
    switch (event.kind) {
    case DriverEvent::Kind::FirstRead:
        text = tr("First read with %1 in %2").arg(devices, wards);
        break;
    case DriverEvent::Kind::Arrived:
        text = tr("Arrived on %1 in %2").arg(devices, wards);
        break;
    case DriverEvent::Kind::Left:
        text = tr("Left: the last %1 have it no more").arg(devices);
        break;
    }
    if (!event.where.isEmpty())
        text += tr(", first %1").arg(event.where);
    if (!event.with.isEmpty())
        text += tr(" · with %1").arg(event.with);
    return event.source.isEmpty() ? text : text + tr(" · told by %1").arg(event.source);
}

std::vector<FactList::Fact> historyOf(const std::vector<DriverEvent> &events, QStringView image)
{
    std::vector<FactList::Fact> facts;
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (imageOfKey(event->key) != image)
            continue;
        const QStringView version = versionOfKey(event->key);
        const QString text = eventText(*event);
        facts.push_back({minuteText(event->atMs), version.isEmpty() ? text : tr("%1: %2").arg(version.toString(), text),
                         false, false});
    }
    return facts;
}

QString driverText(const AssessedDriver &driver, const DriverAssessment &assessment)
{
    QStringList lines{driver.key(), tr("Score: %1 of 100").arg(QLocale().toString(driver.exposure.total, 'f', 0))};
    for (std::size_t i = 0; i < kExposurePartCount; ++i) {
        const ExposureShare &share = driver.exposure.parts[i];
        lines << tr("  %1: %2 of %3, %4").arg(label(ExposurePart(i))).arg(share.points).arg(share.most).arg(share.why);
    }
    lines << tr("Devices: %1 of %2 whose drivers are known, in %3")
                 .arg(countText(driver.count.devices), countText(assessment.known.devices),
                      counted(driver.wards, Noun::Ward));
    if (assessment.partial)
        lines << tr("Partial lists: on %1, so there may be more").arg(counted(assessment.partial, Noun::Device));
    for (const FactList::Fact &fact : factsOf(driver, assessment.inputs.catalogues))
        lines << fact.label + QStringLiteral(": ") + fact.value;
    for (const CatalogueHit &hit : driver.judged->hits)
        lines << tr("%1 (%2): %3").arg(label(hit.catalogue), label(hit.evidence), hit.explanation);
    for (const FactList::Fact &fact : decisionsOf(driver, assessment.reviews()))
        lines << tr("Review: %1, %2").arg(fact.label, fact.value);
    return lines.join(u'\n');
}

std::vector<WardCount> wardsOf(const FleetSnapshot &fleet, quint32 driver, const std::stop_token &stop)
{
    const auto rows = devicesWith(fleet, {driver}, stop);
    const auto counts = rows ? countByWardAndSet(fleet, &*rows, stop) : std::nullopt;
    if (!counts)
        return {};
    std::vector<WardCount> wards;
    for (const WardSetCount &count : *counts) {
        if (wards.empty() || wards.back().ward != count.ward)
            wards.push_back({wardName(fleet.names().wards()[count.ward]), count.ward, 0});
        wards.back().devices += count.devices;
    }
    std::stable_sort(wards.begin(), wards.end(),
                     [](const WardCount &l, const WardCount &r) { return l.devices > r.devices; });
    return wards;
}

} // namespace ringward
