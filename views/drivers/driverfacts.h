#pragma once
#include "models/drivers/driverassessment.h"
#include "models/drivers/drivernews.h"
#include "views/widgets/detailpane.h"

namespace ringward {

/// What is known of an image; what no source told is named in the last fact.
std::vector<FactList::Fact> factsOf(const AssessedDriver &driver, const Catalogues &catalogues);
/// What was decided about it, and what opened the question.
std::vector<FactList::Fact> decisionsOf(const AssessedDriver &driver, const std::vector<DriverReview> &reviews);
/// When it came and went, newest first.
std::vector<FactList::Fact> historyOf(const std::vector<DriverEvent> &events, QStringView image);
/// One sentence about an event, without its time.
QString eventText(const DriverEvent &event);
/// All that is known, in plain text, for the clipboard.
QString driverText(const AssessedDriver &driver, const DriverAssessment &assessment);

/// Devices that have a driver in one ward.
struct WardCount {
    QString name; ///< "4W ICU · RGH"
    quint32 ward = 0; ///< id in the fleet's dictionaries; 0 for devices without one
    quint32 devices = 0;
};
/// Most devices first. For any thread; empty when stopped.
std::vector<WardCount> wardsOf(const FleetSnapshot &fleet, quint32 driver, const std::stop_token &stop = {});

} // namespace ringward
