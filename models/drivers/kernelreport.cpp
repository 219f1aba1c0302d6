#include "models/drivers/kernelreport.h"

#include "models/base/version.h"
#include "models/drivers/kernelreportdraft.h"

#include <QCoreApplication>

#include <map>
#include <set>

namespace ringward {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::KernelReport", text);
}

/// What a hospital can do without: code of others than Windows, and what of Windows loads content.
bool isForeign(const AssessedDriver &driver)
{
    const KernelVendor *vendor = driver.judged->vendor;
    const bool loads = vendor && vendor->content >= KernelVendor::Content::Sometimes;
    return driver.judged->image.told.kind != ImageKind::UserMode
        && (loads || (driver.judged->driverClass != DriverClass::Windows && !driver.judged->image.inbox));
}

/// The makers that are known of this fleet; what is not in their lists of files may name them as publisher.
std::set<QString> knownMakers(const DriverAssessment &assessment)
{
    std::set<QString> makers;
    for (const AssessedDriver &driver : assessment.drivers) {
        if (driver.judged->vendor)
            makers.insert(driver.judged->vendor->vendor);
    }
    return makers;
}

QString makerOf(const AssessedDriver &driver, const std::set<QString> &known)
{
    if (driver.judged->vendor)
        return driver.judged->vendor->vendor;
    const QString publisher = driver.judged->publisher();
    const auto maker = std::find_if(known.begin(), known.end(), [&](const QString &name) {
        return publisher.startsWith(name, Qt::CaseInsensitive);
    });
    if (maker != known.end())
        return *maker;
    return publisher.isEmpty() ? tr("Maker not told") : publisher;
}

QString contentWords(KernelVendor::Content content)
{
    constexpr std::array kWords{
        QT_TRANSLATE_NOOP("ringward::KernelReport", "not known"),
        QT_TRANSLATE_NOOP("ringward::KernelReport", "none: it changes with its version only"),
        QT_TRANSLATE_NOOP("ringward::KernelReport", "rules"),
        QT_TRANSLATE_NOOP("ringward::KernelReport", "content that changes without a new version"),
    };
    return tr(kWords[std::size_t(content)]);
}

QString cadenceWords(KernelVendor::Cadence cadence)
{
    constexpr std::array kWords{
        QT_TRANSLATE_NOOP("ringward::KernelReport", "not known"),
        QT_TRANSLATE_NOOP("ringward::KernelReport", "every few months"),
        QT_TRANSLATE_NOOP("ringward::KernelReport", "every few days"),
        QT_TRANSLATE_NOOP("ringward::KernelReport", "several times a day"),
    };
    return tr(kWords[std::size_t(cadence)]);
}

using Draft = KernelReportDraft;

void add(Draft &draft, const AssessedDriver &driver)
{
    KernelReport::Maker &maker = draft.maker;
    draft.ids.push_back(driver.id);
    if (!maker.images.contains(driver.name()))
        maker.images << driver.name();
    if (!driver.version().isEmpty() && !maker.versions.contains(driver.version()))
        maker.versions << driver.version();
    if (driver.exposure.total >= maker.score) {
        maker.score = driver.exposure.total;
        maker.driverClass = driver.judged->driverClass;
    }
    maker.crashes.add(driver.judged->crashes);
    ++draft.states[std::size_t(driver.review.state)];
    if (const KernelVendor *vendor = driver.judged->vendor) {
        maker.loadsContent = maker.loadsContent || vendor->content >= KernelVendor::Content::Sometimes;
        maker.content = contentWords(vendor->content);
        maker.cadence = cadenceWords(vendor->cadence);
        maker.failed = vendor->failed;
        maker.alternative = vendor->alternative;
    }
}

QString reviewWords(const std::array<quint32, kReviewStateCount> &states)
{
    constexpr std::array kWords{
        QT_TRANSLATE_NOOP("ringward::KernelReport", "not reviewed yet: %1"),
        QT_TRANSLATE_NOOP("ringward::KernelReport", "kept: %1"),
        QT_TRANSLATE_NOOP("ringward::KernelReport", "to be replaced: %1"),
        QT_TRANSLATE_NOOP("ringward::KernelReport", "to be removed: %1"),
    };
    QStringList words;
    for (std::size_t state = 0; state < kWords.size(); ++state) {
        if (states[state] > 0)
            words << tr(kWords[state]).arg(states[state]);
    }
    return words.join(QStringLiteral(", "));
}

std::vector<Draft> draftsOf(const DriverAssessment &assessment, const QString &vendor)
{
    const std::set<QString> known = knownMakers(assessment);
    std::map<QString, Draft> byMaker;
    for (const AssessedDriver &driver : assessment.drivers) {
        const QString maker = makerOf(driver, known);
        if (vendor.isEmpty() ? !isForeign(driver) : !maker.contains(vendor, Qt::CaseInsensitive))
            continue;
        Draft &draft = byMaker[maker];
        draft.maker.name = maker;
        add(draft, driver);
    }
    std::vector<Draft> drafts;
    for (auto &[name, draft] : byMaker) {
        std::sort(draft.maker.versions.begin(), draft.maker.versions.end(),
                  [](const QString &l, const QString &r) { return compareVersions(l, r) > 0; });
        if (draft.maker.content.isEmpty()) {
            draft.maker.content = contentWords(KernelVendor::Content::NotKnown);
            draft.maker.cadence = cadenceWords(KernelVendor::Cadence::NotKnown);
        }
        draft.maker.review = reviewWords(draft.states);
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

} // namespace

Result<KernelReport> kernelReport(const DriverAssessment &assessment, const KernelReportRequest &request)
{
    std::vector<Draft> drafts = draftsOf(assessment, request.vendor.trimmed());
    if (drafts.empty())
        return Error{Error::Kind::NotFound, request.vendor,
                     request.vendor.isEmpty()
                         ? tr("No source tells any driver yet. Import inventories or add a source that tells drivers.")
                         : tr("No device has kernel code of a maker called “%1”.").arg(request.vendor)};
    KernelReport report;
    report.request = request;
    report.date = QDateTime::fromMSecsSinceEpoch(assessment.inputs.nowMs).date();
    report.title = request.vendor.isEmpty() ? tr("Dependence on kernel code")
                                            : tr("Dependence on kernel code of %1").arg(drafts.front().maker.name);
    report.known = assessment.known;
    addFigures(report, drafts, assessment);
    return report;
}

} // namespace ringward
