#include "models/drivers/driver.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace ringward {

namespace {

struct Limit {
    const char *format; ///< as DriverList has it
    const char *told;
};
constexpr std::array kLimits{
    Limit{"fltmc", QT_TRANSLATE_NOOP("ringward::DriverList", "partial: only file-system filters are told")},
    Limit{"FRST", QT_TRANSLATE_NOOP("ringward::DriverList", "partial: known drivers of Windows are left out")},
    Limit{"pnputil", QT_TRANSLATE_NOOP("ringward::DriverList", "partial: only added driver packages are told")},
    Limit{"osquery", QT_TRANSLATE_NOOP("ringward::DriverList", "partial: only drivers of present devices are told")},
    Limit{"HarfangLab", QT_TRANSLATE_NOOP("ringward::DriverList", "partial: only what was loaded is told")},
    Limit{"Sysmon", QT_TRANSLATE_NOOP("ringward::DriverList", "partial: only what was loaded is told")},
};
constexpr const char *kOtherLimit = QT_TRANSLATE_NOOP("ringward::DriverList", "partial: its tool leaves drivers out");

} // namespace

QString imageName(QStringView path)
{
    path = path.trimmed();
    const qsizetype cut = std::max(path.lastIndexOf(u'\\'), path.lastIndexOf(u'/'));
    return path.mid(cut + 1).toString().toLower();
}

bool isLoadedInSafeMode(SafeMode mode)
{
    return mode == SafeMode::Minimal || mode == SafeMode::Network || mode == SafeMode::Both;
}

QString limitsOf(const DriverList &list)
{
    if (list.complete)
        return {};
    const auto limit = std::find_if(kLimits.begin(), kLimits.end(), [&](const Limit &known) {
        return list.format.startsWith(QLatin1StringView(known.format));
    });
    return QCoreApplication::translate("ringward::DriverList", limit == kLimits.end() ? kOtherLimit : limit->told);
}

} // namespace ringward
