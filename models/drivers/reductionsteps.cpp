#include "models/drivers/reductionsteps.h"

#include <QCoreApplication>

#include <set>

namespace ringward {

namespace {

using Kind = ReductionStep::Kind;

constexpr QLatin1StringView kServices("HKLM\\SYSTEM\\CurrentControlSet\\Services\\");
constexpr QLatin1StringView kSafeBoot("HKLM\\SYSTEM\\CurrentControlSet\\Control\\SafeBoot\\");
constexpr int kDisabled = int(StartType::Disabled);

QString tr(const char *text)
{
    return QCoreApplication::translate("ringward::ReductionPlan", text);
}

/// The name of the service as told; that of the file without its ending is the next best.
QString serviceOf(const AssessedDriver &driver)
{
    const QString &told = driver.judged->image.told.name;
    return told.isEmpty() ? driver.name().section(u'.', 0, 0) : told;
}

} // namespace

void addSteps(ReductionItem &item, const std::vector<const AssessedDriver *> &drivers)
{
    std::set<QString> met; // several versions of one image are one service
    for (const AssessedDriver *driver : drivers) {
        const QString service = serviceOf(*driver);
        if (!met.insert(service.toLower()).second)
            continue;
        const StartType start = driver->judged->image.told.start;
        const QVariant before = start == StartType::NotTold ? QVariant() : QVariant(int(start));
        const QString key = kServices + service;
        if (driver->judged->driverClass == DriverClass::SecurityAgent)
            item.steps.push_back({Kind::Note,
                                  tr("%1 is guarded by its agent: take it off through the vendor's console first, or "
                                     "the agent puts it back.")
                                      .arg(service),
                                  {},
                                  {},
                                  {},
                                  {}});
        item.steps.push_back({Kind::SetValue, tr("Keep %1 from starting").arg(service), key, QStringLiteral("Start"),
                              before, kDisabled});
        for (const char *mode : {"Minimal", "Network"})
            item.steps.push_back({Kind::DeleteKey,
                                  tr("Keep it out of Safe Mode"),
                                  QString(kSafeBoot) + QLatin1StringView(mode) + u'\\' + driver->name(),
                                  {},
                                  {},
                                  {}});
        item.rollBack.push_back({Kind::SetValue,
                                 before.isValid() ? tr("Let %1 start as it did").arg(service)
                                                  : tr("Let %1 start as it was recorded before").arg(service),
                                 key, QStringLiteral("Start"), kDisabled, before});
    }
    if (item.steps.empty())
        return;
    item.steps.push_back({Kind::Restart, tr("Restart when the ward can spare the device"), {}, {}, {}, {}});
    item.steps.push_back(
        {Kind::Verify, tr("The next inventory of the device shows it no more, or as disabled"), {}, {}, {}, {}});
    item.rollBack.push_back({Kind::Restart, tr("Restart"), {}, {}, {}, {}});
}

} // namespace ringward
