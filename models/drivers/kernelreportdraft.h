#pragma once
#include "models/drivers/kernelreport.h"

namespace ringward {

/// A maker while its images are put together.
struct KernelReportDraft {
    KernelReport::Maker maker;
    std::vector<quint32> ids; ///< in the fleet's dictionaries
    std::array<quint32, kReviewStateCount> states{};
};

/// Counts devices by maker, tier and ward, and says what follows from the figures.
void addFigures(KernelReport &report, std::vector<KernelReportDraft> &drafts, const DriverAssessment &assessment);

} // namespace ringward
