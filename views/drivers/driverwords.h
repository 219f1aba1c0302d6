#pragma once
#include "models/drivers/driverassessment.h"
#include "views/widgets/icons.h"

namespace ringward {

/// How a decision is drawn: icon and ink; the word is label(ReviewState).
QString iconOf(ReviewState state);
IconInk inkOf(ReviewState state);

/// One fact about a driver in a small frame.
struct DriverBadge {
    enum class Tone : quint8 { Plain, Warn, Bad };
    QString text; ///< translated
    Tone tone = Tone::Plain;
};
/// What speaks for or against it, the most urgent first; empty when nothing is known.
std::vector<DriverBadge> badgesOf(const AssessedDriver &driver, QDate today);

/// What is left out of the board of decisions: parts of Windows that are kept by rule.
inline bool isKeptByRule(const AssessedDriver &driver)
{
    return driver.review.byRule;
}

QDate dayOf(qint64 atMs); ///< local day of a UTC time
/// A line that finds the devices that have the driver; `ward` as well when it is not 0.
QString devicesLine(const AssessedDriver &driver, const FleetSnapshot &fleet, quint32 ward = 0);
QString wardName(const Ward &ward); ///< "4W ICU · RGH"

} // namespace ringward
