#pragma once
#include "models/drivers/driverassessment.h"
#include "models/fleet/filter.h"

namespace ringward {

/// One line of the filter language about drivers: `score>=12 class:security-agent review:unreviewed name:cs* hits>0
/// devices>100`. The language is that of devices (resources/help/filter.md), with fields of its own.
class DriverFilter {
public:
    DriverFilter(); ///< the empty line: every driver
    static DriverFilter parse(const QString &line);

    const QString &line() const { return m_line; }
    const FilterDiagnosis &diagnosis() const { return m_diagnosis; }
    bool isValid() const { return m_diagnosis.state == FilterDiagnosis::State::Valid; }
    bool matches(const AssessedDriver &driver) const; ///< a line that is not valid fits nothing

    static std::vector<FilterCompletion> completions(const QString &line, int cursor,
                                                     const DriverAssessment &assessment);

private:
    QString m_line;
    FilterDiagnosis m_diagnosis;
    std::shared_ptr<const FilterNode> m_root;
};

} // namespace ringward
