#pragma once
#include "models/incident/stepledger.h"
#include "models/store/database.h"

namespace ringward {

class SqliteStepLedger : public StepLedger {
public:
    explicit SqliteStepLedger(const Database &database); ///< must outlive this
    Result<Done> write(const std::vector<StepEntry> &steps, const std::optional<ModeEntry> &mode) override;
    Result<std::vector<StepEntry>> steps(const StepPlace &place) override;
    Result<std::vector<StepEntry>> steps(ChangeId change) override;
    Result<std::optional<ModeEntry>> mode(DeviceId device) override;
    Result<std::vector<ModeEntry>> openModes() override;

private:
    const Database &m_database;
};

} // namespace ringward
