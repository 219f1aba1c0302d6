#pragma once
#include "models/drivers/driverassessment.h"

#include <QDate>
#include <QStringList>

namespace ringward {

/// Which report is asked for.
struct KernelReportRequest {
    QString vendor; ///< only what this maker has in the kernel; empty for everybody. Any part of its name, in any case
    QString hospital; ///< who signs; empty leaves a line to write on
};

/// How a hospital depends on kernel code, for a vendor, for Microsoft or for its own board: the content of a document,
/// all texts translated.
struct KernelReport {
    /// Kernel code of one maker.
    struct Maker {
        QString name;
        QStringList images; ///< file names
        QStringList versions; ///< in use, newest first
        DriverClass driverClass = DriverClass::Unknown;
        double score = 0; ///< the highest of its images
        DriverCount count; ///< devices that have any of them
        quint32 wards = 0;
        bool loadsContent = false; ///< reads content at run time that no new version announces
        QString content, cadence; ///< in words
        QString failed; ///< what went wrong before, as is publicly known
        CrashHistory crashes; ///< of this hospital that name its code
        QString alternative; ///< what is asked for instead
        QString review; ///< what the hospital decided
    };
    struct WardLine {
        QString site, ward;
        quint32 devices = 0; ///< whose drivers are known
        quint32 withCode = 0; ///< that have kernel code of the makers in this report
        quint32 withContent = 0; ///< of those: that has content loaded at run time
    };

    KernelReportRequest request;
    QDate date;
    QString title;
    QStringList findings; ///< a sentence each, the most important first
    DriverCount known, withCode, withContent; ///< devices, by tier
    std::vector<Maker> makers; ///< the heaviest first
    std::vector<WardLine> wards; ///< most devices with content first
    quint32 wardsLeftOut = 0; ///< beyond what a document can hold
    QStringList asks; ///< what is asked of the vendors
    QStringList basis; ///< what the figures rest on: catalogues and their dates, what no source tells
};

/// For any thread. NotFound when the fleet has nothing of that vendor.
Result<KernelReport> kernelReport(const DriverAssessment &assessment, const KernelReportRequest &request);

} // namespace ringward
