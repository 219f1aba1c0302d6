#pragma once
#include "app/ctl/command.h"

namespace ringward::ctl {

// What the source files of “ringwardctl drivers” share.

void addDriverOptions(QCommandLineParser &parser);

QJsonObject driverLine(const AssessedDriver &driver); ///< stable keys, those of the columns and a few more
QJsonObject driverDocument(const AssessedDriver &driver, const DriverAssessment &assessment);
QJsonObject toJson(const DriverEvent &event);
void printDriver(const AssessedDriver &driver, const DriverAssessment &assessment, Output &out);

/// What kernel code differs between two moments, or two filters of one.
QCoro::Task<int> compareDrivers(Composition &composition, const QCommandLineParser &parser, Output &out);
/// What is to go, in which order, and how far it has come in 90 days.
QCoro::Task<int> planDrivers(Composition &composition, Output &out);
/// Lists or takes decisions about the drivers or publishers named.
int reviewDrivers(Composition &composition, const QStringList &names, const QCommandLineParser &parser, Output &out);

} // namespace ringward::ctl
