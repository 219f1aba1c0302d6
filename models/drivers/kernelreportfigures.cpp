#include "models/base/counted.h"
#include "models/drivers/kernelreportdraft.h"
#include "models/fleet/rowscan.h"

#include <QCoreApplication>

#include <set>

namespace ringward {

namespace {

constexpr std::size_t kMostWards = 40; ///< more is no document that somebody signs

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KernelReport", text);
}

QString percent(quint32 part, quint32 whole)
{
    return whole == 0 ? tr("none") : tr("%1 %").arg(100.0 * part / whole, 0, 'f', part == whole ? 0 : 1);
}

/// Devices that have any of some drivers.
struct Having {
    DriverCount count;
    std::vector<WardSetCount> byWard;
    std::size_t wards() const
    {
        std::set<quint32> ids;
        for (const WardSetCount &ward : byWard)
            ids.insert(ward.ward);
        return ids.size();
    }
};

Having having(const FleetSnapshot &fleet, const std::vector<quint32> &ids)
{
    Having result;
    const RowSet rows = devicesWith(fleet, ids).value_or(RowSet());
    forEachRow(std::span<const quint64>(rows.words()), [&](Row row) {
        ++result.count.devices;
        ++result.count.byTier[std::size_t(fleet.tier(row))];
    });
    result.byWard = countByWardAndSet(fleet, &rows).value_or(std::vector<WardSetCount>());
    return result;
}

void addWards(KernelReport &report, const Having &code, const Having &content, const DriverAssessment &assessment)
{
    QHash<quint32, KernelReport::WardLine> lines;
    for (const WardExposure &ward : assessment.wards) {
        const Ward &told = assessment.fleet().names().wards()[ward.ward];
        const QString name = told.name.isEmpty() ? told.code : told.name;
        lines.insert(ward.ward,
                     {told.siteName.isEmpty() ? told.siteCode : told.siteName,
                      name.isEmpty() ? tr("Ward not told") : name, ward.devices, 0, 0});
    }
    for (const WardSetCount &count : code.byWard)
        lines[count.ward].withCode += count.devices;
    for (const WardSetCount &count : content.byWard)
        lines[count.ward].withContent += count.devices;
    for (const KernelReport::WardLine &line : std::as_const(lines)) {
        if (line.withCode > 0)
            report.wards.push_back(line);
    }
    std::sort(report.wards.begin(), report.wards.end(), [](const auto &l, const auto &r) {
        return std::tuple(r.withContent, r.withCode, l.site, l.ward)
            < std::tuple(l.withContent, l.withCode, r.site, r.ward);
    });
    if (report.wards.size() > kMostWards) {
        report.wardsLeftOut = quint32(report.wards.size() - kMostWards);
        report.wards.resize(kMostWards);
    }
}

void addFindings(KernelReport &report)
{
    const quint32 critical = report.withContent.byTier[std::size_t(Tier::T0)];
    const auto loading = std::count_if(report.makers.begin(), report.makers.end(),
                                       [](const KernelReport::Maker &maker) { return maker.loadsContent; });
    report.findings
        << agreeing(report.withCode.devices, tr("%1 of %2 (%3) runs kernel code of %4."),
                    tr("%1 of %2 (%3) run kernel code of %4."))
               .arg(countText(report.withCode.devices), counted(report.known.devices, Noun::Device),
                    percent(report.withCode.devices, report.known.devices),
                    report.makers.size() == 1
                        ? report.makers.front().name
                        : tr("%1 other than Windows").arg(counted(qint64(report.makers.size()), Noun::Maker)));
    if (loading > 0)
        report.findings << tr("On %1 (%2) that code reads content while it runs, in the kernel, from %3. A "
                              "defect in such content stops the machine before anybody can intervene.")
                               .arg(counted(report.withContent.devices, Noun::Device),
                                    percent(report.withContent.devices, report.known.devices),
                                    counted(loading, Noun::Maker));
    if (critical > 0)
        report.findings << agreeing(critical, tr("%1 of those devices is life-critical (tier T0)."),
                                    tr("%1 of those devices are life-critical (tier T0)."))
                               .arg(countText(critical));
    for (const KernelReport::Maker &maker : report.makers) {
        if (!maker.failed.isEmpty())
            report.findings << tr("%1 has failed before: %2.").arg(maker.name, maker.failed);
        if (maker.crashes.crashes() > 0)
            report.findings << tr("Of the code by %1, in this hospital: %2.").arg(maker.name, maker.crashes.sentence());
    }
}

void addAsks(KernelReport &report)
{
    for (const KernelReport::Maker &maker : report.makers) {
        if (!maker.alternative.isEmpty() && maker.loadsContent)
            report.asks
                << tr("%1: a date by which %2 is available for our systems.").arg(maker.name, maker.alternative);
    }
    const bool anyContent = report.withContent.devices > 0;
    if (anyContent) {
        report.asks << tr("Content that is loaded into the kernel is validated by the driver itself before use, and a "
                          "driver that meets invalid content leaves the machine able to start.");
        report.asks << tr("Content follows the rings that we set, as builds do: no content reaches all our devices at "
                          "once, and we can hold it.");
        report.asks << tr("Every content release is announced with its time, its category and a way back.");
    }
    report.asks << tr("A list of every kernel image that is installed, with its purpose, and notice before a new one.");
}

void addBasis(KernelReport &report, const DriverAssessment &assessment)
{
    const FleetSnapshot &fleet = assessment.fleet();
    report.basis
        << tr("State of %1: %2, of which sources tell the drivers of %3.")
               .arg(QDateTime::fromMSecsSinceEpoch(fleet.takenMs()).toString(QStringLiteral("yyyy-MM-dd HH:mm")),
                    counted(fleet.size(), Noun::Device), countText(assessment.known.devices));
    if (assessment.partial)
        report.basis << agreeing(assessment.partial,
                                 tr("The list of %1 is partial: what its tool leaves out is not counted."),
                                 tr("The lists of %1 are partial: what their tools leave out is not counted."))
                            .arg(counted(assessment.partial, Noun::Device));
    report.basis << tr("Code that is disabled on a device is not counted there.");
    const Catalogues &catalogues = assessment.inputs.catalogues;
    QStringList used;
    const auto add = [&used](const auto &catalogue) {
        if (catalogue)
            used << (catalogue->info.date.isValid()
                         ? tr("%1 of %2").arg(catalogue->info.title, catalogue->info.date.toString(Qt::ISODate))
                         : tr("%1 %2").arg(catalogue->info.title, catalogue->info.version).trimmed());
    };
    add(catalogues.altitudes), add(catalogues.lolDrivers), add(catalogues.blockList), add(catalogues.crashes);
    if (!catalogues.lolDrivers && !catalogues.blockList)
        report.basis << tr("No catalogue of vulnerable drivers was imported.");
    if (!used.isEmpty())
        report.basis << tr("Catalogues: %1.").arg(used.join(QStringLiteral(", ")));
    const auto unhashed =
        std::count_if(assessment.drivers.begin(), assessment.drivers.end(), [](const AssessedDriver &driver) {
            const Driver &told = driver.judged->image.told;
            return told.sha256.isEmpty() && told.sha1.isEmpty() && told.md5.isEmpty();
        });
    if (unhashed > 0)
        report.basis << tr("Of %1 of %2 no source tells a hash.")
                            .arg(countText(unhashed), counted(qint64(assessment.drivers.size()), Noun::Driver));
    report.basis << tr("What makers load at run time, how often, and what they offer instead is from their public "
                       "documentation.");
}

} // namespace

void addFigures(KernelReport &report, std::vector<KernelReportDraft> &drafts, const DriverAssessment &assessment)
{
    const FleetSnapshot &fleet = assessment.fleet();
    std::vector<quint32> all;
    std::vector<quint32> loading;
    for (KernelReportDraft &draft : drafts) {
        const Having devices = having(fleet, draft.ids);
        draft.maker.count = devices.count;
        draft.maker.wards = quint32(devices.wards());
        all.insert(all.end(), draft.ids.begin(), draft.ids.end());
        if (draft.maker.loadsContent)
            loading.insert(loading.end(), draft.ids.begin(), draft.ids.end());
        report.makers.push_back(draft.maker);
    }
    std::sort(report.makers.begin(), report.makers.end(), [](const auto &l, const auto &r) {
        return std::tuple(r.loadsContent, r.score * r.count.devices, l.name)
            < std::tuple(l.loadsContent, l.score * l.count.devices, r.name);
    });
    const Having code = having(fleet, all);
    const Having content = having(fleet, loading);
    report.withCode = code.count;
    report.withContent = content.count;
    addWards(report, code, content, assessment);
    addFindings(report);
    addAsks(report);
    addBasis(report, assessment);
}

} // namespace ringward
