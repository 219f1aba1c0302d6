#pragma once
#include "app/ctl/output.h"
#include "models/incident/remedydesk.h"

namespace ringward::ctl {

QJsonObject toJson(const Runbook &runbook);
QJsonObject toJson(const PlannedRemedy &planned, const FleetSnapshot &fleet);
QJsonObject toJson(const Campaign &campaign);
QJsonObject toJson(const ModeEntry &mode);
QJsonObject toJson(const RemedyDevice &device, const FleetSnapshot &fleet);

void print(const PlannedRemedy &planned, Output &out); ///< steps and scripts, devices, guardrails
void print(const Campaign &campaign, Output &out);
void print(const std::vector<ModeEntry> &open, Output &out);
void print(const PreflightSummary &summary, Output &out);

} // namespace ringward::ctl
