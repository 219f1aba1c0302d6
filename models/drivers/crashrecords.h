#pragma once
#include "models/drivers/catalogue.h"
#include "models/drivers/driverimage.h"

#include <QHash>

#include <vector>

namespace ringward {

/// One blue screen whose dump names a driver.
struct CrashRecord {
    QString computer; ///< upper case, without the domain; empty when not told
    QString time; ///< as written, in the form of the machine that wrote it; empty when not told
    QString stopCode; ///< "DRIVER_IRQL_NOT_LESS_OR_EQUAL", or its number
    QString driver; ///< lower case, "csagent.sys"
    QString version; ///< of the driver's file at that time; empty when not told
};

struct CrashRecords {
    CatalogueInfo info;
    std::vector<CrashRecord> records; ///< each crash once, in the order of the file
    QMultiHash<QString, quint32> byDriver;
};

/// Reads a list of crashes with a head line, separated by commas, semicolons or tabs, in UTF-8 or UTF-16: what
/// NirSoft's BlueScreenView exports ("Add Header Line To CSV/Tab-Delimited File" on), or any list with the same
/// columns. Needed is "Caused By Driver"; used are "Computer Name", "Crash Time", "Dump File", "Bug Check String", "Bug
/// Check Code" and "File Version". Rows in which no driver is named are left out. Refused whole: a list without that
/// column, a row with fewer cells than the head, one in which nothing names a driver.
Result<CrashRecords> readCrashRecords(const QByteArray &bytes);
/// Whether the head line is that of such a list, or of one whose head line is missing.
bool looksLikeCrashRecords(const QByteArray &bytes);

/// What the records say of one image. A record that tells another version of the file speaks of another image.
struct CrashHistory {
    std::vector<quint32> records; ///< positions in CrashRecords::records, rising
    QStringList computers, stopCodes; ///< that are named, each once, sorted
    /// "3 crashes on record name it, on 2 machines (PAGE_FAULT_IN_NONPAGED_AREA)"; translated, empty without crashes.
    QString sentence() const;
    int crashes() const { return int(records.size()); }
    void add(const CrashHistory &other); ///< of another image, by the same records: each crash counts once
};
CrashHistory crashesOf(const DriverImage &image, const CrashRecords *records);

} // namespace ringward
